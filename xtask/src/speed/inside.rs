//! How soon the view inside a step opens, and follows a move of its cursor.

use super::figures::{part, print};
use super::page;
use crate::driver::Driver;
use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Value, json};

/// What a field is set to.
type Setting = (&'static str, &'static str);

/// What is looked into: its name, the settings, and the wishes in milliseconds for a move and for opening.
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

/// Opens the view twice, since the first time its code is loaded, and then moves the cursor; each time from the asking
/// to the end of the frame that shows it.
const WATCH: &str = "
    const [moves, done] = arguments;
    const strip = () => document.querySelector('.inside .strip');
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
    const isOpen = () => !document.querySelector('.inside').hidden && location.hash.split('/').length === 4;
    (async () => {
        await go('#inside/20', isOpen);
        const total = Number(strip().getAttribute('aria-valuemax'));
        await go('#lab', () => !document.querySelector('.lab').hidden);
        const opening = await go('#inside/19', isOpen);
        const times = [];
        for (let i = 1; i <= moves; i++) {
            const to = Math.round(total * i / moves);
            times.push(await go(`#inside/19/${to}`, () => strip().getAttribute('aria-valuenow') == to));
        }
        done([opening, times]);
    })();";

/// Measures and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    for (what, settings, most_move, most_opening) in STEPS {
        let (opening, moves) =
            driver.visit(async |browser| watch(browser, address, settings).await).await?;
        print(&format!("{what}: a step opened"), opening, &format!("< {most_opening}"));
        let wish = format!("< {most_move}");
        print(&format!("{what}: a move, median"), part(&moves, 0.5), &wish);
    }
    Ok(())
}

async fn watch(browser: &Client, address: &str, settings: &[Setting]) -> Result<(f64, Vec<f64>)> {
    page::open(browser, address).await?;
    page::enter(browser, "steps", "40").await?;
    for (field, value) in settings {
        page::enter(browser, field, value).await?;
    }
    page::train_to_the_end(browser).await?;
    let told: Value = browser.execute_async(WATCH, vec![json!(MOVES)]).await?;
    serde_json::from_value(told).context("the page told no figures")
}
