//! What must hold of both forms of the page, the one that is published and the one as it is written.

use crate::data::{choose_own, load, wait_for_counts};
use crate::visit::{Outcome, Visit, visit};

#[test]
fn first_paint_shows_data_and_boundary() {
    visit(|page| async move {
        assert_eq!(page.number("step").await?, 0.0);
        let told = page.text("status-text").await?;
        assert!(told.starts_with("Untrained: "), "{told}");
        for (token, least) in [("--neg", 500), ("--pos", 500), ("--ink", 500)] {
            let pixels = pixels_of_colour(&page, token).await?;
            assert!(pixels >= least, "{pixels} pixels of {token} on the plot, not {least}");
        }
        Ok(())
    });
}

/// How many pixels of the plot have the colour of a token of the style sheet.
async fn pixels_of_colour(page: &Visit, token: &str) -> Outcome<u64> {
    let count = format!(
        "(() => {{
            const plot = document.getElementById('plot');
            const colour = document.createElement('canvas').getContext('2d');
            colour.fillStyle = getComputedStyle(document.documentElement)
                .getPropertyValue('{token}').trim();
            colour.fillRect(0, 0, 1, 1);
            const [red, green, blue] = colour.getImageData(0, 0, 1, 1).data;
            const {{ data }} = plot.getContext('2d').getImageData(0, 0, plot.width, plot.height);
            let count = 0;
            for (let i = 0; i < data.length; i += 4)
                count += data[i] == red && data[i + 1] == green && data[i + 2] == blue;
            return count;
        }})()"
    );
    Ok(page.look(&count).await?.as_u64().expect("a count"))
}

#[test]
fn a_step_moves_the_boundary_and_the_counter_by_one() {
    visit(|page| async move {
        let mut before = page.picture("plot").await?;
        for step in 1..=3 {
            page.press("step-on").await?;
            page.wait_for_step(step).await?;
            let after = page.picture("plot").await?;
            assert_ne!(before, after, "step {step} left the plot as it was");
            before = after;
        }
        Ok(())
    });
}

#[test]
fn what_reads_tables_comes_when_one_is_first_read() {
    visit(|page| async move {
        let loaded = "performance.getEntriesByType('resource')
            .filter(({ name }) => name.includes('tables_bg')).length";
        choose_own(&page).await?;
        assert_eq!(page.look(loaded).await?, 0, "before there is a table");
        load(&page, "1,2,-1\n3,4,1\n5,6,1\n7,8,1\n").await?;
        wait_for_counts(&page, [3, 1]).await?;
        load(&page, "1,2,-1\n3,4,1\n").await?;
        wait_for_counts(&page, [1, 1]).await?;
        assert_eq!(page.look(loaded).await?, 1, "for two tables");
        Ok(())
    });
}
