//! A visit to the page: a real browser that a test looks at and uses as a person does.

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT};
use fantoccini::actions::{MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::env;
use std::fmt;
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};

/// How a step of a test ends.
pub type Outcome<T = ()> = Result<T, CmdError>;

/// The window's inside, in CSS pixels.
const WINDOW: (u32, u32) = (1440, 900);

/// How long a whole test may take, and how long it may wait for one thing.
const LONGEST_TEST: Duration = Duration::from_secs(120);
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// The page in a browser of its own.
#[derive(Clone)]
pub struct Visit {
    browser: Client,
}

/// What a canvas shows.
#[derive(PartialEq)]
pub struct Picture(String);

impl fmt::Debug for Picture {
    /// A failing comparison need not print half a megabyte.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "a picture of {} bytes", self.0.len())
    }
}

/// Opens the page in a window of its own with an empty profile, waits until it is ready, and runs
/// a test on it. Whatever the page or the browser complains about fails the test, too.
pub fn visit<F>(test: impl FnOnce(Visit) -> F + Send + 'static)
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("the system has threads and sockets").block_on(async {
        let visit = timeout(LONGEST_TEST, Visit::begin()).await.expect("the browser opens soon");
        let visit = visit.expect("the browser opens");
        let used = visit.clone();
        let whole = async move {
            used.open("").await?;
            test(used).await
        };
        let ended = tokio::spawn(timeout(LONGEST_TEST, whole)).await;
        let complaints = visit.complaints().await;
        visit.browser.close().await.expect("the browser closes");
        match ended {
            Ok(in_time) => in_time.expect("the test is quick").expect("the browser obeys"),
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
        assert_eq!(complaints.expect("the page kept notes"), json!([]), "the page complained");
    });
}

impl Visit {
    async fn begin() -> Outcome<Self> {
        let capabilities: Value = serde_json::from_str(&setting("MOONGRAD_CAPABILITIES"))?;
        let capabilities = capabilities.as_object().expect("capabilities are an object").clone();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let driver = setting("MOONGRAD_WEBDRIVER");
        let browser = builder.capabilities(capabilities).connect(&driver).await;
        let visit = Self { browser: browser.expect("the driver opens a browser") };
        visit.resize().await?;
        Ok(visit)
    }

    /// Makes the inside of the window as large as it should be.
    async fn resize(&self) -> Outcome {
        let (width, height) = WINDOW;
        self.browser.set_window_size(width, height).await?;
        let inside = self.look("[innerWidth, innerHeight]").await?;
        let missing = |size: u32, now: &Value| size * 2 - now.as_u64().expect("a size") as u32;
        let (width, height) = (missing(width, &inside[0]), missing(height, &inside[1]));
        self.browser.set_window_size(width, height).await
    }

    /// Opens a page of the site and waits until the engine runs and the picture is there.
    pub async fn open(&self, path: &str) -> Outcome {
        self.browser.goto(&(setting("MOONGRAD_PAGE") + path)).await?;
        if path.is_empty() { self.wait_until_ready().await } else { Ok(()) }
    }

    /// Waits until the page shows its first picture.
    pub async fn wait_until_ready(&self) -> Outcome {
        self.wait("document.documentElement.dataset.state == 'ready'").await
    }

    /// Goes into a frame of the page.
    pub async fn enter_frame(&self, id: &str) -> Outcome {
        self.find(id).await?.enter_frame().await
    }

    /// Leaves the frame again, whose page must not have complained.
    pub async fn leave_frame(&self) -> Outcome {
        assert_eq!(self.complaints().await?, json!([]), "the page in the frame complained");
        self.browser.clone().enter_parent_frame().await
    }

    /// The value of a JavaScript expression.
    pub async fn look(&self, expression: &str) -> Outcome<Value> {
        self.browser.execute(&format!("return {expression}"), vec![]).await
    }

    /// Waits until a JavaScript expression holds. That is in vain once the page has complained.
    pub async fn wait(&self, expression: &str) -> Outcome {
        let start = Instant::now();
        while self.look(expression).await? != json!(true) {
            assert_eq!(self.complaints().await?, json!([]), "while waiting for {expression}");
            let status = self.look("document.getElementById('status')?.textContent").await?;
            assert!(start.elapsed() < LONGEST_WAIT, "never: {expression}; the status is {status}");
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Waits until the status line is of a kind.
    pub async fn wait_for_status(&self, kind: &str) -> Outcome {
        self.wait(&format!("document.getElementById('status').dataset.kind == '{kind}'")).await
    }

    /// An element's text, as in the document.
    pub async fn text(&self, id: &str) -> Outcome<String> {
        Ok(words(self.look(&format!("document.getElementById('{id}').textContent")).await?))
    }

    /// A readout's number; the minus sign is a true one.
    pub async fn number(&self, id: &str) -> Outcome<f64> {
        let text = self.text(id).await?.replace('−', "-");
        let number = text.trim_start_matches("test ");
        Ok(number.parse().unwrap_or_else(|_| panic!("#{id} shows {text:?}, which is no number")))
    }

    /// What a field holds.
    pub async fn value(&self, id: &str) -> Outcome<String> {
        Ok(words(self.look(&format!("document.getElementById('{id}').value")).await?))
    }

    /// What a canvas shows once it is at rest.
    pub async fn picture(&self, id: &str) -> Outcome<Picture> {
        let expression = format!("document.getElementById('{id}').toDataURL()");
        let mut before = self.look(&expression).await?;
        loop {
            sleep(Duration::from_millis(100)).await;
            let now = self.look(&expression).await?;
            if now == before {
                return Ok(Picture(words(now)));
            }
            before = now;
        }
    }

    /// Clicks on an element.
    pub async fn press(&self, id: &str) -> Outcome {
        self.find(id).await?.click().await
    }

    /// Clicks on the label of a choice.
    pub async fn choose(&self, name: &str, value: &str) -> Outcome {
        let label = format!("label:has(input[name={name}][value={value}])");
        self.browser.find(Locator::Css(&label)).await?.click().await
    }

    /// Replaces what a field holds and presses Enter.
    pub async fn enter(&self, id: &str, text: &str) -> Outcome {
        self.look(&format!("document.getElementById('{id}').select()")).await?;
        self.find(id).await?.send_keys(&format!("{DELETE}{text}{ENTER}")).await
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Outcome {
        let mut actions = KeyActions::new("keyboard".into());
        for key in keys.chars() {
            actions = actions.then(KeyAction::Down { value: key });
            actions = actions.then(KeyAction::Up { value: key });
        }
        self.browser.perform_actions(actions).await
    }

    /// Drags along an element's middle, from one part of its width to another (0 to 1).
    pub async fn drag(&self, id: &str, from: f64, to: f64) -> Outcome {
        let width = self.look(&format!("document.getElementById('{id}').clientWidth")).await?;
        let width = width.as_f64().expect("a width");
        let element = self.find(id).await?;
        let place = |part: f64, milliseconds| PointerAction::MoveToElement {
            element: element.clone(),
            duration: Some(Duration::from_millis(milliseconds)),
            x: ((part - 0.5) * width).round(),
            y: 0.0,
        };
        let mouse = MouseActions::new("mouse".into())
            .then(place(from, 0))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(place(to, 100))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.browser.perform_actions(mouse).await
    }

    async fn find(&self, id: &str) -> Outcome<Element> {
        self.browser.find(Locator::Id(id)).await
    }

    /// What `watch.js` has noted.
    async fn complaints(&self) -> Outcome<Value> {
        self.look("window.noted").await
    }
}

/// Keys as WebDriver names them.
pub const DELETE: char = '\u{e017}';
pub const ENTER: char = '\u{e007}';
pub const ESCAPE: char = '\u{e00c}';
pub const TAB: char = '\u{e004}';
pub const LEFT: char = '\u{e012}';
pub const RIGHT: char = '\u{e014}';

fn words(value: Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}
