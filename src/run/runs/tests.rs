//! Tests of runs that take each other's place.

use super::*;
use crate::data::points::Points;
use crate::data::shapes::Data;
use crate::model::weights::Treatment;
use crate::run::config::{Feed, Settings};
use crate::run::state::{Opened, own_points};
use proptest::prelude::*;

fn config() -> Config {
    let settings = Settings { batch: 16, steps: 40, ..Settings::default() };
    Config { seed: 7, feed: Feed::Fixed, hidden: vec![4, 3], settings, ..Config::default() }
}

/// All of a run but for the numbers that only tell whether something is another.
fn everything(runs: &Runs) -> String {
    let run = runs.run();
    let report = crate::run::report::Report { revision: 0, points_revision: 0, ..run.report() };
    let bits: Vec<u32> = run.state().weights.snapshot().iter().map(|p| p.to_bits()).collect();
    let history = run.curve(50, || true).rows;
    let marks = run.timeline().marks();
    format!("{:?}", (bits, report, history, marks, &run.state().config, &run.state().points))
}

/// What a user may do that costs a run.
#[derive(Clone, Debug)]
enum Act {
    Noise(f64),
    Layers(usize),
    Data(Data),
    Reset,
    Load,
    Parameters,
    Branch(u64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0.0..0.5).prop_map(Act::Noise),
        (1..9_usize).prop_map(Act::Layers),
        prop::sample::select(vec![Data::Moons, Data::Circles, Data::Own]).prop_map(Act::Data),
        Just(Act::Reset),
        Just(Act::Load),
        Just(Act::Parameters),
        (0..20_u64).prop_map(Act::Branch),
    ]
}

fn perform(runs: &mut Runs, act: &Act) {
    let config = runs.run().state().config.clone();
    match *act {
        Act::Noise(noise) => runs.rebuild(Config { noise, ..config }),
        Act::Layers(size) => runs.rebuild(Config { hidden: vec![size], ..config }),
        Act::Data(data) => runs.rebuild(Config { data, ..config }),
        Act::Load => {
            let rows = [[0.0, 1.0, -1.0], [1.0, 0.0, 1.0], [2.0, 0.5, 1.0]];
            runs.load(own_points(&rows, 0.0, 1, None), "load")
        }
        Act::Parameters => {
            let ones = vec![1.0; runs.run().state().weights.values().len()];
            runs.set_parameters(&ones)
        }
        Act::Reset => {
            runs.reset();
            Ok(())
        }
        Act::Branch(step) => {
            let step = step.min(runs.run().timeline().last().saturating_sub(1));
            runs.run_mut().seek(step).unwrap();
            let settings = runs.run().state().config.settings;
            let alpha = settings.alpha + 0.001;
            runs.change(Change::Settings(Settings { alpha, ..settings })).unwrap();
            runs.on_branch(|run| run.step());
            Ok(())
        }
    }
    .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever costs a run, and however the one after it went on: undo brings it back with all its history, redo the
    /// one that took its place.
    #[test]
    fn undo_brings_a_run_back_whole(acts in prop::collection::vec((act(), 1..12_u64), 1..8)) {
        let mut runs = Runs::new(config()).unwrap();
        let mut seen = Vec::new();
        for (act, steps) in &acts {
            for _ in 0..*steps {
                runs.on_branch(|run| run.step());
            }
            runs.settle();
            let count = runs.left.len();
            let before = everything(&runs);
            perform(&mut runs, act);
            if runs.left.len() == count {
                // It was nothing.
                continue;
            }
            // A branch comes back where it was left, with the change that waited there.
            let is_branch = matches!(act, Act::Branch(_));
            prop_assert!(!is_branch || runs.left[count].run.report().pending);
            seen.push((count, (!is_branch).then_some(before)));
        }
        for (count, before) in seen.into_iter().rev() {
            while runs.left.len() > count {
                prop_assert!(runs.undo());
            }
            if let Some(before) = before {
                prop_assert!(everything(&runs) == before);
            }
        }
    }
}

#[test]
fn a_hand_that_drags_costs_a_run_once_and_undo_tells_what_it_brings_back() {
    let mut runs = Runs::new(config()).unwrap();
    runs.run_mut().train(|| true);
    let trained = everything(&runs);
    for noise in [0.2, 0.25, 0.3] {
        runs.rebuild(Config { noise, ..runs.run().state().config.clone() }).unwrap();
    }
    runs.settle();
    let deed = runs.next_undo().unwrap();
    assert_eq!((deed.what, deed.step, deed.here), ("noise", 40, true));
    runs.rebuild(Config { noise: 0.4, ..runs.run().state().config.clone() }).unwrap();
    assert_eq!(runs.left.len(), 2);
    assert!(runs.undo() && runs.undo());
    assert_eq!(everything(&runs), trained);
    assert!(!runs.undo());
    assert!(runs.redo() && runs.redo() && !runs.redo());
    assert_eq!(runs.run().state().config.noise, 0.4);
}

#[test]
fn what_is_changed_in_the_present_run_is_taken_back_before_the_run_before_it() {
    let mut runs = Runs::new(config()).unwrap();
    runs.run_mut().train(|| true);
    runs.reset();
    let settings = runs.run().state().config.settings;
    runs.change(Change::Settings(Settings { batch: 5, ..settings })).unwrap();
    assert_eq!(runs.next_undo().map(|deed| deed.what), Some("batch"));
    assert!(runs.undo());
    assert_eq!(runs.next_undo().map(|deed| deed.what), Some("reset"));
    assert!(runs.undo());
    assert_eq!(runs.run().report().step, 40);
    assert_eq!(runs.next_redo().map(|deed| deed.what), Some("reset"));
}

#[test]
fn a_branch_that_was_left_can_be_gone_back_into() {
    let mut runs = Runs::new(config()).unwrap();
    runs.run_mut().train(|| true);
    let end = runs.run().state().weights.digest();
    runs.run_mut().seek(20).unwrap();
    let settings = runs.run().state().config.settings;
    runs.change(Change::Settings(settings.with_rate_at(20, 0.01))).unwrap();
    runs.on_branch(|run| run.train(|| true));
    assert_ne!(runs.run().state().weights.digest(), end);
    assert_eq!(runs.next_undo().map(|deed| deed.what), Some("branch"));
    assert!(runs.undo());
    assert_eq!((runs.run().report().step, runs.run().report().last_step), (20, 40));
    runs.run_mut().seek(40).unwrap();
    assert_eq!(runs.run().state().weights.digest(), end);
}

#[test]
fn the_runs_that_were_left_do_not_fill_the_memory() {
    let mut runs = Runs::new(Config { hidden: vec![32; 6], ..config() }).unwrap();
    for seed in 0..40 {
        runs.run_mut().train(|| true);
        runs.rebuild(Config { seed, ..runs.run().state().config.clone() }).unwrap();
        runs.settle();
    }
    let bytes: usize = runs.left.iter().map(|left| left.run.timeline().history().bytes()).sum();
    assert!(bytes <= LEFT_BYTES && runs.left.len() > 1, "{bytes} bytes of {}", runs.left.len());
}

#[test]
fn a_model_that_is_opened_is_one_act_and_undo_brings_the_run_before_back() {
    let mut runs = Runs::new(config()).unwrap();
    runs.run_mut().train(|| true);
    let (before, points) = (runs.run().state().weights.digest(), runs.run().state().points.clone());
    let config = Config { seed: 99, hidden: vec![3], ..config() };
    let opened = |parameters, treatments| Opened {
        config: config.clone(),
        points: Points::default(),
        parameters: vec![0.5; parameters],
        treatments,
    };
    assert_eq!(runs.open(opened(12, &[0; 3])).unwrap_err().field, "the number of parameters");
    assert_eq!(runs.open(opened(13, &[0; 2])).unwrap_err().field, "the number of treatments");
    assert_eq!(runs.open(opened(13, &[0, 3, 0])).unwrap_err().field, "treatment");
    assert_eq!(runs.run().state().weights.digest(), before);
    runs.open(opened(13, &[0, 2, 1])).unwrap();
    let state = runs.run().state();
    assert_eq!((runs.run().report().step, state.weights.values()), (0, &[0.5; 13][..]));
    assert_eq!(state.weights.treatments(), [Treatment::Free, Treatment::Off, Treatment::Frozen]);
    assert_ne!(state.points, points);
    assert_eq!(runs.next_undo().map(|deed| deed.what), Some("open"));
    assert!(runs.undo());
    assert_eq!(runs.run().state().weights.digest(), before);
    assert_eq!(runs.run().state().points, points);
}
