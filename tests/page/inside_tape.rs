//! The tape inside one step: its rows, its filters and keys, its file, and why it is read in that order.

use crate::visit::{DOWN, ENTER, LEFT, Outcome, RIGHT, Visit, visit};
use serde_json::Value;

const UP: char = '\u{e013}';

/// Step 42 opened at an operation, in the tab Tape.
async fn open(page: &Visit, operation: u32) -> Outcome {
    page.train_to_the_end().await?;
    page.look(&format!("(location.hash = '#inside/42/{operation}', 0)")).await?;
    page.wait("document.querySelector('.inside').dataset.state == 'ready'").await?;
    // Where the cursor stands is written a moment after it rests.
    page.wait("place().split('/').length == 4").await?;
    page.press("tab-tape").await?;
    page.wait("document.querySelector('.tape-row[aria-selected=true]:not([hidden])')").await
}

async fn wait_for_cursor(page: &Visit, cursor: u32) -> Outcome {
    page.wait(&format!("place().split('/')[2] == '{cursor}'")).await
}

/// The cells of the rows in sight, in order.
const ROWS: &str = "[...document.querySelectorAll('.tape-row:not([hidden])')]
    .sort((a, b) => a.dataset.at - b.dataset.at).map(row => [...row.children].map(cell => cell.textContent))";

/// Presses a cell of the row whose operation is called so.
async fn press_cell(page: &Visit, operation: &str, column: u32) -> Outcome {
    let press = format!(
        "([...document.querySelectorAll('.tape-row:not([hidden])')]
            .find(row => row.children[1].textContent == '{operation}').children[{column}].click(), 0)"
    );
    page.look(&press).await.map(|_| ())
}

/// The row of the cursor.
const ROW: &str = ".tape-row[aria-selected=true]:not([hidden])";

/// Presses a part of a row, which WebKit's driver does not find within its reach.
async fn press(page: &Visit, selector: &str) -> Outcome {
    page.look(&format!("(document.querySelector(\"{selector}\").click(), 0)")).await.map(|_| ())
}

const SELECTED: &str = "document.querySelector('.tape-row[aria-selected=true]:not([hidden])')?.children[1].textContent";

#[test]
fn a_row_moves_the_cursor_and_the_cursor_its_row() {
    visit(|page| async move {
        open(&page, 560).await?;
        let tab = "document.getElementById('tab-tape').ariaSelected == 'true'";
        press_cell(&page, "ReLU", 1).await?;
        wait_for_cursor(&page, 372).await?;
        press_cell(&page, "ReLU", 5).await?;
        wait_for_cursor(&page, 375).await?;
        page.wait(&format!("{SELECTED} == 'ReLU'")).await?;
        page.keys(&RIGHT.to_string()).await?;
        page.wait(&format!("{SELECTED} == '−'")).await?;
        // An operand leads to where it was made.
        press(&page, &format!("{ROW} [data-made='69']")).await?;
        wait_for_cursor(&page, 370).await?;
        page.wait(&format!("{SELECTED} == '×'")).await?;
        press(&page, &format!("{ROW} [data-uses='69']")).await?;
        page.wait("document.querySelector('.uses:not([hidden]) p').textContent.startsWith('n69, × of the loss, is read by')").await?;
        press(&page, ".uses button").await?;
        wait_for_cursor(&page, 371).await?;
        assert!(page.look(tab).await? == true, "walking changed the tab");
        // In the update the rows are the parameters.
        page.look("(location.hash = '#inside/42/800', 0)").await?;
        page.wait(&format!("{SELECTED} == 'w6'")).await?;
        press_cell(&page, "w9", 1).await?;
        wait_for_cursor(&page, 803).await
    });
}

#[test]
fn what_is_shown_is_known_and_slope_times_adjoint_is_what_is_sent() {
    visit(|page| async move {
        open(&page, 556).await?;
        let rows = page.look(ROWS).await?;
        let number = |text: &Value| text.as_str()?.replace('−', "-").parse::<f64>().ok();
        let mut products = 0;
        for row in rows.as_array().expect("rows") {
            let (Some(slope), Some(adjoint), Some(sent)) =
                (number(&row[4]), number(&row[5]), number(&row[6]))
            else {
                continue;
            };
            let off = (slope * adjoint - sent).abs();
            let rounding = 0.0006 * (1.0 + slope.abs() + adjoint.abs());
            assert!(off <= rounding, "{slope} × {adjoint} = {sent}");
            products += 1;
        }
        assert!(products > 4, "only {products} of {rows}");
        let later = rows.as_array().expect("rows").iter().filter(|row| row[5] == "·");
        assert!(later.count() > 2, "all is known already: {rows}");
        // Looking ahead, or around, fills in nothing.
        page.point(".tape-row[aria-selected=true] + .tape-row", (0.3, 0.5)).await?;
        page.frames(3).await?;
        assert_eq!(page.look(ROWS).await?, rows);
        page.look("(location.hash = '#inside/42/0', 0)").await?;
        page.wait(&format!("{SELECTED} == 'inputs'")).await?;
        let told = format!(
            "{ROWS}.flat().filter(text => /^[+−]?[0-9.]+$/.test(text) && text.includes('.')).length"
        );
        assert_eq!(page.look(&told).await?, 0, "a number before anything is done");
        Ok(())
    });
}

#[test]
fn filters_and_keys_fold_and_open() {
    visit(|page| async move {
        open(&page, 556).await?;
        let count = "Number(document.querySelector('.tape-grid').ariaRowCount)";
        let all = page.look(count).await?;
        page.choose("tape-filter", "path").await?;
        page.wait(&format!("{count} != {all}")).await?;
        let off = format!("{ROWS}.filter(row => row[1].includes(' × x')).map(row => row[1])");
        let terms = page.look(&format!("new Set({off}).size")).await?;
        assert!(terms.as_u64() <= Some(20), "{terms} terms on one path");
        page.choose("tape-filter", "neuron").await?;
        page.wait(&format!(
            "new Set({ROWS}.map(row => row[1]).filter(name => name.startsWith('neuron'))).size == 1"
        ))
        .await?;
        page.choose("tape-filter", "all").await?;
        page.wait(&format!("{count} == {all}")).await?;

        page.look("document.querySelector('.tape-grid').focus()").await?;
        let active = "document.getElementById(document.querySelector('.tape-grid').getAttribute('aria-activedescendant'))";
        let hash = page.look("place()").await?;
        // From the term to its neuron, which is folded, opened, and left downwards.
        page.keys(&LEFT.to_string()).await?;
        page.wait(&format!(
            "{active}.ariaExpanded == 'true' && {active}.children[1].textContent == 'neuron 9'"
        ))
        .await?;
        page.keys(&LEFT.to_string()).await?;
        page.wait(&format!("{count} < {all}")).await?;
        page.keys(&RIGHT.to_string()).await?;
        page.wait(&format!("{count} == {all} && {active}.ariaExpanded == 'true'")).await?;
        page.keys(&format!("{DOWN}{DOWN}{UP}")).await?;
        page.wait(&format!("{active}.children[1].textContent == '+ b'")).await?;
        assert_eq!(page.look("place()").await?, hash, "the table's keys have moved the cursor");
        page.keys(&ENTER.to_string()).await?;
        // The bias of neuron 9 is the first of its terms in the backward sweep.
        wait_for_cursor(&page, 547).await
    });
}

#[test]
fn going_to_nonsense_says_what_is_allowed() {
    visit(|page| async move {
        open(&page, 556).await?;
        page.press("tab-neuron").await?;
        page.keys("g").await?;
        let field = "document.querySelector('.tape-go input')";
        page.wait(&format!("document.activeElement == {field} && {field}.value == '556'")).await?;
        for bad in ["x", "1084", "-1", "2.5", " "] {
            page.look(&format!("{field}.select()")).await?;
            page.keys(&format!("{bad}{ENTER}")).await?;
            page.wait("document.getElementById('tape-refusal').textContent.endsWith('give a whole number from 0 to 1\u{202f}083.')").await?;
            assert_eq!(page.look(&format!("{field}.ariaInvalid")).await?, "true", "{bad:?}");
        }
        page.look(&format!("{field}.select()")).await?;
        page.keys(&format!("12{ENTER}")).await?;
        wait_for_cursor(&page, 12).await?;
        page.wait("document.getElementById('tape-refusal').hidden").await
    });
}

/// A script that computes a tape again, with nothing of the page's.
const RECOMPUTE: &str = include_str!("../js/recompute.js");

#[test]
fn from_the_saved_tape_a_script_of_its_own_computes_every_number_again() {
    visit(|page| async move {
        open(&page, 556).await?;
        let script = RECOMPUTE.replace("export ", "");
        page.look(&format!("(() => {{ {script} window.findDifferences = findDifferences; URL.createObjectURL = blob => {{ window.saved = blob.text(); return '#'; }}; HTMLAnchorElement.prototype.click = () => {{}}; }})()")).await?;
        page.click(".json").await?;
        let found = page.settle("saved.then(text => findDifferences(JSON.parse(text)))").await?;
        assert_eq!(found, Value::Array(Vec::new()));
        let size = page.settle("saved.then(text => { const tape = JSON.parse(text); return [tape.format, tape.values.length, tape.parameters.length, tape.operations.kind.length, tape.step]; })");
        assert_eq!(size.await?, serde_json::json!(["moongrad-tape", 74, 337, 373, 42]));
        // It finds what is another.
        let broken = "saved.then(text => { const tape = JSON.parse(text); tape.parameters[336] += 1; return findDifferences(tape).length; })";
        assert!(page.settle(broken).await?.as_u64() > Some(0));
        Ok(())
    });
}

#[test]
fn where_nothing_may_be_copied_the_text_is_offered() {
    visit(|page| async move {
        open(&page, 556).await?;
        page.look("(Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text; } }, configurable: true }), 0)").await?;
        page.click(".copy").await?;
        page.wait("document.querySelector('.copy').textContent == 'Copied'").await?;
        let arrivals = page.look("copied.split('\\n').filter(line => /\\t(sets|adds to) [nwb]\\d*$/.test(line)).length").await?;
        assert_eq!(arrivals, 645);
        page.look("(Object.defineProperty(navigator, 'clipboard', { value: undefined }), 0)")
            .await?;
        page.click(".copy").await?;
        page.wait("document.activeElement.value == copied").await
    });
}

#[test]
fn reading_once_and_following_every_path_are_counted() {
    visit(|page| async move {
        open(&page, 556).await?;
        page.click(".why").await?;
        let cells = "[...document.querySelectorAll('.order tbody td')].map(cell => cell.textContent.replaceAll('\u{202f}', '')).join(' ')";
        page.wait(&format!(
            "{cells} == '4 8 2 40 20971520 524288 645 8901 14 10757 71832322437 6677728'"
        ))
        .await?;
        let told = "document.querySelector('.order .once').textContent";
        assert!(page.look(&format!("{told}.includes('send 4 adds 2: 4')")).await? == true);
        assert_eq!(
            page.look("document.querySelectorAll('.order .every circle').length").await?,
            12
        );
        page.choose("order", "1").await?;
        page.wait(&format!("{told}.startsWith('54')")).await?;
        assert!(
            page.look("document.querySelector('.order .every').textContent.startsWith('144')")
                .await?
                == true
        );
        page.click(".order .back").await?;
        page.wait("document.querySelector('.tape-row[aria-selected=true]').checkVisibility()").await
    });
}
