//! The module that reads and writes tables, which comes when it is first needed.

use crate::data::{choose_own, load, wait_for_counts};
use crate::visit::visit;
use serde_json::json;

const TABLE: &str = "1,2,-1\n3,4,1\n5,6,1\n7,8,1\n";

#[test]
fn the_sheet_stays_open_while_the_module_is_on_its_way() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.look(
            "(() => {
                const kept = fetch;
                const come = new Promise((resolve) => window.come = resolve);
                window.fetch = (what, ...how) => String(what).includes('tables_bg')
                    ? come.then(() => kept(what, ...how)) : kept(what, ...how);
            })()",
        )
        .await?;
        load(&page, TABLE).await?;
        page.wait("document.documentElement.matches('[data-reading]')").await?;
        page.frames(5).await?;
        assert_eq!(page.look("document.getElementById('csv-sheet').open").await?, true);
        page.look("come()").await?;
        page.wait("!document.getElementById('csv-sheet').open").await?;
        wait_for_counts(&page, [3, 1]).await
    });
}

#[test]
fn without_the_module_nothing_is_lost_and_it_can_be_asked_for_again() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.look(
            "(() => {
                window.kept = fetch;
                window.fetch = (what, ...how) => String(what).includes('tables_bg')
                    ? Promise.reject(new TypeError('no connection')) : kept(what, ...how);
                HTMLAnchorElement.prototype.click = () => {};
            })()",
        )
        .await?;
        let told = "document.getElementById('csv-fault').textContent.startsWith(
            'The part of moongrad that reads and writes tables did not load.')";
        for button in [".own .csv-save", ".own .csv-copy"] {
            page.click(button).await?;
            page.wait(told).await?;
            page.click("#csv-sheet .close").await?;
        }
        load(&page, TABLE).await?;
        page.wait(told).await?;
        assert_eq!(page.look("document.getElementById('csv').value").await?, json!(TABLE));
        wait_for_counts(&page, [150, 50]).await?;
        page.look("window.fetch = kept").await?;
        page.press("csv-load").await?;
        wait_for_counts(&page, [3, 1]).await
    });
}
