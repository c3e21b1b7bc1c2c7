//! The page as one file, opened from a disk: what it shows is what the page of the folder shows, and it asks for
//! nothing.

use crate::data::{choose_own, load, wait_for_counts};
use crate::talk;
use crate::visit::{Outcome, Visit, assert_same, visit};
use serde_json::{Value, json};

/// What a policy must not allow, for then it would not hold only what it was built of.
const LAX: [&str; 5] = ["unsafe-inline", "'unsafe-eval'", "'self'", "http", "*"];

/// All numbers and words of the lab, and of each picture a sum of its points: Firefox writes the same ones into another
/// file where the page comes from a disk.
async fn everything(page: &Visit) -> Outcome<Value> {
    page.rest(
        "(() => {
            const shown = {};
            for (const canvas of document.querySelectorAll('#plot, .network canvas')) {
                const { width, height } = canvas;
                const points = canvas.getContext('2d').getImageData(0, 0, width, height).data;
                shown[canvas.id || canvas.className] =
                    [width, height, points.reduce((sum, part) => (sum * 31 + part) | 0, 0)];
            }
            for (const part of document.querySelectorAll('.readouts p, #split, .legend b, #layers'))
                shown[part.id || part.className] = part.textContent;
            return shown;
        })()",
    )
    .await
}

/// Says that nothing was asked for, whether it came or not.
async fn assert_alone(page: &Visit) -> Outcome {
    let asked = "performance.getEntriesByType('resource').map(({ name }) => name)
        .filter((name) => !name.startsWith('data:') && !name.startsWith('blob:'))";
    assert_eq!(page.look(asked).await?, json!([]), "the one file asks for more");
    Ok(())
}

#[test]
fn it_trains_to_the_very_pictures_of_the_folders_page() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        let served = everything(&page).await?;
        page.open_file().await?;
        assert_eq!(page.look("location.protocol").await?, "file:");
        page.train_to_the_end().await?;
        assert_same(&everything(&page).await?, &served);
        assert_alone(&page).await
    });
}

#[test]
fn its_policy_allows_what_it_holds_and_nothing_else() {
    visit(|page| async move {
        page.open_file().await?;
        let policy = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
        let policy = page.look(policy).await?.to_string();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        for lax in LAX {
            assert!(!policy.contains(lax), "{policy}");
        }
        Ok(())
    });
}

#[test]
fn every_view_of_it_opens() {
    visit(|page| async move {
        page.open_file().await?;
        page.train_to_the_end().await?;
        page.keys("i").await?;
        page.wait("document.querySelector('.inside').dataset.state == 'ready'").await?;
        page.wait("place().startsWith('#inside/150/0/')").await?;
        let display = "getComputedStyle(document.querySelector('.walker')).display";
        assert_eq!(page.look(display).await?, "grid", "its style is there");
        for (number, name) in talk::FIGURES {
            talk::open(&page, number, name).await?;
        }
        page.look("(history.back(), 0)").await?;
        page.wait("place() == '#talk/8'").await?;
        page.look("(location.hash = '#lab', 0)").await?;
        page.wait("!document.querySelector('.lab').hidden").await?;
        assert_alone(&page).await
    });
}

#[test]
fn tables_are_read_and_the_theme_is_remembered_in_it() {
    visit(|page| async move {
        page.open_file().await?;
        choose_own(&page).await?;
        load(&page, "1,2,-1\n3,4,1\n5,6,1\n7,8,1\n").await?;
        wait_for_counts(&page, [3, 1]).await?;
        let theme = "document.documentElement.dataset.theme";
        let before = page.look(theme).await?;
        page.press("theme").await?;
        let chosen = page.look(theme).await?;
        assert_ne!(chosen, before);
        page.open_file().await?;
        assert_eq!(page.look(theme).await?, chosen);
        assert_alone(&page).await
    });
}

/// Makes an animation of the last steps of a run; what a worker has sent of it, added up, or nothing where there is none.
async fn film(page: &Visit) -> Outcome<Value> {
    page.train_to_the_end().await?;
    page.look(
        "(() => {
            const Kept = Worker;
            window.filmed = null;
            window.Worker = class extends Kept {
                constructor(...all) {
                    super(...all);
                    this.addEventListener('message', ({ data: { bytes } }) => {
                        if (bytes) window.filmed = bytes.reduce((sum, byte) => (sum * 31 + byte) | 0, 0);
                    });
                }
            };
        })()",
    )
    .await?;
    page.press("export").await?;
    page.wait("document.querySelector('#export-sheet')?.open").await?;
    page.look(
        "(() => {
            const first = document.querySelector('.animation .first');
            first.value = 140;
            first.dispatchEvent(new Event('input', { bubbles: true }));
        })()",
    )
    .await?;
    page.click(".animation .do").await?;
    page.wait("document.querySelector('.animation .said').textContent.startsWith('The animation')")
        .await?;
    page.look("[window.filmed, document.querySelector('.animation .said').textContent]").await
}

#[test]
fn its_worker_makes_the_very_animation_of_the_folders_page() {
    visit(|page| async move {
        let served = film(&page).await?;
        page.open_file().await?;
        let alone = film(&page).await?;
        assert_eq!(alone[1], served[1]);
        // From a disk, no worker begins in WebKit: the page makes it.
        assert!(page.is_webkit().await? || alone[0] == served[0], "{alone} and {served}");
        assert!(served[1].as_str().is_some_and(|said| said.contains("is made")), "{served}");
        assert_alone(&page).await
    });
}
