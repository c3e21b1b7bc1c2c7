//! The hands of a visit: mouse and keyboard.

use super::{Outcome, Place, Visit};
use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT};
use fantoccini::actions::{MouseActions, PointerAction};
use fantoccini::elements::Element;
use serde_json::json;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// How often a text is typed at the most.
const TRIES: u32 = 3;

impl Visit {
    /// Clicks on an element, once it is shown.
    pub async fn press(&self, id: &str) -> Outcome {
        self.wait_until_shown(&format!("#{id}")).await?;
        self.find(id).await?.click().await
    }

    /// Clicks on the label of a choice.
    pub async fn choose(&self, name: &str, value: &str) -> Outcome {
        let label = format!("label:has(input[name={name}][value=\"{value}\"])");
        self.browser.find(Locator::Css(&label)).await?.click().await
    }

    /// Clicks on the first element that a CSS selector finds, once it is there and stands still.
    pub async fn click(&self, selector: &str) -> Outcome {
        self.wait_until_shown(selector).await?;
        self.rest(&format!("document.querySelector({})?.getBoundingClientRect()", json!(selector)))
            .await?;
        self.browser.find(Locator::Css(selector)).await?.click().await
    }

    /// Chooses from a list.
    pub async fn pick(&self, id: &str, value: &str) -> Outcome {
        self.find(id).await?.select_by_value(value).await
    }

    /// Replaces what a field holds and presses Enter, once the field is shown.
    pub async fn enter(&self, id: &str, text: &str) -> Outcome {
        self.wait_until_shown(&format!("#{id}")).await?;
        // On a busy machine a driver may lose keys: a person would see that, and type again.
        for _ in 0..TRIES {
            self.look(&format!("document.getElementById('{id}').select()")).await?;
            self.find(id).await?.send_keys(&format!("{DELETE}{text}")).await?;
            if self.value(id).await? == text {
                break;
            }
        }
        self.find(id).await?.send_keys(&ENTER.to_string()).await
    }

    /// Chooses a file. Where the driver cannot, which is so in WebKit's, the field is given one of that content.
    pub async fn choose_file(&self, id: &str, file: &Path) -> Outcome {
        let path = file.to_str().expect("a path of letters");
        if self.find(id).await?.send_keys(path).await.is_ok() {
            return Ok(());
        }
        let (name, text) = (file.file_name().and_then(OsStr::to_str), fs::read_to_string(file));
        let script = "const [id, name, text] = arguments;
            const files = new DataTransfer();
            files.items.add(new File([text], name));
            const field = document.getElementById(id);
            field.files = files.files;
            field.dispatchEvent(new Event('change'));";
        let text = text.expect("the file can be read");
        self.browser.execute(script, vec![json!(id), json!(name), json!(text)]).await?;
        Ok(())
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

    /// Presses a key while Control is held.
    pub async fn control(&self, key: char) -> Outcome {
        let actions = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: CONTROL })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: CONTROL });
        self.browser.perform_actions(actions).await
    }

    /// Drags along an element's middle, from one part of its width to another.
    pub async fn drag(&self, id: &str, from: f64, to: f64) -> Outcome {
        self.drag_between(id, (from, 0.5), (to, 0.5)).await
    }

    /// Drags from one place on an element to another.
    pub async fn drag_between(&self, id: &str, from: Place, to: Place) -> Outcome {
        let element = Target::find(self, &format!("#{id}")).await?;
        let mouse = mouse()
            .then(element.at(from, 0))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(element.at(to, 100))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        // A busy browser may say that the button is up before the page has heard of it.
        let note = "addEventListener('pointerup', () => { window.released = true; }, { capture: true, once: true })";
        self.look(&format!("(window.released = false, {note})")).await?;
        self.browser.perform_actions(mouse).await?;
        self.wait("released").await
    }

    /// Points with the mouse at a place on the first element that a selector finds.
    pub async fn point(&self, selector: &str, place: Place) -> Outcome {
        let element = Target::find(self, selector).await?;
        self.browser.perform_actions(mouse().then(element.at(place, 0))).await
    }

    /// Clicks with the mouse there.
    pub async fn click_at(&self, selector: &str, place: Place) -> Outcome {
        let element = Target::find(self, selector).await?;
        let mouse = mouse()
            .then(element.at(place, 0))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.browser.perform_actions(mouse).await
    }

    /// Presses the mouse there, and lets go once a script has run and what it did is painted.
    pub async fn press_while(&self, selector: &str, script: &str) -> Outcome {
        let element = Target::find(self, selector).await?;
        let down = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
        let place = element.at((0.5, 0.5), 0);
        self.browser.perform_actions(mouse().then(place).then(down)).await?;
        self.look(script).await?;
        self.frames(3).await?;
        let up = PointerAction::Up { button: MOUSE_BUTTON_LEFT };
        self.browser.perform_actions(mouse().then(up)).await
    }

    /// Waits as a person would: some of the page comes only when it is asked for.
    async fn wait_until_shown(&self, selector: &str) -> Outcome {
        let selected = format!("document.querySelector({})", json!(selector));
        self.wait(&format!("{selected}?.getBoundingClientRect().width > 0")).await
    }

    /// Lets go of everything and puts the mouse where nothing is.
    pub(super) async fn rest_hands(&self) -> Outcome {
        self.browser.release_actions().await?;
        let corner = PointerAction::MoveTo { duration: Some(Duration::ZERO), x: 0.0, y: 0.0 };
        self.browser.perform_actions(mouse().then(corner)).await
    }
}

/// An element to point at.
struct Target {
    element: Element,
    width: f64,
    height: f64,
}

impl Target {
    async fn find(visit: &Visit, selector: &str) -> Outcome<Self> {
        let element = visit.browser.find(Locator::Css(selector)).await?;
        let (_, _, width, height) = element.rectangle().await?;
        Ok(Self { element, width, height })
    }

    /// The way of the mouse to a place on it.
    fn at(&self, (x, y): Place, milliseconds: u64) -> PointerAction {
        PointerAction::MoveToElement {
            element: self.element.clone(),
            duration: Some(Duration::from_millis(milliseconds)),
            x: ((x - 0.5) * self.width).round(),
            y: ((y - 0.5) * self.height).round(),
        }
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".into())
}

/// Keys as WebDriver names them.
const CONTROL: char = '\u{e009}';
pub const DELETE: char = '\u{e017}';
pub const ENTER: char = '\u{e007}';
pub const ESCAPE: char = '\u{e00c}';
pub const TAB: char = '\u{e004}';
pub const LEFT: char = '\u{e012}';
pub const DOWN: char = '\u{e015}';
pub const RIGHT: char = '\u{e014}';
