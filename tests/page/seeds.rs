//! Twenty seeds, trained and compared.

use crate::visit::{Outcome, Visit, assert_same, visit};

/// Begins them and waits until all are there.
async fn train_twenty(page: &Visit) -> Outcome {
    page.press("seeds").await?;
    page.wait("document.querySelectorAll('.small-plots button:enabled').length == 20").await?;
    page.wait("document.querySelector('.seeds .sentence').textContent.includes('median')").await
}

#[test]
fn each_of_twenty_seeds_opens_as_the_run_of_that_seed() {
    visit(|page| async move {
        train_twenty(&page).await?;
        let scores = "[...document.querySelectorAll('.small-plots span:last-child')].map(s => parseFloat(s.textContent))";
        let good = page.look(&format!("{scores}.filter(score => score > 80).length")).await?;
        assert!(good.as_u64() >= Some(18), "only {good} of 20 tell the moons apart");
        page.click(".small-plots button:nth-child(7)").await?;
        page.wait_for_step(150).await?;
        assert_eq!(page.value("seed").await?, "1784");
        let opened = page.everything().await?;
        page.click(".seeds .done").await?;
        page.wait("document.querySelector('.seeds').hidden").await?;
        page.press("reset").await?;
        page.train_to_the_end().await?;
        assert_same(&page.everything().await?, &opened);
        // Undo leads back behind the reset and the seed, to the run of before.
        page.control('z').await?;
        page.control('z').await?;
        page.wait("document.getElementById('seed').value == '1778'").await
    });
}

#[test]
fn luck_of_points_and_luck_of_weights_are_told_apart() {
    visit(|page| async move {
        train_twenty(&page).await?;
        page.choose("vary", "weights").await?;
        page.wait("document.querySelector('.seeds .sentence').textContent.includes('same points')")
            .await?;
        page.wait("document.querySelector('.seeds .sentence').textContent.includes('median')")
            .await?;
        page.click(".small-plots button:nth-child(3)").await?;
        page.wait_for_step(150).await?;
        // The points are those of the seed as before; only the first weights have another.
        assert_eq!(page.value("seed").await?, "1778");
        let told = page.text("status-text").await?;
        assert!(told.starts_with("Seed 1778, weights 1780"), "{told}");
        Ok(())
    });
}

#[test]
fn twenty_seeds_can_be_cancelled_and_what_is_there_stays() {
    visit(|page| async move {
        page.enter("steps", "20000").await?;
        page.press("seeds").await?;
        page.wait(
            "document.querySelector('.seeds .cancel') && !document.querySelector('.seeds').hidden",
        )
        .await?;
        page.click(".seeds .cancel").await?;
        page.wait("document.querySelector('.seeds .cancel').hidden").await?;
        let told =
            page.look("document.querySelector('.seeds .sentence').textContent").await?.to_string();
        assert!(told.contains("Cancelled") || told.contains("were trained"), "{told}");
        page.click(".seeds .done").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await
    });
}
