//! The first visit to the page: what a browser really loads until the page is ready and has gone quiet, and what each
//! further view adds.

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

/// The further views, by their addresses.
const VIEWS: [&str; 2] = ["inside", "talk"];

/// Lets a browser that has not been there before open a site.
pub async fn load(site: &Site, browser: &Client) -> Result<Visit> {
    Opened::open(site, browser).await?.settle(browser).await
}

/// The same, which fails when it takes too much; then each further view is opened, and what it adds is printed.
pub async fn weigh(site: &Site, browser: &Client, name: &str) -> Result<()> {
    let opened = Opened::open(site, browser).await?;
    opened.settle(browser).await?.check(&format!("the first visit in {name}"))?;
    for view in VIEWS {
        browser.execute(&format!("location.hash = '#{view}'"), vec![]).await?;
        browser.execute_async(OPENED, vec![view.into()]).await?;
        opened.settle(browser).await?.tell(&format!("{view}, opened then in {name}"));
    }
    Ok(())
}

/// Waits until a view is the one that is shown.
const OPENED: &str = "
    const [view, done] = arguments;
    (function look() {
        if (document.querySelector(`main.${view}`).hidden) requestAnimationFrame(look); else done();
    })();";

/// A site that is open, and what was loaded of it since somebody asked.
struct Opened(Arc<Mutex<Visit>>);

impl Opened {
    async fn open(site: &Site, browser: &Client) -> Result<Self> {
        let visit = Arc::new(Mutex::new(Visit::default()));
        let noted = visit.clone();
        let address = server::serve_in_background(site.folder.clone(), move |path, reply| {
            let length = reply.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
            let bytes = length.and_then(|length| length.parse().ok()).unwrap_or(0);
            noted.lock().expect("nobody panics with it").note(path, bytes);
        })?;
        browser.goto(&address).await?;
        Ok(Self(visit))
    }

    /// Waits until nothing more is loaded.
    async fn settle(&self, browser: &Client) -> Result<Visit> {
        browser.execute_async(SETTLE, vec![]).await?;
        Ok(mem::take(&mut *self.0.lock().expect("nobody panics with it")))
    }
}
