//! How soon the page follows while the scrubber is dragged, on the largest network.

use super::figures::{part, print};
use super::page;
use crate::driver::Driver;
use anyhow::{Context, Result, ensure};
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::{Client, Locator};
use serde_json::Value;
use std::time::Duration;

/// The network, a rate at which it does not explode, and how many steps are dragged through.
const SETTINGS: [(&str, &str); 3] =
    [("hidden", "32, 32, 32, 32, 32, 32"), ("rate", "0.01"), ("steps", "400")];
/// How often the pointer moves, and how far apart in time.
const MOVES: usize = 80;
const PAUSE: Duration = Duration::from_millis(50);
/// The wish, in milliseconds.
const MOST_DELAY: f64 = 33.0;

/// Notes the milliseconds from each move of the pointer to the end of the frame that follows it, and the steps shown.
const WATCH: &str = "
    window.delays = [];
    window.frames = [];
    requestAnimationFrame(function note(now) { frames.push(now); requestAnimationFrame(note); });
    window.steps = new Set();
    addEventListener('pointermove', event => requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => {
            delays.push(performance.now() - event.timeStamp);
            steps.add(document.getElementById('step').textContent);
        };
        painted.port2.postMessage(null);
    }), true);";

/// Measures and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    let delays = driver.visit(async |browser| delays(browser, address).await).await?;
    let wish = format!("< {MOST_DELAY}");
    print("6 layers of 32: scrubber dragged, move to paint, median", part(&delays, 0.5), &wish);
    Ok(())
}

/// Milliseconds from each move to its paint.
async fn delays(browser: &Client, address: &str) -> Result<Vec<f64>> {
    page::open(browser, address).await?;
    for (field, value) in SETTINGS {
        page::enter(browser, field, value).await?;
    }
    page::train_to_the_end(browser).await?;
    Ok(drag(browser).await?.0)
}

/// Drags through all steps: milliseconds from each move to its paint, and from frame to frame.
pub async fn drag(browser: &Client) -> Result<(Vec<f64>, Vec<f64>)> {
    browser.execute(WATCH, vec![]).await?;
    move_knob(browser).await?;
    let read: Value = browser.execute("return [delays, frames, steps.size]", vec![]).await?;
    let (delays, frames, steps): (Vec<f64>, Vec<f64>, usize) =
        serde_json::from_value(read).context("the page told no figures")?;
    ensure!(steps > MOVES / 2, "in {MOVES} moves of the scrubber the page showed {steps} steps");
    Ok((delays, frames.windows(2).map(|pair| pair[1] - pair[0]).collect()))
}

/// Drags the knob from the newest step to the first and halfway back.
async fn move_knob(browser: &Client) -> Result<()> {
    let scrubber = browser.find(Locator::Id("scrubber")).await?;
    let (_, _, width, _) = scrubber.rectangle().await?;
    let at = |share: f64, duration| PointerAction::MoveToElement {
        element: scrubber.clone(),
        duration: Some(duration),
        // The knob is 8 pixels from the end where its middle is.
        x: ((share - 0.5) * (width - 16.0)).round(),
        y: 0.0,
    };
    let mut mouse = MouseActions::new("mouse".into())
        .then(at(1.0, Duration::ZERO))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
    for i in 1..=MOVES {
        let share = 1.0 - 1.5 * i as f64 / MOVES as f64;
        mouse = mouse.then(at(share.abs(), PAUSE));
    }
    let mouse = mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    Ok(browser.perform_actions(mouse).await?)
}
