//! Inside one step: walked operation by operation, at addresses of its own.

use crate::visit::{ESCAPE, LEFT, Outcome, RIGHT, Visit, assert_same, visit};
use serde_json::{Value, json};

/// Opens the view at an address behind `#inside`, and waits until it has written where it stands.
async fn open(page: &Visit, address: &str) -> Outcome {
    page.look(&format!("(location.hash = '#inside{address}', 0)")).await?;
    page.wait("document.querySelector('.inside:not([hidden])')?.dataset.state == 'ready'").await?;
    page.wait("place().split('/').length == 4").await
}

/// All that the view shows of where it stands, at rest.
async fn everything(page: &Visit) -> Outcome<Value> {
    page.rest(
        "(() => {
            const shown = {};
            for (const canvas of document.querySelectorAll('.inside .left canvas, .inside .strip'))
                shown[canvas.className] = canvas.toDataURL();
            for (const part of document.querySelectorAll('.narration, .position, .inside h2, .remark, .code'))
                shown[`${part.className} ${part.textContent.slice(0, 3)}`] = part.textContent;
            return shown;
        })()",
    )
    .await
}

async fn operation(page: &Visit) -> Outcome<u64> {
    let at = "Number(document.querySelector('.inside .strip').getAttribute('aria-valuenow'))";
    Ok(page.rest(at).await?.as_u64().expect("a number"))
}

#[test]
fn the_key_leads_inside_and_escape_back_to_the_same_lab() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        let lab = page.everything().await?;
        page.keys("i").await?;
        page.wait("document.querySelector('.inside').dataset.state == 'ready'").await?;
        page.wait("place().startsWith('#inside/150/0/')").await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("!document.querySelector('.lab').hidden").await?;
        assert_same(&page.everything().await?, &lab);
        // The keys of the lab are its own again.
        page.keys(&LEFT.to_string()).await?;
        page.wait_for_step(149).await
    });
}

#[test]
fn as_many_operations_back_as_forward_restore_everything() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        open(&page, "/42/600").await?;
        let before = everything(&page).await?;
        for (on, back) in [(RIGHT, LEFT), ('.', ','), (']', '[')] {
            page.keys(&[on; 3].iter().collect::<String>()).await?;
            assert!(operation(&page).await? > 600);
            page.keys(&[back; 3].iter().collect::<String>()).await?;
            open(&page, "/42/600").await?;
            assert_same(&everything(&page).await?, &before);
        }
        Ok(())
    });
}

#[test]
fn a_move_shows_what_opening_there_shows() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        // Forward, on the way back, in the update.
        for from in [100, 600, 1000] {
            open(&page, &format!("/42/{from}")).await?;
            page.keys(&[RIGHT; 3].iter().collect::<String>()).await?;
            let moved = everything(&page).await?;
            open(&page, "/42/0").await?;
            open(&page, &format!("/42/{}", from + 3)).await?;
            assert_same(&everything(&page).await?, &moved);
        }
        Ok(())
    });
}

#[test]
fn a_step_has_the_operations_of_its_network() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        open(&page, "/7").await?;
        assert_eq!(
            page.look("document.querySelector('.position b').textContent.replace(/\\s/g, ' ')")
                .await?,
            json!("0 of 1 083")
        );
        page.click("[data-go=next]").await?;
        assert_eq!(operation(&page).await?, 1);
        for end in [369, 373, 746, 1083] {
            page.keys("]").await?;
            assert_eq!(operation(&page).await?, end);
        }
        page.wait("document.querySelector('.narration').textContent.includes('The step is done')")
            .await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.enter("hidden", "3").await?;
        page.train_to_the_end().await?;
        // Nine terms, three ReLUs, four terms, the loss's four; back; thirteen numbers.
        open(&page, "/7").await?;
        assert_eq!(
            page.look("document.querySelector('.position b').textContent").await?,
            json!("0 of 53")
        );
        Ok(())
    });
}

#[test]
fn a_press_on_a_point_of_the_plot_opens_the_last_step_on_it() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.load_hints().await?;
        // Where point 0 is on the plot.
        let place = page.look("(() => { const c = document.getElementById('plot'); return [c.clientWidth, c.clientHeight]; })()").await?;
        assert!(place[0].as_f64() > Some(100.0));
        let mut opened = false;
        for x in 1..20 {
            page.click_at("#plot", (f64::from(x) / 20.0, 0.55)).await?;
            page.frames(2).await?;
            if page.look("place().startsWith('#inside/150/0/')").await? == true {
                opened = true;
                break;
            }
        }
        assert!(opened, "some point lies there");
        page.wait("document.querySelector('.inside:not([hidden])')?.dataset.state == 'ready'")
            .await?;
        page.look("(history.back(), 0)").await?;
        page.wait("!document.querySelector('.lab').hidden").await
    });
}

#[test]
fn addresses_that_make_no_sense_open_what_there_is() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        for (address, expected) in [
            ("/9999/99999/nonsense", "#inside/150/1083/"),
            ("/-3/x/1,2", "#inside/150/"),
            ("/42/17/0.5,-0.25,1", "#inside/42/17/0.5,-0.25,1"),
            ("/0/5", "#inside/1/5/"),
        ] {
            open(&page, address).await?;
            page.wait(&format!("place().startsWith('{expected}')")).await?;
        }
        Ok(())
    });
}

#[test]
fn a_sample_is_chosen_by_number_by_its_push_and_in_the_plane() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        open(&page, "/42/746").await?;
        let hardest = page.look("place().split('/')[3]").await?;
        page.click_at(".inside .plane", (0.02, 0.02)).await?;
        page.wait("place().split('/')[3].split(',').length == 3").await?;
        page.keys("p").await?;
        page.wait(&format!("place().split('/')[3] == {hardest}")).await?;
        page.click("input.sample").await?;
        page.keys("99999\u{e007}").await?;
        page.wait("document.querySelector('input.sample').ariaInvalid == 'true'").await?;
        Ok(())
    });
}
