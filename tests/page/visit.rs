//! A visit to the page: a real browser that a test looks at and uses as a person does.

mod hands;

pub use hands::{DELETE, DOWN, ENTER, ESCAPE, LEFT, RIGHT, TAB};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::PrintConfiguration;
use fantoccini::{Client, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::env;
use std::fmt;
use std::time::Duration;
use tokio::time::timeout;

/// How a step of a test ends.
pub type Outcome<T = ()> = Result<T, CmdError>;

/// The window's inside, in CSS pixels.
const WINDOW: (u32, u32) = (1440, 900);

/// How long a whole test may take, and how long it may wait for one thing.
const LONGEST_TEST: Duration = Duration::from_secs(120);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The page in a browser.
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

/// A place within an element: shares of its width and of its height, from 0 to 1.
pub type Place = (f64, f64);

/// Opens the page in a browser that remembers nothing of earlier tests, waits until it is ready, and runs a test on
/// it. Whatever the page or the browser complains about fails the test, too.
pub fn visit<F>(test: impl FnOnce(Visit) -> F + Send + 'static)
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("the system has threads and sockets").block_on(async {
        let visit = timeout(LONGEST_TEST, Visit::begin()).await.expect("the browser answers soon");
        let visit = visit.expect("the browser forgets");
        let used = visit.clone();
        let whole = async move {
            used.open("").await?;
            test(used).await
        };
        let ended = tokio::spawn(timeout(LONGEST_TEST, whole)).await;
        match ended {
            Ok(in_time) => in_time.expect("the test is quick").expect("the browser obeys"),
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
        let complaints = visit.complaints().await;
        assert_eq!(complaints.expect("the page kept notes"), json!([]), "the page complained");
    });
}

impl Visit {
    /// Takes over the browser that `cargo xtask test` has opened, and lets it forget the test before.
    async fn begin() -> Outcome<Self> {
        let (driver, session) = (setting("MOONGRAD_WEBDRIVER"), setting("MOONGRAD_SESSION"));
        let browser = Client::with_existing_session(&driver, &session, HttpConnector::new()).await;
        let browser = browser.expect("the driver knows the browser");
        browser.persist().await?;
        let visit = Self { browser };
        visit.open("blank.html").await?;
        visit.look("(localStorage.clear(), sessionStorage.clear())").await?;
        visit.rest_hands().await?;
        visit.resize().await?;
        Ok(visit)
    }

    /// Makes the inside of the window as large as it should be.
    async fn resize(&self) -> Outcome {
        let (width, height) = WINDOW;
        if self.look("[innerWidth, innerHeight]").await? == json!([width, height]) {
            return Ok(());
        }
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

    /// Opens the page as one file from the disk.
    pub async fn open_file(&self) -> Outcome {
        self.browser.goto(&setting("MOONGRAD_FILE")).await?;
        self.wait_until_ready().await
    }

    /// Waits until the page shows its first picture.
    pub async fn wait_until_ready(&self) -> Outcome {
        self.wait("document.documentElement.dataset.state == 'ready'").await
    }

    /// Whether this is WebKit on Linux.
    pub async fn is_webkit(&self) -> Outcome<bool> {
        let agent = "/Linux.*AppleWebKit(?!.*Chrome)/.test(navigator.userAgent)";
        Ok(self.look(agent).await? == true)
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Outcome {
        self.browser.refresh().await
    }

    /// The page on paper, as a PDF.
    pub async fn print(&self) -> Outcome<Vec<u8>> {
        self.browser.print(PrintConfiguration::default()).await
    }

    /// Opens the page in a frame of a size, since some browsers' windows cannot be small, and goes into it.
    pub async fn open_in_frame(&self, width: u32, height: u32) -> Outcome {
        self.open("frame.html").await?;
        self.resize_frame(width, height).await?;
        self.enter_frame().await?;
        self.wait_until_ready().await
    }

    /// Gives the frame, from outside, another size.
    pub async fn resize_frame(&self, width: u32, height: u32) -> Outcome {
        let style = "document.getElementById('frame').style";
        self.look(&format!("({style}.width = '{width}px', {style}.height = '{height}px')")).await?;
        Ok(())
    }

    /// Goes into the frame.
    pub async fn enter_frame(&self) -> Outcome {
        self.find("frame").await?.enter_frame().await
    }

    /// Points somewhere, for which the hints are loaded.
    pub async fn load_hints(&self) -> Outcome {
        self.point("h1", (0.5, 0.5)).await?;
        self.wait("document.getElementById('train').hasAttribute('aria-description')").await
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

    /// Waits until a JavaScript expression holds. That is in vain once the page has complained, or when nothing more
    /// is trained and the wait grows long; a busy machine only trains more slowly.
    pub async fn wait(&self, expression: &str) -> Outcome {
        let patience = LONGEST_WAIT.as_millis();
        let look = format!(
            "const [done] = arguments;
            const tell = (id) => document.getElementById(id)?.textContent;
            let [step, since] = [tell('step'), performance.now()];
            (function look() {{
                try {{
                    if (tell('step') !== step) [step, since] = [tell('step'), performance.now()];
                    if ({expression}) done('');
                    else if (noted.length > 0) done('the page complained: ' + noted.join('; '));
                    else if (performance.now() - since < {patience}) requestAnimationFrame(look);
                    else done('never; the status is ' + tell('status') + ', the focus on ' + document.activeElement.outerHTML.slice(0, 99));
                }} catch (error) {{
                    done(String(error));
                }}
            }})();"
        );
        let failure = self.browser.execute_async(&look, vec![]).await?;
        assert_eq!(failure, "", "while waiting for {expression}");
        Ok(())
    }

    /// Lets the page paint so many frames, in which whatever still goes on would show.
    pub async fn frames(&self, count: u32) -> Outcome {
        let script = format!(
            "const [done] = arguments;
            let left = {count};
            (function next() {{ left-- > 0 ? requestAnimationFrame(next) : done(); }})();"
        );
        self.browser.execute_async(&script, vec![]).await?;
        Ok(())
    }

    /// Waits until the page shows a step.
    pub async fn wait_for_step(&self, step: u32) -> Outcome {
        self.wait(&format!("Number(document.getElementById('step').textContent) == {step}")).await
    }

    /// Starts to train and waits until the page shows a later step than this one.
    pub async fn train_past(&self, step: u32) -> Outcome {
        self.press("train").await?;
        self.wait(&format!("Number(document.getElementById('step').textContent) > {step}")).await
    }

    /// Trains until there is nothing more to do.
    pub async fn train_to_the_end(&self) -> Outcome {
        self.press("train").await?;
        self.frames(1).await?;
        let at_rest = "document.documentElement.dataset.state == 'ready'";
        self.wait(&format!(
            "{at_rest} && document.getElementById('status').dataset.kind == 'finished'"
        ))
        .await
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

    /// Whether a choice is made.
    pub async fn is_chosen(&self, name: &str, value: &str) -> Outcome<bool> {
        let chosen = format!("document.querySelector('[name={name}]:checked').value == '{value}'");
        Ok(self.look(&chosen).await? == true)
    }

    /// What a canvas shows once it is at rest.
    pub async fn picture(&self, id: &str) -> Outcome<Picture> {
        self.rest(&format!("document.getElementById('{id}').toDataURL()"))
            .await
            .map(words)
            .map(Picture)
    }

    /// The value of an expression once it no longer changes with the frames of the page.
    pub async fn rest(&self, expression: &str) -> Outcome<Value> {
        let script = format!(
            "const [done] = arguments;
            let before;
            (function look() {{
                requestAnimationFrame(() => requestAnimationFrame(() => {{
                    const now = {expression};
                    const told = JSON.stringify(now);
                    if (told === before) done(now); else look(before = told);
                }}));
            }})();"
        );
        self.browser.execute_async(&script, vec![]).await
    }

    /// All that the page shows of a step, once it is at rest: its canvases, figures and settings.
    pub async fn everything(&self) -> Outcome<Value> {
        self.rest(
            "(() => {
                const shown = {};
                const find = (selector) => document.querySelectorAll(selector);
                for (const canvas of find('#plot, .network canvas'))
                    shown[canvas.id || canvas.className] = canvas.toDataURL();
                for (const part of find('.readouts p, #split, .legend b, #layers'))
                    shown[part.id || part.className] = part.textContent;
                for (const field of find('.controls input, .controls select, #scrubber'))
                    shown[field.id || `${field.name} ${field.value}`] =
                        field.type == 'radio' ? field.checked : field.value;
                return shown;
            })()",
        )
        .await
    }

    /// What a promise gives.
    pub async fn settle(&self, promise: &str) -> Outcome<Value> {
        let script = format!("const [done] = arguments; Promise.resolve({promise}).then(done);");
        self.browser.execute_async(&script, vec![]).await
    }

    async fn find(&self, id: &str) -> Outcome<Element> {
        self.browser.find(Locator::Id(id)).await
    }

    /// What `watch.js` has noted.
    async fn complaints(&self) -> Outcome<Value> {
        self.look("window.noted").await
    }
}

/// Compares all that the page showed, see `Visit::everything`, naming the parts that differ.
pub fn assert_same(now: &Value, then: &Value) {
    let parts = then.as_object().expect("an object");
    let other: Vec<_> =
        parts.keys().filter(|part| now[part.as_str()] != then[part.as_str()]).collect();
    assert!(other.is_empty(), "not as before: {other:?}");
}

fn words(value: Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}
