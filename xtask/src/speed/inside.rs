//! How soon the view inside a step opens, and follows a move of its cursor.

use super::figures::{part, print};
use super::page;
use crate::driver::Driver;
use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;

/// What a field is set to.
type Setting = (&'static str, &'static str);

/// What is looked into: its name, the settings, and the wishes in milliseconds for the
/// page's work of a move and for opening.
const STEPS: [(&str, &[Setting], f64, f64); 2] = [
    ("2-16-16-1, a batch of 50", &[("batch", "50")], 16.0, 100.0),
    (
        "6 layers of 32, a batch of 1,000",
        &[
            ("hidden", "32, 32, 32, 32, 32, 32"),
            ("rate", "0.01"),
            ("samples", "2000"),
            ("batch", "1000"),
        ],
        50.0,
        500.0,
    ),
];
/// Moves of the cursor, spread over the step.
const MOVES: usize = 60;

/// Opens the view twice, since the first time its code is loaded: milliseconds from the asking to the end of the frame
/// that shows it.
const OPEN: &str = "
    const [done] = arguments;
    const shown = (isThere) => new Promise((resolve) => {
        (function look() {
            requestAnimationFrame(() => {
                if (!isThere()) return look();
                const painted = new MessageChannel();
                painted.port1.onmessage = () => resolve(performance.now());
                painted.port2.postMessage(null);
            });
        })();
    });
    const go = async (hash, isThere) => {
        const since = performance.now();
        location.hash = hash;
        return await shown(isThere) - since;
    };
    const isAt = (cursor) => () => document.querySelector('.inside .strip')?.getAttribute('aria-valuenow') == cursor;
    (async () => {
        await go('#inside/20/1', isAt(1));
        await go('#lab', () => !document.querySelector('.lab').hidden);
        const opening = await go('#inside/19/2', isAt(2));
        done([opening, Number(document.querySelector('.inside .strip').getAttribute('aria-valuemax'))]);
    })();";

/// Notes of each press of a key the milliseconds of the page's work for it: its answer, and then from the beginning of
/// the frame that paints it to the end of that, with script, style, layout and paint; and those from the press to that
/// end, with the wait for the display in between.
const WATCH: &str = "
    window.moves = [];
    let pressed, answered;
    addEventListener('keydown', () => {
        pressed = performance.now();
        requestAnimationFrame(() => {
            const began = performance.now();
            const painted = new MessageChannel();
            painted.port1.onmessage = () => {
                const now = performance.now();
                moves.push([answered - pressed + now - began, now - pressed]);
            };
            painted.port2.postMessage(null);
        });
    }, true);
    addEventListener('keydown', () => answered = performance.now());";

/// The right arrow, as WebDriver calls it.
const RIGHT: char = '\u{e014}';

/// What was measured, in milliseconds.
struct Delays {
    opening: f64,
    /// Of each move the page's work, and all that passes.
    moves: Vec<(f64, f64)>,
}

/// Measures and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    for (what, settings, most_work, most_opening) in STEPS {
        let Delays { opening, moves } =
            driver.visit(async |browser| watch(browser, address, settings).await).await?;
        let (work, all): (Vec<f64>, Vec<f64>) = moves.into_iter().unzip();
        print(&format!("{what}: a step opened"), opening, &format!("< {most_opening}"));
        let wish = format!("< {most_work}");
        print(&format!("{what}: →, the page's work, median"), part(&work, 0.5), &wish);
        let wish = format!("{wish} and a frame's wait");
        print(&format!("{what}: → to its paint, median"), part(&all, 0.5), &wish);
    }
    Ok(())
}

async fn watch(browser: &Client, address: &str, settings: &[Setting]) -> Result<Delays> {
    page::open(browser, address).await?;
    page::enter(browser, "steps", "40").await?;
    for (field, value) in settings {
        page::enter(browser, field, value).await?;
    }
    page::train_to_the_end(browser).await?;
    let told: Value = browser.execute_async(OPEN, vec![]).await?;
    let (opening, total): (f64, usize) =
        serde_json::from_value(told).context("the page told no figures")?;
    browser.execute(WATCH, vec![]).await?;
    for i in 0..MOVES {
        let place = format!("location.hash = '#inside/19/{}'", total * i / MOVES);
        browser.execute(&place, vec![]).await?;
        page::pass_frames(browser, 3).await?;
        browser.perform_actions(press(RIGHT)).await?;
        page::pass_frames(browser, 3).await?;
    }
    let moves: Vec<(f64, f64)> =
        serde_json::from_value(browser.execute("return moves", vec![]).await?)?;
    ensure!(moves.len() == MOVES, "of {MOVES} presses the page painted {}", moves.len());
    Ok(Delays { opening, moves })
}

fn press(key: char) -> KeyActions {
    KeyActions::new("keys".into())
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key })
}
