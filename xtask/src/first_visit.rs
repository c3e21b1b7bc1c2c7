//! The first visit to the page: what a browser really loads until the page is ready and has gone quiet.

use crate::dist::Visit;
use crate::server;
use crate::site::Site;
use anyhow::Result;
use fantoccini::Client;
use hyper::header::CONTENT_LENGTH;
use std::mem;
use std::sync::{Arc, Mutex};

/// Waits until the page is ready and has asked for nothing more while it had nothing to do for twenty times.
const SETTLE: &str = "
    const [done] = arguments;
    const idle = window.requestIdleCallback ?? requestAnimationFrame;
    let [asked, quiet] = [0, 0];
    (function look() {
        const now = performance.getEntriesByType('resource').length;
        const isReady = document.documentElement.dataset.state === 'ready';
        quiet = isReady && now === asked ? quiet + 1 : 0;
        asked = now;
        if (quiet < 20) idle(look); else done();
    })();";

/// Lets a browser that has not been there before open a site.
pub async fn load(site: &Site, browser: &Client) -> Result<Visit> {
    let visit = Arc::new(Mutex::new(Visit::default()));
    let noted = visit.clone();
    let address = server::serve_in_background(site.folder.clone(), move |path, reply| {
        let length = reply.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let bytes = length.and_then(|length| length.parse().ok()).unwrap_or(0);
        noted.lock().expect("nobody panics with it").note(path, bytes);
    })?;
    browser.goto(&address).await?;
    browser.execute_async(SETTLE, vec![]).await?;
    Ok(mem::take(&mut *visit.lock().expect("nobody panics with it")))
}
