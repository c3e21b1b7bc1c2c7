//! Loss and accuracy taken apart: they are what the readouts are made of.

use crate::visit::{ESCAPE, Outcome, Visit, visit};

async fn open(page: &Visit) -> Outcome {
    page.click(".accuracy .apart").await?;
    page.wait("document.querySelector('.figures:not([hidden]) .batch')?.textContent").await
}

/// The numbers of a table's cells, 0 for "–".
async fn cells(page: &Visit, table: &str) -> Outcome<Vec<f64>> {
    let cells = format!(
        "[...document.querySelectorAll('.{table} :is(tbody, tfoot) td')].map(cell => parseFloat(cell.textContent.replace('× ', '')) || 0)"
    );
    let numbers = page.rest(&cells).await?;
    Ok(numbers.as_array().expect("cells").iter().filter_map(|number| number.as_f64()).collect())
}

/// The tables, beside the readouts.
async fn check(page: &Visit) -> Outcome {
    let told = cells(page, "tally").await?;
    let &[below, missed_below, missed_above, above, right] = told.as_slice() else {
        panic!("the test points in five cells, not {told:?}");
    };
    assert_eq!(below + missed_below + missed_above + above, 50.0);
    assert_eq!(below + above, right);
    assert_eq!(page.number("test-accuracy").await?, 100.0 * right / 50.0);
    let parts = cells(page, "parts").await?;
    for set in 0..2 {
        let off = parts[set] + parts[2 + set] - parts[4 + set];
        assert!(off.abs() <= 0.0015, "the parts of the loss add up: {parts:?}");
    }
    assert_eq!(page.number("loss").await?, parts[4]);
    assert_eq!(page.number("test-loss").await?, parts[5]);
    Ok(())
}

#[test]
fn the_figures_taken_apart_are_those_of_the_readouts_at_every_step() {
    visit(|page| async move {
        open(&page).await?;
        check(&page).await?;
        assert!(
            page.look("document.querySelector('.batch').textContent.startsWith('No step')").await?
                == true
        );
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        check(&page).await?;
        let batch = "document.querySelector('.batch').textContent.startsWith('Step 001 used 32 of the 150 points, in epoch 1; ')";
        page.wait(batch).await?;
        page.train_to_the_end().await?;
        check(&page).await?;
        // Five batches an epoch, the last of 22.
        let batch = "document.querySelector('.batch').textContent.startsWith('Step 150 used 22 of the 150 points, in epoch 30; ')";
        page.wait(batch).await
    });
}

#[test]
fn the_figures_taken_apart_give_the_charts_their_place_back() {
    visit(|page| async move {
        let is_open = "[...document.querySelectorAll('[data-opens=figures]')].every(word => word.ariaExpanded == 'true') && !document.querySelector('.figures').hidden";
        let is_closed = "[...document.querySelectorAll('[data-opens=figures]')].every(word => word.ariaExpanded == 'false') && document.querySelector('.figures').hidden";
        open(&page).await?;
        page.wait(is_open).await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait(is_closed).await?;
        page.click(".loss .apart").await?;
        page.wait(is_open).await?;
        page.click(".loss .apart").await?;
        page.wait(is_closed).await
    });
}

#[test]
fn the_promise_that_steps_kept_is_laid_over_the_charts() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.click(".loss .apart").await?;
        page.click(".norm .apart").await?;
        page.wait("!document.getElementById('promise')?.hidden && document.getElementById('figures').hidden").await?;
        page.wait("document.querySelector('#promise p').textContent.includes('of 150 steps')")
            .await?;
        let told = page.rest("document.querySelector('#promise p').textContent").await?;
        let told = told.as_str().expect("a sentence");
        let numbers: Vec<u32> = told.split(' ').filter_map(|word| word.parse().ok()).collect();
        let &[lowered, all, raised] = numbers.as_slice() else { panic!("{told}") };
        assert_eq!((lowered + raised, all), (150, 150), "{told}");
        // A press goes to a step, of which the promise is told as in the sentence after it.
        page.click_at("#promise canvas", (0.5, 0.5)).await?;
        page.wait("document.getElementById('step').textContent != '150'").await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("document.getElementById('promise').hidden").await
    });
}

#[test]
fn without_test_points_or_with_another_loss_the_figures_say_so() {
    visit(|page| async move {
        page.enter("held-out", "0").await?;
        page.choose("loss", "logistic").await?;
        open(&page).await?;
        page.press("step-on").await?;
        page.wait("document.querySelector('.batch').textContent.startsWith('Step 001 used 32 of the 200 points, in epoch 1.')").await?;
        page.wait(
            "document.querySelector('.tally tfoot td').textContent == 'no point is held out'",
        )
        .await?;
        page.wait("document.querySelector('.parts .data').textContent == 'logistic'").await?;
        page.choose("feed", "stream").await?;
        page.press("step-on").await?;
        page.wait(
            "document.querySelector('.batch').textContent == 'Step 001 used 32 fresh points.'",
        )
        .await
    });
}
