//! Axe finds nothing serious or critical in any state of the page, in either theme.

use crate::visit::{Outcome, Visit, visit};
use serde_json::json;

#[test]
fn axe_finds_nothing_while_the_page_is_used() {
    visit(|page| async move {
        check(&page, "at rest").await?;
        page.enter("rate", "-1").await?;
        check(&page, "with a bad value").await?;
        page.enter("rate", "1").await?;
        page.train_to_the_end().await?;
        check(&page, "when it is trained").await?;
        page.press("keep").await?;
        page.press("runs").await?;
        check(&page, "with the runs open").await?;
        page.click("#runs-sheet .close").await?;
        page.press("help").await?;
        check(&page, "with the keys open").await?;
        page.click("#keys .close").await
    });
}

#[test]
fn axe_finds_nothing_when_numbers_explode() {
    visit(|page| async move {
        page.enter("rate", "1000000").await?;
        page.press("train").await?;
        page.wait_for_status("problem").await?;
        check(&page, "with a problem").await
    });
}

#[test]
fn axe_finds_nothing_with_own_data() {
    visit(|page| async move {
        page.choose("data", "own").await?;
        check(&page, "with own data").await?;
        page.press("csv-open").await?;
        check(&page, "with the table open").await
    });
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    visit(|page| async move {
        page.open("phone.html").await?;
        page.enter_frame("phone").await?;
        page.wait_until_ready().await?;
        check(&page, "on a phone").await?;
        page.look("document.querySelector('.controls').scrollIntoView()").await?;
        page.wait("document.documentElement.dataset.scrolled == 'true'").await?;
        check(&page, "on a phone, scrolled").await
    });
}

/// Lets axe look at the page as it is, in the one theme and in the other.
async fn check(page: &Visit, state: &str) -> Outcome {
    if page.look("'axe' in window").await? == false {
        let add = "document.head.append(Object.assign(document.createElement('script'), { src: 'axe.min.js' }))";
        page.look(add).await?;
        page.wait("'axe' in window").await?;
    }
    for _ in 0..2 {
        // Unlike a person's, this click also comes through while a dialog is open.
        page.look("document.getElementById('theme').click()").await?;
        page.wait("document.getAnimations().length == 0").await?;
        let found = page.settle(RUN).await?;
        let theme = page.look("document.documentElement.dataset.theme").await?;
        assert_eq!(found["faults"], json!([]), "{state}, {theme}");
        assert!(found["contrasts"].as_u64() > Some(4), "{state}: contrasts are not checked");
    }
    Ok(())
}

/// What axe finds, and how many contrasts of colours it has found sufficient.
const RUN: &str = "axe.run({ resultTypes: ['violations', 'passes'] }).then(({ violations, passes }) => ({
    faults: violations.filter(({ impact }) => impact == 'serious' || impact == 'critical')
        .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target}`)),
    contrasts: passes.filter(({ id }) => id == 'color-contrast').flatMap(({ nodes }) => nodes).length,
}))";
