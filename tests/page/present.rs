//! The view for a room: the run itself, large; the talk's sections as scenes; the keys of a clicker.

use crate::accessibility::check;
use crate::talk::FIGURES;
use crate::visit::{ESCAPE, Outcome, RIGHT, Visit, visit};
use serde_json::json;

const PAGE_UP: char = '\u{e00e}';
const PAGE_DOWN: char = '\u{e00f}';
const STEP: &str = "Number(document.querySelector('.present .step .number').textContent)";

/// Goes to a scene and waits until it is drawn. 0 is the run itself.
async fn open(page: &Visit, scene: u32) -> Outcome {
    page.look(&format!("({NOTE_FULL_SCREEN}, location.hash = '#present/{scene}', 0)")).await?;
    wait_for(page, scene).await
}

/// A full screen would be of another size.
const NOTE_FULL_SCREEN: &str =
    "Element.prototype.requestFullscreen = async () => { window.full = true; }";

async fn wait_for(page: &Visit, scene: u32) -> Outcome {
    page.wait(&format!(
        "document.querySelector('.present:not([hidden])')?.dataset.scene == '{scene}'"
    ))
    .await?;
    if scene == 0 {
        return page
            .wait("document.querySelector('.present .plane').ariaLabel.includes('step')")
            .await;
    }
    page.wait(
        "document.querySelector('.stage .part')?.dataset.state == 'drawn'
        && document.querySelectorAll('.stage .part').length == 1",
    )
    .await
}

/// What the plot shows.
const PLANE: &str = "document.querySelector('.present .plane').toDataURL()";

#[test]
fn the_room_sees_the_run_of_the_lab_and_trains_it() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        let loss = page.text("loss").await?;
        open(&page, 0).await?;
        page.wait(&format!("{STEP} == 1")).await?;
        let shown = page.rest("document.querySelector('.present .loss .number').textContent").await;
        assert_eq!(shown?, json!(loss));
        let before = page.rest(PLANE).await?;
        page.click(".present .primary").await?;
        page.wait(&format!("{STEP} > 20")).await?;
        page.keys(" ").await?;
        page.wait("document.documentElement.dataset.state == 'ready'").await?;
        let step = page.rest(STEP).await?;
        assert_ne!(page.rest(PLANE).await?, before);
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("!document.querySelector('.lab').hidden").await?;
        // The lab was not painted meanwhile.
        page.wait(&format!("Number(document.getElementById('step').textContent) == {step}"))
            .await?;
        let name = page.rest("document.getElementById('plot').ariaLabel").await?;
        assert!(name.as_str().expect("text").contains(&format!("at step {step}:")), "{name}");
        Ok(())
    });
}

/// In a full screen all of the page counts as modal.
#[test]
fn one_key_leads_into_the_room_and_the_keys_of_the_run_work_there() {
    visit(|page| async move {
        page.keys("p").await?;
        wait_for(&page, 0).await?;
        page.keys(&RIGHT.to_string()).await?;
        page.wait(&format!("{STEP} == 1")).await?;
        page.keys(" ").await?;
        page.wait(&format!("{STEP} > 20")).await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("!document.querySelector('.lab').hidden").await
    });
}

#[test]
fn a_clicker_walks_through_the_scenes() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.look(&format!("({NOTE_FULL_SCREEN}, 0)")).await?;
        page.keys("p").await?;
        wait_for(&page, 0).await?;
        page.wait("window.full").await?;
        for scene in 1..=9 {
            page.keys(&PAGE_DOWN.to_string()).await?;
            wait_for(&page, scene).await?;
            let title = page.look("document.querySelector('.present .name').textContent").await?;
            let told = page.rest("document.querySelector('.stage .scene').innerText").await?;
            let told = told.as_str().expect("text");
            assert!(told.len() > 20 && !told.contains("undefined"), "{title}: {told}");
        }
        // There is nothing after the last.
        page.keys(&PAGE_DOWN.to_string()).await?;
        page.keys(&PAGE_UP.to_string()).await?;
        wait_for(&page, 8).await?;
        // All of it is one page more to go back through.
        page.look("(history.back(), 0)").await?;
        page.wait("document.querySelector('.lab').checkVisibility()").await?;
        page.look("(history.forward(), 0)").await?;
        wait_for(&page, 8).await?;
        // A clicker works where a figure has the focus, too.
        page.look("document.querySelector('.stage .chooser input').focus()").await?;
        page.keys(&PAGE_UP.to_string()).await?;
        wait_for(&page, 7).await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("place() == '#lab' && !document.querySelector('.lab').hidden").await?;
        // What was lent is in its place again.
        page.look("(location.hash = '#talk/3', 0)").await?;
        page.wait("document.querySelectorAll('.parts > .part').length == 9").await?;
        let order = "[...document.querySelectorAll('.parts > .part')].map(part => Number(part.dataset.number))";
        assert_eq!(page.look(order).await?, json!((1..=9).collect::<Vec<_>>()));
        page.wait("document.getElementById('talk-network').dataset.state == 'drawn'").await
    });
}

#[test]
fn the_screen_is_darkened_and_any_key_brings_it_back() {
    visit(|page| async move {
        open(&page, 0).await?;
        let is_dark = "document.querySelector('.dark').checkVisibility()";
        for key in ["b", " ", &ESCAPE.to_string(), &PAGE_DOWN.to_string()] {
            page.keys(".").await?;
            page.wait(is_dark).await?;
            page.keys(key).await?;
            page.wait(&format!("!{is_dark}")).await?;
        }
        // The key that brought it back did nothing else.
        wait_for(&page, 0).await?;
        assert_eq!(page.rest(STEP).await?, json!(0));
        page.keys("n").await?;
        page.wait("document.querySelector('.present .footing').innerText.includes('page ↓')")
            .await?;
        open(&page, 8).await?;
        page.wait("document.querySelector('.stage .prose > p:not(.of)').checkVisibility()").await?;
        page.keys("N").await?;
        page.wait("!document.querySelector('.stage .prose > p:not(.of)').checkVisibility()").await
    });
}

#[test]
fn what_went_wrong_is_told_to_the_room() {
    visit(|page| async move {
        page.enter("rate", "1000000").await?;
        open(&page, 0).await?;
        page.click(".present .primary").await?;
        page.wait("document.querySelector('.present .footing').innerText.includes('not finite')")
            .await?;
        page.wait(
            "document.querySelector('.present .primary').textContent.includes('Back to step')",
        )
        .await
    });
}

/// What is set smaller than 18 px: letters of the document, and those on canvases from now on.
const NOTE_LETTERS: &str = "(() => {
    window.small = [];
    const own = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        const { a, b } = this.getTransform();
        const size = parseFloat(/([\\d.]+)px/.exec(this.font)[1]) * Math.hypot(a, b) / devicePixelRatio;
        if (size < 17.99 && text.trim()) window.small.push(`${this.canvas.className}: ${text} ${size}`);
        return own.call(this, text, ...rest);
    };
})()";

const SMALL_LETTERS: &str = "(() => {
    const found = [...new Set(window.small.splice(0))];
    const sizeOf = (element) => {
        const size = parseFloat(getComputedStyle(element).fontSize);
        return element.ownerSVGElement ? size * element.getScreenCTM().a : size;
    };
    const walker = document.createTreeWalker(document.querySelector('.present'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
        const { currentNode: { parentElement, data } } = walker;
        range.selectNodeContents(walker.currentNode);
        if (!data.trim() || !parentElement.checkVisibility() || range.getBoundingClientRect().width < 2) continue;
        if (getComputedStyle(parentElement).clipPath != 'none') continue;
        if (sizeOf(parentElement) < 17.99) found.push(`${parentElement.className} ${data} ${sizeOf(parentElement)}`);
    }
    for (const field of document.querySelectorAll('.present :is(input:not([type=range], [type=radio]), textarea)'))
        if (field.checkVisibility() && sizeOf(field) < 17.99) found.push(`${field.id} ${sizeOf(field)}`);
    return found;
})()";

#[test]
fn nothing_is_set_under_18_px_on_a_projector() {
    visit(|page| async move {
        page.open_in_frame(1280, 720).await?;
        page.train_to_the_end().await?;
        page.look("document.getElementById('step-back').click()").await?;
        open(&page, 0).await?;
        page.look(NOTE_LETTERS).await?;
        for notes in [false, true] {
            for scene in 0..=9 {
                open(&page, scene).await?;
                // All of it is painted once more, and noted.
                page.look("(document.documentElement.dataset.theme = 'dark', 0)").await?;
                page.frames(5).await?;
                page.look("(document.documentElement.dataset.theme = 'light', 0)").await?;
                let small = page.rest(SMALL_LETTERS).await?;
                assert_eq!(small, json!([]), "scene {scene}, notes {notes}");
            }
            page.keys("n").await?;
        }
        page.leave_frame().await
    });
}

#[test]
fn every_scene_fits_every_screen() {
    visit(|page| async move {
        for (width, height) in [(1280, 720), (1920, 1080), (1024, 768), (3840, 2160), (390, 844)] {
            page.open_in_frame(width, height).await?;
            for (scene, name) in [(0, "live")].into_iter().chain(FIGURES) {
                open(&page, scene).await?;
                let beyond = "[document.scrollingElement.scrollWidth - innerWidth,
                    innerWidth < innerHeight ? 0 : document.scrollingElement.scrollHeight - innerHeight].map(more => Math.max(0, more))";
                let at = format!("{name} at {width} × {height}");
                assert_eq!(page.rest(beyond).await?, json!([0, 0]), "{at}");
                let cut = "[...document.querySelectorAll('.stage figure')]
                    .map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight).filter(more => more > 1)";
                assert_eq!(page.rest(cut).await?, json!([]), "px of the figure are cut: {at}");
            }
            page.leave_frame().await?;
        }
        Ok(())
    });
}

#[test]
fn axe_finds_nothing_in_a_room() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        for (scene, name) in [(0, "live")].into_iter().chain(FIGURES) {
            open(&page, scene).await?;
            check(&page, &format!("in a room, {name}")).await?;
        }
        page.keys("n").await?;
        check(&page, "in a room, with notes").await
    });
}
