//! The talk's sections on gradients: what is typed has the gradient that nudging gives, the tape is played by keys, and
//! the walk is the talk's.

use crate::accessibility::check;
use crate::visit::{DOWN, ESCAPE, LEFT, Outcome, RIGHT, Visit, visit};
use serde_json::json;

const ANSWER: &str = "document.getElementById('answer').textContent";
const MISREAD: &str = "document.getElementById('misread').textContent";
const UNDERLINED: &str = "document.querySelector('.beneath u')?.textContent";
const TOLD: &str = "document.getElementById('tape-told').textContent";
const WALK: &str = "document.getElementById('walk-told').textContent";
const POINTS: &str = "[...document.querySelectorAll('.points tbody tr')]
    .map(row => [...row.cells].slice(1, 3).map(cell => cell.textContent.replace('−', '-')).join(','))";

/// Opens a section and waits for its figure.
async fn open(page: &Visit, number: u32, name: &str) -> Outcome {
    page.open(&format!("#talk/{number}")).await?;
    page.wait(&format!("document.getElementById('talk-{name}')?.dataset.state == 'drawn'")).await
}

/// The gradient that is printed.
async fn gradient(page: &Visit) -> Outcome<Vec<f64>> {
    let printed = page.look(ANSWER).await?.as_str().expect("a text").replace('−', "-");
    let parts = printed.trim_matches(['[', ']']).split(',').map(str::parse);
    Ok(parts.collect::<Result<_, _>>().expect("numbers"))
}

type Oracle = fn(&[f64]) -> f64;

#[test]
fn a_typed_function_has_the_gradient_that_nudging_gives() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        let functions: [(&str, &str, &[f64], Oracle); 3] = [
            ("tanh (x y) + 2 x^3", "0.5,-0.3", &[0.5, -0.3], |v| {
                (v[0] * v[1]).tanh() + 2.0 * v[0].powi(3)
            }),
            ("exp (x - y) / (1 + z^2)", "1,0.5,2", &[1.0, 0.5, 2.0], |v| {
                (v[0] - v[1]).exp() / (1.0 + v[2] * v[2])
            }),
            ("ln x cos x", "2.5", &[2.5], |v| v[0].ln() * v[0].cos()),
        ];
        for (text, point, at, f) in functions {
            page.enter("formula", text).await?;
            page.enter("point", point).await?;
            page.wait(&format!("{ANSWER}.split(',').length == {}", at.len())).await?;
            page.frames(2).await?;
            for (axis, found) in gradient(&page).await?.into_iter().enumerate() {
                let nudged = |by: f64| {
                    let mut at = at.to_vec();
                    at[axis] += by;
                    f(&at)
                };
                let expected = (nudged(1e-5) - nudged(-1e-5)) / 2e-5;
                let off = (found - expected).abs();
                assert!(off < 1e-7, "{text}: {found} for {axis}, by nudging {expected}");
            }
        }
        Ok(())
    });
}

#[test]
fn the_two_examples_are_answered_as_in_the_talk() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        page.wait(&format!("{ANSWER} == '[2.5403023058681398,1.0]'")).await?;
        page.press("second-example").await?;
        page.wait(&format!("{ANSWER} == '[6,3,2]'")).await?;
        page.press("first-example").await?;
        page.wait(&format!("{ANSWER} == '[2.5403023058681398,1.0]'")).await?;
        let look = "document.querySelector('#talk-gradients .homecoming').textContent";
        let look = page.look(look).await?.to_string();
        assert!(look.contains("x. It was used twice"), "{look}");
        assert!(look.contains("0.5403") && look.contains("They add, to 2.5403"), "{look}");
        Ok(())
    });
}

#[test]
fn what_cannot_be_read_is_underlined_and_leaves_the_last_one() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        page.enter("formula", "x").await?;
        page.wait(&format!("{ANSWER} == '[1]'")).await?;
        page.enter("formula", "x + * y").await?;
        page.wait(&format!("{MISREAD} != ''")).await?;
        assert_eq!(page.look(UNDERLINED).await?, "*");
        assert_eq!(page.look(ANSWER).await?, "[1]");
        page.keys(&ESCAPE.to_string()).await?;
        page.wait(&format!("{MISREAD} == '' && {ANSWER} == '[2.5403023058681398,1.0]'")).await?;
        assert_eq!(page.value("formula").await?, "x * y + sin x");
        page.enter("point", "1,2,3").await?;
        page.wait(&format!("{MISREAD}.includes('2 numbers are expected')")).await?;
        assert_eq!(page.look(ANSWER).await?, "[2.5403023058681398,1.0]");
        Ok(())
    });
}

#[test]
fn the_keyboard_plays_the_tape() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        page.look("document.querySelector('.tape-scroll').focus()").await?;
        let rest = page.look(TOLD).await?;
        page.keys(&LEFT.to_string()).await?;
        page.wait(&format!("{TOLD}.includes('Back: #1')")).await?;
        page.keys(&LEFT.to_string().repeat(4)).await?;
        page.wait(&format!("{TOLD}.includes('Forward: #3')")).await?;
        let row = "document.querySelector('.operations tr.now').cells[3].textContent";
        assert_eq!(page.look(row).await?, "·", "no gradient on the way forward");
        page.keys(&RIGHT.to_string().repeat(5)).await?;
        page.wait(&format!("{TOLD} == {rest}")).await?;
        // It plays to the end by itself, once it is asked to.
        page.keys(" ").await?;
        page.wait("document.querySelector('.play-on').hasAttribute('data-playing')").await?;
        page.wait(&format!("{TOLD} == {rest}")).await
    });
}

#[test]
fn what_is_no_number_is_told_and_many_nodes_are_a_table() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        page.enter("formula", "ln (x - 2) / (y - 2)").await?;
        page.wait(&format!("{ANSWER}.includes('NaN') || {ANSWER}.includes('∞')")).await?;
        page.enter("formula", &format!("{}x", "x y + ".repeat(20))).await?;
        page.wait("document.querySelector('.too-many').textContent.includes('too many')").await?;
        assert_eq!(page.look("document.querySelector('.tape-scroll').hidden").await?, true);
        Ok(())
    });
}

#[test]
fn the_walk_has_the_five_points_of_the_talk() {
    visit(|page| async move {
        open(&page, 6, "uphill").await?;
        let printed = json!([
            "-9.42477796076938,3.141592653589793",
            "-10.42477796076938,3.8486994347763406",
            "-11.302360522659752,4.420436439971677",
            "-11.89312422747638,4.869473384679192",
            "-12.22342592418437,5.2155893225844725"
        ]);
        assert_eq!(page.look(POINTS).await?, printed);
        let end = "document.querySelector('#talk-uphill .end').textContent";
        let end = page.look(end).await?.to_string();
        assert!(end.contains("rest at (−4π, 2π), a peak, where f is 1.5"), "{end}");
        assert!(end.contains("one above 16 leaps"), "{end}");
        page.press("walk-reset").await?;
        page.wait(&format!("{POINTS}[1] == '·,·'")).await?;
        page.press("walk-step").await?;
        page.wait(&format!("{POINTS}[1] == {}", printed[1])).await
    });
}

#[test]
fn the_start_is_moved_by_keys_and_by_hand() {
    visit(|page| async move {
        open(&page, 6, "uphill").await?;
        page.look("document.getElementById('walk-start').focus()").await?;
        page.keys(&format!("{RIGHT}{RIGHT}{DOWN}")).await?;
        page.wait(&format!("{POINTS}[0] == '-9.2,3'")).await?;
        let told = page.look("document.getElementById('walk-start').ariaValueText").await?;
        assert!(told.as_str().is_some_and(|told| told.contains("x −9.2000, y 3.0000")), "{told}");
        page.drag_between("walk-start", (0.5, 0.5), (2.5, 0.5)).await?;
        page.wait(&format!("Number({POINTS}[0].split(',')[0]) > -8.5")).await
    });
}

#[test]
fn a_walk_that_diverges_says_so() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        page.enter("formula", "x^4 + y^2").await?;
        page.enter("point", "1,1").await?;
        open(&page, 6, "uphill").await?;
        page.click("[name=climbed][value=typed]").await?;
        page.wait("document.querySelector('#talk-uphill .end').textContent.includes('diverges')")
            .await?;
        for _ in 0..12 {
            page.press("walk-step").await?;
        }
        page.wait(&format!("{WALK}.includes('not a finite number') && {WALK}.includes('outside')"))
            .await?;
        page.enter("gamma", "0").await?;
        page.wait(&format!("{WALK}.includes('γ cannot be')")).await
    });
}

#[test]
fn axe_finds_nothing_in_the_sections_on_gradients() {
    visit(|page| async move {
        open(&page, 5, "gradients").await?;
        page.enter("formula", "x +").await?;
        check(&page, "with a function that is not understood").await?;
        open(&page, 6, "uphill").await?;
        check(&page, "on the hill").await
    });
}
