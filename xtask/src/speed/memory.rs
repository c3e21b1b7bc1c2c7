//! Whether the page's memory grows while it trains for long.

use super::{devtools, page};
use crate::driver::Driver;
use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::json;
use std::time::Duration;

/// After so many steps the history is full and scripts are compiled, and memory should grow no more.
const FULL: f64 = 300_000.0;
/// How long it is watched from then on.
const WATCH: Duration = Duration::from_secs(20);
const MOST_GROWTH: f64 = 1.05;

/// Measures and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    let (steps, growth) =
        driver.visit(async |browser| memory_growth(browser, address).await).await?;
    let what = format!("memory after {:.0} thousand more steps, over before", steps / 1000.0);
    println!("{what:<58}{growth:>6.2}      wish: < {MOST_GROWTH}");
    Ok(())
}

/// How many steps were taken at full speed since the history was full, and by what factor the memory of the page
/// grew meanwhile: scripts and WebAssembly, without what can be thrown away.
async fn memory_growth(browser: &Client, address: &str) -> Result<(f64, f64)> {
    let source = "const { instantiateStreaming } = WebAssembly;
        WebAssembly.instantiateStreaming = async (...module) => {
            const loaded = await instantiateStreaming(...module);
            window.memory = loaded.instance.exports.memory;
            return loaded;
        };";
    devtools::run_first(browser, source).await?;
    page::open(browser, address).await?;
    page::enter(browser, "steps", "1000000000").await?;
    page::train_at_full_speed(browser).await?;
    while step(browser).await? < FULL {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let (first, before) = (step(browser).await?, memory(browser).await?);
    tokio::time::sleep(WATCH).await;
    let (last, after) = (step(browser).await?, memory(browser).await?);
    Ok((last - first, after / before))
}

/// The newest step of the run.
async fn step(browser: &Client) -> Result<f64> {
    let value = browser.execute("return document.getElementById('scrubber').value", vec![]).await?;
    Ok(value.as_str().context("the scrubber has no value")?.parse()?)
}

/// Bytes that the page holds.
async fn memory(browser: &Client) -> Result<f64> {
    devtools::command(browser, "HeapProfiler.collectGarbage", json!({})).await?;
    let usage = devtools::command(browser, "Runtime.getHeapUsage", json!({})).await?;
    let scripts = usage["usedSize"].as_f64().context("no heap's size")?;
    let length = "return memory.buffer.byteLength";
    let engine = browser.execute(length, vec![]).await?.as_f64().context("no engine's memory")?;
    Ok(scripts + engine)
}
