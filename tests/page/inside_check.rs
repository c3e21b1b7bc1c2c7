//! Inside one step: is the gradient right, was it honest, and what would a wrong one look like?

use crate::visit::{LEFT, Outcome, RIGHT, Visit, assert_same, visit};
use serde_json::Value;

/// Opens the check of step 42 of the whole run, and waits until all is found.
async fn open(page: &Visit) -> Outcome {
    page.train_to_the_end().await?;
    page.look("(location.hash = '#inside/42/556', 0)").await?;
    page.wait("document.querySelector('.inside:not([hidden])')?.dataset.state == 'ready'").await?;
    page.click("#tab-check").await?;
    done(page).await
}

async fn done(page: &Visit) -> Outcome {
    page.wait("document.getElementById('panel-check').dataset.state == 'done'").await
}

async fn text(page: &Visit, selector: &str) -> Outcome<String> {
    let text = format!("document.querySelector('#panel-check {selector}').textContent");
    Ok(page.rest(&text).await?.as_str().expect("a text").to_owned())
}

/// The three counts: agreeing, at a kink, wrong.
async fn counts(page: &Visit) -> Outcome<[u64; 3]> {
    let counts = "[...document.querySelectorAll('#panel-check .counts > span')].map(count => parseInt(count.textContent.slice(2)) || 0)";
    let counts: Vec<u64> = serde_json::from_value(page.rest(counts).await?).expect("three numbers");
    Ok(counts.try_into().expect("three numbers"))
}

/// All that the view says, and shows; of the curve only what it says, since Firefox paints two of its pixels otherwise
/// once a dashed line has lain over it.
async fn everything(page: &Visit) -> Outcome<Value> {
    page.rest(
        "(() => {
            const shown = {};
            document.querySelectorAll(':is(#panel-check, .left, .walker) canvas').forEach((canvas, i) => (shown[`canvas ${i} ${canvas.className}`] = (canvas.matches('.landing') ? '' : canvas.toDataURL()) + canvas.ariaLabel));
            document.querySelectorAll(':is(#panel-check, .left) :is(p, h2, h3, td, th, output), .narration').forEach((part, i) => (shown[`${part.tagName} ${i}`] = part.textContent));
            return shown;
        })()",
    )
    .await
}

async fn switch(page: &Visit, fault: &str) -> Outcome {
    page.click(&format!("[data-fault={fault}] button")).await?;
    done(page).await
}

#[test]
fn the_check_finds_nothing_wrong_but_what_a_fault_spoils() {
    visit(|page| async move {
        open(&page).await?;
        let [agree, kinks, wrong] = counts(&page).await?;
        assert_eq!((agree + kinks, wrong), (337, 0));
        assert!(kinks < 40, "{kinks} at kinks");
        for fault in
            ["overwriting", "unzeroed", "fromTheFront", "leaky", "flipped", "summed", "early"]
        {
            switch(&page, fault).await?;
            let [agree, at_kinks, wrong] = counts(&page).await?;
            assert_eq!((agree + at_kinks + wrong, at_kinks), (337, kinks), "{fault}");
            assert!(wrong > 0, "{fault} spoils nothing");
            let found = format!("[data-fault={fault}] td:nth-child(2)");
            assert_eq!(text(&page, &found).await?, wrong.to_string(), "{fault}");
            let on = "document.querySelectorAll('[role=switch][aria-checked=true]').length";
            assert_eq!(page.look(on).await?, 1, "one fault at a time");
        }
        switch(&page, "fromZeros").await?;
        assert_eq!(counts(&page).await?, [agree, kinks, 0]);
        assert_eq!(text(&page, "[data-fault=fromZeros] td:nth-child(2)").await?, "none");
        assert!(text(&page, ".seen p").await?.contains("no fault of the gradient"));
        Ok(())
    });
}

#[test]
fn a_fault_is_told_in_every_tab_and_switched_off_leaves_no_trace() {
    visit(|page| async move {
        open(&page).await?;
        let before = everything(&page).await?;
        switch(&page, "leaky").await?;
        let seen = text(&page, ".seen p").await?;
        assert!(seen.contains("the output stays right"), "{seen}");
        assert!(everything(&page).await? != before);
        let is_told = "document.querySelector('.narration').textContent.startsWith('A fault is on: ReLU') && !document.querySelector('.switch-off').hidden";
        for tab in ["neuron", "receipt", "tape", "check"] {
            page.click(&format!("#tab-{tab}")).await?;
            page.wait(is_told).await?;
        }
        page.click(".switch-off").await?;
        done(&page).await?;
        assert_same(&everything(&page).await?, &before);
        // By a key, and from the lab.
        switch(&page, "fromTheFront").await?;
        page.keys("0").await?;
        assert_same(&everything(&page).await?, &before);
        switch(&page, "flipped").await?;
        page.look("(location.hash = '#lab', 0)").await?;
        page.wait("document.getElementById('status').textContent.startsWith('A fault is on inside the step')").await?;
        page.click("#fault-off").await?;
        page.wait("document.getElementById('status').dataset.kind != 'fault'").await?;
        assert!(page.look("document.getElementById('fault-off').hidden").await? == true);
        page.look("(location.hash = '#inside/42/556', 0)").await?;
        page.wait("document.querySelector('.lab').hidden").await?;
        done(&page).await?;
        assert_same(&everything(&page).await?, &before);
        Ok(())
    });
}

#[test]
fn a_fault_shows_its_line_of_code_and_spoils_the_receipt() {
    visit(|page| async move {
        open(&page).await?;
        assert!(page.look("document.querySelector('#panel-check .lines').hidden").await? == true);
        let receipt = "[...document.querySelectorAll('#panel-receipt :is(.samples td:nth-child(5), [data-what=data] td:last-child, [data-what=after] td:last-child)')].map(cell => cell.textContent).join()";
        page.look("(location.hash = '#inside/42/1083', 0)").await?;
        page.click("#tab-receipt").await?;
        let sound = page.rest(receipt).await?;
        page.click("#tab-check").await?;
        switch(&page, "flipped").await?;
        assert!(text(&page, ".lines").await?.contains("Fault::Flipped"));
        page.click("#tab-receipt").await?;
        let spoiled = page.rest(receipt).await?;
        let spoiled = spoiled.as_str().expect("numbers");
        let sound = sound.as_str().expect("numbers");
        // Every push has the other sign; the new weight is another.
        let pushes = |receipt: &str| -> Vec<f64> {
            let numbers =
                receipt.split(',').map(|number| number.replace('−', "-").replace('+', ""));
            numbers.filter_map(|number| number.parse().ok()).collect()
        };
        let (flipped, own) = (pushes(spoiled), pushes(sound));
        assert_eq!(flipped.len(), own.len());
        let (last, rest) = flipped.split_last().expect("the weight after the step");
        assert!(rest.iter().zip(&own).all(|(a, b)| a + b == 0.0), "{spoiled} {sound}");
        assert!((last - own[own.len() - 1]).abs() > 1e-4, "{spoiled} {sound}");
        assert!(
            page.look("document.querySelectorAll('#panel-receipt .samples .spoiled').length")
                .await?
                != 0
        );
        Ok(())
    });
}

#[test]
fn the_step_that_was_not_taken_can_be_looked_into() {
    visit(|page| async move {
        page.enter("rate", "1e6").await?;
        page.press("train").await?;
        page.wait_for_status("problem").await?;
        let step = page.number("step").await? + 1.0;
        page.keys("i").await?;
        page.wait("document.querySelector('.inside:not([hidden])')?.dataset.state == 'ready'")
            .await?;
        page.wait(&format!("place().startsWith('#inside/{step}/')")).await?;
        page.click("#tab-check").await?;
        done(&page).await?;
        // Nothing is found wrong where the loss has no finite number to nudge.
        let counts = text(&page, ".counts").await?;
        assert!(counts.contains("lost in rounding"), "{counts}");
        assert!(text(&page, ".landed").await?.contains("no finite number"));
        Ok(())
    });
}

#[test]
fn the_rate_moves_where_the_step_lands() {
    visit(|page| async move {
        open(&page).await?;
        let own = text(&page, ".landed").await?;
        assert!(own.starts_with("The slope promised −"), "{own}");
        page.look("(document.querySelector('#panel-check .rate').focus(), 0)").await?;
        page.keys(&[LEFT; 20].iter().collect::<String>()).await?;
        let other = text(&page, ".landed").await?;
        assert!(other.starts_with("At this rate the slope promises −"), "{other}");
        page.keys(&[RIGHT; 20].iter().collect::<String>()).await?;
        assert_eq!(text(&page, ".landed").await?, own);
        // The slider's beginning is no step at all.
        page.look("(() => { const rate = document.querySelector('#panel-check .rate'); rate.value = 0; rate.dispatchEvent(new Event('input')); })()").await?;
        assert!(text(&page, ".landed").await?.starts_with("A step of rate 0"));
        Ok(())
    });
}

#[test]
fn a_small_nudge_is_worse_than_the_first_one_and_says_why() {
    visit(|page| async move {
        open(&page).await?;
        let look = |at: u32| {
            format!(
                "(() => {{ const epsilon = document.querySelector('#panel-check .epsilon'); epsilon.value = {at}; epsilon.dispatchEvent(new Event('input')); }})()"
            )
        };
        page.look(&look(0)).await?;
        assert!(text(&page, ".caption").await?.contains("it is the nudging that errs"));
        assert!(counts(&page).await?[2] > 0);
        page.look(&look(18)).await?;
        assert_eq!(counts(&page).await?[2], 0);
        Ok(())
    });
}

#[test]
fn every_step_of_the_run_is_asked_and_a_press_goes_there() {
    visit(|page| async move {
        open(&page).await?;
        let kept = text(&page, ".kept").await?;
        let numbers: Vec<u32> = kept.split(' ').filter_map(|word| word.parse().ok()).collect();
        let &[lowered, all, raised] = numbers.as_slice() else { panic!("{kept}") };
        assert_eq!((lowered + raised, all), (150, 150), "{kept}");
        page.click_at("#panel-check .promises", (0.5, 0.5)).await?;
        page.wait("!place().startsWith('#inside/42/')").await?;
        done(&page).await?;
        assert_eq!(counts(&page).await?[2], 0);
        assert_eq!(text(&page, ".kept").await?, kept);
        Ok(())
    });
}
