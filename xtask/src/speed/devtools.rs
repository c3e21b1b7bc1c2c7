//! Commands that only chromedriver knows.

use anyhow::Result;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use hyper::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// Has the developer tools do something.
pub async fn command(browser: &Client, name: &str, parameters: Value) -> Result<Value> {
    let body = json!({ "cmd": name, "params": parameters });
    Ok(browser.issue_cmd(Command { path: "goog/cdp/execute", body }).await?)
}

/// Everything traced so far.
pub async fn performance_log(browser: &Client) -> Result<Value> {
    let body = json!({ "type": "performance" });
    Ok(browser.issue_cmd(Command { path: "se/log", body }).await?)
}

/// Makes the processor seem so many times slower.
pub async fn throttle_processor(browser: &Client, rate: u32) -> Result<()> {
    command(browser, "Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await?;
    Ok(())
}

/// Lets a script run in every page that is opened from now on, before its own.
pub async fn run_first(browser: &Client, script: &str) -> Result<()> {
    let script = json!({ "source": script });
    command(browser, "Page.addScriptToEvaluateOnNewDocument", script).await?;
    Ok(())
}

#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
