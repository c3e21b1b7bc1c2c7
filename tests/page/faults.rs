//! Where something is missing or goes on for long, the page works on, and says what it could not do.

use crate::visit::{Outcome, Visit, assert_same, visit};
use serde_json::json;

/// Opens the page where a browser lacks these things.
async fn open_without(page: &Visit, what: &str) -> Outcome {
    page.open(&format!("?without={what}")).await?;
    page.wait_until_ready().await
}

/// Trains, chooses the other theme, keeps the run.
async fn use_all(page: &Visit) -> Outcome {
    let theme = page.look("document.documentElement.dataset.theme").await?;
    page.train_to_the_end().await?;
    page.press("theme").await?;
    page.wait(&format!("document.documentElement.dataset.theme != {theme}")).await?;
    page.press("keep").await?;
    page.wait("document.getElementById('runs').textContent == 'Kept runs 1'").await
}

#[test]
fn without_a_storage_all_of_the_page_works() {
    visit(|page| async move {
        open_without(&page, "storage").await?;
        use_all(&page).await
    });
}

#[test]
fn with_a_full_storage_all_of_the_page_works() {
    visit(|page| async move {
        open_without(&page, "room").await?;
        use_all(&page).await
    });
}

#[test]
fn without_a_clipboard_a_copy_is_refused_in_words() {
    visit(|page| async move {
        open_without(&page, "clipboard").await?;
        page.choose("data", "own").await?;
        page.wait("document.querySelector('.table-sheet') != null").await?;
        page.click(".csv-copy").await?;
        page.wait("document.querySelector('.csv-copy').textContent.includes('save')").await
    });
}

/// The engine's memory in bytes.
const MEMORY: &str = "memories[0].buffer.byteLength";

#[test]
fn pictures_outlive_the_growth_of_the_engines_memory() {
    visit(|page| async move {
        let (before, plot) = (page.look(MEMORY).await?, page.picture("plot").await?);
        page.enter("samples", "100000").await?;
        page.enter("hidden", "32,32,32,32,32,32").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        assert!(page.look(MEMORY).await?.as_f64() > before.as_f64(), "it did not grow");
        page.control('z').await?;
        page.control('z').await?;
        page.wait("document.getElementById('hidden').value == '16, 16'").await?;
        page.wait("document.getElementById('samples').value == '200'").await?;
        assert!(page.picture("plot").await? == plot, "the plot is another");
        Ok(())
    });
}

/// More steps than the history keeps: see `MOST` in `src/run/history.rs`.
const FULL: u32 = 70_000;

#[test]
fn a_long_run_at_full_speed_takes_no_more_memory_once_its_history_is_full() {
    visit(|page| async move {
        page.enter("hidden", "2").await?;
        page.enter("batch", "1").await?;
        page.enter("steps", "1000000000").await?;
        page.choose("speed", "max").await?;
        page.press("train").await?;
        let past =
            |step: u32| format!("Number(document.getElementById('scrubber').value) > {step}");
        page.wait(&past(FULL)).await?;
        let full = page.look(MEMORY).await?;
        page.wait(&past(2 * FULL)).await?;
        assert_eq!(page.look(MEMORY).await?, full);
        page.press("train").await?;
        page.wait_for_status("paused").await
    });
}

#[test]
fn the_page_has_room_from_a_zoom_of_400_percent_to_one_of_50() {
    visit(|page| async move {
        // 1280 × 1024 and 1440 × 900, magnified and made smaller.
        for (width, height) in [(320, 256), (360, 225), (640, 512), (2560, 2048), (2880, 1800)] {
            page.open_in_frame(width, height).await?;
            page.look("document.getElementById('step-on').click()").await?;
            page.wait_for_step(1).await?;
            let wide = "Math.max(0, document.documentElement.scrollWidth - innerWidth)";
            assert_eq!(page.rest(wide).await?, json!(0), "at {width} × {height}");
            page.leave_frame().await?;
        }
        Ok(())
    });
}

#[test]
fn a_print_is_light_and_leaves_the_page_as_it_was() {
    visit(|page| async move {
        let theme = "document.documentElement.dataset.theme";
        page.train_to_the_end().await?;
        let light = page.picture("plot").await?;
        page.press("theme").await?;
        page.wait(&format!("{theme} == 'dark'")).await?;
        let before = page.everything().await?;
        page.look("dispatchEvent(new Event('beforeprint'))").await?;
        assert_eq!(page.look(theme).await?, "light");
        assert_eq!(page.picture("plot").await?, light);
        page.look("dispatchEvent(new Event('afterprint'))").await?;
        assert_eq!(page.look(theme).await?, "dark");
        // WebKit's driver has no printer.
        if !page.is_webkit().await? {
            assert!(page.print().await?.starts_with(b"%PDF"));
        }
        assert_same(&page.everything().await?, &before);
        Ok(())
    });
}
