//! The numbers of a run out of the page and back: the model, scripts, the history; kept runs that outlast a reload; the
//! network and the points as tables.

use crate::visit::{Outcome, Visit, assert_same, visit};
use serde_json::json;

/// What is copied or saved from here on is noted.
async fn note_gifts(page: &Visit) -> Outcome {
    page.look(
        "(() => {
            const writeText = async (text) => { window.copied = text; };
            Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
            URL.createObjectURL = (blob) => (blob.text().then((text) => window.saved = text), 'blob:x');
            HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
        })()",
    )
    .await?;
    Ok(())
}

async fn open_sheet(page: &Visit) -> Outcome {
    page.press("export").await?;
    page.wait("document.querySelector('#export-sheet .numbers [data-what=json] td')?.textContent")
        .await
}

async fn give(page: &Visit, what: &str, how: &str) -> Outcome {
    page.click(&format!(".numbers [data-what={what}] .{how}")).await
}

async fn drop_model(page: &Visit, text: &str) -> Outcome {
    page.look(&format!(
        "(() => {{
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([{text}], 'model.json'));
            document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer, bubbles: true, cancelable: true }}));
        }})()"
    ))
    .await?;
    Ok(())
}

#[test]
fn a_model_that_is_given_away_opens_again_and_undo_takes_that_back() {
    visit(|page| async move {
        page.choose("activation", "tanh").await?;
        page.train_past(20).await?;
        page.press("train").await?;
        page.wait_for_status("paused").await?;
        let figures =
            "['loss', 'test-loss', 'accuracy'].map(id => document.getElementById(id).textContent)";
        let trained = page.rest(figures).await?;
        note_gifts(&page).await?;
        open_sheet(&page).await?;
        give(&page, "json", "copy").await?;
        page.wait("window.copied?.startsWith('{')").await?;
        page.wait("document.querySelector('[data-what=json] .copy').textContent == 'Copied'")
            .await?;
        page.click("#export-sheet .close").await?;
        page.choose("activation", "relu").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        let before = page.everything().await?;
        drop_model(&page, "window.copied").await?;
        page.wait("document.getElementById('status-text').textContent.startsWith('Opened model.json: the network of its step')").await?;
        page.wait_for_step(0).await?;
        assert!(page.is_chosen("activation", "tanh").await?);
        assert_eq!(page.rest(figures).await?, trained);
        page.press("undo").await?;
        page.wait_for_step(1).await?;
        assert_same(&page.everything().await?, &before);
        Ok(())
    });
}

#[test]
fn a_model_that_is_wrong_is_refused_with_the_field_and_nothing_is_lost() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        let before = page.everything().await?;
        drop_model(&page, "'{\"format\": \"moongrad model\", \"version\": 9}'").await?;
        let told = "document.querySelector('#export-sheet .numbers .fault')?.textContent ?? ''";
        page.wait(&format!("({told}).startsWith('model.json: ')")).await?;
        page.wait(&format!("({told}).endsWith('Nothing was opened; the run is as it was.')"))
            .await?;
        assert_eq!(page.look("document.getElementById('export-sheet').open").await?, true);
        page.click("#export-sheet .close").await?;
        assert_same(&page.everything().await?, &before);
        Ok(())
    });
}

#[test]
fn every_row_gives_what_it_says() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.press("keep").await?;
        note_gifts(&page).await?;
        open_sheet(&page).await?;
        for (what, file, begin) in [
            ("json", "moongrad-150.json", "{\n  \"format\": \"moongrad model\""),
            ("numpy", "moongrad-150-numpy.py", "\"\"\"A network that moongrad trained"),
            ("pytorch", "moongrad-150-pytorch.py", "\"\"\"A network that moongrad trained"),
            ("history", "moongrad-150-history.csv", "step,rate,trainLoss"),
            ("kept", "moongrad-150-runs.csv", "run,name,set-up,step"),
        ] {
            page.look("(window.saved = '', 0)").await?;
            give(&page, what, "save").await?;
            page.wait("window.saved").await?;
            assert_eq!(page.look("window.savedAs").await?, file);
            let text = page.look("window.saved").await?;
            let text = text.as_str().unwrap();
            assert!(text.starts_with(begin), "{what}: {}", &text[..60]);
            if what == "history" {
                assert_eq!(text.lines().count(), 152, "a header, and steps 0 to 150");
            }
        }
        Ok(())
    });
}

#[test]
fn kept_runs_outlast_a_reload_until_they_are_forgotten() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.press("keep").await?;
        page.wait("localStorage.getItem('moongrad-kept')?.includes('trainLoss')").await?;
        page.open("").await?;
        page.wait("document.getElementById('runs').textContent == 'Kept runs 1'").await?;
        page.press("runs").await?;
        page.wait("document.querySelector('#runs-table tbody .tally')?.textContent == '150'")
            .await?;
        page.wait("document.querySelector('#runs-sheet .storage').textContent.startsWith('This browser keeps them')").await?;
        page.click("#runs-sheet .forget").await?;
        page.wait("document.getElementById('runs').textContent == 'Kept runs 0'").await?;
        page.wait("localStorage.getItem('moongrad-kept') === null").await
    });
}

#[test]
fn runs_that_are_removed_are_brought_back_in_their_places() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.press("keep").await?;
        page.press("keep").await?;
        page.press("runs").await?;
        let names = "[...document.querySelectorAll('#runs-table .name-field')].map((field) => field.value).join()";
        page.wait(&format!("{names} == 'run 1,run 2'")).await?;
        for remove in ["#runs-table tbody .icon", "#runs-sheet .forget"] {
            page.click(remove).await?;
            page.wait(&format!("{names} != 'run 1,run 2'")).await?;
            page.wait("localStorage.getItem('moongrad-kept')?.includes('run 1') != true").await?;
            page.click("#runs-sheet .bring").await?;
            page.wait(&format!("{names} == 'run 1,run 2'")).await?;
            page.wait("localStorage.getItem('moongrad-kept')?.includes('run 1')").await?;
        }
        let button = "document.querySelector('#runs-sheet .bring').hidden";
        assert_eq!(page.look(button).await?, true, "there is nothing more to bring back");
        Ok(())
    });
}

#[test]
fn garbage_in_the_storage_is_told_and_dropped() {
    visit(|page| async move {
        page.look(
            "localStorage.setItem('moongrad-kept', '{\"version\":1,\"runs\":[{\"number\":0}]}')",
        )
        .await?;
        page.open("").await?;
        page.wait("document.getElementById('status-text').textContent.startsWith('The runs that this browser had kept were dropped: the number of run 1 is 0')").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.press("keep").await?;
        page.wait("localStorage.getItem('moongrad-kept')?.includes('trainLoss')").await?;
        page.look("localStorage.removeItem('moongrad-kept')").await?;
        Ok(())
    });
}

#[test]
fn without_room_in_the_storage_runs_last_as_long_as_the_page() {
    visit(|page| async move {
        page.open("?without=room").await?;
        page.wait_until_ready().await?;
        page.train_to_the_end().await?;
        page.press("keep").await?;
        page.press("runs").await?;
        page.wait("document.querySelector('#runs-sheet .storage')?.textContent.startsWith('This browser has no room to keep them')").await
    });
}

#[test]
fn the_network_and_the_points_are_there_as_tables() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.click("[data-opens=network-table]").await?;
        page.wait("document.querySelector('#network-table tbody td:last-child')?.textContent")
            .await?;
        let shape = "[...document.querySelectorAll('#network-table table')].map(table => [table.tBodies[0].rows.length, table.tBodies[0].rows[0].cells.length])";
        assert_eq!(page.look(shape).await?, json!([[16, 6], [16, 20], [1, 18]]));
        page.look("(() => { const select = document.querySelector('#network-table select'); select.value = 'off'; select.dispatchEvent(new Event('change', { bubbles: true })); })()").await?;
        page.wait("document.querySelector('#network-table tbody tr td:nth-child(3)').textContent == 'off'").await?;
        page.click("#network-table .close").await?;
        page.click("[data-opens=data-table]").await?;
        page.wait("document.querySelector('#data-table caption')?.textContent == 'Training points 0 to 49 of 150'").await?;
        page.click("#data-table .last").await?;
        page.wait(
            "document.querySelector('#data-table tbody tr:last-child th').textContent == '149'",
        )
        .await?;
        page.choose("points-shown", "test").await?;
        page.wait("document.querySelector('#data-table caption').textContent == 'Test points 0 to 49 of 50'").await?;
        // As many are wrong as the figure says.
        let wrong = page.look("[...document.querySelectorAll('#data-table td:last-child')].filter(cell => cell.textContent == 'wrong').length").await?;
        let accuracy = page.number("test-accuracy").await?;
        assert!(
            (100.0 - 2.0 * wrong.as_f64().unwrap() - accuracy).abs() < 0.06,
            "{wrong} {accuracy}"
        );
        Ok(())
    });
}

#[test]
fn a_table_of_100_000_points_is_one_of_pages() {
    visit(|page| async move {
        page.enter("samples", "100000").await?;
        page.click("[data-opens=data-table]").await?;
        page.wait("document.querySelector('#data-table caption')?.textContent.startsWith('Training points 0 to 49 of 75')").await?;
        page.click("#data-table .last").await?;
        page.wait(
            "document.querySelector('#data-table tbody tr:last-child th').textContent == '74999'",
        )
        .await?;
        assert_eq!(
            page.look("document.querySelectorAll('#data-table tbody tr').length").await?,
            50
        );
        Ok(())
    });
}

/// While it trains, what is announced changes at most once a second.
#[test]
fn announcements_come_at_most_once_a_second() {
    visit(|page| async move {
        page.enter("steps", "100000").await?;
        page.choose("speed", "max").await?;
        page.press("train").await?;
        page.wait_for_status("training").await?;
        page.look(
            "(() => {
                window.announced = new Map();
                const live = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]:not([aria-live=off])')];
                for (const place of live) new MutationObserver(() => {
                    if (!place.checkVisibility()) return;
                    const times = announced.get(place) ?? [];
                    announced.set(place, [...times, performance.now()]);
                }).observe(place, { childList: true, characterData: true, subtree: true });
                window.began = performance.now();
            })()",
        )
        .await?;
        page.wait("performance.now() - began > 4000").await?;
        let often = "[...announced].filter(([, times]) => times.length > 1 + (performance.now() - began) / 1000).map(([place, times]) => `${place.id || place.className}: ${times.length}`)";
        assert_eq!(page.look(often).await?, json!([]));
        Ok(())
    });
}
