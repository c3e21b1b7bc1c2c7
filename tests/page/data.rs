//! The data: shapes drawn from a seed, points of one's own, tables in and out.

use crate::visit::{DELETE, ENTER, Outcome, Place, RIGHT, Visit, visit};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Corners of the plot without points.
const CORNER: Place = (0.1, 0.1);
const OTHER: Place = (0.3, 0.1);
const BIN: Place = (0.97, 0.03);

#[test]
fn every_shape_is_another_and_a_seed_gives_the_same_points() {
    visit(|page| async move {
        let mut pictures: Vec<crate::visit::Picture> = Vec::new();
        for shape in ["circles", "xor", "gauss", "spiral", "moons"] {
            page.choose("data", shape).await?;
            assert!(page.is_chosen("data", shape).await?);
            let picture = page.picture("plot").await?;
            assert!(!pictures.contains(&picture), "{shape} looks like another");
            pictures.push(picture);
        }
        let seed = page.value("seed").await?;
        page.press("new-data").await?;
        page.wait(&format!("document.getElementById('seed').value != '{seed}'")).await?;
        let moons = pictures.last().expect("five of them");
        assert_ne!(page.picture("plot").await?, *moons);
        page.enter("seed", &seed).await?;
        assert_eq!(page.picture("plot").await?, *moons);
        Ok(())
    });
}

#[test]
fn noise_samples_and_the_share_held_out_change_the_points() {
    visit(|page| async move {
        let start = page.picture("plot").await?;
        page.enter("noise", "0").await?;
        assert_ne!(page.picture("plot").await?, start);
        page.enter("samples", "80").await?;
        assert_eq!(counts(&page).await?, [60, 20]);
        page.enter("held-out", "50").await?;
        assert_eq!(counts(&page).await?, [40, 40]);
        page.enter("held-out", "0").await?;
        assert_eq!(counts(&page).await?, [80, 0]);
        page.train_to_the_end().await?;
        assert_eq!(page.text("test-loss").await?.trim_start_matches("test "), "–");
        Ok(())
    });
}

#[test]
fn a_stream_shows_fresh_points_for_every_step() {
    visit(|page| async move {
        page.choose("feed", "stream").await?;
        assert_eq!(counts(&page).await?, [32, 1000]);
        assert_eq!(page.look("document.getElementById('samples').disabled").await?, true);
        let before = page.picture("plot").await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        assert_ne!(page.picture("plot").await?, before);
        page.press("step-back").await?;
        page.wait_for_step(0).await?;
        assert_eq!(page.picture("plot").await?, before);
        Ok(())
    });
}

#[test]
fn points_are_added_moved_deleted_and_taken_back_by_mouse() {
    visit(|page| async move {
        choose_own(&page).await?;
        let mut pictures = vec![look(&page).await?];
        page.choose("adding", "1").await?;
        page.click_at("#plot", CORNER).await?;
        wait_for_counts(&page, [151, 50]).await?;
        pictures.push(look(&page).await?);
        page.drag_between("plot", CORNER, OTHER).await?;
        pictures.push(look(&page).await?);
        assert!(pictures[0] != pictures[1] && pictures[1] != pictures[2]);
        page.point("#plot", OTHER).await?;
        page.keys(&DELETE.to_string()).await?;
        wait_for_counts(&page, [150, 50]).await?;
        assert_eq!(look(&page).await?, pictures[0]);
        for picture in pictures.iter().rev() {
            page.press("undo").await?;
            assert!(look(&page).await? == *picture, "undo does not lead back");
            if *picture == pictures[0] {
                break;
            }
        }
        wait_for_counts(&page, [150, 50]).await?;
        page.click_at("#plot", CORNER).await?;
        wait_for_counts(&page, [151, 50]).await?;
        page.drag_between("plot", CORNER, BIN).await?;
        wait_for_counts(&page, [150, 50]).await
    });
}

#[test]
fn undo_goes_back_behind_a_reset() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.press("step-on").await?;
        page.wait_for_step(1).await?;
        page.click_at("#plot", CORNER).await?;
        wait_for_counts(&page, [151, 50]).await?;
        page.press("step-back").await?;
        wait_for_counts(&page, [150, 50]).await?;
        page.press("reset").await?;
        // The button changes its width with what it says.
        page.wait("document.getElementById('undo').textContent.includes('reset')").await?;
        page.press("undo").await?;
        page.wait(
            "document.getElementById('status-text').textContent.startsWith('Taken back: reset')",
        )
        .await?;
        page.press("step-on").await?;
        wait_for_counts(&page, [151, 50]).await?;
        page.press("undo").await?;
        wait_for_counts(&page, [150, 50]).await
    });
}

#[test]
fn points_are_added_and_deleted_by_keyboard() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.look("document.getElementById('plot').focus()").await?;
        page.keys(&format!("{RIGHT}+{ENTER}")).await?;
        wait_for_counts(&page, [151, 50]).await?;
        page.keys(&DELETE.to_string()).await?;
        wait_for_counts(&page, [150, 50]).await?;
        page.control('z').await?;
        wait_for_counts(&page, [151, 50]).await
    });
}

#[test]
fn training_goes_on_while_points_are_added() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.enter("steps", "100000").await?;
        page.train_past(3).await?;
        page.click_at("#plot", CORNER).await?;
        wait_for_counts(&page, [151, 50]).await?;
        let step = page.number("step").await?;
        page.wait(&format!("Number(document.getElementById('step').textContent) > {step} + 3"))
            .await?;
        // What was changed is told on the timeline.
        page.wait(
            "[...document.querySelectorAll('#marks button')]
                .some(mark => mark.ariaLabel.includes('a point changed'))",
        )
        .await
    });
}

#[test]
fn without_points_the_page_says_how_to_get_some() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.press("clear-points").await?;
        wait_for_counts(&page, [0, 0]).await?;
        page.press("train").await?;
        let told = page.text("status-text").await?;
        assert!(told.contains("no training points"), "{told}");
        page.press("undo").await?;
        wait_for_counts(&page, [150, 50]).await
    });
}

#[test]
fn the_view_stays_while_a_point_is_dragged_to_the_edge() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.click_at("#plot", CORNER).await?;
        wait_for_counts(&page, [151, 50]).await?;
        let before = look(&page).await?;
        for edge in [(0.004, 0.5), (0.5, 0.998)] {
            page.drag_between("plot", CORNER, edge).await?;
            page.press("undo").await?;
            assert!(look(&page).await? == before, "the view is another one after {edge:?}");
        }
        Ok(())
    });
}

#[test]
fn own_points_come_back_as_they_were_left() {
    visit(|page| async move {
        choose_own(&page).await?;
        drop_file(
            &page,
            "Array.from({ length: 20 }, (_, i) => `${100 + 10 * i},${i},${i % 2}`).join('\\n')",
        )
        .await?;
        wait_for_counts(&page, [15, 5]).await?;
        let (picture, loss) = (look(&page).await?, page.text("test-loss").await?);
        page.choose("data", "moons").await?;
        wait_for_counts(&page, [150, 50]).await?;
        choose_own(&page).await?;
        wait_for_counts(&page, [15, 5]).await?;
        assert!(look(&page).await? == picture && page.text("test-loss").await? == loss);
        page.press("clear-points").await?;
        wait_for_counts(&page, [0, 0]).await?;
        page.choose("data", "moons").await?;
        wait_for_counts(&page, [150, 50]).await?;
        choose_own(&page).await?;
        wait_for_counts(&page, [0, 0]).await?;
        page.click_at("#plot", CORNER).await?;
        wait_for_counts(&page, [1, 0]).await?;
        // Another network is no reason to forget them.
        page.enter("hidden", "3").await?;
        page.choose("data", "moons").await?;
        wait_for_counts(&page, [150, 50]).await?;
        choose_own(&page).await?;
        wait_for_counts(&page, [1, 0]).await
    });
}

/// Tables, how many points they hold, and what the legend then calls the classes.
const TABLES: [(&str, u64, [&str; 2]); 4] = [
    ("1,2,-1\n3,4,1\n5,6,+1\n", 3, ["−1", "+1"]),
    ("x;y;class\n1,5;2;0\n2;1;1\n", 2, ["0 as −1", "+1"]),
    ("1.5\t2\tcat\n3\t4\tdog\n5\t6\tcat\n7\t8\tdog", 4, ["cat −1", "dog +1"]),
    ("width,height,kind\r\n1,2,a\r\n3,1,b\r\n", 2, ["a −1", "b +1"]),
];

#[test]
fn pasted_tables_of_every_kind_are_taken() {
    visit(|page| async move {
        choose_own(&page).await?;
        for (text, points, classes) in TABLES {
            load(&page, text).await?;
            page.wait("!document.getElementById('csv-sheet').open").await?;
            let [train, test] = counts(&page).await?;
            assert_eq!(train + test, points, "{text:?}");
            let legend = [page.text("legend-neg").await?, page.text("legend-pos").await?];
            assert_eq!(legend, classes, "{text:?}");
        }
        Ok(())
    });
}

/// Tables that cannot be read, and what is said of them.
const FAULTS: [(&str, &str); 4] = [
    ("1,2,-1\n1,two,1\n", "Line 2, column 2: expected a number, found “two”."),
    ("1,2,a\n1,2,b\n3,4,c\n", "Line 3, column 3: expected one of the labels “a” and “b”"),
    ("1,2\n", "Line 1: expected three fields"),
    ("", "found no point"),
];

#[test]
fn a_bad_table_is_refused_with_its_place_and_nothing_is_lost() {
    visit(|page| async move {
        choose_own(&page).await?;
        let start = look(&page).await?;
        for (text, sentence) in FAULTS {
            load(&page, text).await?;
            page.wait("document.getElementById('csv-fault').textContent != ''").await?;
            let told = page.text("csv-fault").await?;
            assert!(told.contains(sentence), "{text:?}: {told}");
            assert_eq!(page.value("csv").await?, text, "what was typed is gone");
            page.click("#csv-sheet .close").await?;
        }
        assert!(look(&page).await? == start, "the points are not as they were");
        Ok(())
    });
}

#[test]
fn a_table_comes_from_a_chosen_and_from_a_dropped_file() {
    visit(|page| async move {
        choose_own(&page).await?;
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("points.csv");
        fs::write(&file, "1,2,-1\n3,4,1\n5,6,1\n").expect("the target folder can be written to");
        page.press("csv-open").await?;
        page.choose_file("csv-file", &file).await?;
        page.wait("document.getElementById('status-text').textContent.startsWith('Read 3 points from points.csv')")
            .await?;
        drop_file(&page, "'1,2,-1\\n3,4,1\\n'").await?;
        page.wait("document.getElementById('status-text').textContent.startsWith('Read 2 points from dropped.csv')")
            .await?;
        drop_file(&page, "'1,2,-1\\n3,4\\n'").await?;
        page.wait(
            "document.getElementById('csv-fault').textContent.startsWith('dropped.csv: Line 2')",
        )
        .await
    });
}

#[test]
fn saved_and_copied_points_are_read_back_as_they_were() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.enter("held-out", "0").await?;
        load(&page, "width,height,kind\n0.5,-1,dog\n1,0.25,cat\n-0.5,0.125,dog\n").await?;
        wait_for_counts(&page, [3, 0]).await?;
        let keep = "(() => {
            const create = URL.createObjectURL;
            URL.createObjectURL = (blob) => { window.saved = blob; return create(blob); };
            HTMLAnchorElement.prototype.click = () => {};
            const writeText = async (text) => { window.copied = text; };
            Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
        })()";
        page.look(keep).await?;
        page.click(".own .csv-save").await?;
        page.click(".own .csv-copy").await?;
        page.wait("'copied' in window").await?;
        let saved = page.settle("saved.text()").await?;
        assert_eq!(page.look("copied").await?, saved);
        let mut lines: Vec<_> = saved.as_str().expect("a text").lines().collect();
        assert_eq!(lines[0], "width,height,kind");
        lines.sort_unstable();
        assert_eq!(lines[..3], ["-0.5,0.125,dog", "0.5,-1,dog", "1,0.25,cat"]);
        let picture = look(&page).await?;
        load(&page, saved.as_str().expect("a text")).await?;
        page.wait("!document.getElementById('csv-sheet').open").await?;
        wait_for_counts(&page, [3, 0]).await?;
        assert!(look(&page).await? == picture, "not as it was");
        Ok(())
    });
}

#[test]
fn points_of_another_scale_are_standardised_and_the_axes_show_their_units() {
    visit(|page| async move {
        choose_own(&page).await?;
        page.enter("held-out", "0").await?;
        let rows = "Array.from({ length: 60 }, (_, i) =>
            `${5000 + 900 * Math.sin(i)},${i / 1e5},${i % 2}`).join('\\n')";
        drop_file(&page, rows).await?;
        let mean = (0..60).map(|i| 5000.0 + 900.0 * f64::from(i).sin()).sum::<f64>() / 60.0;
        let note = format!("Standardised for training: x by its mean {mean:.0} and spread 6");
        page.wait(&format!(
            "document.getElementById('scale-note').textContent.startsWith('{note}')"
        ))
        .await?;
        page.choose("data", "moons").await?;
        page.wait("document.getElementById('scale-note').textContent == ''").await
    });
}

#[test]
fn a_hundred_thousand_points_load_with_progress_and_can_be_left() {
    visit(|page| async move {
        choose_own(&page).await?;
        let start = look(&page).await?;
        let rows = "Array.from({ length: 100_000 }, (_, i) =>
            `${Math.sin(i)},${Math.cos(7 * i)},${i % 2}`).join('\\n')";
        // Notes how often the page comes to draw, and how far the reading was then.
        page.look(
            "(() => {
                window.seen = [];
                const note = () => {
                    if (document.documentElement.matches('[data-reading]'))
                        seen.push(document.getElementById('read-bar').value);
                    requestAnimationFrame(note);
                };
                note();
            })()",
        )
        .await?;
        drop_file(&page, rows).await?;
        page.wait("document.documentElement.matches('[data-reading]')").await?;
        page.look("document.getElementById('read-cancel').click()").await?;
        page.wait("!document.documentElement.matches('[data-reading]')").await?;
        assert!(look(&page).await? == start, "what was left has changed the points");
        drop_file(&page, rows).await?;
        page.wait(
            "document.getElementById('status-text').textContent.includes('100\u{202f}000 points')",
        )
        .await?;
        assert_eq!(counts(&page).await?, [75_000, 25_000]);
        let seen = page.look("new Set(seen).size").await?;
        assert!(seen.as_u64() > Some(3), "progress was drawn {seen} times");
        page.train_past(2).await
    });
}

/// Chooses points of one's own and waits until they can be edited.
pub async fn choose_own(page: &Visit) -> Outcome {
    page.choose("data", "own").await?;
    page.wait("document.getElementById('plot').matches('[data-points]')").await
}

/// Puts a text into the sheet for tables and loads it.
pub async fn load(page: &Visit, text: &str) -> Outcome {
    page.press("csv-open").await?;
    page.look(&format!("document.getElementById('csv').value = {}", json!(text))).await?;
    page.press("csv-load").await
}

/// Drops a file with a text, given as an expression, onto the page.
async fn drop_file(page: &Visit, text: &str) -> Outcome {
    page.look(&format!(
        "(() => {{
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([{text}], 'dropped.csv', {{ type: 'text/csv' }}));
            document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer, bubbles: true, cancelable: true }}));
        }})()"
    ))
    .await?;
    Ok(())
}

/// How many points there are to train on and to test on, as the page says.
async fn counts(page: &Visit) -> Outcome<[u64; 2]> {
    let numbers = "document.getElementById('split').textContent.replaceAll('\\u202f', '')
        .match(/\\d+/g).map(Number)";
    Ok(serde_json::from_value(page.rest(numbers).await?)?)
}

pub async fn wait_for_counts(page: &Visit, [train, test]: [u64; 2]) -> Outcome {
    page.wait(&format!(
        "document.getElementById('split').textContent == '{train} to train, {test} to test'"
    ))
    .await
}

/// The plot, with nothing pointed at.
async fn look(page: &Visit) -> Outcome<Value> {
    // A click may have moved the mouse without the driver's knowing; only another place is another one for it.
    page.point(".tagline", (0.5, 0.5)).await?;
    page.point("h1", (0.5, 0.5)).await?;
    page.rest("document.getElementById('plot').toDataURL()").await
}
