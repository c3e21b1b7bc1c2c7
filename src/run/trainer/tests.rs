//! Tests of whole runs.

use super::*;
use crate::data::points::Set;
use crate::run::changes::Value;
use crate::run::schedule::Schedule;
use proptest::prelude::*;

fn fixed() -> Config {
    let settings = Settings { batch: 32, ..Config::default().settings };
    Config { seed: 1778, feed: Feed::Fixed, noise: 0.14, settings, ..Config::default() }
}

fn bits(trainer: &Trainer) -> Vec<u32> {
    trainer.parameters().iter().map(|p| p.to_bits()).collect()
}

fn set_rate(trainer: &mut Trainer, rate: f64) {
    let settings = trainer.config().settings;
    trainer.set(Settings { rate, ..settings }).unwrap();
}

#[test]
fn a_fixed_set_is_split_into_train_and_test_points() {
    let trainer = Trainer::new(fixed()).unwrap();
    assert_eq!((trainer.train_points().len(), trainer.test_points().len()), (150, 50));
}

#[test]
fn an_epoch_uses_every_training_point_once() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let mut seen: Vec<Sample> = Vec::new();
    for sizes in [[32, 32, 32, 32, 22]; 2] {
        seen.clear();
        for size in sizes {
            assert_eq!(trainer.batches.batch().len(), size);
            seen.extend(trainer.batches.batch());
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
    let squares: f64 = trainer.parameters().iter().map(|&p| f64::from(p) * f64::from(p)).sum();
    assert!((start.penalty - 1e-4 * squares).abs() < 1e-8);
    let batch = trainer.batches.batch().to_vec();
    let before = trainer.parameters().to_vec();
    let report = trainer.step();
    let hinge = |s: &Sample, output: f32| f64::from((1.0 - s.label * output).max(0.0));
    let mut units = trainer.units.clone();
    let points: Vec<_> = batch.iter().map(|sample| sample.inputs).collect();
    let mut outputs = Vec::new();
    units.predict(&before, &points, &mut outputs);
    let mean: f64 = batch.iter().zip(outputs).map(|(s, o)| hinge(s, o)).sum::<f64>() / 32.0;
    assert!((report.data_loss.unwrap() - mean).abs() < 1e-6);
    assert!((report.rate - (1.0 - 0.9 / 150.0)).abs() < 1e-12);
    // The step moved the parameters by the rate, here 1, times the gradient.
    let moved = trainer.parameters().iter().zip(&before).map(|(p, q)| f64::from(p - q).powi(2));
    assert!((moved.sum::<f64>().sqrt() - report.gradient_norm.unwrap()).abs() < 1e-5);
}

#[test]
fn reset_gives_the_same_start_and_the_same_run_again() {
    for config in [fixed(), Config::default()] {
        let mut trainer = Trainer::new(config).unwrap();
        let start = (trainer.report(), bits(&trainer), trainer.train_points().to_vec());
        let end = (trainer.train(|| true), bits(&trainer));
        let again = (trainer.reset(), bits(&trainer), trainer.train_points().to_vec());
        assert_eq!(again, start);
        assert_eq!((trainer.train(|| true), bits(&trainer)), end);
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

/// What a user may do with a run.
#[derive(Clone, Debug)]
enum Act {
    Train(u64),
    Seek(f64),
    Rate(f64),
    Alpha(f64),
    Batch(usize),
    Schedule(Schedule),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (1..40_u64).prop_map(Act::Train),
        2 => (0.0..=1.0).prop_map(Act::Seek),
        1 => (0.01..1.0).prop_map(Act::Rate),
        1 => (0.0..0.01).prop_map(Act::Alpha),
        1 => (1..70_usize).prop_map(Act::Batch),
        1 => Just(Act::Schedule(Schedule::Constant)),
    ];
    prop::collection::vec(act, 1..12)
}

fn perform(trainer: &mut Trainer, act: &Act) {
    let settings = trainer.config().settings;
    match *act {
        Act::Train(steps) => (0..steps).for_each(|_| drop(trainer.step())),
        Act::Seek(part) => {
            let last = trainer.report().last_step as f64;
            trainer.seek((last * part) as u64).unwrap();
        }
        Act::Rate(rate) => drop(trainer.set(Settings { rate, ..settings })),
        Act::Alpha(alpha) => drop(trainer.set(Settings { alpha, ..settings })),
        Act::Batch(batch) => drop(trainer.set(Settings { batch, ..settings })),
        Act::Schedule(schedule) => drop(trainer.set(Settings { schedule, ..settings })),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// A history too small to keep every step gives each of them bit for bit, whatever was done.
    #[test]
    fn any_step_is_restored_bit_for_bit(acts in acts(), stream: bool) {
        let feed = if stream { Feed::Stream } else { Feed::Fixed };
        let config = Config { feed, hidden: vec![3], samples: 100, ..fixed() };
        let mut whole = Trainer::new(config.clone()).unwrap();
        let mut thin = Trainer::new(config).unwrap();
        for act in &acts {
            perform(&mut whole, act);
            perform(&mut thin, act);
            // Forgetting most of what was kept leaves the steps to be replayed.
            thin.history.forget_between();
        }
        prop_assert_eq!(thin.report(), whole.report());
        for step in (0..=whole.report().last_step).rev() {
            let (a, b) = (whole.seek(step).unwrap(), thin.seek(step).unwrap());
            prop_assert_eq!(bits(&whole), bits(&thin));
            prop_assert_eq!(whole.train_points(), thin.train_points());
            prop_assert_eq!(
                (a.train_loss, a.test_loss, a.epoch, a.gradient_norm),
                (b.train_loss, b.test_loss, b.epoch, b.gradient_norm)
            );
        }
    }
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
    assert_eq!((problem.back_step, problem.back_rate), (10, 5e5));
    assert!(trainer.parameters().iter().all(|p| p.is_finite()));
    assert_eq!(trainer.step().problem.as_ref(), Some(&problem));
    let back = trainer.go_back();
    assert_eq!((back.step, back.problem), (10, None));
    assert_eq!((bits(&trainer), trainer.config().settings.rate), (good, 5e5));
    set_rate(&mut trainer, 1.0);
    assert!(trainer.train(|| true).test_accuracy.unwrap() > 0.95);
}

#[test]
fn a_run_that_explodes_from_the_start_goes_back_to_it_with_half_the_rate() {
    let settings = Settings { rate: 1e6, ..fixed().settings };
    let mut trainer = Trainer::new(Config { settings, ..fixed() }).unwrap();
    let problem = trainer.train(|| true).problem.expect("a rate of 1e6 explodes");
    assert_eq!((problem.back_step, problem.back_rate), (0, 5e5));
}

#[test]
fn a_bad_setting_is_refused_and_changes_nothing() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let before = trainer.config().clone();
    let error = trainer.set(Settings { rate: f64::NAN, ..before.settings }).unwrap_err();
    let error = error.to_string();
    assert!(error.starts_with("rate is NaN, but must be "), "{error}");
    assert_eq!(trainer.config(), &before);
}

#[test]
fn parameters_and_samples_can_be_handed_in() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let ones = vec![1.0; 337];
    assert_eq!(trainer.set_parameters(&ones).unwrap().step, 0);
    trainer.step();
    trainer.reset();
    assert_eq!(trainer.parameters(), ones);
    let error = trainer.set_parameters(&[1.0; 3]).unwrap_err().to_string();
    assert_eq!(error, "the number of parameters is 3, but must be 337");
    let error = trainer.set_parameters(&[f32::NAN; 337]).unwrap_err().to_string();
    assert_eq!(error, "parameters[0] is NaN, but must be a finite number");

    let point = |x, label| Sample { inputs: [x, 0.0], label };
    let own = [point(-1.0, -1.0), point(1.0, 1.0), point(2.0, 1.0)];
    trainer.set_samples(&own[..2], &own[2..]).unwrap();
    assert_eq!(trainer.train_points(), &own[..2]);
    assert_eq!(trainer.train(|| true).train_accuracy, 1.0);
    let error = trainer.set_samples(&[point(0.0, 2.0)], &[]).unwrap_err().to_string();
    assert_eq!(error, "train[0].label is 2, but must be -1 or 1");
    let error = trainer.set_samples(&own, &[point(f32::INFINITY, 1.0)]).unwrap_err().to_string();
    assert_eq!(error, "test[0].x is inf, but must be a finite number");
    assert!(trainer.set_samples(&[], &[]).is_err());
    assert_eq!(trainer.train_points(), &own[..2]);
}

fn own() -> Trainer {
    let trainer = Trainer::new(Config { hidden: vec![4, 3], ..fixed() }).unwrap();
    trainer.rebuilt(Config { data: Data::Own, ..trainer.config().clone() }).unwrap()
}

/// All that a step is: parameters, settings, points, treatments, what the step to it met, its figures.
fn state(trainer: &Trainer) -> impl PartialEq + std::fmt::Debug + use<> {
    let gradient = trainer.gradient().map(<[f32]>::to_vec);
    let before = trainer.before().map(<[f32]>::to_vec);
    let Report { step, rate, train_loss, test_loss, train_accuracy, gradient_norm, .. } =
        trainer.report();
    let figures = (step, rate, train_loss, test_loss, train_accuracy.to_bits(), gradient_norm);
    let settings = trainer.config().settings;
    let treatments = trainer.treatments().to_vec();
    (bits(trainer), gradient, before, figures, settings, treatments, trainer.points().clone())
}

#[derive(Clone, Debug)]
enum Action {
    Step(u8),
    Seek(f64),
    Rate(f64),
    Batch(usize),
    Edit(usize, f32),
    Treat(usize, Treatment),
    Add(f32, f32),
    Move(usize, f32),
    Delete(usize),
    Forget,
}

fn action() -> impl Strategy<Value = Action> {
    use Action::*;
    let treatment =
        prop_oneof![Just(Treatment::Free), Just(Treatment::Frozen), Just(Treatment::Off)];
    prop_oneof![
        4 => (1..40_u8).prop_map(Step),
        3 => (0.0..1.0).prop_map(Seek),
        1 => (0.01..1.0).prop_map(Rate),
        1 => (1..60_usize).prop_map(Batch),
        2 => (0..31_usize, -2.0..2.0_f32).prop_map(|(number, value)| Edit(number, value)),
        1 => (0..7_usize, treatment).prop_map(|(neuron, treatment)| Treat(neuron, treatment)),
        1 => (-1.0..2.0_f32, -1.0..1.0_f32).prop_map(|(x, y)| Add(x, y)),
        1 => (0..100_usize, -1.0..1.0_f32).prop_map(|(number, x)| Move(number, x)),
        1 => (0..100_usize).prop_map(Delete),
        1 => Just(Forget),
    ]
}

fn act(trainer: &mut Trainer, action: &Action) {
    let settings = trainer.config().settings;
    match *action {
        Action::Rate(rate) => drop(trainer.set(Settings { rate, ..settings }).unwrap()),
        Action::Batch(batch) => drop(trainer.set(Settings { batch, ..settings }).unwrap()),
        Action::Edit(number, value) => drop(trainer.edit(number, value).unwrap()),
        Action::Treat(neuron, treatment) => drop(trainer.treat(neuron, treatment).unwrap()),
        Action::Add(x, y) => {
            let sample = Sample { inputs: [x, y], label: 1.0 };
            trainer.edit_points(Edit::Add(Set::Train, sample)).unwrap();
        }
        Action::Move(number, x) => {
            trainer.edit_points(Edit::Move(Set::Train, number, [x, 0.0])).unwrap();
        }
        Action::Delete(number) => {
            trainer.edit_points(Edit::Delete(Set::Train, number)).unwrap();
        }
        Action::Forget => trainer.history.forget_between(),
        Action::Step(_) | Action::Seek(_) => unreachable!("done by the test itself"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever was done, in whatever order: every step of the history can be restored as it was left.
    #[test]
    fn any_step_is_restored_as_it_was_left(actions in prop::collection::vec(action(), 1..40)) {
        let mut trainer = own();
        // How each step of the history was left.
        let mut left = vec![state(&trainer)];
        for action in &actions {
            match *action {
                Action::Step(count) => for _ in 0..count {
                    let at = trainer.report().step as usize;
                    let now = state(&trainer);
                    let last = trainer.step().last_step as usize;
                    left[at] = now;
                    left.truncate(last + 1);
                    left.resize_with(last + 1, || state(&trainer));
                },
                Action::Seek(part) => {
                    let Report { step, last_step, pending, .. } = trainer.report();
                    if !pending {
                        left[step as usize] = state(&trainer);
                    }
                    trainer.seek((part * last_step as f64) as u64).unwrap();
                }
                ref other => act(&mut trainer, other),
            }
        }
        if !trainer.report().pending {
            left[trainer.step as usize] = state(&trainer);
        }
        trainer.history.forget_between();
        for (step, expected) in left.iter().enumerate().rev() {
            trainer.seek(step as u64).unwrap();
            prop_assert!(state(&trainer) == *expected, "step {}", step);
        }
    }
}

#[test]
fn a_change_at_a_past_step_waits_for_the_next_step_and_is_dropped_by_going_elsewhere() {
    let mut trainer = own();
    trainer.train(|| true);
    let end = bits(&trainer);
    trainer.seek(40).unwrap();
    let report = trainer.edit(0, 5.0).unwrap();
    assert_eq!((report.pending, report.last_step), (true, 150));
    assert!(!trainer.seek(150).unwrap().pending);
    assert_eq!(bits(&trainer), end);
    trainer.seek(40).unwrap();
    trainer.edit(0, 5.0).unwrap();
    assert_eq!(trainer.step().last_step, 41);
    let mark = &trainer.marks()[0];
    assert_eq!(
        (mark.step, mark.field, mark.at, mark.to),
        (40, "parameter", Some(0), Value::Number(5.0))
    );
    trainer.seek(40).unwrap();
    assert_eq!(trainer.parameters()[0], 5.0);
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
    assert_eq!(trainer.marks().len(), 1);
    let report = trainer.seek(50).unwrap();
    assert_eq!((report.last_step, trainer.config().settings.rate), (150, 1.0));
    trainer.train(|| true);
    assert_eq!((trainer.marks().len(), bits(&trainer)), (0, unchanged));
}

#[test]
fn marks_tell_old_and_new_values_and_join_what_was_one_movement() {
    let mut trainer = own();
    (0..75).for_each(|_| drop(trainer.step()));
    for rate in [0.9, 0.8, 0.6] {
        set_rate(&mut trainer, rate);
    }
    trainer.treat(1, Treatment::Off).unwrap();
    let point = Sample { inputs: [0.0; 2], label: 1.0 };
    trainer.edit_points(Edit::Add(Set::Train, point)).unwrap();
    trainer.edit_points(Edit::Delete(Set::Test, 0)).unwrap();
    let marks = trainer.marks();
    let told: Vec<_> = marks.iter().map(|mark| (mark.step, mark.field, mark.at)).collect();
    assert_eq!(told, [(75, "rate", None), (75, "neuron", Some(3)), (75, "points", Some(2))]);
    // The rates in force, halfway down a schedule from 1.0 to 0.1.
    assert_eq!((marks[0].from, marks[0].to), (Value::Number(0.55), Value::Number(0.6 * 0.55)));
    assert_eq!(marks[1].to, Value::Word(Treatment::Off.into()));
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
    assert_eq!((report.step, report.goal_reached, report.finished), (42, true, false));
    drop(trainer);
    let (report, trainer) = run(Goal::Accuracy(0.97));
    assert!(report.goal_reached && report.test_accuracy.unwrap() >= 0.97);
    let accuracies = trainer.curve(1000).map(|(_, record)| record.test.unwrap().accuracy);
    assert_eq!(accuracies.filter(|accuracy| *accuracy >= 0.97).count(), 1);
    let (report, trainer) = run(Goal::Loss(0.2));
    assert!(report.goal_reached && report.test_loss.unwrap() <= 0.2);
    let losses = trainer.curve(1000).map(|(_, record)| record.test.unwrap().loss);
    assert_eq!(losses.filter(|loss| *loss <= 0.2).count(), 1);
    let (report, trainer) = run(Goal::Patience(10));
    assert!(report.goal_reached && !report.finished);
    let losses: Vec<f64> =
        trainer.curve(1000).map(|(_, record)| record.test.unwrap().loss).collect();
    let best = losses.iter().position(|loss| losses.iter().all(|other| loss <= other)).unwrap();
    assert_eq!(report.step, best as u64 + 10);
    assert!(!run(Goal::Accuracy(1.0)).0.goal_reached || report.test_accuracy == Some(1.0));
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
    let newest = |trainer: &Trainer| *trainer.curve(1000).last().unwrap().1;
    set_rate(&mut trainer, 0.3);
    assert_eq!(newest(&trainer).rate, trainer.report().rate);
    let report = trainer.treat(1, Treatment::Off).unwrap();
    assert_eq!(newest(&trainer).train.loss, report.train_loss);
    // A change in the past is told once the history ends there.
    (0..5).for_each(|_| drop(trainer.step()));
    trainer.seek(10).unwrap();
    let report = trainer.treat(2, Treatment::Off).unwrap();
    trainer.step();
    let (_, record) = trainer.curve(1000).nth(10).unwrap();
    assert_eq!(record.train.loss, report.train_loss);
}

#[test]
fn points_come_back_with_their_scale_and_their_split() {
    let mut trainer = own();
    let rows: Vec<[f64; 3]> = (0..40)
        .map(|i| [1e4 + f64::from(i), f64::from(i * i), if i % 3 == 0 { 1.0 } else { -1.0 }])
        .collect();
    let start = trainer.set_own(&rows, 0.3).unwrap();
    let kept = trainer.points().clone();
    let mut other =
        trainer.rebuilt(Config { data: Data::Xor, ..trainer.config().clone() }).unwrap();
    let report = other.put_back(kept.clone());
    assert_eq!(other.points(), &kept);
    assert_eq!((report.train_loss, report.test_loss), (start.train_loss, start.test_loss));
    // Also when there are none.
    assert_eq!(other.put_back(Points::default()).train_points, 0);
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
    trainer.edit_points(Edit::Add(Set::Train, point)).unwrap();
    let points = trainer.points().clone();
    let config = Config { hidden: vec![2], seed: 9, ..trainer.config().clone() };
    let trainer = trainer.rebuilt(config.clone()).unwrap();
    assert_eq!(trainer.points(), &points);
    let trainer = trainer.rebuilt(Config { held_out: 0.5, ..config.clone() }).unwrap();
    assert_eq!((trainer.train_points().len(), trainer.test_points().len()), (100, 101));
    let trainer = trainer.rebuilt(Config { data: Data::Xor, ..config }).unwrap();
    assert_eq!(trainer.train_points().len(), 150);
}

#[test]
fn a_stream_becomes_points_of_ones_own_that_are_a_fixed_set() {
    let trainer = Trainer::new(Config::default()).unwrap();
    let config = Config { data: Data::Own, ..trainer.config().clone() };
    let trainer = trainer.rebuilt(config).unwrap();
    assert_eq!(trainer.config().feed, Feed::Fixed);
    assert_eq!((trainer.train_points().len(), trainer.test_points().len()), (150, 50));
}

#[test]
fn without_training_points_no_step_is_taken() {
    let mut trainer = own();
    let edit = Edit::Replace(Vec::new(), Vec::new());
    let report = trainer.edit_points(edit).unwrap();
    assert_eq!((report.train_points, report.test_points), (0, 0));
    assert!(report.train_accuracy.is_nan() && report.train_loss.is_finite());
    assert_eq!((trainer.step().step, trainer.train(|| true).step), (0, 0));
    let point = Sample { inputs: [0.0; 2], label: 1.0 };
    trainer.edit_points(Edit::Add(Set::Train, point)).unwrap();
    assert_eq!(trainer.step().step, 1);
}

#[test]
fn drawn_points_cannot_be_edited() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let error = trainer.edit_points(Edit::Delete(Set::Train, 0)).unwrap_err().to_string();
    assert_eq!(error, "the number of drawn points is 200, but must be left as it is");
}

#[test]
fn points_in_other_units_are_learnt() {
    let mut trainer = Trainer::new(fixed()).unwrap();
    let row = |s: &Sample| {
        [5000.0 + 900.0 * f64::from(s.inputs[0]), 1e-4 * f64::from(s.inputs[1]), s.label.into()]
    };
    let rows: Vec<[f64; 3]> = trainer.points().train.iter().map(row).collect();
    let report = trainer.set_own(&rows, 0.2).unwrap();
    assert_eq!((report.train_points, report.test_points), (120, 30));
    assert!(trainer.points().scale.standardised);
    assert!(trainer.train(|| true).train_accuracy > 0.95);
    assert!(trainer.set_own(&[[f64::NAN, 0.0, 1.0]], 0.0).is_err());
    assert_eq!(trainer.report().step, 150);
}
