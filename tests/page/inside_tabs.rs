//! The tabs Neuron and Receipt of a step: what they show is what the engine gives.

use crate::visit::{DOWN, ENTER, Outcome, Visit, visit};

/// Opens a step of a run that is trained, at a position, with a tab.
async fn open(page: &Visit, address: &str, tab: &str) -> Outcome {
    page.train_to_the_end().await?;
    go(page, address).await?;
    page.press(&format!("tab-{tab}")).await?;
    page.wait(&format!("document.querySelector('#panel-{tab} h2')")).await
}

async fn go(page: &Visit, address: &str) -> Outcome {
    page.look(&format!("(location.hash = '{address}', 0)")).await?;
    page.wait(&format!(
        "document.querySelector('.inside').dataset.state == 'ready' && place().startsWith('{address}')"
    ))
    .await
}

/// The numbers of all that a selector finds, in single precision; a number's sign is a true minus.
async fn numbers(page: &Visit, selector: &str) -> Outcome<Vec<f32>> {
    let texts =
        format!("[...document.querySelectorAll(`{selector}`)].map(part => part.textContent)");
    let texts = page.rest(&texts).await?;
    let parse = |text: &serde_json::Value| {
        let text = text.as_str().expect("a text").replace('−', "-");
        text.parse().unwrap_or_else(|_| panic!("{text:?} of {selector} is no number"))
    };
    Ok(texts.as_array().expect("texts").iter().map(parse).collect())
}

async fn settled(page: &Visit, what: &str) -> Outcome<f32> {
    Ok(numbers(page, &format!(".update [data-what={what}] td:last-child")).await?[0])
}

/// As the engine adds up a batch: four sums side by side, these at last.
fn add_up(terms: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 4];
    for (number, term) in terms.iter().enumerate() {
        sums[number % 4] += term;
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

const ALL_DIGITS: &str = "#panel-receipt [data-key=digits]";

#[test]
fn the_terms_of_a_receipt_add_up_to_its_gradient_bit_for_bit() {
    visit(|page| async move {
        open(&page, "#inside/42/1083", "receipt").await?;
        page.click(ALL_DIGITS).await?;
        page.wait("document.querySelectorAll('.samples tbody tr').length == 32").await?;
        let terms = numbers(&page, ".samples .amount").await?;
        assert!(terms.iter().filter(|&&term| term != 0.0).count() > 1);
        assert_eq!(add_up(&terms), settled(&page, "data").await?);
        let pushes = numbers(&page, ".samples td:nth-child(5)").await?;
        assert_eq!(add_up(&pushes), settled(&page, "total").await?);
        let adjoints = numbers(&page, ".samples td:nth-child(3)").await?;
        let inputs = numbers(&page, ".samples td:nth-child(4)").await?;
        for number in 0..32 {
            assert_eq!(adjoints[number] * inputs[number], pushes[number]);
        }
        let whole = settled(&page, "data").await? + settled(&page, "penalty").await?;
        assert_eq!(whole, settled(&page, "gradient").await?);
        Ok(())
    });
}

#[test]
fn the_step_of_a_receipt_is_the_labs() {
    visit(|page| async move {
        open(&page, "#inside/42/1083", "receipt").await?;
        page.click(ALL_DIGITS).await?;
        // The first weight of all.
        page.look(CLICK_FIRST_CELL).await?;
        page.wait("document.querySelector('#panel-receipt h2').textContent.includes('from x to neuron 1 of layer 1')").await?;
        let after = settled(&page, "after").await?;
        let moved = after - settled(&page, "before").await?;
        assert_eq!(moved, settled(&page, "step").await?);
        // Another step opens as steps do: with few digits, at a weight of its own.
        go(&page, "#inside/43/").await?;
        page.wait(
            "document.querySelector('#panel-receipt [data-key=digits]').ariaPressed == 'false'",
        )
        .await?;
        page.click(ALL_DIGITS).await?;
        page.look(CLICK_FIRST_CELL).await?;
        page.wait("document.querySelector('#panel-receipt h2').textContent.includes('from x to neuron 1 of layer 1')").await?;
        assert_eq!(settled(&page, "before").await?, after, "the step after it begins there");
        Ok(())
    });
}

const CLICK_FIRST_CELL: &str = "(() => {
    const cells = document.querySelector('.mosaic.numbers');
    const { left, top } = cells.getBoundingClientRect();
    cells.dispatchEvent(new MouseEvent('click', { clientX: left + 3, clientY: top + 3, bubbles: true }));
})()";

#[test]
fn the_receipts_of_momentum_and_adam_lead_to_the_new_value_bit_for_bit() {
    for optimiser in ["momentum", "adam"] {
        visit(move |page| async move {
            page.choose("optimiser", optimiser).await?;
            open(&page, "#inside/42/1083", "receipt").await?;
            page.click(ALL_DIGITS).await?;
            let factor = "document.querySelector('.update [data-what=step] td').textContent";
            let factor = page.rest(factor).await?.as_str().expect("a factor").replace('−', "-");
            let factor: f32 =
                factor.trim_matches(|c| "× ()".contains(c)).parse().expect("a number");
            let means = [settled(&page, "mean-0").await?, settled(&page, "mean-1").await?];
            let way = match optimiser {
                "momentum" => means[0] + settled(&page, "gradient").await?,
                _ => means[0] / (means[1] + 1e-8),
            };
            let after = settled(&page, "before").await? + factor * way;
            assert_eq!(after, settled(&page, "after").await?);
            Ok(())
        });
    }
}

#[test]
fn a_row_that_is_pressed_is_walked() {
    visit(|page| async move {
        open(&page, "#inside/42/1083", "receipt").await?;
        let second = ".samples tbody tr:nth-child(2)";
        let number = format!("document.querySelector('{second} button').textContent");
        let number = page.look(&number).await?.as_str().expect("a number").to_owned();
        page.click(&format!("{second} td")).await?;
        page.wait(&format!(
            "document.querySelector('.inside .which').textContent.startsWith('{number},')"
        ))
        .await?;
        page.wait(&format!("document.querySelector('{second}').ariaCurrent == 'true'")).await?;
        assert_eq!(
            page.look("document.querySelectorAll('.samples [aria-current]').length").await?,
            1
        );
        // With the keyboard, one row on.
        page.look("document.querySelector('.samples tbody button').focus()").await?;
        page.keys(&format!("{DOWN}{DOWN}{ENTER}")).await?;
        page.wait("document.querySelector('.samples tbody tr:nth-child(3)').ariaCurrent == 'true'")
            .await?;
        page.wait("document.activeElement == document.querySelector('.samples tbody tr:nth-child(3) button')").await
    });
}

#[test]
fn a_waterfall_ends_at_the_neurons_value_in_the_network() {
    visit(|page| async move {
        open(&page, "#inside/42/1083", "neuron").await?;
        let told = page.look("document.querySelector('.graph').ariaLabel").await?.to_string();
        let last = page.look("document.querySelector('.waterfall .total').textContent").await?;
        let last = last.as_str().expect("a number");
        assert!(told.contains(&format!(", value {last},")), "{told} does not tell {last}");
        // A bar that is pressed is the weight that is selected.
        page.look("document.querySelector('.waterfall [data-key=t1]').dispatchEvent(new MouseEvent('click', { bubbles: true }))").await?;
        page.wait("document.querySelector('.waterfall [data-key=t1]').ariaPressed == 'true'")
            .await?;
        page.wait("document.querySelector('.graph').ariaLabel.endsWith('by input y')").await
    });
}

#[test]
fn what_comes_home_by_several_ways_is_added_up() {
    visit(|page| async move {
        open(&page, "#inside/42/1083", "neuron").await?;
        page.click("#panel-neuron [data-key=digits]").await?;
        page.wait(
            "document.querySelector('#panel-neuron [data-key=digits]').ariaPressed == 'true'",
        )
        .await?;
        let sent = numbers(&page, ".ways-on td:nth-child(4)").await?;
        let adjoints = numbers(&page, ".ways-on td:nth-child(2)").await?;
        let weights = numbers(&page, ".ways-on td:nth-child(3)").await?;
        assert!(sent.len() > 1, "several ways");
        for way in 0..sent.len() {
            assert_eq!(adjoints[way] * weights[way], sent[way]);
        }
        let home = numbers(&page, ".home-sum span:nth-child(2) b").await?;
        assert_eq!(sent.iter().sum::<f32>(), home[0]);
        Ok(())
    });
}

#[test]
fn nothing_is_known_before_the_first_operation() {
    visit(|page| async move {
        open(&page, "#inside/42/0", "neuron").await?;
        assert_eq!(page.look("document.querySelectorAll('.waterfall .bar').length").await?, 0);
        let texts =
            "[...document.querySelectorAll('.chain .back')].every(text => text.textContent == '·')";
        assert!(page.look(texts).await? == true);
        page.press("tab-receipt").await?;
        page.wait("document.querySelector('.update [data-what=data]')").await?;
        let unknown = "['total', 'data', 'gradient', 'step', 'after'].every(what => document.querySelector(`.update [data-what=${what}] td:last-child`).textContent == '·')";
        assert!(page.look(unknown).await? == true);
        assert!(
            page.look("document.querySelector('.samples [aria-current] td').textContent").await?
                == "·"
        );
        Ok(())
    });
}

#[test]
fn both_tabs_are_seen_without_scrolling() {
    visit(|page| async move {
        open(&page, "#inside/42/1083", "neuron").await?;
        for tab in ["neuron", "receipt"] {
            page.press(&format!("tab-{tab}")).await?;
            let panel = format!("document.getElementById('panel-{tab}')");
            page.wait(&format!("{panel}.querySelector('h2')")).await?;
            let overflow = format!("{panel}.scrollHeight - {panel}.clientHeight");
            assert_eq!(page.rest(&overflow).await?, 0, "{tab}");
        }
        Ok(())
    });
}

#[test]
fn where_there_is_room_for_one_panel_nothing_sticks_out_and_what_is_opened_is_in_sight() {
    visit(|page| async move {
        for (width, height) in [(1024, 768), (720, 450)] {
            page.open_in_frame(width, height).await?;
            open(&page, "#inside/42/714", "neuron").await?;
            for tab in ["receipt", "tape", "check", "network", "neuron"] {
                page.press(&format!("tab-{tab}")).await?;
                let shown = format!("document.querySelector('.inside').dataset.tab == '{tab}'");
                page.wait(&shown).await?;
                let panels = "[...document.querySelectorAll('.inside [data-panel]')].filter(panel => !panel.hidden).map(panel => panel.getBoundingClientRect().top < innerHeight)";
                assert_eq!(page.rest(panels).await?, serde_json::json!([true]), "{tab}");
                let scrolls = "document.scrollingElement.scrollWidth > innerWidth";
                assert!(page.rest(scrolls).await? == false, "{tab} at {width} × {height}");
            }
            page.leave_frame().await?;
        }
        Ok(())
    });
}
