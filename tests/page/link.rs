//! The address holds the whole run, and Share hands it out.

use crate::visit::{Outcome, Visit, visit};
use serde_json::json;

/// The same links and digests as in `src/run/link/tests.rs`: what is the same there is so natively and in every browser.
const GOLDEN: [(&str, &str); 2] = [
    (
        "1.rsEV4BIHHgIICDIIAAAQ4BIBkAMDAAAAPwIAAgEAAIMRAQDYBANSAvQDAgAAAIMiAgDYBIMQAG9D4fnY4vHKYJBDOe_-m_b0aMGf",
        "caf1e2d8f9e1436f",
    ),
    (
        "1._NGUgAjyDAAGHjIABQQABgAAgD4AAIA-A5YBAwAAAD8AAAC_AACDEQEAABDEEwGwCRQAAEC_2MHiJ7AzL_A3BfY5Qn62ab-Y_A",
        "f02f33b027e2c1d8",
    ),
];

/// Whether the address holds a run.
const HOLDS_RUN: &str = "location.hash.startsWith('#1.')";

async fn status(page: &Visit, part: &str) -> Outcome {
    page.wait(&format!("document.getElementById('status-text').textContent.includes('{part}')"))
        .await
}

/// Leads to another address, as one that is typed.
async fn go(page: &Visit, hash: &str) -> Outcome {
    page.look(&format!("(location.hash = '{hash}', 0)")).await.map(|_| ())
}

async fn open_share(page: &Visit) -> Outcome {
    page.press("share").await?;
    page.wait("document.querySelector('.proved')?.dataset.kind == 'same'").await
}

async fn link(page: &Visit) -> Outcome<String> {
    page.value("share-link").await
}

#[test]
fn links_of_before_give_the_same_bits_in_every_browser() {
    visit(|page| async move {
        for (link, digest) in GOLDEN {
            go(&page, link).await?;
            let groups: Vec<&str> = (0..4).map(|group| &digest[4 * group..][..4]).collect();
            status(&page, "reproduced bit for bit").await?;
            status(&page, &groups.join(" ")).await?;
        }
        Ok(())
    });
}

#[test]
fn the_untouched_page_has_no_run_in_its_address() {
    visit(|page| async move {
        page.frames(30).await?;
        assert_eq!(page.look("location.hash").await?, json!(""));
        Ok(())
    });
}

#[test]
fn a_reload_brings_back_what_stood_there() {
    visit(|page| async move {
        page.enter("rate", "0.3").await?;
        page.train_past(20).await?;
        page.press("train").await?;
        page.wait_for_status("paused").await?;
        page.press("step-back").await?;
        page.wait(HOLDS_RUN).await?;
        let (step, rate) = (page.number("step").await?, page.value("rate").await?);
        let hash = page.rest("location.hash").await?;
        page.reload().await?;
        page.wait_until_ready().await?;
        status(&page, "reproduced bit for bit").await?;
        assert_eq!((page.number("step").await?, page.value("rate").await?), (step, rate));
        assert_eq!(page.look("location.hash").await?, hash);
        Ok(())
    });
}

#[test]
fn a_reload_leaves_the_looks_and_the_speed_as_they_were() {
    visit(|page| async move {
        let chosen = [("look", "smooth"), ("squares", "output"), ("speed", "10")];
        for (name, value) in chosen {
            page.choose(name, value).await?;
        }
        page.wait("/10.*smooth.*output/.test(sessionStorage['moongrad-look'])").await?;
        page.reload().await?;
        page.wait_until_ready().await?;
        for (name, value) in chosen {
            let is_chosen =
                format!("document.querySelector('[name={name}]:checked').value == '{value}'");
            page.wait(&is_chosen).await?;
        }
        Ok(())
    });
}

#[test]
fn a_reload_brings_back_a_run_that_was_training() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait(HOLDS_RUN).await?;
        page.enter("batch", "8").await?;
        page.train_past(20).await?;
        page.reload().await?;
        page.wait_until_ready().await?;
        status(&page, "reproduced bit for bit").await?;
        assert!(page.number("step").await? > 20.0);
        assert_eq!(page.value("batch").await?, "8");
        page.wait(HOLDS_RUN).await
    });
}

#[test]
fn back_and_forward_lead_through_set_ups_and_typing_on_adds_none() {
    visit(|page| async move {
        page.enter("noise", "0.2").await?;
        page.wait(HOLDS_RUN).await?;
        let noise = page.value("noise").await?;
        for (field, value) in [("rate", "0.5"), ("alpha", "0.01")] {
            let before = page.look("location.hash").await?;
            page.enter(field, value).await?;
            page.wait(&format!("location.hash != {before}")).await?;
        }
        assert_eq!(page.look("begun").await?, 1);
        page.look("(history.back(), 0)").await?;
        page.wait("document.getElementById('noise').value == '0.14'").await?;
        page.look("(history.forward(), 0)").await?;
        page.wait(&format!("document.getElementById('noise').value == '{noise}'")).await?;
        page.wait("document.getElementById('alpha').value == '0.01'").await
    });
}

#[test]
fn a_link_of_the_page_keeps_the_run() {
    visit(|page| async move {
        page.train_past(5).await?;
        page.press("train").await?;
        page.wait(HOLDS_RUN).await?;
        go(&page, "#talk/5").await?;
        page.wait("/^#1[.][^/]+.talk.5$/.test(location.hash)").await?;
        go(&page, "#lab").await?;
        page.wait(&format!("{HOLDS_RUN} && place() == '#lab'")).await
    });
}

#[test]
fn what_is_no_link_is_refused_and_the_run_stays() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.wait(HOLDS_RUN).await?;
        let hash = page.rest("location.hash").await?;
        let (whole, _) = GOLDEN[0];
        for (broken, why) in [
            ("#1.AAAA", "damaged"),
            (&whole[..whole.len() - 3], "damaged"),
            ("#1.%00", "damaged"),
            ("#2.AAAA", "version 2"),
        ] {
            go(&page, broken).await?;
            status(&page, why).await?;
            page.wait(&format!("location.hash == {hash}")).await?;
            assert_eq!(page.number("step").await?, 1.0);
        }
        Ok(())
    });
}

#[test]
fn a_run_that_is_refused_leads_to_where_that_is_told() {
    visit(|page| async move {
        for place in ["present/4", "talk/3", "inside/5"] {
            go(&page, &format!("#1.AAAA/{place}")).await?;
            page.wait("!document.querySelector('.lab').hidden && place() == '#lab'").await?;
            status(&page, "damaged").await?;
            go(&page, "#talk/1").await?;
            page.wait("!document.querySelector('.talk').hidden").await?;
        }
        Ok(())
    });
}

#[test]
fn the_sheet_proves_and_copies_the_link_of_the_step_shown() {
    visit(|page| async move {
        page.train_past(10).await?;
        page.press("train").await?;
        page.wait_for_status("paused").await?;
        open_share(&page).await?;
        let here = link(&page).await?;
        assert!(here.contains("#1."), "{here}");
        page.wait("document.querySelector('.ways .qr svg') != null").await?;
        page.look("(document.querySelector('[name=opens-at][value=start]').click(), 0)").await?;
        page.wait("document.querySelector('.digest .at').textContent == '000'").await?;
        assert_ne!(link(&page).await?, here);
        page.look("(document.querySelector('[name=opens-as][value=inside]').click(), 0)").await?;
        page.wait("document.getElementById('share-link').value.endsWith('/inside')").await
    });
}

#[test]
fn without_a_clipboard_the_link_is_selected() {
    visit(|page| async move {
        page.open("?without=clipboard").await?;
        page.wait_until_ready().await?;
        open_share(&page).await?;
        page.press("share-copy").await?;
        page.wait("document.querySelector('.ways .said').textContent.includes('selected')").await?;
        let all = "document.activeElement.selectionEnd == document.activeElement.value.length";
        page.wait(&format!("document.activeElement.id == 'share-link' && {all}")).await
    });
}

#[test]
fn a_run_too_long_for_an_address_is_kept_by_the_entry_and_given_as_a_file() {
    visit(|page| async move {
        page.choose("data", "own").await?;
        page.wait("document.querySelector('.table-sheet') != null").await?;
        page.look("(() => { const rows = Array.from({ length: 2000 }, (_, i) => `${Math.sin(i)},${Math.cos(i * i)},${i % 2}`); const data = new DataTransfer(); data.items.add(new File([rows.join('\\n')], 'long.csv')); document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true })); return 0; })()").await?;
        status(&page, "points from long.csv").await?;
        page.wait("history.state?.run?.length > 8000").await?;
        page.press("share").await?;
        page.wait("document.getElementById('share-copy')?.disabled").await?;
        assert_eq!(
            page.look("document.getElementById('share-save').disabled").await?,
            json!(false)
        );
        page.reload().await?;
        page.wait_until_ready().await?;
        status(&page, "reproduced bit for bit").await
    });
}

#[test]
fn a_long_replay_is_told_and_can_be_cancelled() {
    visit(|page| async move {
        page.enter("batch", "10000").await?;
        page.enter("samples", "100000").await?;
        page.choose("speed", "max").await?;
        page.enter("steps", "1000000").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.wait(HOLDS_RUN).await?;
        let hash = page.rest("location.hash").await?;
        // The same run, said to have gone on for a million steps.
        let long = page.settle("(async () => { const { readLink, writeLink } = await import('./pkg/link.js').then(async (link) => (await link.default(), link)); const run = readLink(location.hash.slice(1)); const numbers = run.numbers; numbers[0] = numbers[1] = 1e6; return writeLink(numbers, null); })()").await?;
        let long = long.as_str().expect("a link").to_owned();
        go(&page, &long).await?;
        page.wait_for_status("replay").await?;
        // By script: the button goes along with the sentence before it, which is another every second.
        page.look("document.getElementById('replay-stop').click()").await?;
        status(&page, "cancelled").await?;
        page.wait(&format!("location.hash == {hash}")).await?;
        assert_eq!(page.number("step").await?, 1.0);
        Ok(())
    });
}
