//! Tests of whole runs.

use super::*;
use crate::ad::functor::Functor;
use crate::data::limits::Choice;
use crate::data::points::{Edit, Points, Set};
use crate::data::shapes::Data;
use crate::model::optimiser::Optimiser;
use crate::model::units::Units;
use crate::model::weights::Treatment;
use crate::run::config::Value;
use crate::run::report::Used;
use crate::run::schedule::Schedule;
use crate::run::state::{Source, init, own_points};
use proptest::prelude::*;
use std::cell::OnceCell;

fn fixed() -> Config {
    let settings = Settings { batch: 32, ..Config::default().settings };
    Config { seed: 1778, feed: Feed::Fixed, noise: 0.14, settings, ..Config::default() }
}

/// Those of the parameters, and of what the optimiser remembers.
fn bits(trainer: &Trainer) -> Vec<u32> {
    trainer.state().weights.snapshot().iter().map(|p| p.to_bits()).collect()
}

fn parameters(trainer: &Trainer) -> &[f32] {
    trainer.state().weights.values()
}

/// Whole, in rows of what `Record::COLUMNS` names.
fn curve(trainer: &Trainer, most: usize) -> Vec<[f64; 7]> {
    trainer.curve(most, || true).rows
}

fn set_rate(trainer: &mut Trainer, rate: f64) {
    let settings = trainer.state().config.settings;
    trainer.change(Change::Settings(settings.with_rate_at(trainer.step, rate))).unwrap();
}

fn edit_points(trainer: &mut Trainer, edit: Edit) -> Result<Report, Refusal> {
    trainer.change(Change::Points(edit))
}

fn set_own(trainer: &mut Trainer, rows: &[[f64; 3]], held_out: f64) -> Result<Report, Refusal> {
    let source = own_points(rows, held_out, trainer.state().config.seed, None);
    *trainer = trainer.on(source)?;
    Ok(trainer.report())
}

#[test]
fn a_fixed_set_is_split_into_train_and_test_points() {
    let trainer = Trainer::new(fixed()).unwrap();
    assert_eq!((trainer.train_points().len(), trainer.state().points.test.len()), (150, 50));
}

#[test]
fn an_epoch_uses_every_training_point_once() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let mut seen: Vec<Sample> = Vec::new();
    for sizes in [[32, 32, 32, 32, 22]; 2] {
        seen.clear();
        for size in sizes {
            assert_eq!(trainer.learner().batch().len(), size);
            seen.extend(trainer.learner().batch());
            trainer.step();
        }
        let key = |s: &Sample| (s.inputs[0].to_bits(), s.inputs[1].to_bits());
        let mut all = trainer.train_points().to_vec();
        all.sort_by_key(key);
        let mut sorted = seen.clone();
        sorted.sort_by_key(key);
        assert_eq!(sorted, all);
        assert_ne!(seen, all);
    }
    assert_eq!(trainer.report().epoch, 2);
}

#[test]
fn the_report_tells_how_many_samples_the_last_step_used_and_in_which_epoch() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    assert_eq!(trainer.report().used, None);
    let sizes = [32, 32, 32, 32, 22, 32];
    for (samples, epoch) in sizes.into_iter().zip([1, 1, 1, 1, 1, 2]) {
        assert_eq!(trainer.step().used, Some(Used { samples, epoch }));
    }
    assert_eq!(trainer.seek(5).unwrap().used, Some(Used { samples: 22, epoch: 1 }));
    let mut stream = Trainer::new(Config { feed: Feed::Stream, ..fixed() }).unwrap();
    assert_eq!(stream.step().used, Some(Used { samples: 32, epoch: 0 }));
}

#[test]
fn a_short_step_gets_what_its_gradient_promised_and_the_sum_is_that_of_the_batch() {
    for feed in [Feed::Fixed, Feed::Stream] {
        let mut trainer = Trainer::new(Config { feed, ..fixed() }).unwrap();
        assert_eq!(trainer.promise(), None);
        set_rate(&mut trainer, 1e-3);
        trainer.step();
        let [promised, got] = trainer.promise().unwrap();
        assert!(promised < 0.0 && (got / promised - 1.0).abs() < 0.05, "{promised} {got}");
    }
    let mut trainer = Trainer::new(fixed()).unwrap();
    let batch = trainer.learner().batch().to_vec();
    let before = trainer.learner().loss_after(&batch, 1e-4);
    trainer.step();
    let taken = trainer.record.taken.unwrap();
    assert_eq!(before, taken.data_loss + taken.penalty);
    let [promised, got] = trainer.promise().unwrap();
    assert_eq!(promised, -taken.gradient_norm * taken.gradient_norm);
    assert_eq!(before + got, trainer.learner().loss_after(&batch, 1e-4));
    trainer.change(Change::Neuron(0, Treatment::Frozen)).unwrap();
    assert_eq!(trainer.promise(), None);
}

#[test]
fn what_the_last_step_changed_is_told_apart_from_what_a_hand_changed() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let before = parameters(&trainer).to_vec();
    trainer.step();
    let change: Vec<_> =
        parameters(&trainer).iter().zip(&before).map(|(now, then)| now - then).collect();
    trainer.change(Change::Parameter(3, 2.0)).unwrap();
    assert_eq!(trainer.learner().change(), change);
}

#[test]
fn the_test_points_are_told_apart_by_label_and_answer() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    for step in [0, 20, 150] {
        while trainer.report().step < step {
            trainer.step();
        }
        let state = trainer.state();
        let network = init(&state.config).with_elements(state.weights.live());
        let count = |label: f32, is_right: bool| {
            let counts = |sample: &&Sample| {
                let output = network.call(&sample.inputs);
                sample.label == label && (output * label > 0.0) == is_right
            };
            state.points.test.iter().filter(counts).count()
        };
        let naive = [-1.0, 1.0].map(|label| [true, false].map(|is_right| count(label, is_right)));
        assert_eq!(trainer.tally(), naive);
    }
    assert_eq!(
        Trainer::new(Config { held_out: 0.0, ..fixed() }).unwrap().tally(),
        [[0, 0], [0, 0]]
    );
}

#[test]
fn a_stream_draws_a_fresh_batch_for_every_step() {
    let mut trainer = Trainer::new(Config::default()).unwrap();
    let first = trainer.train_points().to_vec();
    trainer.step();
    assert_eq!(trainer.train_points().len(), 50);
    assert!(trainer.train_points().iter().all(|sample| !first.contains(sample)));
    assert_eq!(trainer.report().epoch, 0);
}

#[test]
fn the_pages_run_reaches_97_percent_on_points_it_never_saw() {
    let report = Trainer::new(fixed()).unwrap().train(|| true);
    assert_eq!((report.step, report.finished), (150, true));
    assert!(report.test_accuracy.unwrap() >= 0.97, "{report:?}");
}

#[test]
fn the_report_tells_the_loss_the_rate_and_the_gradient() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let start = trainer.report();
    assert_eq!((start.data_loss, start.gradient_norm, start.rate), (None, None, 1.0));
    let squares: f64 = parameters(&trainer).iter().map(|&p| f64::from(p) * f64::from(p)).sum();
    assert!((start.penalty - 1e-4 * squares).abs() < 1e-8);
    let batch = trainer.learner().batch().to_vec();
    let before = parameters(&trainer).to_vec();
    let report = trainer.step();
    let hinge = |s: &Sample, output: f32| f64::from((1.0 - s.label * output).max(0.0));
    let mut units = Units::new(trainer.learner().objective());
    let points: Vec<_> = batch.iter().map(|sample| sample.inputs).collect();
    let mut outputs = Vec::new();
    units.predict(&before, &points, &mut outputs);
    let mean: f64 = batch.iter().zip(outputs).map(|(s, o)| hinge(s, o)).sum::<f64>() / 32.0;
    assert!((report.data_loss.unwrap() - mean).abs() < 1e-6);
    assert!((report.rate - (1.0 - 0.9 / 150.0)).abs() < 1e-12);
    // The step moved the parameters by the rate, here 1, times the gradient.
    let moved = parameters(&trainer).iter().zip(&before).map(|(p, q)| f64::from(p - q).powi(2));
    assert!((moved.sum::<f64>().sqrt() - report.gradient_norm.unwrap()).abs() < 1e-5);
}

#[test]
fn reset_gives_the_same_start_and_the_same_run_again() {
    for config in [fixed(), Config::default()] {
        let mut trainer = Trainer::new(config).unwrap();
        let start = everything(&trainer);
        trainer.train(|| true);
        let end = everything(&trainer);
        trainer = trainer.again();
        assert_eq!(everything(&trainer), start);
        trainer.train(|| true);
        assert_eq!(everything(&trainer), end);
    }
}

#[test]
fn training_stops_when_told_to() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let mut left = 7;
    let report = trainer.train(|| {
        left -= 1;
        left >= 0
    });
    assert_eq!(report.step, 7);
}

#[test]
fn a_step_past_the_end_goes_on_at_the_last_rate() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.train(|| true);
    assert_eq!(trainer.train(|| true).step, 150);
    let report = trainer.step();
    assert_eq!(report.step, 151);
    assert!((report.rate - 0.1).abs() < 1e-12);
}

#[test]
fn seek_outside_the_history_is_refused() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.step();
    assert_eq!(
        trainer.seek(2).unwrap_err().to_string(),
        "step is 2, but must be a whole number from 0 to 1"
    );
}

#[test]
fn training_on_from_a_past_step_with_the_same_settings_keeps_the_future() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.train(|| true);
    let end = bits(&trainer);
    trainer.seek(40).unwrap();
    let report = trainer.step();
    assert_eq!((report.step, report.last_step), (41, 150));
    trainer.train(|| true);
    assert_eq!(bits(&trainer), end);
}

#[test]
fn training_on_from_a_past_step_with_other_settings_begins_a_new_future() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.train(|| true);
    let end = bits(&trainer);
    trainer.seek(40).unwrap();
    set_rate(&mut trainer, 0.2);
    assert_eq!(trainer.report().last_step, 150);
    assert_eq!(trainer.step().last_step, 41);
    trainer.train(|| true);
    assert_ne!(bits(&trainer), end);
}

#[test]
fn a_finished_run_keeps_what_lies_beyond_its_end() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.train(|| true);
    trainer.step();
    trainer.seek(150).unwrap();
    set_rate(&mut trainer, 0.2);
    assert_eq!(trainer.train(|| true).last_step, 151);
}

#[test]
fn an_exploding_run_stops_at_its_last_good_parameters_and_finds_the_way_back() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    for _ in 0..10 {
        trainer.step();
    }
    let good = bits(&trainer);
    set_rate(&mut trainer, 1e6);
    let problem = trainer.train(|| true).problem.expect("a rate of 1e6 explodes");
    assert!(problem.step > 10 && problem.step < 150);
    assert_eq!((problem.back_step, problem.back_rate, problem.rate), (10, 0.94, 1e6));
    assert!(problem.before < 10.0 && problem.after > 1e6, "{problem:?}");
    assert!(parameters(&trainer).iter().all(|p| p.is_finite()));
    assert_eq!(trainer.step().problem.as_ref(), Some(&problem));
    let back = trainer.go_back();
    assert_eq!((back.step, back.problem), (10, None));
    assert_eq!((bits(&trainer), back.rate), (good, 0.94));
    assert!((trainer.state().rate_at(150) - 0.1).abs() < 1e-12);
    assert!(trainer.train(|| true).test_accuracy.unwrap() > 0.95);
}

#[test]
fn a_run_that_explodes_from_the_start_goes_back_to_it_with_the_talks_rate() {
    let settings = Settings { rate: 1e6, ..fixed().settings };
    let mut trainer = Trainer::new(Config { settings, ..fixed() }).unwrap();
    let problem = trainer.train(|| true).problem.expect("a rate of 1e6 explodes");
    assert_eq!((problem.back_step, problem.back_rate), (0, 1.0));
}

#[test]
fn a_bad_setting_is_refused_and_changes_nothing() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let before = trainer.state().config.clone();
    let error = trainer
        .change(Change::Settings(Settings { rate: f64::NAN, ..before.settings }))
        .unwrap_err();
    let error = error.to_string();
    assert!(error.starts_with("rate is NaN, but must be "), "{error}");
    assert_eq!(trainer.state().config, before);
}

#[test]
fn parameters_and_samples_can_be_handed_in() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let ones = vec![1.0; 337];
    trainer = trainer.with_parameters(&ones).unwrap();
    trainer.step();
    trainer = trainer.again();
    assert_eq!(parameters(&trainer), ones);
    let error = trainer.with_parameters(&[1.0; 3]).unwrap_err().to_string();
    assert_eq!(error, "the number of parameters is 3, but must be 337");
    let error = trainer.with_parameters(&[f32::NAN; 337]).unwrap_err().to_string();
    assert_eq!(error, "parameters[0] is NaN, but must be a finite number");

    let point = |x, label| Sample { inputs: [x, 0.0], label };
    let own = [point(-1.0, -1.0), point(1.0, 1.0), point(2.0, 1.0)];
    let hand_in = |trainer: &mut Trainer, train: &[Sample], test: &[Sample]| {
        let points = Points { train: train.to_vec(), test: test.to_vec(), ..Points::default() };
        let source = Source { data: Data::Own, feed: Feed::Fixed, held_out: 0.25, points };
        trainer.on(source).map(|next| *trainer = next)
    };
    hand_in(&mut trainer, &own[..2], &own[2..]).unwrap();
    assert_eq!(trainer.train_points(), &own[..2]);
    assert_eq!(trainer.train(|| true).train_accuracy, 1.0);
    let error = hand_in(&mut trainer, &[point(0.0, 2.0)], &[]).unwrap_err().to_string();
    assert_eq!(error, "train[0].label is 2, but must be -1 or 1");
    let error = hand_in(&mut trainer, &own, &[point(f32::INFINITY, 1.0)]).unwrap_err().to_string();
    assert_eq!(error, "test[0].x is inf, but must be a finite number");
    assert_eq!(trainer.train_points(), &own[..2]);
}

fn own() -> Trainer {
    let trainer = Trainer::new(Config { hidden: vec![4, 3], ..fixed() }).unwrap();
    trainer.rebuilt(Config { data: Data::Own, ..trainer.state().config.clone() }).unwrap()
}

/// All that a step is: parameters, settings, points, treatments, what the step to it met, its figures.
fn state(trainer: &Trainer) -> impl PartialEq + std::fmt::Debug + use<> {
    let Report { step, rate, train_loss, test_loss, train_accuracy, gradient_norm, .. } =
        trainer.report();
    let learner = trainer.learner();
    let taken = (step > 0).then(|| [learner.gradient().to_vec(), learner.change()]);
    let figures = (step, rate, train_loss, test_loss, train_accuracy.to_bits(), gradient_norm);
    let State { config, points, weights } = trainer.state();
    let batch = trainer.learner().batch().to_vec();
    (
        bits(trainer),
        taken,
        figures,
        config.settings,
        weights.treatments().to_vec(),
        points.clone(),
        batch,
    )
}

/// Those of where the run stands, taken anew: the rate, and the losses and accuracies over the training and the test
/// points.
fn figures(trainer: &Trainer) -> [u64; 5] {
    let record = Record { score: OnceCell::new(), ..trainer.record.clone() };
    let score = trainer.learner.measure(&trainer.state, trainer.step);
    record.score.set(score).unwrap();
    bits_of(&record.row(trainer.step).unwrap())
}

fn bits_of(row: &[f64; 7]) -> [u64; 5] {
    [row[1], row[2], row[3], row[4], row[5]].map(f64::to_bits)
}

/// All that is known of a run, but for the numbers that only tell whether something is another; written down, so
/// that what is not a number equals itself.
fn everything(trainer: &Trainer) -> String {
    let report = Report { revision: 0, points_revision: 0, ..trainer.report() };
    let timeline = trainer.timeline();
    let newest = curve(trainer, 9).pop();
    let undo = timeline.deeds().next_undo(trainer.step);
    format!("{:?}", (state(trainer), report, timeline.marks(), newest, undo))
}

/// What a user may do with a run.
#[derive(Clone, Debug)]
enum Action {
    Step(u8),
    Seek(f64),
    Undo,
    Redo,
    Change(Wish),
    Forget,
}

/// What a user may change.
#[derive(Clone, Debug)]
enum Wish {
    Rate(f64),
    Alpha(f64),
    Schedule(Schedule),
    Batch(usize),
    Optimiser(Optimiser),
    Edit(usize, f32),
    Treat(usize, Treatment),
    Add(Set, f32, f32),
    Move(Set, usize, f32),
    Delete(Set, usize),
    Clear,
}

fn wish() -> impl Strategy<Value = Wish> {
    use Wish::{Add, Alpha, Batch, Clear, Delete, Edit, Move, Rate, Treat};
    let treatment = prop::sample::select(Treatment::ALL);
    let set = || prop_oneof![Just(Set::Train), Just(Set::Test)];
    prop_oneof![
        2 => (0.01..1.0).prop_map(Rate),
        1 => (0.0..0.01).prop_map(Alpha),
        1 => prop::sample::select(Schedule::ALL).prop_map(Wish::Schedule),
        2 => (1..60_usize).prop_map(Batch),
        2 => prop::sample::select(Optimiser::ALL).prop_map(Wish::Optimiser),
        3 => (0..31_usize, -2.0..2.0_f32).prop_map(|(number, value)| Edit(number, value)),
        2 => (0..7_usize, treatment).prop_map(|(neuron, treatment)| Treat(neuron, treatment)),
        2 => (set(), -1.0..2.0_f32, -1.0..1.0_f32).prop_map(|(set, x, y)| Add(set, x, y)),
        2 => (set(), 0..40_usize, -1.0..1.0_f32).prop_map(|(set, number, x)| Move(set, number, x)),
        2 => (set(), 0..40_usize).prop_map(|(set, number)| Delete(set, number)),
        1 => Just(Clear),
    ]
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => (1..40_u8).prop_map(Action::Step),
        3 => (0.0..1.0).prop_map(Action::Seek),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
        8 => wish().prop_map(Action::Change),
        1 => Just(Action::Forget),
    ]
}

fn change_of(trainer: &Trainer, wish: &Wish) -> Change {
    let settings = trainer.state().config.settings;
    match *wish {
        Wish::Rate(rate) => Change::Settings(settings.with_rate_at(trainer.step, rate)),
        Wish::Alpha(alpha) => Change::Settings(Settings { alpha, ..settings }),
        Wish::Schedule(schedule) => {
            Change::Settings(settings.going_on(trainer.step, Settings { schedule, ..settings }))
        }
        Wish::Batch(batch) => Change::Settings(Settings { batch, ..settings }),
        Wish::Optimiser(optimiser) => {
            Change::Settings(settings.going_on(trainer.step, Settings { optimiser, ..settings }))
        }
        Wish::Edit(number, value) => Change::Parameter(number, value),
        Wish::Treat(neuron, treatment) => Change::Neuron(neuron, treatment),
        Wish::Add(set, x, y) => {
            Change::Points(Edit::Add(set, Sample { inputs: [x, y], label: 1.0 }))
        }
        Wish::Move(set, number, x) => Change::Points(Edit::Move(set, number, [x, 0.0])),
        Wish::Delete(set, number) => Change::Points(Edit::Delete(set, number)),
        Wish::Clear => Change::Points(Edit::Replace(Vec::new(), Vec::new())),
    }
}

/// Does it, if it can be done: points of a stream, for one, cannot be changed.
fn act(trainer: &mut Trainer, action: &Action) {
    match *action {
        Action::Step(count) => (0..count).for_each(|_| drop(trainer.step())),
        Action::Seek(part) => {
            let last = trainer.report().last_step as f64;
            trainer.seek((part * last) as u64).unwrap();
        }
        Action::Undo => drop(trainer.undo()),
        Action::Redo => drop(trainer.redo()),
        Action::Change(ref wish) => drop(trainer.change(change_of(trainer, wish))),
        Action::Forget => trainer.timeline.forget_between(),
    }
}

/// On points of one's own, or on a stream.
fn small(is_stream: bool) -> Trainer {
    if !is_stream {
        return own();
    }
    let feed = Feed::Stream;
    Trainer::new(Config { feed, hidden: vec![4, 3], ..fixed() }).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was done, in whatever order: every step of the history can be restored as it was left, even where
    /// the history has forgotten most of them and they must be taken again.
    #[test]
    fn any_step_is_restored_as_it_was_left(
        actions in prop::collection::vec(action(), 1..40), is_stream: bool,
    ) {
        let mut trainer = small(is_stream);
        // How each step of the history was left.
        let mut left = vec![state(&trainer)];
        for action in &actions {
            let Report { step, pending, .. } = trainer.report();
            match *action {
                Action::Step(count) => for _ in 0..count {
                    let at = trainer.report().step as usize;
                    let now = state(&trainer);
                    let last = trainer.step().last_step as usize;
                    // Without points, no step is taken.
                    if trainer.step as usize == at {
                        break;
                    }
                    left[at] = now;
                    left.truncate(last + 1);
                    left.resize_with(last + 1, || state(&trainer));
                },
                Action::Seek(_) if !pending => {
                    left[step as usize] = state(&trainer);
                    act(&mut trainer, action);
                }
                _ => act(&mut trainer, action),
            }
        }
        if !trainer.report().pending {
            left[trainer.step as usize] = state(&trainer);
        }
        trainer.timeline.forget_between();
        for (step, expected) in left.iter().enumerate().rev() {
            trainer.seek(step as u64).unwrap();
            prop_assert!(state(&trainer) == *expected, "step {}", step);
        }
    }

    /// Whatever was done, in whatever order, and whether somebody looked in between: the figures of each step are
    /// those that the run had there.
    #[test]
    fn figures_taken_later_are_those_of_the_moment(
        actions in prop::collection::vec(action(), 1..40), looks in prop::collection::vec(0..4_u8, 40),
        is_stream: bool,
    ) {
        let mut trainer = small(is_stream);
        let mut met = vec![figures(&trainer)];
        for (action, look) in actions.iter().zip(looks) {
            let repeats = if let Action::Step(count) = *action { count } else { 1 };
            for _ in 0..repeats {
                let (at, now) = (trainer.step as usize, figures(&trainer));
                let is_step = matches!(action, Action::Step(_));
                act(&mut trainer, if is_step { &Action::Step(1) } else { action });
                let last = trainer.timeline.last() as usize;
                // A step that leaves the future puts into force what waited where it left.
                if is_step && trainer.step as usize == at + 1 && last == at + 1 {
                    met[at] = now;
                }
                met.resize(last + 1, [0; 5]);
                if trainer.step as usize == last {
                    met[last] = figures(&trainer);
                }
            }
            if look == 0 {
                let mut left = 7;
                trainer.curve(16, || { left -= 1; left >= 0 });
            }
        }
        for row in curve(&trainer, 4096) {
            prop_assert_eq!(bits_of(&row), met[row[0] as usize], "step {}", row[0]);
        }
    }

    /// Whatever was done before, and wherever the run stands: a change that is taken back at once has never been, and
    /// made again, it is as it was.
    #[test]
    fn to_do_and_to_undo_is_to_do_nothing(
        actions in prop::collection::vec(action(), 0..25), wishes in prop::collection::vec(wish(), 1..6),
        is_stream: bool,
    ) {
        let mut trainer = small(is_stream);
        actions.iter().for_each(|action| act(&mut trainer, action));
        let mut seen = Vec::new();
        for wish in &wishes {
            trainer.settle();
            let before = everything(&trainer);
            let change = change_of(&trainer, wish);
            let count = trainer.timeline.deeds().count();
            // What cannot be done, or changes nothing, cannot be taken back.
            if trainer.change(change).is_ok() && trainer.timeline.deeds().count() > count {
                seen.push((before, everything(&trainer)));
            }
        }
        for (before, after) in seen.iter().rev() {
            prop_assert!(everything(&trainer) == *after);
            prop_assert!(trainer.undo());
            prop_assert!(everything(&trainer) == *before);
        }
        for (_, after) in &seen {
            prop_assert!(trainer.redo());
            prop_assert!(everything(&trainer) == *after);
        }
    }
}

#[test]
fn a_change_at_a_past_step_waits_for_the_next_step_and_is_dropped_by_going_elsewhere() {
    let mut trainer = own();
    trainer.train(|| true);
    let end = bits(&trainer);
    trainer.seek(40).unwrap();
    let report = trainer.change(Change::Parameter(0, 5.0)).unwrap();
    assert_eq!((report.pending, report.last_step), (true, 150));
    assert!(!trainer.seek(150).unwrap().pending);
    assert_eq!(bits(&trainer), end);
    trainer.seek(40).unwrap();
    trainer.change(Change::Parameter(0, 5.0)).unwrap();
    assert_eq!(trainer.step().last_step, 41);
    let mark = &trainer.timeline().marks()[0];
    assert_eq!(
        (mark.step, mark.field, mark.at, mark.to),
        (40, "parameter", Some(0), Value::Number(5.0))
    );
    trainer.seek(40).unwrap();
    assert_eq!(parameters(&trainer)[0], 5.0);
}

#[test]
fn training_from_a_past_step_forgets_the_changes_that_came_after_it() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let unchanged = bits(&{
        let mut trainer = trainer.clone();
        trainer.train(|| true);
        trainer
    });
    (0..80).for_each(|_| drop(trainer.step()));
    set_rate(&mut trainer, 0.3);
    trainer.train(|| true);
    assert_eq!(trainer.timeline().marks().len(), 1);
    let report = trainer.seek(50).unwrap();
    assert_eq!((report.last_step, trainer.state().config.settings.rate), (150, 1.0));
    trainer.train(|| true);
    assert_eq!((trainer.timeline().marks().len(), bits(&trainer)), (0, unchanged));
}

#[test]
fn marks_tell_old_and_new_values_and_join_what_was_one_movement() {
    let mut trainer = own();
    (0..75).for_each(|_| drop(trainer.step()));
    for rate in [0.9, 0.8, 0.6] {
        set_rate(&mut trainer, rate);
    }
    trainer.change(Change::Neuron(1, Treatment::Off)).unwrap();
    let point = Sample { inputs: [0.0; 2], label: 1.0 };
    edit_points(&mut trainer, Edit::Add(Set::Train, point)).unwrap();
    edit_points(&mut trainer, Edit::Delete(Set::Test, 0)).unwrap();
    let marks = trainer.timeline().marks();
    let told: Vec<_> = marks.iter().map(|mark| (mark.step, mark.field, mark.at)).collect();
    assert_eq!(told, [(75, "rate", None), (75, "neuron", Some(3)), (75, "points", Some(2))]);
    // The rates in force, halfway down a schedule from 1.0 to 0.1.
    assert_eq!((marks[0].from, marks[0].to), (Value::Number(0.55), Value::Number(0.6)));
    assert_eq!(marks[1].to, Value::Treatment(Treatment::Off));
}

fn reached(report: &Report) -> bool {
    report.goal.expect("a goal").reached
}

#[test]
fn a_run_goes_until_its_goal() {
    let run = |goal| {
        let mut trainer = Trainer::new(fixed()).unwrap();
        trainer.set_goal(Some(goal)).unwrap();
        let report = trainer.train(|| true);
        // Another call takes no step, and says so.
        assert_eq!(trainer.train(|| true).step, report.step);
        (report, trainer)
    };
    let (report, trainer) = run(Goal::Step(42));
    assert_eq!((report.step, reached(&report), report.finished), (42, true, false));
    drop(trainer);
    let (report, trainer) = run(Goal::Accuracy(0.97));
    assert!(reached(&report) && report.test_accuracy.unwrap() >= 0.97);
    let accuracies = curve(&trainer, 1000).into_iter().map(|row| row[5]);
    assert_eq!(accuracies.filter(|accuracy| *accuracy >= 0.97).count(), 1);
    let (report, trainer) = run(Goal::Loss(0.2));
    assert!(reached(&report) && report.test_loss.unwrap() <= 0.2);
    let losses = curve(&trainer, 1000).into_iter().map(|row| row[3]);
    assert_eq!(losses.filter(|loss| *loss <= 0.2).count(), 1);
    let (report, trainer) = run(Goal::Patience(10));
    assert!(reached(&report) && !report.finished);
    let losses: Vec<f64> = curve(&trainer, 1000).into_iter().map(|row| row[3]).collect();
    let best = losses.iter().position(|loss| losses.iter().all(|other| loss <= other)).unwrap();
    assert_eq!(report.step, best as u64 + 10);
    let (report, _) = run(Goal::Accuracy(1.0));
    assert_eq!(reached(&report), report.test_accuracy == Some(1.0));
    assert!(reached(&report) != report.finished, "{report:?}");
}

#[test]
fn a_step_that_time_ran_out_in_goes_on_with_the_next_call() {
    let settings = Settings { batch: 4000, ..fixed().settings };
    let mut trainer = Trainer::new(Config { samples: 8000, settings, ..fixed() }).unwrap();
    let mut whole = trainer.clone();
    let mut looks = 0;
    let mut calls = 0;
    while trainer.report().step < 2 {
        calls += 1;
        let report = trainer.train_for(9, || {
            looks += 1;
            looks % 2 == 1
        });
        assert!(report.step <= calls);
    }
    assert!(calls > 4, "{calls}");
    whole.step();
    whole.step();
    assert!(state(&trainer) == state(&whole));
    // What is changed within a step starts it anew.
    trainer.train_for(1, || {
        looks += 1;
        looks % 2 == 1
    });
    assert_eq!(trainer.report().step, 2);
    set_rate(&mut trainer, 0.3);
    set_rate(&mut whole, 0.3);
    trainer.step();
    whole.step();
    assert!(state(&trainer) == state(&whole));
}

#[test]
fn the_history_tells_the_newest_step_as_it_is_after_a_change() {
    let mut trainer = own();
    (0..20).for_each(|_| drop(trainer.step()));
    let newest = |trainer: &Trainer| curve(trainer, 1000).pop().unwrap();
    set_rate(&mut trainer, 0.3);
    assert_eq!(newest(&trainer)[1], trainer.report().rate);
    let report = trainer.change(Change::Neuron(1, Treatment::Off)).unwrap();
    assert_eq!(newest(&trainer)[2], report.train_loss);
    // A change in the past is told once the history ends there.
    (0..5).for_each(|_| drop(trainer.step()));
    trainer.seek(10).unwrap();
    let report = trainer.change(Change::Neuron(2, Treatment::Off)).unwrap();
    trainer.step();
    assert_eq!(curve(&trainer, 1000)[10][2], report.train_loss);
}

#[test]
fn going_through_the_history_tells_other_points_only_where_points_were_changed() {
    let mut trainer = own();
    (0..9).for_each(|_| drop(trainer.step()));
    let revision = trainer.report().points_revision;
    set_rate(&mut trainer, 0.3);
    assert_eq!(trainer.seek(3).unwrap().points_revision, revision);
    let point = Sample { inputs: [0.5, 0.5], label: -1.0 };
    let added = edit_points(&mut trainer, Edit::Add(Set::Train, point)).unwrap();
    assert!(added.points_revision > revision);
    assert!(trainer.seek(4).unwrap().points_revision > added.points_revision);
}

#[test]
fn points_come_back_with_their_scale_and_their_split() {
    let mut trainer = own();
    let rows: Vec<[f64; 3]> = (0..40)
        .map(|i| [1e4 + f64::from(i), f64::from(i * i), if i % 3 == 0 { 1.0 } else { -1.0 }])
        .collect();
    let start = set_own(&mut trainer, &rows, 0.3).unwrap();
    let kept = trainer.state().points.clone();
    let mut other =
        trainer.rebuilt(Config { data: Data::Xor, ..trainer.state().config.clone() }).unwrap();
    other = other.on(Source::own(kept.clone(), 0.3)).unwrap();
    let report = other.report();
    assert_eq!(other.state().points, kept);
    assert_eq!((report.train_loss, report.test_loss), (start.train_loss, start.test_loss));
    // Also when there are none.
    let none = other.on(Source::own(Points::default(), 0.3)).unwrap();
    assert_eq!(none.report().train_points, 0);
}

#[test]
fn a_goal_out_of_its_limits_is_refused() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let error = trainer.set_goal(Some(Goal::Accuracy(97.0))).unwrap_err().to_string();
    assert_eq!(error, "accuracy is 97, but must be a number from 0 to 1");
    assert!(trainer.set_goal(Some(Goal::Patience(0))).is_err());
}

#[test]
fn points_of_ones_own_survive_another_network_and_are_split_anew_for_another_share() {
    let mut trainer = own();
    let point = Sample { inputs: [0.5, 0.5], label: -1.0 };
    edit_points(&mut trainer, Edit::Add(Set::Train, point)).unwrap();
    let points = trainer.state().points.clone();
    let config = Config { hidden: vec![2], seed: 9, ..trainer.state().config.clone() };
    let trainer = trainer.rebuilt(config.clone()).unwrap();
    assert_eq!(trainer.state().points, points);
    let trainer = trainer.rebuilt(Config { held_out: 0.5, ..config.clone() }).unwrap();
    assert_eq!((trainer.train_points().len(), trainer.state().points.test.len()), (100, 101));
    let trainer = trainer.rebuilt(Config { data: Data::Xor, ..config }).unwrap();
    assert_eq!(trainer.train_points().len(), 150);
}

#[test]
fn a_stream_becomes_points_of_ones_own_that_are_a_fixed_set() {
    let trainer = Trainer::new(Config::default()).unwrap();
    let config = Config { data: Data::Own, ..trainer.state().config.clone() };
    let trainer = trainer.rebuilt(config).unwrap();
    assert_eq!(trainer.state().config.feed, Feed::Fixed);
    assert_eq!((trainer.train_points().len(), trainer.state().points.test.len()), (150, 50));
}

#[test]
fn without_training_points_no_step_is_taken() {
    let mut trainer = own();
    let edit = Edit::Replace(Vec::new(), Vec::new());
    let report = edit_points(&mut trainer, edit).unwrap();
    assert_eq!((report.train_points, report.test_points), (0, 0));
    assert!(report.train_accuracy.is_nan() && report.train_loss.is_finite());
    assert_eq!((trainer.step().step, trainer.train(|| true).step), (0, 0));
    let point = Sample { inputs: [0.0; 2], label: 1.0 };
    edit_points(&mut trainer, Edit::Add(Set::Train, point)).unwrap();
    assert_eq!(trainer.step().step, 1);
}

#[test]
fn drawn_points_cannot_be_edited() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let error = edit_points(&mut trainer, Edit::Delete(Set::Train, 0)).unwrap_err().to_string();
    assert_eq!(error, "the number of drawn points is 200, but must be left as it is");
}

#[test]
fn points_in_other_units_are_learnt() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let row = |s: &Sample| {
        [5000.0 + 900.0 * f64::from(s.inputs[0]), 1e-4 * f64::from(s.inputs[1]), s.label.into()]
    };
    let rows: Vec<[f64; 3]> = trainer.state().points.train.iter().map(row).collect();
    let report = set_own(&mut trainer, &rows, 0.2).unwrap();
    assert_eq!((report.train_points, report.test_points), (120, 30));
    assert!(trainer.state().points.scale.standardised);
    assert!(trainer.train(|| true).train_accuracy > 0.95);
    assert!(set_own(&mut trainer, &[[f64::NAN, 0.0, 1.0]], 0.0).is_err());
    assert_eq!(trainer.report().step, 150);
}

#[test]
fn a_rate_typed_at_a_later_step_holds_from_there_and_a_new_start_has_the_starts() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.train(|| true);
    set_rate(&mut trainer, 3.0);
    assert_eq!(trainer.report().rate, 3.0);
    let again = trainer.again();
    assert_eq!(again.report().rate, 1.0);
    let mut again = again.again();
    set_rate(&mut again, 0.5);
    let rates = [0, 150].map(|step| again.state().rate_at(step));
    assert!((rates[0] - 0.5).abs() < 1e-12 && (rates[1] - 0.05).abs() < 1e-12, "{rates:?}");
    again.train(|| true);
    assert_eq!(again.again().report().rate, 0.5);
}

#[test]
fn another_number_of_steps_leaves_the_rate_where_the_run_stands() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    (0..121).for_each(|_| drop(trainer.step()));
    let rate = trainer.report().rate;
    let set_steps = |trainer: &mut Trainer, steps| {
        let settings = trainer.state().config.settings;
        let to = settings.going_on(trainer.step, Settings { steps, ..settings });
        trainer.change(Change::Settings(to))
    };
    set_steps(&mut trainer, 100_000).unwrap();
    assert_eq!(trainer.report().rate, rate);
    assert!((trainer.state().rate_at(100_000) - 0.1).abs() < 1e-12);
    let error = set_steps(&mut trainer, 40).unwrap_err().to_string();
    assert_eq!(error, "steps is 40, but must be at least 121, where the run stands");
    set_steps(&mut trainer, 121).unwrap();
    assert_eq!((trainer.report().rate, trainer.report().finished), (rate, true));
}

#[test]
fn the_way_back_from_an_explosion_is_the_last_rate_that_trained_even_in_the_run_before() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    set_rate(&mut trainer, 0.3);
    trainer.train(|| true);
    let mut trainer = trainer.again();
    set_rate(&mut trainer, 1e6);
    set_rate(&mut trainer, 1e5);
    let problem = trainer.train(|| true).problem.expect("it explodes");
    assert_eq!((problem.back_step, problem.back_rate), (0, 0.3));
    assert_eq!(trainer.go_back().rate, 0.3);
    assert!(trainer.train(|| true).problem.is_none());
}

#[test]
fn figures_are_taken_coarse_before_fine_and_only_once() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    trainer.train(|| true);
    let look = |most, times: usize| {
        let mut left = times;
        let curve = trainer.curve(most, || {
            left = left.saturating_sub(1);
            left > 0
        });
        let steps: Vec<u64> = curve.rows.iter().map(|row| row[0] as u64).collect();
        (steps, curve.is_whole, times - left)
    };
    assert_eq!(look(512, 1), (vec![150], false, 1));
    assert_eq!(look(512, 5), (vec![0, 32, 64, 128, 150], false, 5));
    assert_eq!(look(9, 100), (vec![0, 32, 64, 96, 128, 150], true, 1));
    let (steps, is_whole, _) = look(512, 1000);
    assert!(is_whole && steps.into_iter().eq(0..=150));
    assert_eq!(look(512, 1000).2, 0);
}

#[test]
fn every_optimiser_trains_with_the_rate_that_comes_with_it_and_both_can_be_taken_back() {
    for optimiser in Optimiser::ALL.iter().copied() {
        for seed in 0..8 {
            let mut trainer = Trainer::new(Config { seed, ..fixed() }).unwrap();
            let settings = trainer.state().config.settings;
            let to = settings.going_on(0, Settings { optimiser, ..settings });
            trainer.change(Change::Settings(to)).unwrap();
            assert_eq!(trainer.report().rate, optimiser.rate());
            let report = trainer.train(|| true);
            assert!(report.train_accuracy >= 0.95, "{optimiser:?} {seed}: {report:?}");
            trainer.seek(0).unwrap();
            assert_eq!(trainer.undo(), optimiser != Optimiser::Sgd);
            assert_eq!(trainer.state().config.settings, settings);
        }
    }
}

#[test]
fn a_frozen_neuron_keeps_what_the_optimiser_remembers_of_it() {
    let settings = Settings { optimiser: Optimiser::Adam, rate: 0.02, ..fixed().settings };
    let mut trainer = Trainer::new(Config { hidden: vec![3], settings, ..fixed() }).unwrap();
    (0..20).for_each(|_| drop(trainer.step()));
    let before = trainer.state().weights.snapshot().to_vec();
    trainer.change(Change::Neuron(1, Treatment::Frozen)).unwrap();
    (0..5).for_each(|_| drop(trainer.step()));
    let after = trainer.state().weights.snapshot();
    let count = parameters(&trainer).len();
    for number in 0..count {
        // Neuron 1 has the parameters 3 to 5.
        let is_frozen = (3..6).contains(&number);
        for at in [number, count + number, 2 * count + number] {
            assert_eq!(before[at] == after[at], is_frozen, "{at}");
        }
    }
}

#[test]
fn a_neuron_that_was_frozen_over_a_change_of_optimiser_begins_anew() {
    let settings = Settings { optimiser: Optimiser::Momentum, rate: 0.1, ..fixed().settings };
    let mut trainer = Trainer::new(Config { hidden: vec![3], settings, ..fixed() }).unwrap();
    (0..20).for_each(|_| drop(trainer.step()));
    trainer.change(Change::Neuron(1, Treatment::Frozen)).unwrap();
    let settings = trainer.state().config.settings;
    let to = settings.going_on(20, Settings { optimiser: Optimiser::Adam, ..settings });
    trainer.change(Change::Settings(to)).unwrap();
    trainer.step();
    trainer.change(Change::Neuron(1, Treatment::Free)).unwrap();
    let before = parameters(&trainer).to_vec();
    let rate = trainer.report().rate as f32;
    trainer.step();
    // Adam moves no number by much more than the rate; a velocity taken for a mean would, by a thousand times.
    let moved = parameters(&trainer).iter().zip(&before).map(|(now, then)| (now - then).abs());
    assert!(moved.fold(0.0, f32::max) < 5.0 * rate);
}

#[test]
fn a_twin_is_the_same_run_and_goes_its_own_way() {
    let mut trainer = own();
    (0..20).for_each(|_| drop(trainer.step()));
    trainer.change(Change::Neuron(1, Treatment::Frozen)).unwrap();
    (0..20).for_each(|_| drop(trainer.step()));
    trainer.seek(30).unwrap();
    let mut twin = trainer.twin();
    trainer.seek(40).unwrap();
    assert_eq!(everything(&twin), everything(&trainer));
    twin.train(|| true);
    assert_eq!(trainer.report().last_step, 40);
    trainer.train(|| true);
    assert!(state(&twin) == state(&trainer));
}

#[test]
fn another_start_has_other_weights_on_the_same_points_and_a_fresh_accuracy_is_of_1000_others() {
    let one = Trainer::new(fixed()).unwrap();
    let mut other = Trainer::new(Config { start: Some(3), ..fixed() }).unwrap();
    assert_eq!(one.state().points, other.state().points);
    assert_eq!(one.learner().batch(), other.learner().batch());
    assert_ne!(bits(&one), bits(&other));
    let same = Trainer::new(Config { start: Some(1778), ..fixed() }).unwrap();
    assert_eq!(bits(&one), bits(&same));
    assert!(other.train(|| true).train_accuracy > 0.9);
    let thousandths = 1000.0 * other.fresh_accuracy();
    assert!(thousandths > 900.0 && (thousandths - thousandths.round()).abs() < 1e-9);
}
