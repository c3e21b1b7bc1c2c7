//! The page's frames while it trains: how much of each goes into scripts, and how far they are apart.

use super::figures::{part, print};
use super::{devtools, page};
use crate::browsers::Browser;
use crate::driver::Driver;
use anyhow::{Context, Result};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::time::Duration;

/// How long the page is watched.
const WATCH: Duration = Duration::from_secs(10);
/// The wish for script time in a frame, in milliseconds: the median and the 99th percentile.
const MOST_SCRIPT: (f64, f64) = (4.0, 8.0);
/// How many times slower the processor is made, and how far frames may then be apart in the median.
const THROTTLE: (u32, f64) = (4, 16.7);
/// The largest network, set and batch, at a rate at which they do not explode; how often something is clicked while
/// they train, and how many milliseconds the page may take to answer.
const LARGEST: [(&str, &str); 5] = [
    ("steps", "1000000"),
    ("samples", "100000"),
    ("hidden", "32, 32, 32, 32, 32, 32"),
    ("rate", "0.00001"),
    ("batch", "100000"),
];
const CLICKS: usize = 40;
const MOST_DELAY: f64 = 100.0;

/// Measures and prints.
pub async fn measure(driver: &Driver, address: &str) -> Result<()> {
    let scripts =
        driver.visit_with(&traced(), async |browser| script_times(browser, address).await).await?;
    let (median, last) = MOST_SCRIPT;
    print("script time a frame, median", part(&scripts, 0.5), &format!("< {median}"));
    print("script time a frame, 99th percentile", part(&scripts, 0.99), &format!("< {last}"));

    let intervals =
        driver.visit(async |browser| throttled_intervals(browser, address).await).await?;
    let (factor, wish) = THROTTLE;
    let what = format!("from frame to frame, {factor}× throttled, median");
    print(&what, part(&intervals, 0.5), &wish.to_string());

    let answers = driver.visit(async |browser| answer_times(browser, address).await).await?;
    let wish = format!("< {MOST_DELAY}");
    print("6 layers of 32, 100,000 points: click to paint, longest", part(&answers, 1.0), &wish);
    Ok(())
}

/// What to ask of chromedriver so that it keeps a trace of the page.
fn traced() -> Value {
    let mut capabilities = Browser::Chromium.capabilities();
    capabilities["goog:loggingPrefs"] = json!({ "performance": "ALL" });
    let trace = json!({ "enablePage": false, "traceCategories": "devtools.timeline" });
    capabilities["goog:chromeOptions"]["perfLoggingPrefs"] = trace;
    capabilities
}

/// Milliseconds of script in each frame of the training page, from the browser's own trace.
async fn script_times(browser: &Client, address: &str) -> Result<Vec<f64>> {
    page::start_training(browser, address).await?;
    browser.execute("console.timeStamp('begin')", vec![]).await?;
    tokio::time::sleep(WATCH).await;
    browser.execute("console.timeStamp('end')", vec![]).await?;
    let log = devtools::performance_log(browser).await?;
    let entries = log.as_array().context("chromedriver gives no performance log")?;
    let events = entries.iter().filter_map(|entry| {
        let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        (message["message"]["method"] == "Tracing.dataCollected")
            .then(|| message["message"]["params"].clone())
    });
    sum_scripts(&events.collect::<Vec<_>>())
}

/// Adds up the scripts between each frame's beginning and the next one's.
fn sum_scripts(events: &[Value]) -> Result<Vec<f64>> {
    let mark = |name: &str| {
        let is_it = |event: &&Value| event["args"]["data"]["message"] == name;
        events.iter().find(is_it).with_context(|| format!("the trace lacks its {name}"))
    };
    let (begin, end) = (mark("begin")?, mark("end")?);
    let is_of_page = |event: &&Value| event["pid"] == begin["pid"] && event["tid"] == begin["tid"];
    let mut starts = times(events.iter().filter(is_of_page).filter(|event| is_frame(event)));
    starts.retain(|&(start, _)| start > time(begin) && start < time(end));
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut scripts = times(events.iter().filter(is_of_page).filter(|event| is_script(event)));
    scripts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let frames = starts.windows(2).map(|pair| covered(&scripts, pair[0].0, pair[1].0));
    Ok(frames.collect())
}

/// How many milliseconds of a stretch of time some of the spans cover. They may lie in each other.
fn covered(spans: &[(f64, f64)], begin: f64, end: f64) -> f64 {
    let mut reached = begin;
    let mut sum = 0.0;
    for &(start, stop) in spans.iter().filter(|span| span.1 > begin && span.0 < end) {
        sum += (stop.min(end) - start.max(reached)).max(0.0);
        reached = reached.max(stop);
    }
    sum / 1000.0
}

/// A frame begins.
fn is_frame(event: &Value) -> bool {
    event["name"] == "AnimationFrame" && event["ph"] == "b"
}

/// A script runs, for whatever reason.
fn is_script(event: &Value) -> bool {
    const NAMES: [&str; 5] =
        ["FireAnimationFrame", "FunctionCall", "TimerFire", "EventDispatch", "RunMicrotasks"];
    event["ph"] == "X" && NAMES.iter().any(|name| event["name"] == *name)
}

/// Beginnings and ends, in the trace's microseconds.
fn times<'a>(events: impl Iterator<Item = &'a Value>) -> Vec<(f64, f64)> {
    events.map(|event| (time(event), time(event) + event["dur"].as_f64().unwrap_or(0.0))).collect()
}

fn time(event: &Value) -> f64 {
    event["ts"].as_f64().unwrap_or(0.0)
}

/// Milliseconds between the frames of the training page on a slower processor.
async fn throttled_intervals(browser: &Client, address: &str) -> Result<Vec<f64>> {
    page::start_training(browser, address).await?;
    devtools::throttle_processor(browser, THROTTLE.0).await?;
    let script = "const [time, done] = arguments, times = [];
        requestAnimationFrame(function note(now) {
            times.push(now);
            if (now - times[0] < time) requestAnimationFrame(note); else done(times);
        });";
    let times = browser.execute_async(script, vec![json!(WATCH.as_millis() as u64)]).await?;
    let times: Vec<f64> = serde_json::from_value(times)?;
    Ok(times.windows(2).map(|pair| pair[1] - pair[0]).collect())
}

/// Milliseconds from each click to its paint while the largest network trains on the largest set at full speed.
async fn answer_times(browser: &Client, address: &str) -> Result<Vec<f64>> {
    page::open(browser, address).await?;
    for (field, value) in LARGEST {
        page::enter(browser, field, value).await?;
    }
    page::train_at_full_speed(browser).await?;
    click(browser, "look", ["smooth", "bands"]).await
}

/// Clicks two values of a choice by turns: milliseconds from each click to the paint that follows it, as the browser
/// times its events.
pub async fn click(browser: &Client, choice: &str, values: [&str; 2]) -> Result<Vec<f64>> {
    let watch = "window.answers = [];
        new PerformanceObserver(list => answers.push(...list.getEntries().map(entry => entry.duration)))
            .observe({ type: 'event', durationThreshold: 16 });";
    browser.execute(watch, vec![]).await?;
    for value in values.into_iter().cycle().take(CLICKS) {
        let label = format!("label:has(input[name={choice}][value={value}])");
        browser.find(Locator::Css(&label)).await?.click().await?;
        page::pass_frames(browser, 2).await?;
    }
    let answers: Vec<f64> =
        serde_json::from_value(browser.execute("return answers", vec![]).await?)?;
    anyhow::ensure!(!answers.is_empty(), "the browser timed no click");
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use super::covered;

    #[test]
    fn spans_within_each_other_count_once() {
        let spans = [(0.0, 4000.0), (1000.0, 2000.0), (3000.0, 6000.0), (9000.0, 12_000.0)];
        assert_eq!(covered(&spans, 0.0, 10_000.0), 7.0);
        assert_eq!(covered(&spans, 5000.0, 8000.0), 1.0);
    }
}
