//! The page for everybody: axe finds nothing serious or critical in any state and either theme, everything is
//! explained, the focus is seen, and what cannot be seen is told.

use crate::visit::{ENTER, ESCAPE, Outcome, RIGHT, TAB, Visit, visit};
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
        page.click(".loss .apart").await?;
        page.wait("document.querySelector('.figures:not([hidden]) .batch')?.textContent").await?;
        check(&page, "with its figures taken apart").await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.press("keep").await?;
        page.press("runs").await?;
        check(&page, "with the runs open").await?;
        page.click("#runs-sheet .close").await?;
        page.press("help").await?;
        page.wait("document.getElementById('keys')?.open").await?;
        check(&page, "with the keys open").await?;
        page.click("#keys .close").await
    });
}

#[test]
fn axe_finds_nothing_while_runs_are_compared() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.press("again").await?;
        page.wait("document.querySelector('.compare')?.checkVisibility()").await?;
        check(&page, "with a comparison").await?;
        page.choose("activation", "tanh").await?;
        page.wait_for_step(0).await?;
        check(&page, "with another activation").await
    });
}

#[test]
fn axe_finds_nothing_with_a_part_pinned() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.look("document.querySelector('#network .units > *').focus()").await?;
        page.keys(&format!("{RIGHT}{ENTER}")).await?;
        page.wait("!document.querySelector('.pins').hidden").await?;
        check(&page, "with a neuron pinned").await?;
        page.click("#switch-off").await?;
        check(&page, "with a neuron off").await
    });
}

#[test]
fn axe_finds_nothing_with_twenty_seeds() {
    visit(|page| async move {
        page.enter("steps", "20").await?;
        page.press("seeds").await?;
        page.wait("document.querySelectorAll('.small-plots button:enabled').length == 20").await?;
        check(&page, "with twenty seeds").await
    });
}

#[test]
fn axe_finds_nothing_in_the_sheets() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.press("keep").await?;
        for sheet in ["export", "share"] {
            page.press(sheet).await?;
            page.wait(&format!("document.getElementById('{sheet}-sheet')?.open")).await?;
            check(&page, &format!("with {sheet} open")).await?;
            page.click(&format!("#{sheet}-sheet .close")).await?;
        }
        for sheet in ["network-table", "data-table"] {
            page.click(&format!("[data-opens={sheet}]")).await?;
            page.wait(&format!("document.querySelector('#{sheet} tbody tr')")).await?;
            check(&page, &format!("with the {sheet} open")).await?;
            page.click(&format!("#{sheet} .close")).await?;
        }
        Ok(())
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
fn axe_finds_nothing_inside_a_step() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.look("(location.hash = '#inside/42/714', 0)").await?;
        page.wait("document.querySelector('.inside').dataset.state == 'ready'").await?;
        for tab in ["neuron", "receipt", "tape", "check"] {
            page.press(&format!("tab-{tab}")).await?;
            check(&page, &format!("inside a step, {tab}")).await?;
        }
        page.wait("document.getElementById('panel-check').dataset.state == 'done'").await?;
        page.click("[data-fault=leaky] button").await?;
        check(&page, "with a fault on").await?;
        page.keys("0").await?;
        page.press("tab-tape").await?;
        page.wait("document.querySelector('.tape-row[aria-selected=true]')").await?;
        check(&page, "inside a step, the tape").await?;
        page.click("[data-uses]").await?;
        check(&page, "inside a step, the uses of a number").await?;
        page.click(".why").await?;
        check(&page, "inside a step, why this order").await
    });
}

#[test]
fn axe_finds_nothing_in_the_talk() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        for (number, name) in crate::talk::FIGURES {
            crate::talk::open(&page, number, name).await?;
            check(&page, &format!("in the talk, {name}")).await?;
        }
        page.open_in_frame(390, 844).await?;
        crate::talk::open(&page, 1, "neuron").await?;
        check(&page, "in the talk, on a phone").await
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
        page.open_in_frame(390, 844).await?;
        check(&page, "on a phone").await?;
        page.look("document.querySelector('.controls').scrollIntoView()").await?;
        page.wait("document.documentElement.dataset.scrolled == 'true'").await?;
        check(&page, "on a phone, scrolled").await
    });
}

/// Lets axe look at the page as it is, in the one theme and in the other.
pub async fn check(page: &Visit, state: &str) -> Outcome {
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

#[test]
fn every_control_shows_its_focus_and_is_explained() {
    visit(|page| async move {
        page.load_hints().await?;
        page.choose("data", "own").await?;
        page.wait("document.getElementById('plot').matches('[data-points]')").await?;
        // From here on the focus is the keyboard's, which is shown.
        page.keys(&TAB.to_string()).await?;
        let faults = page.look(
            "[...document.querySelectorAll('button, input, select, [tabindex]')]
                .filter(control => control.checkVisibility() && !control.disabled && !control.closest('dialog'))
                .flatMap(control => {
                    control.focus();
                    const name = control.id || control.ariaLabel || control.value;
                    const shown = control.matches('.segments input, #kinds input') ? control.parentElement.querySelector('input ~ *') : control;
                    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
                    const told = [...document.querySelectorAll('.hint, #tip')].some(place => place.textContent.length > 10);
                    return [
                        ...outlineStyle == 'none' || parseFloat(outlineWidth) < 2 ? [`${name} shows no focus`] : [],
                        ...told ? [] : [`${name} is not explained`],
                    ];
                })",
        );
        assert_eq!(faults.await?, json!([]));
        Ok(())
    });
}

#[test]
fn a_tap_explains_what_is_tapped() {
    visit(|page| async move {
        page.load_hints().await?;
        for sign in [".pushes", ".ramp", ".accuracy", "#split ~ *, .fact"] {
            let tap = format!(
                "document.querySelector('{sign}').dispatchEvent(new PointerEvent('click', {{ pointerType: 'touch', detail: 1, bubbles: true }}))"
            );
            page.look(&tap).await?;
            let told = "[...document.querySelectorAll('.hint, #tip')].map(place => place.textContent).join('')";
            assert!(page.look(told).await?.to_string().len() > 12, "{sign} is not explained");
        }
        Ok(())
    });
}

#[test]
fn live_values_are_told_to_screen_readers() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        let told =
            page.look("document.getElementById('scrubber').ariaValueText").await?.to_string();
        let loss = page.text("loss").await?;
        assert!(told.contains(&format!("step 1 of 150: loss {loss}")), "{told}");
        let plot = page.look("document.getElementById('plot').ariaLabel").await?.to_string();
        assert!(plot.contains("at step 1: ") && plot.contains("of 150 training points"), "{plot}");
        page.look("document.querySelector('.heads .layers button:last-child').focus()").await?;
        page.keys(&format!("{TAB}{RIGHT}")).await?;
        page.wait("document.getElementById('told-part').textContent.startsWith('bias ')").await
    });
}

#[test]
fn the_question_mark_lists_the_keys() {
    visit(|page| async move {
        page.keys("?").await?;
        page.wait("document.getElementById('keys')?.open").await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("!document.getElementById('keys').open").await
    });
}
