//! What leaves the page: pictures of a step, and the run as an animation.

use crate::visit::{Outcome, Visit, visit};
use base64::prelude::{BASE64_STANDARD, Engine};
use gif::{ColorOutput, DecodeOptions};
use serde_json::json;

/// In place of what a browser does with a file, the page keeps it.
const KEEP: &str = "(() => {
    const [make, blobs] = [URL.createObjectURL, new Map()];
    window.taken = [];
    URL.createObjectURL = (blob) => {
        const address = make.call(URL, blob);
        blobs.set(address, blob);
        return address;
    };
    HTMLAnchorElement.prototype.click = function () {
        taken.push({ name: this.download, blob: blobs.get(this.href) });
    };
})()";

const MADE: &str = "!document.querySelector('.animation .save').hidden";

/// Opens the sheet.
async fn open(page: &Visit) -> Outcome {
    page.look(KEEP).await?;
    page.press("export").await?;
    page.wait("document.querySelector('.export .of')?.textContent").await
}

/// Chooses and saves a picture; gives its name.
async fn save(page: &Visit, choices: &[(&str, &str)]) -> Outcome<String> {
    for (name, value) in choices {
        page.choose(&format!("plate-{name}"), value).await?;
    }
    page.look("window.taken.length = 0").await?;
    page.click(".picture .save").await?;
    page.wait("taken.length").await?;
    Ok(page.look("taken[0].name").await?.as_str().expect("a name").to_owned())
}

/// The width and height of what was saved.
async fn size(page: &Visit) -> Outcome<[f64; 2]> {
    let size = "createImageBitmap(taken[0].blob).then(({ width, height }) => [width, height])";
    Ok(serde_json::from_value(page.settle(size).await?).expect("two numbers"))
}

async fn told_width(page: &Visit) -> Outcome<f64> {
    let told = page.rest("parseFloat(document.querySelector('.picture .px').textContent)");
    Ok(told.await?.as_f64().expect("a number"))
}

#[test]
fn every_picture_is_saved_as_large_as_it_says() {
    visit(|page| async move {
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        open(&page).await?;
        for (what, word) in [("plot", ""), ("network", "network-"), ("figure", "figure-")] {
            let mut least = None;
            for scale in ["1", "2", "4"] {
                let name = save(&page, &[("what", what), ("scale", scale)]).await?;
                assert_eq!(name, format!("moongrad-moons-{word}step-001.png"));
                let (told, [width, height]) = (told_width(&page).await?, size(&page).await?);
                assert_eq!(told, width, "{what} at {scale}×");
                let times: f64 = scale.parse().expect("a number");
                let first = *least.get_or_insert([width, height]);
                assert!((width - times * first[0]).abs() <= 1.0, "{what} at {scale}×");
                assert!((height - times * first[1]).abs() <= 1.0, "{what} at {scale}×");
            }
        }
        Ok(())
    });
}

#[test]
fn every_svg_is_whole_and_stands_alone() {
    visit(|page| async move {
        page.press("step-on").await?;
        open(&page).await?;
        page.choose("plate-form", "svg").await?;
        for what in ["plot", "network", "figure"] {
            for ground in ["light", "dark", "transparent"] {
                let name = save(&page, &[("what", what), ("ground", ground)]).await?;
                assert!(name.ends_with("step-001.svg"), "{name}");
                let parsed = page
                    .settle(
                        "taken[0].blob.text().then((text) => {
                            const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
                            const links = [...svg.querySelectorAll('[href]')].map((part) => part.getAttribute('href').slice(0, 5));
                            return [svg.tagName, Number(svg.getAttribute('width')), svg.querySelectorAll('path').length > 10,
                                svg.querySelectorAll('parsererror, script, style').length,
                                links.filter((link) => link !== 'data:' && link[0] !== '#').length];
                        })",
                    )
                    .await?;
                let width = told_width(&page).await? as u32;
                assert_eq!(parsed, json!(["svg", width, true, 0, 0]), "{what} {ground}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_light_and_a_dark_picture_are_the_same_whatever_the_page_shows() {
    visit(|page| async move {
        open(&page).await?;
        page.look("window.before = {}").await?;
        for round in ["then", "now"] {
            for ground in ["light", "dark"] {
                save(&page, &[("ground", ground)]).await?;
                let bytes =
                    "taken[0].blob.arrayBuffer().then((bytes) => new Uint8Array(bytes).join())";
                let keep = format!("{bytes}.then((text) => {{ before.{ground}_{round} = text; }})");
                page.settle(&keep).await?;
            }
            page.press("theme").await?;
        }
        let same = "before.light_then === before.light_now && before.dark_then === before.dark_now
            && before.light_now !== before.dark_now";
        assert_eq!(page.look(same).await?, true);
        Ok(())
    });
}

#[test]
fn a_transparent_picture_lets_through_what_is_below() {
    visit(|page| async move {
        open(&page).await?;
        for (ground, least) in [("transparent", 0.0), ("light", 255.0)] {
            save(&page, &[("what", "network"), ("ground", ground)]).await?;
            let opacity = "createImageBitmap(taken[0].blob).then((image) => {
                const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
                pen.drawImage(image, 0, 0);
                return pen.getImageData(0, 0, 1, 1).data[3];
            })";
            assert_eq!(page.settle(opacity).await?.as_f64(), Some(least), "{ground}");
        }
        Ok(())
    });
}

#[test]
fn where_nothing_can_be_copied_that_is_said() {
    visit(|page| async move {
        open(&page).await?;
        page.look(
            "(() => {
                const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
                if (navigator.clipboard) Object.assign(navigator.clipboard, { write: refuse, writeText: refuse });
            })()",
        )
        .await?;
        for form in ["png", "svg"] {
            page.choose("plate-form", form).await?;
            page.look("document.querySelector('.picture .said').textContent = ''").await?;
            page.click(".picture .copy").await?;
            page.wait(
                "document.querySelector('.picture .said').textContent.includes('Save it instead')",
            )
            .await?;
        }
        Ok(())
    });
}

/// Lets the animation go from one step to another.
async fn set_steps(page: &Visit, first: u32, last: u32) -> Outcome {
    for (name, step) in [("last", last), ("first", first)] {
        let input = format!("document.querySelector('.range .{name}')");
        page.look(&format!("({input}.value = {step}, {input}.dispatchEvent(new Event('input', {{ bubbles: true }})))")).await?;
    }
    Ok(())
}

/// Makes the animation that is chosen; gives the bytes of the file.
async fn make(page: &Visit) -> Outcome<Vec<u8>> {
    page.click(".animation .do").await?;
    wait_until_made(page).await?;
    saved(page).await
}

/// However long that takes, as long as it goes on.
async fn wait_until_made(page: &Visit) -> Outcome {
    let frames = "document.querySelector('.animation progress').value";
    while page.look(MADE).await? != true {
        let made = page.look(frames).await?;
        page.wait(&format!("{MADE} || {frames} != {made}")).await?;
    }
    Ok(())
}

async fn saved(page: &Visit) -> Outcome<Vec<u8>> {
    page.look("window.taken.length = 0").await?;
    page.click(".animation .save").await?;
    page.wait("taken.length").await?;
    let text = page
        .settle(
            "new Promise((resolve) => {
                const reader = new FileReader();
                reader.onload = () => resolve(reader.result.split(',')[1]);
                reader.readAsDataURL(taken[0].blob);
            })",
        )
        .await?;
    Ok(BASE64_STANDARD.decode(text.as_str().expect("a text")).expect("bytes"))
}

/// What a program that shows GIFs makes of one: its size, and of each frame its hundredths of a second and its pixels.
struct Shown {
    size: (u16, u16),
    frames: Vec<(u16, Vec<u8>)>,
}

fn show(bytes: &[u8]) -> Shown {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    let mut decoder = options.read_info(bytes).expect("a GIF");
    let size = (decoder.width(), decoder.height());
    let mut screen = vec![0; usize::from(size.0) * usize::from(size.1) * 4];
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().expect("a frame") {
        for (i, pixel) in frame.buffer.as_chunks::<4>().0.iter().enumerate() {
            let (x, y) = (i % usize::from(frame.width), i / usize::from(frame.width));
            let at =
                (y + usize::from(frame.top)) * usize::from(size.0) + x + usize::from(frame.left);
            if pixel[3] > 0 {
                screen[4 * at..4 * at + 4].copy_from_slice(pixel);
            }
        }
        frames.push((frame.delay, screen.clone()));
    }
    Shown { size, frames }
}

#[test]
fn the_animation_of_the_talks_run_is_the_same_bytes_twice_frame_by_frame_from_its_history() {
    visit(|page| async move {
        page.choose("feed", "stream").await?;
        page.enter("noise", "0.1").await?;
        page.enter("batch", "50").await?;
        page.train_to_the_end().await?;
        open(&page).await?;
        page.wait("document.querySelector('.animation .of').textContent == '151 frames, 6.0 s'")
            .await?;
        let first = make(&page).await?;
        let name = page.look("taken[0].name").await?;
        assert_eq!(name, "moongrad-moons-steps-000-150.gif");
        let shown = show(&first);
        assert_eq!((shown.size, shown.frames.len()), ((480, 480), 151));
        assert!(shown.frames.iter().all(|(delay, _)| *delay == 4));
        let unlike = shown.frames.windows(2).filter(|pair| pair[0].1 != pair[1].1).count();
        assert_eq!(unlike, 150, "every step moves something");

        // A single step, got at in another way.
        set_steps(&page, 62, 62).await?;
        let one = show(&make(&page).await?);
        assert!(one.frames.len() == 1 && one.frames[0].1 == shown.frames[62].1);

        set_steps(&page, 0, 150).await?;
        assert!(make(&page).await? == first, "the same bytes");
        Ok(())
    });
}

#[test]
fn the_run_goes_on_while_its_past_is_made_into_an_animation() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        open(&page).await?;
        page.choose("film-size", "360").await?;
        page.choose("film-rate", "12").await?;
        page.click(".animation .do").await?;
        page.press("train").await?;
        page.wait("Number(document.getElementById('step').textContent) > 160").await?;
        wait_until_made(&page).await?;
        let shown = show(&saved(&page).await?);
        assert_eq!((shown.size, shown.frames.len()), ((360, 360), 151));
        let hundredths: u32 = shown.frames.iter().map(|(delay, _)| u32::from(*delay)).sum();
        assert_eq!(hundredths, 15_100 / 12);
        Ok(())
    });
}

#[test]
fn an_animation_can_be_cancelled_and_made_again() {
    visit(|page| async move {
        page.train_to_the_end().await?;
        open(&page).await?;
        page.click(".animation .do").await?;
        page.wait("document.querySelector('.animation progress').value > 2").await?;
        let told = page.look("document.querySelector('.animation .so-far').textContent").await?;
        assert!(told.as_str().is_some_and(|told| told.contains(" of 151")), "{told}");
        page.click(".animation .do").await?;
        page.wait("document.querySelector('.animation .said').textContent == 'Cancelled.'").await?;
        assert_eq!(page.look("document.querySelector('.animation progress').hidden").await?, true);
        set_steps(&page, 10, 14).await?;
        assert_eq!(show(&make(&page).await?).frames.len(), 5);
        Ok(())
    });
}

#[test]
fn without_workers_the_page_makes_the_same_animation() {
    visit(|page| async move {
        page.train_past(20).await?;
        page.press("train").await?;
        page.wait_for_status("paused").await?;
        open(&page).await?;
        set_steps(&page, 0, 12).await?;
        let beside = make(&page).await?;
        page.look("window.Worker = class { constructor() { throw new Error('none'); } }").await?;
        set_steps(&page, 0, 11).await?;
        set_steps(&page, 0, 12).await?;
        let here = show(&make(&page).await?);
        let there = show(&beside);
        assert!(here.frames == there.frames);
        Ok(())
    });
}

#[test]
fn before_a_step_is_taken_there_is_nothing_to_animate() {
    visit(|page| async move {
        open(&page).await?;
        let told = "document.querySelector('.animation .so-far').textContent";
        page.wait(&format!("{told} == 'Train first: there is only step 000.'")).await?;
        assert_eq!(page.look("document.querySelector('.animation .do').disabled").await?, true);
        page.press("step-on").await?;
        page.wait("document.querySelector('.animation .of').textContent == '2 frames, 0.1 s'").await
    });
}

#[test]
fn a_webm_is_offered_where_the_browser_can_write_one_and_plays() {
    visit(|page| async move {
        page.train_past(20).await?;
        page.press("train").await?;
        page.wait_for_status("paused").await?;
        open(&page).await?;
        // WebKit on Linux ends the page when it is asked.
        let can = "typeof VideoEncoder === 'function' && !/Linux.*AppleWebKit(?!.*Chrome)/.test(navigator.userAgent) ? VideoEncoder.isConfigSupported({ codec: 'vp8', width: 480, height: 480, framerate: 25, bitrate: 9e5 }).then(({ supported }) => supported) : false";
        let label = "document.querySelector('label:has([value=webm])')";
        if page.settle(can).await? != true {
            assert_eq!(page.rest(&format!("{label}.hidden")).await?, true);
            return Ok(());
        }
        page.wait(&format!("!{label}.hidden")).await?;
        set_steps(&page, 0, 20).await?;
        page.choose("film-form", "webm").await?;
        make(&page).await?;
        let played = page
            .settle(
                "new Promise((resolve) => {
                    const video = document.querySelector('.animation video');
                    const tell = () => resolve([video.videoWidth, video.videoHeight, video.duration, video.error?.message ?? '']);
                    if (video.readyState > 1 || video.error) tell();
                    video.onloadeddata = video.onerror = tell;
                })",
            )
            .await?;
        let told: (f64, f64, f64, String) = serde_json::from_value(played).expect("as asked");
        assert_eq!((told.0, told.1, told.3.as_str()), (480.0, 480.0, ""));
        assert!((told.2 - 21.0 / 25.0).abs() < 0.05, "it lasts {} s", told.2);
        Ok(())
    });
}
