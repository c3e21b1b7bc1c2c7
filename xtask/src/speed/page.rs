//! The measured page, used as a person uses it.

use anyhow::Result;
use fantoccini::{Client, Locator};
use serde_json::json;

/// After so many frames of training its scripts are compiled and its figures steady.
const SETTLED: usize = 120;

/// Lets the page train as fast as it can, and waits until that has settled.
pub async fn train_at_full_speed(browser: &Client) -> Result<()> {
    choose_full_speed(browser).await?;
    train(browser).await
}

async fn choose_full_speed(browser: &Client) -> Result<()> {
    let label = "label:has(input[name=speed][value=max])";
    Ok(browser.find(Locator::Css(label)).await?.click().await?)
}

/// Lets the page train as fast as it can until it is done.
pub async fn train_to_the_end(browser: &Client) -> Result<()> {
    choose_full_speed(browser).await?;
    browser.find(Locator::Id("train")).await?.click().await?;
    browser.wait().for_element(Locator::Css("#status[data-kind=finished]")).await?;
    Ok(())
}

/// Opens the page, lets it train without end, and waits until that has settled.
pub async fn start_training(browser: &Client, address: &str) -> Result<()> {
    open(browser, address).await?;
    enter(browser, "steps", "1000000").await?;
    train(browser).await
}

/// Opens the page in a window of its own size.
pub async fn open(browser: &Client, address: &str) -> Result<()> {
    open_in(browser, address, (1440, 900)).await
}

/// Opens the page with so many pixels for it.
pub async fn open_in(browser: &Client, address: &str, size: (u32, u32)) -> Result<()> {
    resize(browser, size).await?;
    browser.goto(address).await?;
    browser.wait().for_element(Locator::Css("html[data-state=ready]")).await?;
    Ok(())
}

/// Puts a text into a field.
pub async fn enter(browser: &Client, id: &str, text: &str) -> Result<()> {
    browser.execute(&format!("document.getElementById('{id}').select()"), vec![]).await?;
    Ok(browser.find(Locator::Id(id)).await?.send_keys(&format!("{text}\u{e007}")).await?)
}

/// Lets the page train, and waits until that has settled.
async fn train(browser: &Client) -> Result<()> {
    browser.find(Locator::Id("train")).await?.click().await?;
    browser.wait().for_element(Locator::Css("html[data-state=training]")).await?;
    pass_frames(browser, SETTLED).await
}

/// Waits until the page has drawn so many frames.
pub async fn pass_frames(browser: &Client, count: usize) -> Result<()> {
    let script = "let [left, done] = arguments;
        requestAnimationFrame(function pass() { left-- > 0 ? requestAnimationFrame(pass) : done(); });";
    browser.execute_async(script, vec![json!(count)]).await?;
    Ok(())
}

/// Gives the inside of the window this size.
async fn resize(browser: &Client, (width, height): (u32, u32)) -> Result<()> {
    browser.set_window_size(width, height).await?;
    let frame = browser.execute("return outerHeight - innerHeight", vec![]).await?;
    let frame = frame.as_u64().unwrap_or(0) as u32;
    Ok(browser.set_window_size(width, height + frame).await?)
}
