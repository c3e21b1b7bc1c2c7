//! The page in frames of other pages: what they show, how they are driven, and that they leave each other alone.

use crate::accessibility::check;
use crate::visit::{Outcome, Visit, visit};
use serde_json::{Value, json};

/// The parts of an embed, by what shows them.
const PARTS: [(&str, &str); 5] = [
    ("plot", "#plot"),
    ("train", "#train"),
    ("charts", "#strip"),
    ("network", "#network .wires"),
    ("settings", "#rate"),
];

/// The parts that can be seen.
async fn shown(page: &Visit) -> Outcome<Vec<&'static str>> {
    let mut found = Vec::new();
    for (part, selector) in PARTS {
        if page.look(&format!("document.querySelector('{selector}').checkVisibility()")).await?
            == true
        {
            found.push(part);
        }
    }
    Ok(found)
}

#[test]
fn an_embed_shows_what_its_address_names() {
    visit(|page| async move {
        for (address, parts) in [
            ("?embed", &["plot", "train", "charts"][..]),
            ("?embed=plot", &["plot"]),
            ("?embed=charts,train", &["train", "charts"]),
            ("?embed=network", &["network"]),
            (
                "?embed=plot,train,charts,network,settings",
                &["plot", "train", "charts", "network", "settings"],
            ),
        ] {
            page.open(address).await?;
            page.wait_until_ready().await?;
            assert_eq!(shown(&page).await?, parts, "{address}");
            let rest = "['.masthead', '.mini', '.runs'].some(part => document.querySelector(part).checkVisibility())";
            assert_eq!(page.look(rest).await?, false, "{address}");
            let link = page.look("document.querySelector('.home').href").await?;
            assert!(!link.as_str().expect("an address").contains("embed"), "{link}");
        }
        page.open("?embed=plots,charts&theme=blue").await?;
        page.wait_until_ready().await?;
        let told = page.look("document.querySelector('.refused').innerText").await?;
        let told = told.as_str().expect("text");
        assert!(told.contains("embed cannot show “plots”"), "{told}");
        assert!(told.contains("theme cannot be “blue”"), "{told}");
        Ok(())
    });
}

#[test]
fn an_embed_has_the_theme_of_its_address_and_remembers_none() {
    visit(|page| async move {
        page.look("localStorage.setItem('moongrad-theme', 'light')").await?;
        page.open("?embed&theme=dark").await?;
        page.wait_until_ready().await?;
        assert_eq!(page.look("document.documentElement.dataset.theme").await?, "dark");
        assert_eq!(page.look("localStorage.getItem('moongrad-theme')").await?, "light");
        let system = "matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'";
        page.look("localStorage.setItem('moongrad-theme', 'dark')").await?;
        page.open("?embed").await?;
        page.wait_until_ready().await?;
        assert_eq!(
            page.look("document.documentElement.dataset.theme").await?,
            page.look(system).await?
        );
        Ok(())
    });
}

/// What is wider than the window, and what of the run meets something else or is cut.
const MEETING: &str = "(() => {
    const found = [];
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth > innerWidth) {
        const wide = [...document.querySelectorAll('.lab *')].filter(part => part.getBoundingClientRect().right > innerWidth);
        found.push(`it is ${scrollWidth} px wide, with ${wide.map(part => part.id || part.className).slice(0, 9)}`);
    }
    const boxes = ['.legend', '#plot', '.transport', '#status', '.readouts', '#strip', '.home'].flatMap(name => {
        const part = document.querySelector(name);
        return part.checkVisibility() ? [[name, part.getBoundingClientRect()]] : [];
    });
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    boxes.forEach(([name, box], i) => {
        if (box.left < -1 || box.right > innerWidth + 1) found.push(`${name} is out of sight`);
        for (const [other, next] of boxes.slice(i + 1)) if (meet(box, next)) found.push(`${name} meets ${other}`);
    });
    const { width, height } = document.getElementById('plot').getBoundingClientRect();
    if (Math.abs(width - height) > 1 || width < 120) found.push(`the plot is ${width} × ${height}`);
    return found;
})()";

#[test]
fn an_embed_fits_every_place() {
    visit(|page| async move {
        for words in ["plot,train,charts", "plot,train,charts,network,settings"] {
            page.open("frame.html").await?;
            for (width, height) in
                [(320, 320), (480, 640), (640, 360), (390, 844), (900, 500), (1280, 720)]
            {
                page.resize_frame(width, height).await?;
                page.look(&format!("(document.getElementById('frame').src = './?embed={words}&{width}x{height}', 0)")).await?;
                page.wait(&format!("(({{ contentDocument: page }}) => page?.URL.endsWith('&{width}x{height}') && page.documentElement?.dataset.state == 'ready')(document.getElementById('frame'))")).await?;
                page.enter_frame().await?;
                assert_eq!(page.rest(MEETING).await?, json!([]), "{words} at {width} × {height}");
                page.leave_frame().await?;
            }
        }
        Ok(())
    });
}

/// Puts a frame with an embed into an empty page, which keeps what it is told.
async fn host(page: &Visit, attributes: &str) -> Outcome {
    page.open("blank.html").await?;
    page.look(
        "(() => {
            window.noted = [];
            window.told = [];
            addEventListener('message', ({ data }) => data?.moongrad == 1 && told.push({ ...data, at: performance.now() }));
            window.tell = (message) => document.querySelector('iframe').contentWindow.postMessage(message, '*');
        })()",
    )
    .await?;
    page.look(&format!(
        "document.body.insertAdjacentHTML('beforeend', '<iframe width=480 height=640 {attributes}></iframe>')"
    ))
    .await?;
    page.wait("told.some(({ event }) => event == 'ready')").await
}

/// Sends a message, and waits for an answer.
async fn ask(page: &Visit, message: Value) -> Outcome<Value> {
    page.look(&format!(
        "(told.length = 0, tell({message}), tell({{ moongrad: 1, do: 'get', id: 'asked' }}))"
    ))
    .await?;
    page.wait("told.some(({ id }) => id == 'asked')").await?;
    page.look("told").await
}

#[test]
fn another_page_drives_an_embed() {
    visit(|page| async move {
        host(&page, "src=\"./?embed\"").await?;
        let told = ask(&page, json!({ "moongrad": 1, "do": "step" })).await?;
        let state = &told.as_array().expect("a list").iter().find(|told| told["event"] == "state");
        let state = state.expect("there is an answer");
        assert_eq!((&state["step"], &state["steps"]), (&json!(1), &json!(150)));
        assert!(state["settings"]["rate"].as_f64().expect("a number") > 0.9, "{state}");
        for (message, sentence) in [
            (json!({ "moongrad": 1, "do": "explode" }), "do cannot be “explode”"),
            (json!({ "moongrad": 7, "do": "train" }), "moongrad cannot be 7"),
            (json!({ "moongrad": 1, "do": "seek", "to": 99 }), "0 to 1"),
            (json!({ "moongrad": 1, "do": "set", "settings": { "rate": -1 } }), "rate"),
            (json!({ "moongrad": 1, "do": "set", "settings": { "hidden": "alert(1)" } }), "hidden"),
        ] {
            // A step of before may be told meanwhile.
            let told = ask(&page, message).await?;
            let error =
                told.as_array().expect("a list").iter().find(|told| told["event"] == "error");
            let told = &error.expect("it is refused")["sentence"];
            assert!(told.as_str().expect("text").contains(sentence), "{told}");
        }
        ask(
            &page,
            json!({ "moongrad": 1, "do": "set", "settings": { "hidden": [4], "speed": "max" } }),
        )
        .await?;
        page.wait(
            "told.some(({ event, settings }) => event == 'changed' && settings.hidden == '4')",
        )
        .await?;
        page.look("(told.length = 0, tell({ moongrad: 1, do: 'train' }))").await?;
        page.wait("told.some(({ event, step }) => event == 'step' && step == 150)").await?;
        // Never more often than ten times a second; clocks are coarse.
        let often = "told.filter(({ event }) => event == 'step').some(({ at }, i, all) => i > 0 && at - all[i - 1].at < 60)";
        assert_eq!(page.look(often).await?, false);
        // Back to the page, whose notes the visit reads.
        page.open("").await
    });
}

#[test]
fn an_embed_works_without_an_origin_of_its_own() {
    visit(|page| async move {
        if page.is_webkit().await? {
            return Ok(()); // It does not begin there.
        }
        host(&page, "sandbox=\"allow-scripts\" src=\"./?embed\"").await?;
        page.look("(told.length = 0, tell({ moongrad: 1, do: 'train' }))").await?;
        page.wait("told.some(({ event, step }) => event == 'step' && step > 20)").await?;
        page.open("").await
    });
}

#[test]
fn two_embeds_on_the_page_of_the_example_are_driven_by_its_buttons() {
    visit(|page| async move {
        page.open("docs/embed.html?page=../").await?;
        page.look("(window.noted = [], 0)").await?;
        let told = "['long', 'short'].map(id => document.getElementById(`of-${id}`).textContent)";
        let all = |holds: &str| {
            format!(
                "{told}.every(text => {{ const step = Number(/step (\\d+)/.exec(text)?.[1]); return {holds}; }})"
            )
        };
        page.wait(&all("step == 0")).await?;
        page.press("train").await?;
        page.wait(&all("step > 20")).await?;
        page.press("pause").await?;
        let frames = "['long', 'short'].map(id => document.getElementById(id).frame.contentWindow)";
        page.wait(&format!(
            "{frames}.every(({{ document }}) => document.documentElement.dataset.state == 'ready')"
        ))
        .await?;
        let losses = page
            .rest(&format!("{frames}.map(({{ document }}) => Number(document.getElementById('loss').textContent))"))
            .await?;
        assert_ne!(losses[0], losses[1]);
        page.press("dark").await?;
        page.wait(&format!(
            "{frames}.every(({{ document }}) => document.documentElement.dataset.theme == 'dark')"
        ))
        .await?;
        page.press("reset").await?;
        page.wait(&all("step == 0")).await?;
        let noted = page.look(&format!("{frames}.flatMap(({{ noted }}) => noted)")).await?;
        assert_eq!(noted, json!([]), "an embed complained");
        assert_eq!(page.look("localStorage.length").await?, 0);
        page.open("").await
    });
}

#[test]
fn the_share_sheet_writes_what_another_page_pastes() {
    visit(|page| async move {
        page.press("share").await?;
        page.wait("document.querySelector('.embed .snippet')?.value.includes('<iframe')").await?;
        let tick = |part: &str| format!("document.querySelector('.embed [value={part}]').click()");
        page.look(&tick("charts")).await?;
        page.look(&tick("network")).await?;
        page.look("document.querySelector('.embed [name=embed-theme][value=dark]').click()")
            .await?;
        let snippet = "document.querySelector('.embed .snippet').value";
        page.wait(&format!("{snippet}.includes('?embed=plot,train,network&amp;theme=dark')"))
            .await?;
        let give = |value: &str| {
            format!(
                "(() => {{ const field = document.querySelector('.embed [name=width]'); field.value = '{value}'; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
            )
        };
        page.look(&give("12")).await?;
        page.wait("document.getElementById('embed-message').textContent == 'Width cannot be “12”: give a whole number of px from 320 to 4096.'").await?;
        page.look(&give("500")).await?;
        page.wait("document.getElementById('embed-message').textContent == ''").await?;
        check(&page, "with the share sheet open").await?;
        // What is pasted is an embed with those parts.
        let pasted = page.look(&format!("new DOMParser().parseFromString({snippet}, 'text/html').querySelector('iframe[width=\"500\"]').src")).await?;
        let pasted = pasted.as_str().expect("an address");
        let (_, path) = pasted.split_once('?').expect("it asks for parts");
        page.open(&format!("?{path}")).await?;
        page.wait_until_ready().await?;
        assert_eq!(shown(&page).await?, ["plot", "train", "network"]);
        check(&page, "embedded").await
    });
}
