//! The page, used as a person uses it, in a real browser.
//!
//! `cargo xtask test` starts browsers and a server, and runs these in each of them.

mod accessibility;
mod compare;
mod data;
mod embed;
mod export;
mod faults;
mod figures;
mod inside;
mod inside_check;
mod inside_tabs;
mod inside_tape;
mod layout;
mod link;
mod network;
mod numbers;
mod one_file;
mod present;
mod seeds;
mod smoke;
mod tables;
mod talk;
mod talk_gradients;
mod timeline;
mod visit;

use serde_json::json;
use visit::{ENTER, ESCAPE, LEFT, Outcome, RIGHT, TAB, Visit, assert_same, visit};

#[test]
fn training_tells_the_moons_apart() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        assert_eq!(page.number("step").await?, 150.0);
        let accuracy = page.number("test-accuracy").await?;
        assert!(accuracy >= 97.0, "only {accuracy} % of the test points");
        Ok(())
    });
}

#[test]
fn pause_stops() {
    visit(|page| async move {
        page.train_past(5).await?;
        page.press("train").await?;
        page.wait_for_status("paused").await?;
        let (step, plot) = (page.number("step").await?, page.picture("plot").await?);
        page.frames(30).await?;
        assert_eq!(page.number("step").await?, step);
        assert_eq!(page.picture("plot").await?, plot);
        Ok(())
    });
}

#[test]
fn reset_returns_to_the_very_same_picture() {
    visit(|page| async move {
        let start = page.picture("plot").await?;
        page.train_past(20).await?;
        page.press("reset").await?;
        page.wait_for_step(0).await?;
        assert_eq!(page.picture("plot").await?, start);
        page.open("").await?;
        assert_eq!(page.picture("plot").await?, start, "after a reload");
        Ok(())
    });
}

#[test]
fn stepping_back_and_dragging_the_strip_restore_earlier_pictures() {
    visit(|page| async move {
        let start = page.picture("plot").await?;
        page.press("step-on").await?;
        let first = page.picture("plot").await?;
        page.press("step-on").await?;
        let second = page.picture("plot").await?;
        page.press("step-back").await?;
        assert_eq!(page.picture("plot").await?, first, "one step back");
        page.press("step-on").await?;
        assert_eq!(page.picture("plot").await?, second, "forward again");

        page.train_to_the_end().await?;
        let end = page.picture("plot").await?;
        page.drag("strip", 0.99, 0.5).await?;
        let middle = page.picture("plot").await?;
        assert_ne!(middle, end);
        page.drag("strip", 0.5, 0.0).await?;
        page.wait_for_step(0).await?;
        assert_eq!(page.picture("plot").await?, start, "dragged to the start");
        Ok(())
    });
}

/// Every typed field, with values that it must refuse.
const BAD_VALUES: [(&str, &[&str]); 8] = [
    ("rate", &["0", "-1", "1e10", "5%", "1e-12", "NaN", "x"]),
    ("batch", &["0", "-3", "1.5", "100001", "x"]),
    ("alpha", &["-0.1", "1.5", "NaN", "x"]),
    ("steps", &["0", "-1", "2.5", "2e9", "x"]),
    ("noise", &["-0.1", "1.5", "NaN", "x"]),
    ("samples", &["3", "-200", "50.5", "100001", "x"]),
    ("held-out", &["-1", "91", "NaN", "x"]),
    ("seed", &["-1", "1.5", "4294967296", "x"]),
];

#[test]
fn bad_values_are_refused_with_a_reason() {
    visit(|page| async move {
        let start = page.picture("plot").await?;
        for (field, values) in BAD_VALUES {
            let good = page.value(field).await?;
            for bad in values {
                page.enter(field, bad).await?;
                let invalid = format!("document.getElementById('{field}').ariaInvalid");
                assert_eq!(page.look(&invalid).await?, "true", "#{field} takes {bad:?}");
                let reasons = "[...document.querySelectorAll('.message')]
                    .filter(place => place.dataset.kind == 'error' && place.textContent).length";
                assert_eq!(page.look(reasons).await?, 1, "no reason why #{field} refuses {bad:?}");
            }
            page.keys(&ESCAPE.to_string()).await?;
            page.wait(&format!("document.getElementById('{field}').value == '{good}'")).await?;
        }
        assert_eq!(page.number("step").await?, 0.0);
        assert_eq!(page.picture("plot").await?, start);
        Ok(())
    });
}

#[test]
fn a_number_that_changes_can_be_typed_over() {
    visit(|page| async move {
        page.enter("steps", "20000").await?;
        page.train_past(3).await?;
        page.press("rate").await?;
        // By then the rate has become another one.
        let step = page.number("step").await?;
        page.wait(&format!("Number(document.getElementById('step').textContent) > {step} + 20"))
            .await?;
        let note = "addEventListener('keydown', ({ key, target }) => {
            if (key == 'Enter') window.typed = target.value;
        }, true)";
        page.look(note).await?;
        for key in "0.3".chars() {
            page.keys(&key.to_string()).await?;
        }
        page.keys(&ENTER.to_string()).await?;
        page.wait("Number(document.getElementById('rate').value) < 0.301").await?;
        assert_eq!(page.look("typed").await?, "0.3");
        assert_eq!(page.text("training-message").await?, "");
        Ok(())
    });
}

#[test]
fn pausing_with_a_number_half_typed_pauses() {
    visit(|page| async move {
        page.enter("steps", "100000").await?;
        page.train_past(3).await?;
        page.look("document.getElementById('seed').select()").await?;
        page.keys("42").await?;
        page.press("train").await?;
        page.wait("document.getElementById('seed').value == '42'").await?;
        page.frames(20).await?;
        assert_eq!(page.number("step").await?, 0.0);
        Ok(())
    });
}

#[test]
fn a_slider_steps_on_while_the_rate_falls() {
    visit(|page| async move {
        page.enter("steps", "1000000").await?;
        page.train_past(3).await?;
        page.look("document.getElementById('rate-slider').focus()").await?;
        page.keys(&RIGHT.to_string().repeat(3)).await?;
        page.wait("Number(document.getElementById('rate').value) > 1.02").await
    });
}

#[test]
fn a_refusal_goes_with_what_was_refused() {
    visit(|page| async move {
        for (field, bad, reason) in [
            ("held-out", "95", "Held out cannot be “95”: give a share from 0 to 90 %."),
            ("rate", "-1", "Rate cannot be “-1”: give a number from 10⁻⁹ to 10⁹."),
        ] {
            page.enter(field, bad).await?;
            let told = "[...document.querySelectorAll('.message')].map(place => place.textContent).join('')";
            assert_eq!(page.look(told).await?, reason);
            page.keys(&ESCAPE.to_string()).await?;
            page.wait(&format!("{told} == ''")).await?;
        }
        Ok(())
    });
}

#[test]
fn the_keyboard_is_enough() {
    visit(|page| async move {
        let step = "Number(document.getElementById('step').textContent)";
        page.keys(" ").await?;
        page.wait(&format!("{step} > 3")).await?;
        page.keys(" ").await?;
        page.wait_for_status("paused").await?;
        let paused = page.number("step").await?;
        page.keys(&RIGHT.to_string()).await?;
        page.wait(&format!("{step} == {paused} + 1")).await?;
        page.keys(&LEFT.to_string()).await?;
        page.wait(&format!("{step} == {paused}")).await?;
        page.keys("r").await?;
        page.wait(&format!("{step} == 0")).await?;
        tab_to(&page, "rate").await?;
        page.keys(&format!("0.5{ENTER}")).await?;
        page.wait("Number(document.getElementById('rate').value) == 0.5").await
    });
}

#[test]
fn every_control_is_reached_with_tab() {
    visit(|page| async move {
        let all = page.look(
            "[...document.querySelectorAll('button, input')].filter(control =>
                control.checkVisibility() && (control.type != 'radio' || control.checked)
                && !control.disabled).map(control => control.id || control.name)",
        );
        let mut missing: Vec<_> = all.await?.as_array().expect("a list").clone();
        assert!(missing.len() > 20);
        for _ in 0..missing.len() + 3 {
            page.keys(&TAB.to_string()).await?;
            let focused = page.look("document.activeElement.id || document.activeElement.name");
            let focused = focused.await?;
            missing.retain(|control| *control != focused);
        }
        assert_eq!(json!(missing), json!([]), "not reached");
        Ok(())
    });
}

async fn tab_to(page: &Visit, id: &str) -> Outcome {
    for _ in 0..60 {
        if page.look("document.activeElement.id").await? == id {
            return Ok(());
        }
        page.keys(&TAB.to_string()).await?;
    }
    panic!("#{id} is not reached with Tab");
}

#[test]
fn the_plot_stays_where_it_is() {
    visit(|page| async move {
        let place = "(() => {
            const { x, y, width, height } = document.getElementById('plot').getBoundingClientRect();
            return [x + scrollX, y + scrollY, width, height];
        })()";
        let start = page.look(place).await?;
        page.enter("rate", "-1").await?;
        assert_eq!(page.look(place).await?, start, "with a bad value");
        page.enter("rate", "1").await?;
        page.train_past(5).await?;
        assert_eq!(page.look(place).await?, start, "while training");
        page.wait_for_status("finished").await?;
        assert_eq!(page.look(place).await?, start, "at the end");
        page.enter("rate", "1000000").await?;
        page.enter("steps", "1000").await?;
        page.press("train").await?;
        page.wait_for_status("problem").await?;
        assert_eq!(page.look(place).await?, start, "with a problem");
        Ok(())
    });
}

#[test]
fn everything_comes_from_the_own_folder_under_a_strict_policy() {
    visit(|page| async move {
        let foreign = "performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !name.startsWith(new URL('.', location.href)))";
        assert_eq!(page.look(foreign).await?, json!([]));
        let policy = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
        let policy = page.look(policy).await?.to_string();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains(" 'unsafe-eval'"),
            "{policy}"
        );
        Ok(())
    });
}

#[test]
fn every_choice_can_be_trained() {
    visit(|page| async move {
        page.enter("steps", "60").await?;
        for (name, value) in [
            ("speed", "max"),
            ("activation", "tanh"),
            ("optimiser", "adam"),
            ("optimiser", "momentum"),
            ("loss", "logistic"),
            ("loss", "squared"),
            ("schedule", "constant"),
            ("look", "smooth"),
            ("feed", "stream"),
        ] {
            page.choose(name, value).await?;
            assert!(page.is_chosen(name, value).await?);
            page.train_to_the_end().await?;
            page.press("reset").await?;
        }
        Ok(())
    });
}

#[test]
fn train_trains_after_a_reset_that_is_not_painted_yet() {
    visit(|page| async move {
        page.train_past(0).await?;
        page.look(
            "(() => {
                const [reset, train] = ['reset', 'train'].map((id) => document.getElementById(id));
                reset.click();
                train.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
                train.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
            })()",
        )
        .await?;
        page.frames(1).await?;
        page.wait("document.documentElement.dataset.state == 'training'").await
    });
}

#[test]
fn a_press_counts_though_the_words_of_the_button_change_meanwhile() {
    visit(|page| async move {
        page.enter("steps", "20").await?;
        page.train_to_the_end().await?;
        page.press_while("#train-word", "document.getElementById('reset').click()").await?;
        page.wait_for_step(20).await
    });
}

#[test]
fn a_rate_typed_at_the_end_is_not_that_of_a_new_start() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.enter("rate", "3").await?;
        // Enter has given the keys back to the page.
        page.keys("r").await?;
        page.wait_for_step(0).await?;
        assert_eq!(page.value("rate").await?, "1");
        page.train_to_the_end().await?;
        assert!(page.number("accuracy").await? > 90.0);
        Ok(())
    });
}

#[test]
fn after_its_last_step_a_run_is_trained_on_at_the_rate_that_it_reached() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        assert_eq!(page.text("train-word").await?, "Train on, to 300");
        page.choose("speed", "max").await?;
        page.keys(" ").await?;
        page.wait_for_step(300).await?;
        page.wait_for_status("finished").await?;
        assert_eq!(
            (page.value("steps").await?, page.value("rate").await?),
            ("300".into(), "0.1".into())
        );
        page.enter("steps", "40").await?;
        let sentence = page.text("training-message").await?;
        assert!(sentence.contains("from 300, where the run stands"), "{sentence}");
        Ok(())
    });
}

#[test]
fn an_optimiser_comes_with_a_rate_that_fits_it() {
    visit(|page| async move {
        page.choose("optimiser", "adam").await?;
        page.wait("document.getElementById('rate').value == '0.02'").await?;
        let told = page.text("status-text").await?;
        assert!(told.contains("Adam the rate is now 0.02"), "{told}");
        page.control('z').await?;
        page.wait("document.getElementById('rate').value == '1'").await?;
        assert!(page.is_chosen("optimiser", "sgd").await?);
        Ok(())
    });
}

#[test]
fn what_belongs_to_the_hinge_goes_with_it() {
    visit(|page| async move {
        let hinge = page.picture("plot").await?;
        page.choose("loss", "logistic").await?;
        page.wait("document.querySelector('.pushes').hidden").await?;
        let told = page.text("status-text").await?;
        assert!(told.contains("on the wrong side of the line"), "{told}");
        assert_ne!(page.picture("plot").await?, hinge);
        page.choose("loss", "hinge").await?;
        page.wait("!document.querySelector('.pushes').hidden").await?;
        assert_eq!(page.picture("plot").await?, hinge);
        Ok(())
    });
}

#[test]
fn undo_brings_back_a_run_that_a_slip_has_cost() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        let trained = page.everything().await?;
        for cost in ["noise", "samples", "hidden", "reset", "activation"] {
            match cost {
                "noise" => page.enter("noise", "0.3").await?,
                "samples" => page.enter("samples", "100").await?,
                "hidden" => page.enter("hidden", "4").await?,
                "activation" => page.choose("activation", "tanh").await?,
                _ => page.press("reset").await?,
            }
            page.wait_for_step(0).await?;
            let told = page.text("status-text").await?;
            assert!(told.ends_with("Undo brings back the run before, at step 150."), "{told}");
            page.control('z').await?;
            page.wait_for_step(150).await?;
            assert_same(&page.everything().await?, &trained);
        }
        Ok(())
    });
}

#[test]
fn the_theme_is_remembered() {
    visit(|page| async move {
        let theme = "document.documentElement.dataset.theme";
        let before = page.look(theme).await?;
        page.press("theme").await?;
        let chosen = page.look(theme).await?;
        assert_ne!(chosen, before);
        page.open("").await?;
        assert_eq!(page.look(theme).await?, chosen);
        Ok(())
    });
}
