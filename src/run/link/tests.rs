use super::replay::Replay;
use super::{Link, Origin, text};
use crate::data::points::{Edit, Set};
use crate::data::random::{Use, generator};
use crate::data::shapes::{Data, Sample};
use crate::model::optimiser::Optimiser;
use crate::model::weights::Treatment;
use crate::run::changes::Change;
use crate::run::config::{Config, Settings};
use crate::run::link::text::check;
use crate::run::link::{plain, v1};
use crate::run::runs::Runs;
use crate::run::schedule::Schedule;
use crate::run::trainer::Trainer;
use base64::engine::{Engine, general_purpose::URL_SAFE_NO_PAD};
use proptest::prelude::*;
use rand::RngExt;

/// Something that somebody does.
#[derive(Clone, Debug)]
enum Act {
    Train(u64),
    Seek(u64),
    Rate(f64),
    Optimiser(Optimiser),
    Steps(u64),
    Weight(usize, f32),
    Treat(usize, Treatment),
    Edit(u8, usize, f32),
    Settle,
    Undo,
    Redo,
    Reset,
    Own,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let optimisers =
        prop::sample::select(vec![Optimiser::Sgd, Optimiser::Momentum, Optimiser::Adam]);
    let treatments = prop::sample::select(vec![Treatment::Free, Treatment::Frozen, Treatment::Off]);
    let act = prop_oneof![
        4 => (1..40_u64).prop_map(Act::Train),
        2 => (0..100_u64).prop_map(Act::Seek),
        2 => prop::sample::select(vec![0.1, 0.628, 1.3, 1e9]).prop_map(Act::Rate),
        1 => optimisers.prop_map(Act::Optimiser),
        1 => (100..500_u64).prop_map(Act::Steps),
        2 => (0..337_usize, -2.0..2.0_f32).prop_map(|(number, value)| Act::Weight(number, value)),
        1 => (0..32_usize, treatments).prop_map(|(number, treatment)| Act::Treat(number, treatment)),
        2 => (0..4_u8, 0..20_usize, -2.0..2.0_f32).prop_map(|(kind, at, x)| Act::Edit(kind, at, x)),
        1 => Just(Act::Settle),
        3 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => Just(Act::Reset),
        1 => Just(Act::Own),
    ];
    prop::collection::vec(act, 0..25)
}

fn act(runs: &mut Runs, act: &Act) {
    let settings = runs.run().state().config.settings;
    let step = runs.run().report().step;
    let change = |runs: &mut Runs, change| drop(runs.change(change));
    match *act {
        Act::Train(steps) => drop(runs.on_branch(|run| run.train_for(steps, || true))),
        Act::Seek(step) => drop(runs.run_mut().seek(step)),
        Act::Rate(rate) => change(runs, Change::Settings(settings.with_rate_at(step, rate))),
        Act::Optimiser(optimiser) => {
            let to = settings.going_on(step, Settings { optimiser, ..settings });
            change(runs, Change::Settings(to));
        }
        Act::Steps(steps) => {
            let to = settings.going_on(step, Settings { steps, ..settings });
            change(runs, Change::Settings(to));
        }
        Act::Weight(number, value) => change(runs, Change::Parameter(number, value)),
        Act::Treat(number, treatment) => change(runs, Change::Neuron(number, treatment)),
        Act::Edit(kind, at, x) => {
            let edit = match kind {
                0 => Edit::Add(Set::Test, Sample { inputs: [x, -x], label: 1.0 }),
                1 => Edit::Move(Set::Train, at, [x, x]),
                2 => Edit::Delete(Set::Train, at),
                _ => Edit::Replace(vec![Sample { inputs: [x, x], label: -1.0 }; at], Vec::new()),
            };
            change(runs, Change::Points(edit));
        }
        Act::Settle => runs.settle(),
        Act::Undo => drop(runs.undo()),
        Act::Redo => drop(runs.redo()),
        Act::Reset => runs.reset(),
        Act::Own => {
            let config = Config { data: Data::Own, ..runs.run().state().config.clone() };
            runs.rebuild(config).unwrap();
        }
    }
}

fn opening() -> Config {
    Config { feed: crate::run::config::Feed::Fixed, samples: 30, noise: 0.14, ..Config::default() }
}

/// Made again in as many slices as there are steps.
fn replay(link: Link) -> Trainer {
    let mut replay = Replay::new(&link).unwrap();
    let mut is_asked = false;
    let mut once = || {
        is_asked = !is_asked;
        is_asked
    };
    while !replay.go_on(&mut once).unwrap() {}
    assert_eq!(replay.differs(), None);
    replay.into_run()
}

/// What undo leads back through, as digests of the parameters and the settings then.
fn undone(run: &Trainer) -> Vec<(u64, Config)> {
    let mut run = run.clone();
    let mut all = Vec::new();
    while run.undo() && all.len() < 50 {
        all.push((run.state().weights.digest(), run.state().config.clone()));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_replayed_link_is_the_run(acts in acts()) {
        let mut runs = Runs::new(opening()).unwrap();
        acts.iter().for_each(|done| act(&mut runs, done));
        let run = runs.run();
        let link = Link::of(run);
        let text = text::write(&link);
        prop_assert_eq!(text::read(&text), Ok(link.clone()), "{}", text);
        prop_assert_eq!(plain::read(&plain::write(&link), None), Some(link.clone()));
        let again = replay(link.clone());
        prop_assert_eq!(&Link::of(&again), &link);
        prop_assert_eq!(again.report().problem.is_some(), run.report().problem.is_some());
        prop_assert_eq!(undone(&again), undone(run));
        let marks = |run: &Trainer| serde_json::to_value(run.timeline().marks()).unwrap();
        prop_assert_eq!(marks(&again), marks(run));
    }
}

fn trained(config: Config) -> Trainer {
    let mut run = Trainer::new(config).unwrap();
    run.train(|| true);
    run
}

#[test]
fn a_plain_run_takes_few_characters() {
    for seed in [1778, u32::MAX] {
        let mut run = trained(Config { seed, samples: 200, ..opening() });
        run.seek(62).unwrap();
        let characters = text::write(&Link::of(&run)).len();
        assert!(characters <= 50, "{characters}");
    }
}

#[test]
fn the_points_of_a_shape_that_became_ones_own_take_no_room() {
    let mut runs = Runs::new(opening()).unwrap();
    runs.rebuild(Config { data: Data::Own, ..opening() }).unwrap();
    let link = Link::of(runs.run());
    assert_eq!(link.start.points, Origin::Shape(Data::Moons));
    assert!(text::write(&link).len() < 50);
}

#[test]
fn a_replay_tells_where_it_leaves_the_run() {
    let run = trained(opening());
    let link = Link::of(&run);
    let differs = |link: Link| {
        let mut replay = Replay::new(&link).unwrap();
        assert!(replay.go_on(|| true).unwrap());
        replay.differs()
    };
    assert_eq!(differs(Link { digest: link.digest + 1, ..link.clone() }), Some(150));
    let mut way = link.way.clone();
    way[5] ^= 1;
    assert_eq!(differs(Link { way, ..link.clone() }), Some(32));
    let mut other = link.clone();
    other.start.config.settings.rate = 0.9;
    assert_eq!(differs(other), Some(1));
    // Nothing can be trained on.
    let mut empty = Link { way: Vec::new(), ..link };
    empty.start.config.data = Data::Own;
    empty.start.points = Origin::Own(Default::default());
    assert_eq!(differs(empty), Some(0));
}

#[test]
fn what_no_run_can_be_is_refused_by_name() {
    let link = Link::of(&trained(opening()));
    let refused = |link: &Link| text::read(&text::write(link)).unwrap_err().to_string();
    let mut broken = link.clone();
    broken.start.config.noise = f64::NAN;
    assert_eq!(refused(&broken), "noise is NaN, but must be a number from 0 to 1");
    let broken = Link { shown: 151, ..link.clone() };
    assert_eq!(refused(&broken), "the step shown is 151, but must be a whole number below 151");
    let mut runs = Runs::of(trained(opening()));
    runs.change(Change::Parameter(3, 0.5)).unwrap();
    let mut broken = Link::of(runs.run());
    broken.changes[0].change = Change::Parameter(3000, 0.5);
    let mut replay = Replay::new(&text::read(&text::write(&broken)).unwrap()).unwrap();
    let error = replay.go_on(|| true).unwrap_err().to_string();
    assert_eq!(error, "parameter is 3000, but must be a whole number below 337");
}

#[test]
fn a_text_that_is_no_link_is_refused_in_a_sentence() {
    let text = text::write(&Link::of(&trained(opening())));
    let refused = |text: &str| text::read(text).unwrap_err().to_string();
    assert!(refused("lab").contains("no link"));
    assert!(refused(&text.replace("1.", "2.")).contains("version 2"));
    for cut in 2..text.len() {
        assert!(refused(&text[..cut]).contains("damaged"), "{cut}");
    }
    assert!(refused(&"1.".repeat(1 << 22)).contains("may have 4194304"));
}

/// Links of all kinds, to be spoilt.
fn links() -> Vec<Vec<u8>> {
    let mut runs = Runs::new(opening()).unwrap();
    let all = [
        Act::Train(5),
        Act::Rate(0.3),
        Act::Weight(3, 0.5),
        Act::Treat(3, Treatment::Off),
        Act::Train(5),
        Act::Seek(3),
        Act::Optimiser(Optimiser::Momentum),
        Act::Own,
        Act::Edit(0, 3, 0.5),
        Act::Edit(1, 3, 0.25),
        Act::Edit(2, 3, 0.5),
        Act::Edit(3, 2, 0.5),
        Act::Train(3),
        Act::Undo,
        Act::Reset,
        Act::Steps(200),
    ];
    let mut links = Vec::new();
    for done in &all {
        act(&mut runs, done);
        links.push(v1::write(&Link::of(runs.run())));
    }
    links
}

#[test]
fn a_million_hostile_links_are_refused_or_read_and_take_no_memory_to_speak_of() {
    let (links, mut rng) = (links(), generator(11, Use::Samples, 0));
    let mut readable = 0;
    for number in 0..1_000_000 {
        let mut body = links[number % links.len()].clone();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..body.len());
            match rng.random_range(0..5) {
                0 => body.truncate(at + 1),
                1 => body.insert(at, rng.random()),
                2 => body[at] = 0xff,
                3 => body[at] ^= 1 << rng.random_range(0..8),
                _ => body[at] = rng.random(),
            }
        }
        let sum = if number % 16 == 0 { rng.random() } else { check(&body) };
        let text = format!("1.{}", URL_SAFE_NO_PAD.encode([&[sum], &body[..]].concat()));
        let Ok(link) = text::read(&text) else { continue };
        readable += 1;
        assert!(link.changes.len() + link.pending.len() + link.way.len() <= body.len());
        // A few are made again, as far as some milliseconds allow.
        if readable % 2000 == 0
            && let Ok(mut replay) = Replay::new(&link)
        {
            let mut turns = 50;
            let _ = replay.go_on(|| {
                turns -= 1;
                turns > 0
            });
        }
    }
    assert!(readable > 100_000, "{readable}");
}

#[test]
fn choices_keep_their_numbers() {
    // Of each choice in the engine there is one in the form: else it could not be written.
    use crate::data::limits::Choice;
    for &data in Data::ALL {
        let config = Config { data, ..opening() };
        text::write(&Link::of(&Trainer::new(config).unwrap()));
    }
    assert_eq!(Schedule::ALL.len(), 2);
}

/// A run with everything that a link can hold: written down once, it must open for ever.
fn golden() -> Runs {
    let mut runs = Runs::new(Config { seed: 7, hidden: vec![8, 8], ..opening() }).unwrap();
    for done in [
        Act::Steps(2400),
        Act::Train(400),
        Act::Weight(3, 0.5),
        Act::Settle,
        Act::Treat(2, Treatment::Frozen),
        Act::Optimiser(Optimiser::Momentum),
        Act::Train(600),
        Act::Rate(0.05),
        Act::Train(500),
        Act::Treat(2, Treatment::Free),
        Act::Optimiser(Optimiser::Adam),
        Act::Train(600),
        Act::Optimiser(Optimiser::Sgd),
        Act::Train(300),
    ] {
        act(&mut runs, &done);
    }
    runs
}

fn golden_of_points() -> Runs {
    let mut runs = Runs::new(opening()).unwrap();
    for done in [
        Act::Own,
        Act::Edit(1, 3, 0.25),
        Act::Train(900),
        Act::Edit(0, 0, 0.5),
        Act::Optimiser(Optimiser::Momentum),
        Act::Steps(2500),
        Act::Train(1200),
        Act::Edit(2, 3, 0.0),
        Act::Undo,
        Act::Weight(20, -0.75),
        Act::Train(300),
        Act::Seek(2000),
    ] {
        act(&mut runs, &done);
    }
    runs
}

/// Links that were written when this form was made, with the digests that their runs had in the browsers, too: see
/// `tests/page/link.rs`. **They never change.**
const GOLDEN: [(&str, &str); 2] = [
    (
        "1.rsEV4BIHHgIICDIIAAAQ4BIBkAMDAAAAPwIAAgEAAIMRAQDYBANSAvQDAgAAAIMiAgDYBIMQAG9D4fnY4vHKYJBDOe_-m_b0aMGf",
        "caf1e2d8f9e1436f",
    ),
    (
        "1._NGUgAjyDAAGHjIABQQABgAAgD4AAIA-A5YBAwAAAD8AAAC_AACDEQEAABDEEwGwCRQAAEC_2MHiJ7AzL_A3BfY5Qn62ab-Y_A",
        "f02f33b027e2c1d8",
    ),
];

#[test]
fn links_of_before_open_and_give_the_same_bits() {
    for (link, digest) in GOLDEN {
        let run = replay(text::read(link).unwrap());
        assert_eq!(format!("{:016x}", run.state().weights.digest()), digest);
        assert_eq!(text::write(&Link::of(&run)), link);
    }
}

#[test]
fn the_golden_links_are_those_of_the_runs_they_were_made_of() {
    assert!(golden().run().timeline().last() >= 2000);
    for (runs, (link, _)) in [golden(), golden_of_points()].iter().zip(GOLDEN) {
        assert_eq!(text::write(&Link::of(runs.run())), link);
    }
}
