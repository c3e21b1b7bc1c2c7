//! The page with as much on it as it allows: how far frames are apart, and how soon it answers.

use super::figures::{part, print};
use super::{frames, page, scrubbing};
use crate::driver::Driver;
use anyhow::Result;
use fantoccini::{Client, Locator};

/// Pixels of a 4K screen.
const SCREEN: (u32, u32) = (3840, 2160);
/// The largest network and set, at a rate at which it does not explode.
const SETTINGS: [(&str, &str); 3] =
    [("samples", "100000"), ("hidden", "32, 32, 32, 32, 32, 32"), ("rate", "0.01")];
/// Steps that are dragged through, and those of each of the twenty seeds' runs, so that they do not end while something
/// is clicked.
const STEPS: &str = "400";
const LONG: &str = "100000";
/// The wishes, in milliseconds: between frames where nothing trains, and for any answer.
const MOST_APART: f64 = 16.7;
const MOST_DELAY: f64 = 100.0;

/// Measures and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    let (delays, apart) = driver.visit(async |browser| scrub(browser, address).await).await?;
    let what = "6 layers of 32, 100,000 points, 3840 × 2160, scrubber dragged";
    println!("{what}");
    print("  from frame to frame, median", part(&apart, 0.5), &MOST_APART.to_string());
    let wish = format!("< {MOST_DELAY}");
    print("  move to paint, longest", part(&delays, 1.0), &wish);
    let answers = driver.visit(async |browser| run_seeds(browser, address).await).await?;
    print("twenty seeds of it running: click to paint, longest", part(&answers, 1.0), &wish);
    Ok(())
}

/// Drags the scrubber: milliseconds from each move to its paint, and from frame to frame.
async fn scrub(browser: &Client, address: &str) -> Result<(Vec<f64>, Vec<f64>)> {
    open(browser, address, STEPS).await?;
    page::train_to_the_end(browser).await?;
    scrubbing::drag(browser).await
}

/// Clicks while twenty seeds are trained: milliseconds from each click to its paint.
async fn run_seeds(browser: &Client, address: &str) -> Result<Vec<f64>> {
    open(browser, address, LONG).await?;
    browser.find(Locator::Id("seeds")).await?.click().await?;
    browser.wait().for_element(Locator::Css(".seeds:not([hidden])")).await?;
    frames::click(browser, "vary", ["points", "both"]).await
}

/// Opens the page with the largest network and set.
async fn open(browser: &Client, address: &str, steps: &str) -> Result<()> {
    page::open_in(browser, address, SCREEN).await?;
    for (field, value) in SETTINGS {
        page::enter(browser, field, value).await?;
    }
    page::enter(browser, "steps", steps).await
}
