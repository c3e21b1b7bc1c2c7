//! One page at every size: all of it has room, plot and transport stay in sight, pictures stay right.

use crate::visit::{Outcome, Visit, assert_same, visit};
use serde_json::{Value, json};

#[test]
fn the_whole_lab_is_on_the_screen_of_a_laptop() {
    visit(|page| async move {
        for (width, height) in WHOLE {
            page.open_in_frame(width, height).await?;
            let cut = "[...document.querySelectorAll('.lab *')].filter(part => {
                    const { top, bottom, height } = part.getBoundingClientRect();
                    return height > 1 && (top < 0 || bottom > innerHeight + 1);
                }).map(part => part.id || part.className || part.tagName)";
            assert_eq!(page.look(cut).await?, json!([]), "cut at {width} × {height}");
            let scrolls = "document.scrollingElement.scrollHeight > innerHeight";
            assert_eq!(page.look(scrolls).await?, false, "scrolls at {width} × {height}");
            page.leave_frame().await?;
        }
        Ok(())
    });
}

/// Where all of the lab is seen at once.
const WHOLE: [(u32, u32); 8] = [
    (1440, 900),
    (1440, 780),
    (1366, 768),
    (1366, 650),
    (1280, 720),
    (1920, 1080),
    (2560, 1440),
    (3840, 2160),
];

/// A zoom of 200 %, a tablet, a phone, and the same lying on its side.
const SMALL: [(u32, u32); 5] = [(720, 450), (640, 360), (768, 1024), (390, 844), (844, 390)];

#[test]
fn plot_charts_and_scrubber_share_both_edges() {
    visit(|page| async move {
        for (width, height) in WHOLE.into_iter().chain([(1100, 800), (768, 1024)]) {
            page.open_in_frame(width, height).await?;
            let edges = "(() => {
                const [plot, strip, scrubber] = ['plot', 'strip', 'scrubber']
                    .map(id => document.getElementById(id)).map(part => [part, part.getBoundingClientRect()]);
                const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
                const [left, right] = ['--left', '--end'].map(name => unit * strip[0].nextElementSibling.style.getPropertyValue(name));
                const half = unit * 18 / 2;
                return [[strip[1].left + left, strip[1].right - right], [scrubber[1].left + half, scrubber[1].right - half]]
                    .map(([left, right]) => Math.max(Math.abs(left - plot[1].left), Math.abs(right - plot[1].right)) < 1);
            })()";
            assert_eq!(page.look(edges).await?, json!([true, true]), "at {width} × {height}");
            page.leave_frame().await?;
        }
        Ok(())
    });
}

#[test]
fn the_bar_of_colours_is_as_high_as_the_plot() {
    visit(|page| async move {
        let heights = "['plot', 'ramp'].map(id => document.getElementById(id).getBoundingClientRect().height)";
        for look in ["smooth", "bands"] {
            page.choose("look", look).await?;
            let found = page.rest(heights).await?;
            assert_eq!(found[0], found[1], "{look}");
        }
        Ok(())
    });
}

#[test]
fn test_accuracy_and_all_of_the_run_are_in_sight_at_every_size() {
    visit(|page| async move {
        for (width, height) in WHOLE.into_iter().chain(SMALL) {
            page.open_in_frame(width, height).await?;
            // By script: while the frame is laid out, a hand may miss.
            page.look("document.getElementById('step-on').click()").await?;
            page.wait_for_step(1).await?;
            page.look("document.getElementById('step-back').click()").await?;
            page.wait_for_step(0).await?;
            assert_eq!(page.rest(MEETING).await?, json!([]), "at {width} × {height}");
            page.leave_frame().await?;
        }
        Ok(())
    });
}

/// What of the run is out of sight, is cut, or meets something else.
const MEETING: &str = "(() => {
    const found = [];
    const boxes = ['#train', '#step-on', '#reset', '#status-text', '.readouts .what', '.readouts .number', '.readouts .unit']
        .flatMap(name => [...document.querySelectorAll(name)])
        .filter(part => part.checkVisibility() && part.textContent.trim())
        .map(part => {
            const range = document.createRange();
            range.selectNodeContents(part);
            const box = (part.matches('button') ? part : range).getBoundingClientRect();
            const name = part.id || part.parentElement.className + ' ' + part.className;
            if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) found.push(`${name} is out of sight`);
            return [name, box];
        });
    const status = document.getElementById('status').getBoundingClientRect();
    // The boxes of letters are taller than these: by as much more as the page is larger.
    const slack = 3 * parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - slack && b.top < a.bottom - slack;
    boxes.forEach(([name, box], i) => boxes.slice(i + 1).forEach(([other, next]) => {
        if (meet(box, next)) found.push(`${name} meets ${other}`);
    }));
    const sentence = boxes.find(([name]) => name == 'status-text')[1];
    if (sentence.bottom > status.bottom + 2) found.push('the sentence is cut');
    if (!document.getElementById('test-accuracy').checkVisibility()) found.push('no test accuracy');
    const strip = document.getElementById('strip').getBoundingClientRect();
    if (strip.bottom > innerHeight + 1) found.push('the strip is below the fold');
    return found;
})()";

#[test]
fn plot_and_transport_stay_in_sight_together() {
    visit(|page| async move {
        for (width, height) in [(1440, 600), (1280, 720), (1024, 768), (900, 700), (390, 844)] {
            page.open_in_frame(width, height).await?;
            for place in [0.0, 0.5, 1.0] {
                let scroll =
                    format!("scrollTo(0, {place} * document.scrollingElement.scrollHeight)");
                page.look(&scroll).await?;
                let seen = "['#plot, #plot-small', '#train', '#step-on'].map(parts =>
                    [...document.querySelectorAll(parts)].some(part => {
                        const { top, bottom, height } = part.getBoundingClientRect();
                        return height > 0 && top >= -1 && bottom <= innerHeight + 1;
                    })).every(Boolean)";
                page.wait(seen).await?;
            }
            page.leave_frame().await?;
        }
        Ok(())
    });
}

#[test]
fn a_phone_has_room_for_everything() {
    visit(|page| async move {
        page.open_in_frame(390, 844).await?;
        assert_no_overflow(&page, 390).await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.train_to_the_end().await?;
        assert_no_overflow(&page, 390).await
    });
}

#[test]
fn on_a_phone_nothing_lies_over_the_charts() {
    visit(|page| async move {
        page.open_in_frame(390, 844).await?;
        page.load_hints().await?;
        for (part, explained) in
            [(".accuracy", true), (".pushes", true), ("#step-on", false), ("#scrubber", false)]
        {
            let tap = format!(
                "document.querySelector('{part}').dispatchEvent(new PointerEvent('click', {{ pointerType: 'touch', detail: 1, bubbles: true }}))"
            );
            page.look("document.getElementById('tip').textContent = ''").await?;
            page.look(&tap).await?;
            let told = page.text("tip").await?;
            assert_eq!(!told.is_empty(), explained, "{part} tells {told:?}");
            let over = "((tip, dock) => tip.checkVisibility() && tip.getBoundingClientRect().top < dock.getBoundingClientRect().top)
                (document.getElementById('tip'), document.querySelector('.dock'))";
            assert_eq!(page.look(over).await?, false, "{part} raises a box");
        }
        Ok(())
    });
}

#[test]
fn fingers_have_room_on_a_phone() {
    visit(|page| async move {
        page.open_in_frame(390, 844).await?;
        let narrow =
            "[...document.querySelectorAll('.heads button, .dock button, #scrubber, .runs button')]
            .filter(part => part.checkVisibility())
            .filter(part => {
                const { width, height } = part.getBoundingClientRect();
                return Math.min(width, height) < 43.5;
            }).map(part => part.ariaLabel || part.id)";
        assert_eq!(page.look(narrow).await?, json!([]));
        let words = "[...document.querySelectorAll('.heads .word')].filter(word => word.checkVisibility()).map(word => word.textContent)";
        assert_eq!(page.look(words).await?, json!(["layer 1", "layer 2", "layers"]));
        // From what is told of the network to the next heading.
        let gap = "document.getElementById('data-heading').getBoundingClientRect().top - document.getElementById('caption').getBoundingClientRect().bottom";
        let gap = page.rest(gap).await?.as_f64().expect("a distance");
        assert!((0.0..40.0).contains(&gap), "{gap} px of nothing");
        Ok(())
    });
}

#[test]
fn every_width_has_room_for_everything() {
    visit(|page| async move {
        for width in [360, 599, 600, 899, 900, 1099, 1100, 1279, 1280, 1920, 3840] {
            page.open_in_frame(width, 844).await?;
            assert_eq!(page.look("innerWidth").await?, width);
            assert_no_overflow(&page, width).await?;
            page.leave_frame().await?;
        }
        Ok(())
    });
}

/// Nothing on the page makes it scroll sideways, or sticks out where it cannot be scrolled to.
async fn assert_no_overflow(page: &Visit, width: u32) -> Outcome {
    let wide = "[...document.body.querySelectorAll('*')].filter(part => {
            const { left, right, width } = part.getBoundingClientRect();
            return width > 1 && (left < -1 || right > innerWidth + 1);
        }).map(part => part.id || part.className || part.tagName)";
    // While the plot moves, its ground lies below it, a little wider than what is seen of it.
    assert_eq!(page.rest(wide).await?, json!([]), "sticks out at {width} px");
    let scrolls = "document.scrollingElement.scrollWidth > innerWidth";
    assert_eq!(page.look(scrolls).await?, false, "scrolls sideways at {width} px");
    Ok(())
}

#[test]
fn resizing_and_the_theme_leave_a_right_picture_while_it_trains() {
    visit(|page| async move {
        page.open_in_frame(1440, 900).await?;
        page.train_past(5).await?;
        for (width, height) in [(1000, 700), (390, 844), (1300, 800)] {
            page.press("theme").await?;
            page.leave_frame().await?;
            page.resize_frame(width, height).await?;
            page.enter_frame().await?;
        }
        page.press("theme").await?;
        page.wait_for_status("finished").await?;
        let disturbed = everything(&page).await?;
        page.leave_frame().await?;
        page.open_in_frame(1300, 800).await?;
        page.train_to_the_end().await?;
        assert_same(&disturbed, &everything(&page).await?);
        Ok(())
    });
}

#[test]
fn every_pixel_ratio_has_the_same_picture() {
    visit(|page| async move {
        let mut first = None;
        for ratio in ["1", "1.5", "2", "3"] {
            page.look(&format!(
                "(Object.defineProperty(window, 'devicePixelRatio', {{ value: {ratio}, configurable: true }}),
                dispatchEvent(new Event('resize')))"
            ))
            .await?;
            let blurred = format!(
                "['#plot', '#strip', '.wires', '.squares'].filter(name => {{
                    const canvas = document.querySelector(name);
                    return Math.abs(canvas.width - {ratio} * canvas.clientWidth) > 1;
                }})"
            );
            assert_eq!(page.look(&blurred).await?, json!([]), "not sharp at {ratio}");
            let colours: Vec<i32> = serde_json::from_value(page.rest(COLOURS).await?)?;
            let others = first.get_or_insert_with(|| colours.clone());
            let near = colours.iter().zip(others).filter(|(a, b)| (**a - **b).abs() < 24).count();
            assert!(near > 230, "only {near} of 256 parts of colours are the same at {ratio}");
        }
        Ok(())
    });
}

/// The colours of the plot at 64 places; on a line they differ with its sharpness.
const COLOURS: &str = "(() => {
    const plot = document.getElementById('plot');
    const context = plot.getContext('2d');
    return Array.from({ length: 64 }, (_, i) => {
        const [x, y] = [i % 8, i >> 3].map(place => Math.round((place + 0.31) / 8 * plot.width));
        return [...context.getImageData(x, y, 1, 1).data];
    }).flat();
})()";

/// The styles of what is loaded later are the whole page's from then on.
#[test]
fn visiting_other_views_and_sheets_moves_nothing_in_the_lab() {
    visit(|page| async move {
        let before = places(&page).await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        for tab in ["receipt", "tape", "check", "neuron"] {
            page.look("(location.hash = '#inside/1', 0)").await?;
            page.press(&format!("tab-{tab}")).await?;
            page.wait(&format!("document.querySelector('#panel-{tab} h2')")).await?;
        }
        for section in 1..10 {
            page.look(&format!("(location.hash = '#talk/{section}', 0)")).await?;
            page.wait(&format!("place().startsWith('#talk/{section}')")).await?;
        }
        page.look("(location.hash = '', 0)").await?;
        for sheet in ["share", "export", "network-table", "data-table"] {
            page.look(&format!("document.querySelector('[data-opens={sheet}]').click()")).await?;
            page.wait("document.querySelector('dialog[open]')").await?;
            page.look("document.querySelector('dialog[open]').close()").await?;
        }
        page.press("step-back").await?;
        page.wait_for_step(0).await?;
        assert_eq!(places(&page).await?, before);
        Ok(())
    });
}

/// Where what can be used in the lab stands.
async fn places(page: &Visit) -> Outcome<Value> {
    page.rest(
        "Object.fromEntries([...document.querySelectorAll('.lab :is(label, button, input, h2, canvas)')].map((part, number) => {
            const { left, top, width, height } = part.getBoundingClientRect();
            return [`${number} ${part.id}`, [left, top, width, height].map(Math.round).join()];
        }))",
    )
    .await
}

/// All that the page shows, and its theme.
async fn everything(page: &Visit) -> Outcome<Value> {
    let mut everything = page.everything().await?;
    everything["strip"] = page.rest("document.getElementById('strip').toDataURL()").await?;
    everything["theme"] = page.look("document.documentElement.dataset.theme").await?;
    Ok(everything)
}
