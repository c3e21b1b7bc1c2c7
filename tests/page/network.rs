//! The network: drawn, looked into, changed by hand, and built anew.

use crate::visit::{DOWN, ENTER, ESCAPE, Outcome, Place, RIGHT, Visit, assert_same, visit};
use serde_json::{Value, json};

/// The middle of an element.
const MIDDLE: Place = (0.5, 0.5);

#[test]
fn pointing_at_a_neuron_tells_of_it_and_shows_its_picture_large() {
    visit(|page| async move {
        page.choose("schedule", "constant").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        let plot = page.picture("plot").await?;
        let wires = wires(&page).await?;
        point_at(&page, 4).await?;
        page.wait(
            "document.getElementById('shown').textContent == 'neuron 3 of layer 1: share of f'",
        )
        .await?;
        page.wait(
            "document.getElementById('caption').textContent.startsWith('Neuron 3 of layer 1 ')",
        )
        .await?;
        assert_ne!(page.picture("plot").await?, plot, "its picture is not shown");
        assert_ne!(self::wires(&page).await?, wires, "what it feeds is not lit up");
        // At a rate of 1, what a step adds is minus the gradient.
        let gradient = page.number("gradient").await?;
        assert_ne!(gradient, 0.0);
        assert_eq!(page.number("last-change").await?, -gradient);
        page.point("h1", MIDDLE).await?;
        page.wait("document.getElementById('shown').textContent == ''").await?;
        assert_eq!(page.picture("plot").await?, plot);
        assert_eq!(self::wires(&page).await?, wires);
        Ok(())
    });
}

#[test]
fn a_clicked_weight_stays_in_view_with_a_sentence() {
    visit(|page| async move {
        build(&page, "1").await?;
        page.click_at(".drawing", place_between(&page, 0, 2).await?).await?;
        page.point("h1", MIDDLE).await?;
        let sentence = "Input x counts this much in the sum of neuron 1 of layer 1.";
        page.wait(&format!("document.getElementById('caption').textContent == '{sentence}'"))
            .await?;
        assert_eq!(page.look("document.getElementById('parameter').readOnly").await?, false);
        page.keys(&ESCAPE.to_string()).await?;
        page.wait(&format!("document.getElementById('caption').textContent != '{sentence}'")).await
    });
}

#[test]
fn what_is_pinned_is_let_go_by_a_button_and_by_a_click_on_nothing() {
    visit(|page| async move {
        let pins = "document.querySelector('.pins')";
        for size in [(1440, 900), (390, 844)] {
            page.open_in_frame(size.0, size.1).await?;
            page.look("document.querySelector('.drawing').scrollIntoView({ block: 'center' })")
                .await?;
            pin(&page, 4).await?;
            page.wait(&format!("!{pins}.hidden")).await?;
            page.press("let-go").await?;
            page.wait(&format!("{pins}.hidden")).await?;
            pin(&page, 4).await?;
            page.wait(&format!("!{pins}.hidden")).await?;
            page.click_at(".drawing", (0.02, 0.97)).await?;
            page.wait(&format!("{pins}.hidden")).await?;
            page.leave_frame().await?;
        }
        Ok(())
    });
}

#[test]
fn on_a_phone_one_goes_on_to_the_next_neuron() {
    visit(|page| async move {
        page.open_in_frame(390, 844).await?;
        page.look("document.querySelector('.drawing').scrollIntoView({ block: 'center' })").await?;
        pin(&page, 4).await?;
        let named =
            |name: &str| format!("document.querySelector('.pinned').textContent == '{name}'");
        page.wait(&named("neuron 3 of layer 1")).await?;
        page.click(".pins .after").await?;
        page.wait(&named("neuron 4 of layer 1")).await?;
        page.click(".pins .before").await?;
        page.wait(&named("neuron 3 of layer 1")).await
    });
}

#[test]
fn a_pinned_number_is_typed_dragged_and_taken_back() {
    visit(|page| async move {
        let start = page.everything().await?;
        pin(&page, 4).await?;
        page.enter("parameter", "1.5").await?;
        page.wait("document.getElementById('parameter').value == '+1.500'").await?;
        // It is selected now, which must not keep it from being dragged.
        page.drag_between("parameter", (0.5, 0.5), (2.5, 0.5)).await?;
        page.wait("Number(document.getElementById('parameter').value) > 2").await?;
        page.enter("parameter", "much").await?;
        let reason = page.text("network-message").await?;
        assert!(reason.contains("The bias") && reason.contains("much"), "{reason:?}");
        page.look("document.activeElement.blur()").await?;
        page.control('z').await?;
        page.wait("document.getElementById('parameter').value == '+1.500'").await?;
        page.press("undo").await?;
        page.wait("Number(document.getElementById('parameter').value) == 0").await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.point("h1", MIDDLE).await?;
        page.wait("document.getElementById('shown').textContent == ''").await?;
        assert_same(&page.everything().await?, &start);
        Ok(())
    });
}

#[test]
fn what_is_typed_belongs_to_the_part_it_was_typed_for() {
    visit(|page| async move {
        pin(&page, 20).await?;
        page.look("document.getElementById('parameter').select()").await?;
        page.keys("1.5").await?;
        point_at(&page, 25).await?;
        pin(&page, 25).await?;
        let mark = "document.querySelector('#marks button')?.ariaLabel";
        page.wait(&format!("{mark}?.includes('bias of neuron 3 of layer 2 0.000 → 1.500')"))
            .await?;
        page.wait(
            "document.getElementById('caption').textContent.startsWith('Neuron 8 of layer 2')",
        )
        .await?;
        Ok(())
    });
}

#[test]
fn a_change_is_taken_back_only_where_it_was_made() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.press("step-on").await?;
        page.wait_for_step(2).await?;
        pin(&page, 4).await?;
        page.enter("parameter", "1.5").await?;
        page.look("document.activeElement.blur()").await?;
        page.press("step-back").await?;
        page.wait_for_step(1).await?;
        let there = page.value("parameter").await?;
        page.press("undo").await?;
        page.wait("document.getElementById('status-text').textContent.includes('made at step 2: go there')").await?;
        assert_eq!(page.value("parameter").await?, there);
        page.press("step-on").await?;
        page.wait("document.getElementById('parameter').value == '+1.500'").await?;
        page.press("undo").await?;
        page.wait("document.getElementById('parameter').value != '+1.500'").await?;
        page.wait("document.getElementById('undo').hidden").await
    });
}

#[test]
fn the_outputs_bias_is_drawn_and_moves_the_whole_picture() {
    visit(|page| async move {
        build(&page, "3").await?;
        pin(&page, 5).await?;
        page.wait("document.getElementById('caption').textContent.startsWith('The output f')")
            .await?;
        let (plot, wires) = (page.picture("plot").await?, wires(&page).await?);
        page.enter("parameter", "2").await?;
        page.wait("document.getElementById('parameter').value == '+2.000'").await?;
        assert_ne!(page.picture("plot").await?, plot);
        assert_ne!(self::wires(&page).await?, wires);
        Ok(())
    });
}

#[test]
fn a_frozen_neuron_does_not_learn_and_says_so() {
    visit(|page| async move {
        pin(&page, 3).await?;
        page.wait("!document.getElementById('freeze').parentElement.hidden").await?;
        let squares = squares(&page).await?;
        page.press("freeze").await?;
        page.wait("document.getElementById('caption').textContent.includes('is frozen')").await?;
        assert_ne!(self::squares(&page).await?, squares, "it is not marked");
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        assert_eq!(page.number("last-change").await?, 0.0);
        page.press("freeze").await?;
        page.press("step-on").await?;
        page.wait_for_step(2).await?;
        assert_ne!(page.number("last-change").await?, 0.0);
        Ok(())
    });
}

#[test]
fn a_neuron_that_is_off_adds_nothing_until_it_comes_back() {
    visit(|page| async move {
        build(&page, "1").await?;
        let start = page.picture("plot").await?;
        pin(&page, 2).await?;
        page.press("switch-off").await?;
        page.wait("document.getElementById('caption').textContent.includes('is switched off')")
            .await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.point("h1", MIDDLE).await?;
        page.wait("document.getElementById('shown').textContent == ''").await?;
        // What is left of f is the output's bias, which is 0: f is 0 everywhere.
        assert_eq!(page.number("loss").await?, 1.0);
        assert_ne!(page.picture("plot").await?, start);
        page.press("undo").await?;
        page.wait(
            "document.getElementById('status-text').textContent.startsWith('Taken back: a neuron')",
        )
        .await?;
        assert_eq!(page.picture("plot").await?, start);
        Ok(())
    });
}

#[test]
fn neurons_that_are_silent_or_never_silent_are_marked_and_explained() {
    visit(|page| async move {
        build(&page, "2").await?;
        pin(&page, 2).await?;
        let mut pictures = Vec::new();
        for (bias, sentence) in
            [("0", "fires for"), ("-99", "is silent"), ("99", "is never silent")]
        {
            page.enter("parameter", bias).await?;
            page.wait(&format!(
                "document.getElementById('caption').textContent.includes('{sentence}')"
            ))
            .await?;
            pictures.push(squares(&page).await?);
        }
        assert!(pictures[0] != pictures[1] && pictures[1] != pictures[2]);
        let told = page.text("silent").await?;
        assert!(told.contains("1 never silent"), "{told:?}");
        Ok(())
    });
}

#[test]
fn squares_show_the_share_of_f_or_the_output() {
    visit(|page| async move {
        let shares = squares(&page).await?;
        assert!(page.is_chosen("squares", "share").await?);
        page.choose("squares", "output").await?;
        assert!(page.is_chosen("squares", "output").await?);
        assert_ne!(squares(&page).await?, shares);
        point_at(&page, 4).await?;
        page.wait("document.getElementById('shown').textContent.endsWith(': output')").await?;
        page.point("h1", MIDDLE).await?;
        page.choose("squares", "share").await?;
        assert_eq!(squares(&page).await?, shares);
        Ok(())
    });
}

#[test]
fn layers_and_neurons_are_added_and_taken_away() {
    visit(|page| async move {
        for (button, hidden) in [
            ("One layer more", "16, 16, 16"),
            ("One neuron fewer in layer 3", "16, 16, 15"),
            ("One neuron more in layer 1", "17, 16, 15"),
            ("One layer fewer", "17, 16"),
        ] {
            page.click(&format!(".heads [aria-label='{button}']")).await?;
            page.wait(&format!("document.getElementById('hidden').value == '{hidden}'")).await?;
        }
        page.enter("hidden", "").await?;
        page.wait("document.getElementById('hidden').value == 'none'").await?;
        assert_eq!(page.text("layers").await?, "0");
        assert_eq!(page.text("numbers").await?, "2 weights, 1 bias:\n3 numbers to learn");
        page.train_to_the_end().await?;
        page.enter("hidden", "32 32 32 32 32 32").await?;
        page.wait("document.getElementById('layers').textContent == '6'").await?;
        page.train_past(2).await
    });
}

/// Networks that there are not, and what the refusal names.
const BAD_NETWORKS: [(&str, &str); 5] =
    [("33", "33"), ("16, 0", "0"), ("-1", "-1"), ("1,2,3,4,5,6,7", "7"), ("a lot", "a lot")];

#[test]
fn networks_out_of_range_are_refused_with_a_reason() {
    visit(|page| async move {
        let start = page.everything().await?;
        for (bad, named) in BAD_NETWORKS {
            page.enter("hidden", bad).await?;
            let reason = page.text("network-message").await?;
            assert!(reason.contains(named) && reason.len() > 20, "{bad}: {reason:?}");
        }
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("document.getElementById('hidden').value == '16, 16'").await?;
        assert_same(&page.everything().await?, &start);
        Ok(())
    });
}

#[test]
fn the_keyboard_reaches_every_neuron_and_weight() {
    visit(|page| async move {
        page.look("document.querySelector('.units button').focus()").await?;
        // The focus is only shown once a key was pressed.
        page.keys(&format!("{RIGHT}{DOWN}")).await?;
        let caption = |start: &str| {
            format!("document.getElementById('caption').textContent.startsWith('{start}')")
        };
        page.wait(&caption("Neuron 6 of layer 1 ")).await?;
        page.keys("w").await?;
        page.wait(&caption("Input x counts this much in the sum of neuron 6 of layer 1")).await?;
        page.keys("w").await?;
        page.wait(&caption("Input y counts this much in the sum of neuron 6 of layer 1")).await?;
        page.keys(&ENTER.to_string()).await?;
        page.keys(&ESCAPE.to_string()).await?;
        page.wait("document.querySelector('.facts').matches('[data-bare]')").await
    });
}

#[test]
fn the_drawing_stays_readable_at_every_size() {
    visit(|page| async move {
        for width in [390, 900, 1100, 1440] {
            page.open_in_frame(width, 844).await?;
            for hidden in ["none", "1", "16, 16", "32 1 32 1 32 1", "32 32 32 32 32 32"] {
                let typed = if hidden == "none" { "0" } else { hidden };
                page.enter("hidden", typed).await?;
                page.wait(&format!("document.getElementById('hidden').value.replaceAll('\\u2005', ' ') == '{hidden}'"))
                    .await?;
                let crowded = page.rest(CROWDED).await?;
                assert_eq!(crowded, json!([]), "{hidden} at {width} px");
            }
            page.leave_frame().await?;
        }
        Ok(())
    });
}

/// What overlaps in the drawing, or sticks out of it: squares, and the buttons above them.
const CROWDED: &str = "(() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)]
        .map(part => [part, part.getBoundingClientRect()]);
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const name = (part) => part.getAttribute('aria-label') ?? part.className;
    const squares = boxes('.units button');
    const drawing = document.querySelector('.drawing').getBoundingClientRect();
    const found = squares.filter(([, box]) => box.width < 4 || box.left < drawing.left - 1 || box.right > drawing.right + 1
        || box.top < drawing.top - 1 || box.bottom > drawing.bottom + 1).map(([part]) => `${name(part)} sticks out`);
    // The group for all layers stays in sight while the others scroll below it.
    for (const group of [squares, boxes('.head:not(.layers)').filter(([head]) => head.checkVisibility({ visibilityProperty: true }))])
        group.forEach(([part, box], i) => group.slice(i + 1).forEach(([other, next]) => {
            if (meet(box, next)) found.push(`${name(part)} meets ${name(other)}`);
        }));
    return found.slice(0, 5);
})()";

/// Builds a network of one hidden layer and waits until it is drawn.
async fn build(page: &Visit, neurons: &str) -> Outcome {
    page.enter("hidden", neurons).await?;
    page.wait(&format!("document.querySelectorAll('.units button').length == {neurons} + 3")).await
}

/// Points at a unit: the two inputs, the hidden neurons layer by layer, the output.
async fn point_at(page: &Visit, unit: usize) -> Outcome {
    page.point(".drawing", place_between(page, unit, unit).await?).await
}

/// Pins a unit.
async fn pin(page: &Visit, unit: usize) -> Outcome {
    page.click_at(".drawing", place_between(page, unit, unit).await?).await?;
    page.wait("!document.querySelector('.facts').matches('[data-bare]') && !document.getElementById('parameter').readOnly").await
}

/// The place on the drawing halfway between two units, where the wire between them runs.
async fn place_between(page: &Visit, from: usize, to: usize) -> Outcome<Place> {
    let button = |unit: usize| format!(".units button:nth-child({})", unit + 1);
    let place = page
        .look(&format!(
            "(() => {{
                const box = (selector) => document.querySelector(selector).getBoundingClientRect();
                const [from, to, drawing] = [box('{}'), box('{}'), box('.drawing')];
                // Wires arrive left of the bias of the next.
                const x = (from.right + to.left - 8 * (from.left != to.left)) / 2;
                const y = (from.top + from.bottom + to.top + to.bottom) / 4;
                return [(x - drawing.left) / drawing.width, (y - drawing.top) / drawing.height];
            }})()",
            button(from),
            button(to)
        ))
        .await?;
    Ok(serde_json::from_value(place)?)
}

/// What the wires show once they are at rest.
async fn wires(page: &Visit) -> Outcome<Value> {
    page.rest("document.querySelector('.wires').toDataURL()").await
}

/// What the squares show once they are at rest.
async fn squares(page: &Visit) -> Outcome<Value> {
    page.rest("document.querySelector('.squares').toDataURL()").await
}
