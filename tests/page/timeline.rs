//! The strip: every step kept, branches, kept runs, marks, goals, and what went wrong.

use crate::visit::{ENTER, Outcome, Place, Visit, assert_same, visit};
use serde_json::{Value, json};

#[test]
fn the_strip_restores_everything_exactly() {
    visit(|page| async move {
        stop_at_step(&page, 40).await?;
        let then = page.everything().await?;
        // What is changed belongs to the step where it is changed.
        page.press("step-on").await?;
        page.wait_for_step(41).await?;
        page.enter("rate", "0.3").await?;
        page.enter("batch", "8").await?;
        page.choose("schedule", "constant").await?;
        page.pick("goal", "none").await?;
        page.train_to_the_end().await?;
        page.pick("goal", "step").await?;
        assert_ne!(page.everything().await?, then);
        drag_to_step(&page, 150, 40).await?;
        assert_same(&page.everything().await?, &then);
        Ok(())
    });
}

#[test]
fn any_step_of_a_long_run_is_restored() {
    visit(|page| async move {
        page.enter("steps", "3000").await?;
        page.choose("speed", "max").await?;
        stop_at_step(&page, 777).await?;
        let then = page.everything().await?;
        page.pick("goal", "none").await?;
        page.train_to_the_end().await?;
        page.pick("goal", "step").await?;
        seek(&page, 778).await?;
        page.press("step-back").await?;
        page.wait_for_step(777).await?;
        assert_same(&page.everything().await?, &then);
        Ok(())
    });
}

#[test]
fn training_on_from_a_past_step_leaves_the_old_future_as_a_ghost() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        seek(&page, 50).await?;
        page.enter("rate", "0.01").await?;
        let announced = page.text("status-text").await?;
        assert!(announced.contains("branches here"), "{announced}");
        page.press("step-on").await?;
        page.wait_for_step(51).await?;
        assert!(curves_between(&page, 70, 120).await? > 20, "no ghost is drawn");
        page.press("reset").await?;
        page.wait_for_step(0).await?;
        assert_eq!(curves_between(&page, 70, 120).await?, 0, "the ghost outlives a reset");
        Ok(())
    });
}

#[test]
fn training_on_without_a_change_keeps_the_run() {
    visit(|page| async move {
        page.choose("speed", "max").await?;
        page.train_to_the_end().await?;
        let end = page.everything().await?;
        seek(&page, 140).await?;
        page.train_to_the_end().await?;
        assert_same(&page.everything().await?, &end);
        Ok(())
    });
}

#[test]
fn marks_tell_old_and_new_values() {
    visit(|page| async move {
        page.choose("schedule", "constant").await?;
        stop_at_step(&page, 60).await?;
        page.enter("batch", "64").await?;
        page.enter("rate", "0.25").await?;
        page.press("step-on").await?;
        page.wait_for_step(61).await?;
        let mark = "document.querySelector('#marks button:last-child')";
        let told = page.look(&format!("{mark}.getAttribute('aria-label')")).await?.to_string();
        for part in ["Step 60", "batch size 32 → 64", "rate 1.0 → 0.25"] {
            assert!(told.contains(part), "{told} does not tell {part:?}");
        }
        page.point("#marks button:last-child", (0.5, 0.5)).await?;
        page.wait(&format!("document.getElementById('told').textContent == {told}")).await?;
        page.click("#marks button:last-child").await?;
        page.wait_for_step(60).await
    });
}

#[test]
fn kept_runs_are_compared() {
    visit(|page| async move {
        page.choose("speed", "max").await?;
        page.train_to_the_end().await?;
        let loss = page.text("loss").await?;
        page.press("keep").await?;
        page.wait_for_status("kept").await?;
        page.enter("seed", "7").await?;
        page.wait_for_step(0).await?;
        assert!(curves_between(&page, 20, 120).await? > 20, "the kept run is not drawn");
        page.train_to_the_end().await?;
        page.press("runs").await?;
        page.wait("document.querySelector('#runs-table .name-field') != null").await?;
        assert_eq!(column(&page, 3).await?, json!([loss, page.text("loss").await?]));
        page.click("#runs-table input[type=checkbox]").await?;
        page.click("#runs-table tbody button").await?;
        page.wait("document.querySelector('#runs-table .name-field') == null").await?;
        assert_eq!(column(&page, 3).await?, json!([page.text("loss").await?]));
        Ok(())
    });
}

/// What a column of the table of runs says, without the figures of test points.
async fn column(page: &Visit, index: u32) -> Outcome<Value> {
    page.look(&format!(
        "[...document.querySelectorAll('#runs-table tbody tr, #runs-table tfoot tr')]
            .filter(row => !row.matches('.terms'))
            .map(row => row.cells[{index}].querySelector('b').textContent)"
    ))
    .await
}

#[test]
fn a_kept_run_has_a_name_of_its_own() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.press("keep").await?;
        page.press("runs").await?;
        let name = "document.querySelector('#runs-table .name-field')";
        page.wait(&format!("{name}?.value == 'run 1'")).await?;
        page.look(&format!("{name}.select()")).await?;
        page.keys("baseline").await?;
        page.keys(&ENTER.to_string()).await?;
        page.click("#runs-sheet .close").await?;
        page.press("runs").await?;
        page.wait(&format!("{name}.value == 'baseline'")).await
    });
}

/// Goals, and what the page says when they are reached.
const GOALS: [(&str, &str, &str); 4] = [
    ("step", "30", "Stopped at step 30"),
    ("accuracy", "90", "Reached 90 %"),
    ("loss", "0.2", "Reached a loss of 0.2"),
    ("patience", "5", "no new best loss"),
];

#[test]
fn training_stops_at_a_goal_and_says_so() {
    visit(|page| async move {
        page.choose("speed", "max").await?;
        page.enter("steps", "2000").await?;
        for (kind, value, reached) in GOALS {
            page.pick("goal", kind).await?;
            page.enter("goal-value", value).await?;
            page.press("train").await?;
            page.wait_for_status("goal").await?;
            let told = page.text("status-text").await?;
            assert!(told.contains(reached), "{kind}: {told}");
            let step = page.number("step").await?;
            assert!(step > 0.0 && step < 2000.0, "{kind}: stopped at step {step}");
            if kind != "patience" {
                page.press("train").await?;
                page.wait("document.getElementById('status-text').textContent.includes('already')")
                    .await?;
            }
            page.press("reset").await?;
            page.wait_for_step(0).await?;
        }
        Ok(())
    });
}

#[test]
fn a_goal_out_of_range_is_refused_with_a_reason() {
    visit(|page| async move {
        for (kind, bad) in [("step", "0"), ("accuracy", "101"), ("loss", "x"), ("patience", "1.5")]
        {
            page.pick("goal", kind).await?;
            page.enter("goal-value", bad).await?;
            let reason = page.text("training-message").await?;
            assert!(reason.contains(bad) && reason.len() > 20, "{kind} = {bad}: {reason:?}");
        }
        Ok(())
    });
}

#[test]
fn pointing_at_the_strip_shows_that_step_in_the_readouts() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        let end = readouts(&page).await?;
        page.point("#strip", strip_place(&page, 42).await?).await?;
        page.wait("document.getElementById('step-what').textContent == 'pointed at'").await?;
        assert_eq!(page.text("step").await?, "042");
        assert_eq!(page.text("of").await?, "plot 150");
        let pointed = readouts(&page).await?;
        page.point("h1", (0.5, 0.5)).await?;
        page.wait("document.getElementById('step-what').textContent == 'step'").await?;
        assert_eq!(readouts(&page).await?, end, "the pointer has left");
        seek(&page, 42).await?;
        assert_eq!(page.text("of").await?, "of 150");
        assert_eq!(readouts(&page).await?, pointed, "being there");
        Ok(())
    });
}

#[test]
fn a_finger_on_the_strip_only_seeks() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        let (x, y) = strip_place(&page, 42).await?;
        page.look(&format!(
            "((strip) => {{
                // Nobody touches: there is nothing to capture.
                strip.setPointerCapture = () => {{}};
                const {{ left, top, width, height }} = strip.getBoundingClientRect();
                for (const type of ['pointerdown', 'pointermove', 'pointerup'])
                    strip.dispatchEvent(new PointerEvent(type, {{
                        pointerType: 'touch', bubbles: true,
                        clientX: left + {x} * width, clientY: top + {y} * height,
                    }}));
            }})(document.getElementById('strip'))"
        ))
        .await?;
        page.wait_for_step(42).await?;
        page.frames(3).await?;
        assert_eq!(page.text("step-what").await?, "step");
        assert_eq!(page.look("document.querySelector('.hairline').hidden").await?, true);
        Ok(())
    });
}

#[test]
fn readings_and_marks_are_seen_at_every_size() {
    visit(|page| async move {
        for (width, height) in
            [(1440, 900), (1280, 720), (1024, 768), (700, 900), (390, 844), (844, 390)]
        {
            page.open_in_frame(width, height).await?;
            page.press("step-on").await?;
            page.wait_for_step(1).await?;
            page.enter("batch", "8").await?;
            page.wait("document.querySelector('#marks button') != null").await?;
            page.look("document.querySelector('#marks button').focus()").await?;
            page.wait("document.getElementById('told').textContent.includes('batch size 32 → 8')")
                .await?;
            let seen = "((text, mark, strip) => {
                const { left, top, width, height } = text.getBoundingClientRect();
                text.scrollIntoView({ block: 'center' });
                const box = text.getBoundingClientRect();
                const at = document.elementFromPoint(box.left + 20, box.top + 8);
                const [sign, chart] = [mark, strip].map(part => part.getBoundingClientRect());
                return [
                    at.closest('.dock') ? '' : `the reading is covered by ${at.id || at.className}`,
                    Math.abs(sign.top - chart.top) < 30 ? '' : 'the mark is off the strip',
                ].join('');
            })(document.getElementById('told'), document.querySelector('#marks button'), document.getElementById('strip'))";
            assert_eq!(page.look(seen).await?, "", "at {width} × {height}");
            page.leave_frame().await?;
        }
        Ok(())
    });
}

/// What the readouts say, but for how far the run goes.
async fn readouts(page: &Visit) -> Outcome<Value> {
    page.rest(
        "[...document.querySelectorAll('.readouts :is(.number, b)')].map(cell => cell.textContent)",
    )
    .await
}

#[test]
fn out_of_an_explosion_train_is_the_way_back_to_the_last_rate_that_trained() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.press("reset").await?;
        page.enter("rate", "1000000").await?;
        page.press("train").await?;
        page.wait_for_status("problem").await?;
        let report = page.text("status-text").await?;
        assert!(report.contains("weighted sum of"), "no operation is named: {report}");
        assert!(report.contains("The rate, 10⁶, threw the weights"), "no cause is told: {report}");
        let mark = "document.querySelector('#marks [data-kind=problem]')";
        page.wait(&format!("{mark} != null")).await?;
        let told = page.look(&format!("{mark}.getAttribute('aria-label')")).await?.to_string();
        assert!(told.contains("Step ") && told.contains("not finite"), "{told}");
        assert_eq!(page.text("train-word").await?, "Back to step 0, rate 1.0");
        page.press("train").await?;
        page.wait("document.getElementById('status').dataset.kind != 'problem'").await?;
        assert_eq!(page.value("rate").await?, "1");
        let step = page.number("step").await?;
        page.press("step-on").await?;
        page.wait_for_step(step as u32 + 1).await?;
        let loss = page.text("loss").await?;
        assert!(!["–", "∞"].contains(&loss.as_str()), "the loss is {loss}");
        Ok(())
    });
}

/// Trains until a step and leaves “at step” as the goal.
async fn stop_at_step(page: &Visit, step: u32) -> Outcome {
    page.pick("goal", "step").await?;
    page.enter("goal-value", &step.to_string()).await?;
    page.press("train").await?;
    page.wait_for_status("goal").await?;
    page.wait_for_step(step).await
}

/// Goes to a step with the scrubber.
async fn seek(page: &Visit, step: u32) -> Outcome {
    page.look(&format!(
        "(() => {{
            const scrubber = document.getElementById('scrubber');
            scrubber.focus();
            scrubber.value = {step};
            scrubber.dispatchEvent(new Event('input'));
            scrubber.dispatchEvent(new Event('change'));
        }})()"
    ))
    .await?;
    page.wait_for_step(step).await
}

/// Drags on the strip from one step to another.
async fn drag_to_step(page: &Visit, from: u32, step: u32) -> Outcome {
    let (from, to) = (strip_place(page, from).await?, strip_place(page, step).await?);
    page.drag_between("strip", from, to).await?;
    page.wait_for_step(step).await
}

/// The place of a step on the strip. Its axis is that of the scrubber, from knob to knob.
async fn strip_place(page: &Visit, step: u32) -> Outcome<Place> {
    let script = format!(
        "(() => {{
            const strip = document.getElementById('strip').getBoundingClientRect();
            const over = document.getElementById('over').style;
            const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
            const [left, right] = ['--left', '--end'].map(name => unit * over.getPropertyValue(name));
            const share = {step} / document.getElementById('scrubber').max;
            return (left + share * (strip.width - left - right)) / strip.width;
        }})()"
    );
    let x = page.look(&script);
    Ok((x.await?.as_f64().expect("a share"), 0.5))
}

/// How many rows of the strip show more than one colour between two steps, without the steps'
/// own names: lines of the grid are level, curves are not.
async fn curves_between(page: &Visit, from: u32, to: u32) -> Outcome<u64> {
    let (from, to) = (strip_place(page, from).await?.0, strip_place(page, to).await?.0);
    let script = format!(
        "(() => {{
            const {{ width, height }} = document.getElementById('strip');
            const context = document.getElementById('strip').getContext('2d');
            const [left, right] = [{from}, {to}].map(share => Math.round(share * width));
            const {{ data }} = context.getImageData(left, 0, right - left, height * 0.7);
            const pixels = new Uint32Array(data.buffer);
            let rows = 0;
            for (let at = 0; at < pixels.length; at += right - left)
                rows += pixels.subarray(at, at + right - left).some(pixel => pixel != pixels[at]);
            return rows;
        }})()"
    );
    let count = page.rest(&script);
    Ok(count.await?.as_u64().expect("a count"))
}
