//! Again with one thing changed: the kept run beside the run now, in step with it.

use crate::visit::{ENTER, Outcome, TAB, Visit, assert_same, visit};
use serde_json::{Value, json};

/// Opens the comparison and waits for it.
async fn compare(page: &Visit) -> Outcome {
    page.press("again").await?;
    page.wait("document.querySelector('.compare')?.checkVisibility() && document.querySelector('.compare h2').textContent != ''").await
}

/// Goes to a step as the scrubber does.
async fn seek(page: &Visit, step: u32) -> Outcome {
    page.look(&format!(
        "(() => {{
            const scrubber = document.getElementById('scrubber');
            scrubber.value = {step};
            for (const type of ['input', 'change']) scrubber.dispatchEvent(new Event(type));
        }})()"
    ))
    .await?;
    page.wait_for_step(step).await
}

async fn heading(page: &Visit) -> Outcome<Value> {
    page.rest("document.getElementById('compare-heading').textContent").await
}

/// What a column of the table says: of the kept run (2), of the run now (3).
async fn column(page: &Visit, number: u32) -> Outcome<Value> {
    let cells = format!(
        "[...document.querySelectorAll('.compare tbody td:nth-child({number})')].map(cell => cell.textContent)"
    );
    page.rest(&cells).await
}

#[test]
fn before_a_change_both_are_one_picture_and_closing_leaves_no_trace() {
    visit(|page| async move {
        for feed in ["fixed", "stream"] {
            page.choose("feed", feed).await?;
            page.train_to_the_end().await?;
            let before = page.everything().await?;
            compare(&page).await?;
            for step in [150, 40, 0, 150] {
                seek(&page, step).await?;
                let same = (page.picture("plot").await?, page.picture("kept-plot").await?);
                assert_eq!(same.0, same.1, "{feed}, step {step}");
                let columns = (column(&page, 2).await?, column(&page, 3).await?);
                assert_eq!(
                    columns.0.as_array().expect("cells")[..7],
                    columns.1.as_array().expect("cells")[..]
                );
            }
            let agreed =
                page.rest("document.querySelector('.compare td[colspan=\"2\"]').textContent");
            let all = if feed == "fixed" { "50 of 50" } else { "1\u{202f}000 of 1\u{202f}000" };
            assert_eq!(agreed.await?, all);
            page.click(".compare .done").await?;
            page.wait("document.querySelector('.compare').hidden").await?;
            assert_same(&page.everything().await?, &before);
            let traces = "document.querySelectorAll('[data-changed], .tag:not([hidden], [hidden] *)').length";
            assert_eq!(page.rest(traces).await?, 0);
            page.press("reset").await?;
        }
        Ok(())
    });
}

#[test]
fn both_are_what_they_are_alone_at_every_step() {
    visit(|page| async move {
        let mut alone = Vec::new();
        for activation in ["relu", "tanh"] {
            page.open("").await?;
            page.choose("activation", activation).await?;
            page.train_to_the_end().await?;
            let figures = [page.text("test-accuracy").await?, page.text("test-loss").await?];
            seek(&page, 62).await?;
            let (middle, accuracy) =
                (page.picture("plot").await?, page.text("test-accuracy").await?);
            seek(&page, 0).await?;
            alone.push((page.picture("plot").await?, middle, accuracy, figures));
        }
        page.open("").await?;
        page.train_to_the_end().await?;
        compare(&page).await?;
        page.choose("activation", "tanh").await?;
        page.wait_for_step(0).await?;
        page.train_to_the_end().await?;
        for (name, number, (start, middle, accuracy, figures)) in
            [("kept-plot", 2, &alone[0]), ("plot", 3, &alone[1])]
        {
            seek(&page, 62).await?;
            assert_eq!(&page.picture(name).await?, middle, "{name}, step 62");
            let cells = column(&page, number).await?;
            assert_eq!(cells[0], format!("{accuracy} %"));
            assert_eq!(
                [&cells[4], &cells[5]],
                [&json!(format!("{} %", figures[0])), &json!(figures[1])]
            );
            seek(&page, 0).await?;
            assert_eq!(&page.picture(name).await?, start, "{name}, step 0");
        }
        Ok(())
    });
}

#[test]
fn the_first_change_begins_anew_and_another_thing_can_be_changed() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        compare(&page).await?;
        assert_eq!(heading(&page).await?, "Again with…");
        page.enter("rate", "0.5").await?;
        page.wait_for_step(0).await?;
        assert_eq!(heading(&page).await?, "Again with rate 0.5");
        let rows = "[...document.querySelectorAll('[data-changed]')].map(row => row.dataset.field)";
        assert_eq!(page.look(rows).await?, json!(["rate"]));
        page.train_past(3).await?;
        page.press("train").await?;
        page.click(".compare .another").await?;
        page.wait_for_step(0).await?;
        page.wait("Number(document.getElementById('rate').value) == 1").await?;
        assert_eq!(heading(&page).await?, "Again with…");
        page.choose("optimiser", "adam").await?;
        assert_eq!(heading(&page).await?, "Again with Adam");
        page.wait("Number(document.getElementById('rate').value) == 0.02").await?;
        // What is taken back is the change, then the new start, then the one before.
        page.control('z').await?;
        page.wait("Number(document.getElementById('rate').value) == 1").await?;
        assert_eq!(heading(&page).await?, "Again with…");
        page.control('z').await?;
        assert_eq!(heading(&page).await?, "Again with rate 0.5");
        page.control('z').await?;
        page.wait_for_step(150).await?;
        assert_eq!(heading(&page).await?, "Again with…");
        assert_eq!(page.picture("plot").await?, page.picture("kept-plot").await?);
        Ok(())
    });
}

#[test]
fn the_kept_run_is_trained_on_where_the_other_goes_further() {
    visit(|page| async move {
        page.choose("speed", "max").await?;
        page.train_to_the_end().await?;
        page.train_to_the_end().await?;
        page.wait_for_step(300).await?;
        let alone = page.picture("plot").await?;
        page.press("reset").await?;
        page.enter("steps", "150").await?;
        page.train_to_the_end().await?;
        compare(&page).await?;
        page.enter("steps", "300").await?;
        page.train_to_the_end().await?;
        page.wait_for_step(300).await?;
        assert_eq!(page.picture("kept-plot").await?, alone);
        assert_eq!(heading(&page).await?, "Again with 300 steps");
        let told = page.text("status-text").await?;
        assert!(told.starts_with("Step 300 of both runs."), "{told}");
        Ok(())
    });
}

#[test]
fn both_are_trained_from_the_start_in_step() {
    visit(|page| async move {
        compare(&page).await?;
        page.choose("loss", "logistic").await?;
        page.wait(
            "document.querySelector('.compare h2').textContent == 'Again with logistic loss'",
        )
        .await?;
        page.look(
            "(window.apart = [], window.look = () => {
                const kept = document.getElementById('kept-plot').ariaLabel, now = document.getElementById('plot').ariaLabel;
                const [a, b] = [kept, now].map(label => Number(label.match(/at step (\\d+)/)[1]));
                if (a !== b) apart.push([a, b]);
            })",
        )
        .await?;
        for _ in 0..5 {
            page.press("step-on").await?;
        }
        page.wait_for_step(5).await?;
        page.rest("document.getElementById('kept-plot').ariaLabel").await?;
        page.look("look()").await?;
        page.train_to_the_end().await?;
        page.rest("document.getElementById('kept-plot').ariaLabel").await?;
        page.look("look()").await?;
        assert_eq!(page.look("apart").await?, json!([]));
        let told = page.look("document.getElementById('kept-plot').ariaLabel").await?.to_string();
        assert!(told.contains("Kept run ①. ") && told.contains("at step 150: "), "{told}");
        Ok(())
    });
}

#[test]
fn a_kept_run_that_broke_off_stays_where_it_did() {
    visit(|page| async move {
        page.enter("rate", "1000000").await?;
        page.press("train").await?;
        page.wait_for_status("problem").await?;
        compare(&page).await?;
        page.enter("rate", "0.5").await?;
        page.wait_for_step(0).await?;
        page.train_to_the_end().await?;
        assert_eq!(column(&page, 2).await?[0], "–");
        let tag = page.look("document.querySelector('.compare .tag').textContent").await?;
        assert_eq!(tag, "① rate 10⁶, ends at 002");
        let told = page.text("status-text").await?;
        assert!(told.starts_with("Step 150; ① broke off at 002: "), "{told}");
        Ok(())
    });
}

#[test]
fn own_points_without_a_test_are_compared() {
    visit(|page| async move {
        page.choose("data", "own").await?;
        page.wait("document.getElementById('plot').matches('[data-points]')").await?;
        page.enter("held-out", "0").await?;
        page.train_to_the_end().await?;
        compare(&page).await?;
        page.choose("activation", "tanh").await?;
        page.wait_for_step(0).await?;
        page.train_to_the_end().await?;
        for number in [2, 3] {
            let cells = column(&page, number).await?;
            let test: Vec<_> = [0, 2, 4, 5, 6].map(|row| cells[row].clone()).into();
            assert_eq!(json!(test), json!(["–", "–", "–", "–", "–"]));
            assert_ne!(cells[1], "–");
        }
        Ok(())
    });
}

#[test]
fn the_keyboard_opens_it_and_comes_back_to_where_it_was() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.look("document.getElementById('again').focus()").await?;
        page.keys(&ENTER.to_string()).await?;
        page.wait("document.querySelector('.compare')?.checkVisibility()").await?;
        page.look("document.querySelector('.compare .done').focus()").await?;
        page.keys(&ENTER.to_string()).await?;
        page.wait("document.querySelector('.compare').hidden").await?;
        assert_eq!(page.look("document.activeElement.id").await?, "again");
        page.keys(&TAB.to_string()).await?;
        assert_eq!(page.look("document.activeElement.id").await?, "seeds");
        Ok(())
    });
}

/// From a large screen to a phone.
const SIZES: [(u32, u32); 11] = [
    (3840, 2160),
    (1440, 900),
    (1440, 780),
    (1366, 768),
    (1280, 720),
    (1100, 800),
    (1024, 768),
    (768, 1024),
    (720, 450),
    (390, 844),
    (320, 640),
];

/// What is chosen, and what is compared then.
const STATES: [(&str, &str); 5] = [
    ("[name=activation][value=relu]", "Again with…"),
    ("[name=activation][value=leaky]", "Again with leaky"),
    ("[name=activation][value=relu]", "Again with…"),
    ("[name=optimiser][value=momentum]", "Again with momentum"),
    ("[name=feed][value=stream]", "Again with 2 changes"),
];

/// What has no room, and whether both plots are as large.
const ROOM: &str = "(() => {
    const box = (part) => part.getBoundingClientRect();
    const [plot, kept] = ['plot', 'kept-plot'].map(id => box(document.getElementById(id)));
    const found = [];
    if (Math.abs(plot.width - kept.width) > 1) found.push('plots of two sizes');
    const parts = [...document.querySelectorAll('.compare :is(h2, p, th, td, button), .tag')].filter(part => part.checkVisibility());
    for (const part of parts) {
        const { left, right } = box(part);
        if (left < 0 || right > innerWidth + 1 || part.scrollWidth > part.clientWidth + 1) found.push(`no room for ${part.textContent}`);
    }
    const table = box(document.querySelector('.compare table'));
    if (table.right > kept.left + 1 && table.left < kept.right && table.top < kept.bottom && table.bottom > kept.top) found.push('the table meets the plot');
    if (box(document.querySelector('.compare .deeds')).bottom > box(document.querySelector('.controls')).top + 1) found.push('it meets the settings');
    if (innerWidth >= 1280 && document.scrollingElement.scrollHeight > innerHeight) found.push('the page scrolls');
    return found;
})()";

#[test]
fn it_has_room_at_every_size() {
    visit(|page| async move {
        for (width, height) in SIZES {
            page.open_in_frame(width, height).await?;
            page.look("document.getElementById('again').click()").await?;
            page.wait("document.querySelector('.compare')?.checkVisibility()").await?;
            for (choice, told) in STATES {
                page.look(&format!("document.querySelector('{choice}')?.click()")).await?;
                page.wait(&format!(
                    "document.querySelector('.compare h2').textContent == '{told}'"
                ))
                .await?;
                assert_eq!(page.rest(ROOM).await?, json!([]), "{told} at {width} × {height}");
            }
            page.leave_frame().await?;
        }
        Ok(())
    });
}
