//! The talk: its addresses, its figures by keyboard, and numbers that are those of the run in the lab.

use crate::visit::{DOWN, ENTER, LEFT, Outcome, RIGHT, Visit, assert_same, visit};
use serde_json::{Value, json};

/// The sections that show a figure, by their numbers.
pub const FIGURES: [(u32, &str); 9] = [
    (1, "neuron"),
    (2, "layer"),
    (3, "network"),
    (4, "moons"),
    (5, "gradients"),
    (6, "uphill"),
    (7, "loss"),
    (8, "step"),
    (9, "batches"),
];

/// Goes to a section, and waits until its figure is drawn.
pub async fn open(page: &Visit, number: u32, name: &str) -> Outcome {
    page.look(&format!("(location.hash = '#talk/{number}', 0)")).await?;
    page.wait(&format!("document.getElementById('talk-{name}')?.dataset.state == 'drawn'")).await?;
    page.wait(&format!("document.querySelector('.rail [aria-current]')?.hash == '#talk/{number}'"))
        .await
}

/// All that a section says, at rest.
async fn words(page: &Visit, name: &str) -> Outcome<String> {
    let text = page.rest(&format!("document.getElementById('talk-{name}').textContent")).await?;
    Ok(text.as_str().expect("text").to_owned())
}

/// What stands in a slot of a section.
async fn slot(page: &Visit, name: &str, slot: &str) -> Outcome<Value> {
    page.rest(&format!("document.querySelector('#talk-{name} [data-slot={slot}]').textContent"))
        .await
}

#[test]
fn every_section_has_an_address_and_the_rail_follows() {
    visit(|page| async move {
        let focused = "document.activeElement.closest('.part')?.id";
        let is_on_top = "document.querySelector('#talk-loss h2').getBoundingClientRect().top";
        open(&page, 7, "loss").await?;
        assert_eq!(page.look(focused).await?, "talk-loss");
        let top = page.rest(is_on_top).await?.as_f64().expect("a number");
        assert!((0.0..200.0).contains(&top), "the heading is at {top}");
        page.click(".rail a[href='#talk/2']").await?;
        page.wait(&format!("{focused} == 'talk-layer'")).await?;
        // The address follows one's own scrolling, without a step more in the history.
        let steps = page.look("begun").await?;
        page.wait("document.querySelectorAll('.part[data-built]').length == 9").await?;
        page.look("dispatchEvent(new WheelEvent('wheel'))").await?;
        page.look("document.getElementById('talk-moons').scrollIntoView()").await?;
        page.wait("place() == '#talk/4'").await?;
        assert_eq!(page.look("begun").await?, steps);
        page.look("(history.back(), 0)").await?;
        page.wait("place() == '#talk/7'").await?;
        page.wait(&format!("{focused} == 'talk-loss'")).await?;
        page.look("(history.forward(), 0)").await?;
        page.wait("place() == '#talk/4'").await?;
        page.wait("document.querySelector('.rail [aria-current]').hash == '#talk/4'").await
    });
}

#[test]
fn one_comes_back_to_where_one_was() {
    visit(|page| async move {
        open(&page, 8, "step").await?;
        // A browser moves on where something above grows.
        page.wait("document.querySelectorAll('.part[data-built]').length == 9").await?;
        page.look("dispatchEvent(new WheelEvent('wheel'))").await?;
        page.look("scrollBy(0, 60)").await?;
        let scrolled = page.rest("Math.round(scrollY)").await?;
        page.wait(&format!("Math.abs(history.state?.scrolled - {scrolled}) < 1")).await?;
        page.click("#talk-step .place a").await?;
        page.wait("place().startsWith('#inside/1')").await?;
        page.wait("document.querySelector('.inside:not([hidden])')?.dataset.state == 'ready'")
            .await?;
        page.look("(history.back(), 0)").await?;
        page.wait("!document.querySelector('.talk').hidden").await?;
        page.wait(&format!("Math.abs(scrollY - {scrolled}) < 2")).await
    });
}

#[test]
fn the_words_follow_the_run() {
    visit(|page| async move {
        let mut said: Vec<String> = Vec::new();
        for seed in ["1778", "5"] {
            page.enter("seed", seed).await?;
            page.train_to_the_end().await?;
            let (loss, accuracy) = (page.number("loss").await?, page.text("accuracy").await?);
            open(&page, 7, "loss").await?;
            let total = slot(&page, "loss", "total").await?;
            let total: f64 = total.as_str().expect("text").parse().expect("a number");
            assert!((total - loss).abs() < 0.0006, "{total} in the talk, {loss} in the lab");
            let mut all = words(&page, "loss").await?;
            open(&page, 8, "step").await?;
            let second = slot(&page, "step", "second").await?;
            assert_eq!(second, json!(format!("loss {loss:.3}\naccuracy {accuracy} %")));
            for (number, name) in FIGURES {
                open(&page, number, name).await?;
                all += &words(&page, name).await?;
            }
            assert!(all.contains("step 150"), "{all}");
            said.push(all);
            page.look("(location.hash = '#lab', 0)").await?;
            page.wait("!document.querySelector('.lab').hidden").await?;
        }
        assert_ne!(said[0], said[1]);
        Ok(())
    });
}

#[test]
fn the_numbers_are_counted_in_the_network_of_the_lab() {
    visit(|page| async move {
        for (hidden, sums, total) in
            [("16, 16", "16 · 16 + 16 =", "337"), ("3", "2 · 3 + 3 =", "13")]
        {
            page.enter("hidden", hidden).await?;
            open(&page, 3, "network").await?;
            let said = words(&page, "network").await?;
            assert!(said.contains(sums) && said.contains(&format!("altogether{total}")), "{said}");
            page.look("(location.hash = '#lab', 0)").await?;
            page.wait("!document.querySelector('.lab').hidden").await?;
        }
        Ok(())
    });
}

#[test]
fn every_set_up_can_be_told() {
    visit(|page| async move {
        for (name, value) in [
            ("activation", "tanh"),
            ("loss", "logistic"),
            ("optimiser", "adam"),
            ("loss", "squared"),
            ("feed", "stream"),
            ("data", "spiral"),
        ] {
            page.choose(name, value).await?;
            page.train_to_the_end().await?;
            for (number, name) in FIGURES {
                open(&page, number, name).await?;
                let said = words(&page, name).await?;
                assert!(!said.contains("undefined") && !said.contains("NaN"), "{value}: {said}");
            }
            page.look("(location.hash = '#lab', 0)").await?;
            page.wait("!document.querySelector('.lab').hidden").await?;
        }
        page.enter("hidden", "0").await?;
        for (number, name) in FIGURES {
            open(&page, number, name).await?;
        }
        Ok(())
    });
}

#[test]
fn every_figure_can_be_worked_with_the_keyboard() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        for (number, name, part, key) in [
            (1, "neuron", "[data-number=w1]", RIGHT),
            (1, "neuron", "[type=range]", RIGHT),
            (1, "neuron", ".handle", DOWN),
            (1, "neuron", ".handle ~ .handle", LEFT),
            (2, "layer", ".table", RIGHT),
            (2, "layer", ".handle", LEFT),
            (3, "network", ".wires", DOWN),
            (4, "moons", ".handle", DOWN),
            (7, "loss", ".hinge", RIGHT),
            (8, "step", "[type=range]", LEFT),
            (9, "batches", ".course", RIGHT),
        ] {
            open(&page, number, name).await?;
            let element = format!("document.querySelector('#talk-{name} {part}')");
            page.look(&format!("{element}.focus()")).await?;
            let told = format!(
                "[{element}.ariaValueText, document.getElementById('talk-{name}').textContent,
                    ...[...document.querySelectorAll('#talk-{name} canvas')].map((canvas) => canvas.toDataURL())]"
            );
            let before = page.rest(&told).await?;
            page.keys(&key.to_string().repeat(2)).await?;
            let after = page.rest(&told).await?;
            assert_ne!(before[1], after[1], "{name}, {part}: nothing is told");
            assert_ne!(before, after, "{name}, {part}: nothing is drawn");
        }
        // What cannot be is refused, in words.
        page.look("document.querySelector('#talk-neuron .value').select()").await?;
        page.keys(&format!("9{ENTER}")).await?;
        page.wait(
            "document.querySelector('#talk-neuron .reading').textContent.includes('from −3 to 3')",
        )
        .await
    });
}

#[test]
fn the_lines_of_the_moons_are_scored() {
    visit(|page| async move {
        open(&page, 4, "moons").await?;
        let right =
            "Number(document.querySelector('#talk-moons .handle').ariaValueText.split(' ')[0])";
        let best = page.rest(right).await?.as_u64().expect("a number");
        assert!(words(&page, "moons").await?.contains(&format!("{best} of the 150 right")));
        page.look("document.querySelector('#talk-moons .handle').focus()").await?;
        page.keys(&DOWN.to_string().repeat(12)).await?;
        let mine = page.rest(right).await?.as_u64().expect("a number");
        assert!(mine < best, "{mine} of one's own, {best} of the best");
        page.click("#talk-moons .again").await?;
        page.wait(&format!("{right} == {best}")).await
    });
}

#[test]
fn the_talk_does_not_move_the_lab() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        page.keys(&LEFT.to_string()).await?;
        page.wait_for_step(149).await?;
        let lab = page.everything().await?;
        for (number, name) in FIGURES {
            open(&page, number, name).await?;
        }
        page.look("document.querySelector('#talk-step [type=range]').focus()").await?;
        page.keys(&LEFT.to_string().repeat(5)).await?;
        page.rest("document.querySelector('.course').dataset.state").await?;
        page.look("(location.hash = '#lab', 0)").await?;
        page.wait("!document.querySelector('.lab').hidden").await?;
        assert_same(&page.everything().await?, &lab);
        // It still knows its future.
        page.keys(&RIGHT.to_string()).await?;
        page.wait_for_step(150).await
    });
}

#[test]
fn a_run_that_was_not_trained_is_shown_as_it_will_be() {
    visit(|page| async move {
        open(&page, 9, "batches").await?;
        page.wait("document.querySelector('.course').dataset.state == 'whole'").await?;
        let said = words(&page, "batches").await?;
        assert!(said.contains("the run still stands at step 0"), "{said}");
        page.look("(location.hash = '#lab', 0)").await?;
        page.wait("!document.querySelector('.lab').hidden").await?;
        assert_eq!(page.number("step").await?, 0.0);
        page.train_to_the_end().await?;
        let loss = page.text("loss").await?;
        assert!(said.contains(&format!("after 150 steps the loss is {loss}")), "{said}");
        Ok(())
    });
}

#[test]
fn only_what_is_near_is_drawn_but_a_print_has_it_all() {
    visit(|page| async move {
        open(&page, 1, "neuron").await?;
        page.rest("scrollY").await?;
        let batches = "document.getElementById('talk-batches').textContent.includes('That is all')";
        assert_eq!(page.look(batches).await?, false);
        let painted = "document.querySelectorAll('.part[data-built]').length";
        page.wait(&format!("{painted} == {}", FIGURES.len())).await?;
        page.look("dispatchEvent(new Event('beforeprint'))").await?;
        assert_eq!(page.look(batches).await?, true);
        let empty = "[...document.querySelectorAll('.talk canvas')].filter((canvas) =>
            canvas.toDataURL() == Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height }).toDataURL()).length";
        assert_eq!(page.look(empty).await?, 0);
        page.look("dispatchEvent(new Event('afterprint'))").await?;
        Ok(())
    });
}

#[test]
fn a_point_costs_what_the_hinge_says() {
    visit(|page| async move {
        open(&page, 7, "loss").await?;
        let told = "document.querySelector('.hinge').ariaValueText.replaceAll('−', '-')";
        page.look("document.querySelector('.hinge').focus()").await?;
        for _ in 0..5 {
            page.keys(&RIGHT.to_string().repeat(20)).await?;
            let told = page.rest(told).await?;
            let told = told.as_str().expect("text");
            let number = |after: &str| -> f64 {
                let rest = told.split_once(after).expect("it is told").1;
                let end = rest.find([',', ';', ':']).unwrap_or(rest.len() - 1);
                rest[..end].trim_end_matches('.').parse().expect("a number")
            };
            let (margin, cost) = (number("t f is "), number("it costs "));
            assert!((cost - (1.0 - margin).max(0.0)).abs() < 0.0011, "{told}");
        }
        Ok(())
    });
}

#[test]
fn the_code_stands_side_by_side() {
    visit(|page| async move {
        open(&page, 8, "step").await?;
        page.click("#talk-step summary").await?;
        page.wait("document.querySelectorAll('#talk-step pre').length == 2").await?;
        let code =
            "[...document.querySelectorAll('#talk-step pre')].map((code) => code.textContent)";
        let code = page.look(code).await?;
        assert!(code[0].as_str().is_some_and(|haskell| haskell.contains("AD.gradWith")), "{code}");
        assert!(code[1].as_str().is_some_and(|rust| rust.contains("grad_with(")), "{code}");
        Ok(())
    });
}

#[test]
fn nothing_is_wider_than_a_phone() {
    visit(|page| async move {
        page.open_in_frame(390, 844).await?;
        for (number, name) in FIGURES {
            open(&page, number, name).await?;
            let wider = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)";
            assert_eq!(page.rest(wider).await?, 0, "{name}");
        }
        let figure = "document.querySelector('#talk-neuron figure').getBoundingClientRect().top";
        let words = "document.querySelector('#talk-neuron .prose').getBoundingClientRect().bottom";
        assert_eq!(page.look(&format!("{figure} >= {words}")).await?, true);
        page.leave_frame().await
    });
}
