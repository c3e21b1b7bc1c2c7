//! How soon the first picture stands on a slow link and a slow processor.

use super::devtools;
use super::figures::part;
use crate::driver::Driver;
use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::{Value, json};

/// The link of issue 7: bits a second, and a round trip in milliseconds.
const BANDWIDTH: f64 = 1_600_000.0;
const ROUND_TRIP: f64 = 150.0;
/// How many times slower the processor is made.
const SLOWDOWN: u32 = 4;
/// How often it is measured, each time in a browser that has not been there before.
const VISITS: usize = 5;
/// What is wished for, as a multiple of what the link alone takes. TensorFlow Playground's picture stands after 1.2
/// seconds, with 6 requests and 129 KB.
const MOST_RATIO: f64 = 1.3;

/// Notes when the page has shown its first picture: it says so within the frame that paints it, and the message comes
/// when that frame has gone out.
const WATCH: &str = "
    const painted = new MessageChannel();
    painted.port1.onmessage = () => window.pictured = performance.now();
    new MutationObserver((_, observer) => {
        if (!['shown', 'ready'].includes(document.documentElement.dataset.state)) return;
        observer.disconnect();
        painted.port2.postMessage(null);
    }).observe(document, { subtree: true, attributeFilter: ['data-state'] });";

/// The moment, and how many requests and bytes had been answered by then.
const READ: &str = "
    const [done] = arguments;
    (function look() {
        if (!window.pictured) return setTimeout(look, 10);
        const all = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind));
        const before = all.filter(entry => entry.responseEnd < pictured);
        done([pictured, before.length, before.reduce((sum, entry) => sum + entry.encodedBodySize, 0)]);
    })();";

/// Measures a compressed site and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    let mut times = Vec::new();
    let mut loaded = (0.0, 0.0);
    for _ in 0..VISITS {
        let visit = driver.visit(async |browser| visit(browser, address).await).await?;
        let (time, requests, bytes) = visit;
        times.push(time);
        loaded = (requests, bytes);
    }
    let (requests, bytes) = loaded;
    let (time, limit) = (part(&times, 0.5), limit(bytes));
    println!("requests until the first picture                          {requests:>6.0}");
    println!("bytes until then, gzipped                                 {bytes:>6.0}");
    println!("what the link alone takes for them                        {limit:>6.0} ms");
    println!("the first picture, median                                 {time:>6.0} ms");
    println!(
        "over what the link takes                                  {:>6.2}      wish: < {MOST_RATIO}",
        time / limit
    );
    Ok(())
}

/// Milliseconds that the link needs for so many bytes, and for three round trips.
fn limit(bytes: f64) -> f64 {
    1000.0 * 8.0 * bytes / BANDWIDTH + 3.0 * ROUND_TRIP
}

/// Opens the page; returns milliseconds, requests and bytes until its first picture.
async fn visit(browser: &Client, address: &str) -> Result<(f64, f64, f64)> {
    let link = json!({
        "offline": false, "latency": ROUND_TRIP,
        "downloadThroughput": BANDWIDTH / 8.0, "uploadThroughput": BANDWIDTH / 8.0,
    });
    devtools::command(browser, "Network.enable", json!({})).await?;
    devtools::command(browser, "Network.emulateNetworkConditions", link).await?;
    devtools::throttle_processor(browser, SLOWDOWN).await?;
    devtools::run_first(browser, WATCH).await?;
    browser.goto(address).await?;
    let read: Value = browser.execute_async(READ, vec![]).await?;
    serde_json::from_value(read).context("the page told no figures")
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn the_link_takes_a_second_for_200_kilobytes_and_three_round_trips() {
        assert_eq!(limit(200_000.0), 1450.0);
    }
}
