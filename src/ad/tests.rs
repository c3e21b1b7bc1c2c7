//! The engine against finite differences, and its laws.

use super::*;
use crate::ad::functor::Functor;
use crate::data::random::{Use, generator};
use crate::model::mlp::{Activation, Mlp};
use crate::number::lanes::Lanes;
use crate::number::scalar::{Number, Scalar, sum};
use proptest::prelude::*;
use std::f64::consts::PI;

/// The derivative of `f` by its argument `index`, by central differences in f64.
fn difference(f: impl Fn(&[f64]) -> f64, at: &[f64], index: usize) -> f64 {
    let step = 1e-6 * at[index].abs().max(1.0);
    let moved = |by: f64| {
        let mut point = at.to_vec();
        point[index] += by;
        f(&point)
    };
    (moved(step) - moved(-step)) / (2.0 * step)
}

fn assert_close(value: f64, expected: f64, tolerance: f64) {
    let error = (value - expected).abs() / expected.abs().max(1.0);
    assert!(error <= tolerance, "{value} is not {expected}");
}

/// What the two operands of an operation are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Operands {
    Variables,
    ConstantLeft,
    ConstantRight,
    SameTwice,
    Inputs,
}

const OPERANDS: [Operands; 5] = {
    use Operands::*;
    [Variables, ConstantLeft, ConstantRight, SameTwice, Inputs]
};

const CONSTANT: f64 = 1.375;

fn operands<S: Scalar>(kind: Operands, p: &[S], x: &[S]) -> [S; 2] {
    match kind {
        Operands::Variables => [p[0], p[1]],
        Operands::ConstantLeft => [S::constant(CONSTANT), p[1]],
        Operands::ConstantRight => [p[0], S::constant(CONSTANT)],
        Operands::SameTwice => [p[0], p[0]],
        Operands::Inputs => [x[0], x[1]],
    }
}

/// The value, and the adjoints of two parameters and two inputs, of a program replayed with three `T` a
/// node, with the same two numbers as parameters and as inputs.
fn replay<T: Number>(program: &Program, point: [f64; 2]) -> (T, Vec<T>) {
    let parameters = point.map(T::Lane::constant);
    let mut replay = program.replay::<T>(3);
    let inputs = point.map(|x| [T::constant(x); 3]);
    replay.inputs_mut().copy_from_slice(inputs.as_flattened());
    let mut sums = [T::constant(0.0); 2];
    program.forward(&parameters, &mut replay);
    program.backward(&parameters, &[T::constant(1.0)], &mut replay, &mut sums);
    // A parameter's adjoint is summed over the three, which all hold the same here.
    let parameters = sums.map(|sum| sum / T::constant(3.0));
    let inputs = [replay.adjoints()[0], replay.adjoints()[3]];
    (replay.output(0)[2], [parameters, inputs].concat())
}

/// The lane of a number that is furthest from `expected`.
fn worst_lane<T: Number>(number: T, expected: f64, to_f64: fn(T::Lane) -> f64) -> f64 {
    let lanes = (0..T::LANES).map(|lane| to_f64(number.lane(lane)));
    lanes.max_by(|a, b| (a - expected).abs().total_cmp(&(b - expected).abs())).unwrap()
}

/// `f` of two numbers, recorded with every kind of operand and replayed with `T`, against differences.
fn check_replay<T: Number>(
    f: &dyn Fn(Operands) -> Program,
    g: &dyn Fn(f64, f64) -> f64,
    to_f64: fn(T::Lane) -> f64,
    tolerance: f64,
) {
    for point in [[0.75, 1.25], [2.5, 0.375], [1.0, 1.0]] {
        for kind in OPERANDS {
            let value = |v: &[f64]| {
                let [a, b] = operands(kind, &v[..2], &v[2..]);
                g(a, b)
            };
            let at = [point[0], point[1], point[0], point[1]];
            let (y, adjoints) = replay::<T>(&f(kind), point);
            assert_close(worst_lane(y, value(&at), to_f64), value(&at), tolerance);
            for (index, adjoint) in adjoints.into_iter().enumerate() {
                let expected = difference(value, &at, index);
                assert_close(worst_lane(adjoint, expected, to_f64), expected, tolerance);
            }
        }
    }
}

fn check_every_type(f: &dyn Fn(Operands) -> Program, g: &dyn Fn(f64, f64) -> f64) {
    check_replay::<f64>(f, g, |x| x, 1e-8);
    check_replay::<f32>(f, g, f64::from, 2e-6);
    check_replay::<Lanes>(f, g, f64::from, 2e-6);
}

#[test]
fn every_operator_with_every_kind_of_operand_and_number_has_the_right_derivatives() {
    for operator in Operator::ALL {
        let program = |kind| {
            record_pair(|p, x| {
                let [a, b] = operands(kind, &p[..], x);
                vec![operator.call(a, b)]
            })
        };
        check_every_type(&program, &|a, b| operator.call(a, b));
    }
}

#[test]
fn every_function_with_every_kind_of_operand_and_number_has_the_right_derivative() {
    for function in Function::ALL {
        let program = |kind| {
            record_pair(|p, x| {
                let [a, b] = operands(kind, &p[..], x);
                vec![function.call(a - b * Var::constant(0.25))]
            })
        };
        check_every_type(&program, &|a, b| function.call(a - 0.25 * b));
    }
}

fn record_pair(f: impl for<'t> Fn(&Vars<'t, [(); 2]>, &[Var<'t>]) -> Vec<Var<'t>>) -> Program {
    record(2, &[(); 2], f).with_input_adjoints()
}

#[test]
fn relu_has_slope_zero_below_and_at_zero() {
    assert_eq!(grad(|v| v[0].relu(), &[-1.0]), [0.0]);
    assert_eq!(grad(|v| v[0].relu(), &[0.0]), [0.0]);
    assert_eq!(grad(|v| v[0].relu(), &[1.0]), [1.0]);
}

#[test]
fn the_talks_ascent_takes_the_talks_five_points() {
    let ascend = |point: &[f64; 2]| {
        grad_with(|x, dx| x + 4.0 * dx, |v| 0.5 * (v[0] / 2.0).cos() + (v[1] / 4.0).sin(), point)
    };
    let points: Vec<[f64; 2]> =
        std::iter::successors(Some([-3.0 * PI, PI]), |point| Some(ascend(point))).take(5).collect();
    let talk = [
        [-9.42477796076938, PI],
        [-10.42477796076938, 3.8486994347763406],
        [-11.302360522659752, 4.420436439971677],
        [-11.89312422747638, 4.869473384679192],
        [-12.22342592418437, 5.2155893225844725],
    ];
    assert_eq!(points, talk);
}

#[test]
fn the_gradient_of_a_constant_is_zero() {
    assert_eq!(grad(|_| Var::constant(3.0), &[1.0, 2.0]), [0.0, 0.0]);
}

/// One step of a random program: what it does, with which of the values so far.
type Step = (usize, usize, usize);

/// Values grow by steps whose slopes stay away from kinks and poles.
fn run<S: Scalar>(steps: &[Step], leaves: &[S]) -> S {
    let mut values = leaves.to_vec();
    for &(what, a, b) in steps {
        let (a, b) = (values[a % values.len()], values[b % values.len()]);
        values.push(match what % 9 {
            0 => a + b,
            1 => a - b,
            2 => a * b,
            3 => a / (b * b + S::constant(1.0)),
            4 => a.tanh(),
            5 => a.sin(),
            6 => a.cos(),
            7 => (-(a * a)).exp(),
            _ => (a * a + S::constant(0.5)).ln(),
        });
    }
    sum(values)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..9_usize, 0..64_usize, 0..64_usize), 1..24)
}

fn point() -> impl Strategy<Value = [f64; 3]> {
    prop::array::uniform3(-1.5..1.5_f64)
}

proptest! {
    #[test]
    fn random_programs_have_the_gradient_of_finite_differences(steps in steps(), at in point()) {
        let gradient = grad(|v| run(&steps, &v[..]), &at);
        for (index, derivative) in gradient.into_iter().enumerate() {
            let expected = difference(|v| run(&steps, v), &at, index);
            let scale = run(&steps, &at).abs().max(expected.abs()).max(1.0);
            // Values may reach 1e3 and more; the difference quotient then loses as many digits.
            prop_assert!((derivative - expected).abs() < 1e-5 * scale * scale.sqrt());
        }
    }

    #[test]
    fn grad_is_grad_with_that_keeps_the_derivative(steps in steps(), at in point()) {
        let f = |v: &[f64; 3]| grad_with(|_, d| d, |v| run(&steps, &v[..]), v);
        prop_assert_eq!(grad(|v| run(&steps, &v[..]), &at), f(&at));
    }

    #[test]
    fn the_gradient_is_linear(one in steps(), two in steps(), at in point(), by in -3.0..3.0_f64) {
        let together = grad(|v| by * run(&one, &v[..]) + run(&two, &v[..]), &at);
        let [one, two] = [one, two].map(|steps| grad(|v| run(&steps, &v[..]), &at));
        for index in 0..3 {
            let expected = by * one[index] + two[index];
            let scale = (by * one[index]).abs().max(two[index].abs()).max(1.0);
            prop_assert!((together[index] - expected).abs() <= 1e-9 * scale);
        }
    }

    #[test]
    fn a_recording_is_valid_for_every_point(steps in steps(), there in point(), here in point()) {
        let program = record(0, &there, |v, _| vec![run(&steps, &v[..])]);
        let mut replay = program.replay::<f64>(1);
        let mut derivatives = [0.0; 3];
        program.forward(&there, &mut replay);
        program.backward(&there, &[1.0], &mut replay, &mut [0.0; 3]);
        program.forward(&here, &mut replay);
        program.backward(&here, &[1.0], &mut replay, &mut derivatives);
        prop_assert_eq!(derivatives, grad(|v| run(&steps, &v[..]), &here));
        prop_assert_eq!(replay.output(0)[0], run(&steps, &here));
    }

    #[test]
    fn a_replay_over_lanes_is_the_replays_one_by_one(steps in steps(), at: [[f32; 3]; 8]) {
        let at = at.map(|point| point.map(|x| x % 2.0));
        let program = record(3, &[(); 0], |_, x| vec![run(&steps, x)]).with_input_adjoints();
        let mut lanes = program.replay::<Lanes>(2);
        for (index, input) in lanes.inputs_mut().iter_mut().enumerate() {
            *input = Lanes::from_lanes(|lane| at[index % 2 * 4 + lane][index / 2]);
        }
        program.forward(&[], &mut lanes);
        program.backward(&[], &[Lanes::constant(1.0)], &mut lanes, &mut []);
        for (sample, point) in at.iter().enumerate() {
            let mut one = program.replay::<f32>(1);
            one.inputs_mut().copy_from_slice(point);
            program.forward(&[], &mut one);
            program.backward(&[], &[1.0], &mut one, &mut []);
            for (node, (value, adjoint)) in one.values().iter().zip(one.adjoints()).enumerate() {
                let same = |a: f32, b: f32| a == b || a.is_nan() && b.is_nan();
                let of = |numbers: &[Lanes]| numbers[2 * node + sample / 4].lane(sample % 4);
                prop_assert!(same(of(lanes.values()), *value));
                prop_assert!(same(of(lanes.adjoints()), *adjoint));
            }
        }
    }
}

fn network() -> Mlp<f32> {
    Mlp::init(&[2, 3, 2], Activation::Tanh, &mut generator(1, Use::Weights, 0))
}

#[test]
fn a_network_is_recorded_as_one_operation_a_layer_and_one_an_activation() {
    let program = record(2, &network(), |mlp, x| vec![mlp.call(x)]);
    let operations: Vec<&Op> = program.instructions().iter().map(|i| &i.op).collect();
    let expected = [
        &Op::Affine(0, 0..2),
        &Op::Unary(Function::Tanh, 2),
        &Op::Affine(9, 5..8),
        &Op::Unary(Function::Tanh, 8),
        &Op::Affine(17, 10..12),
    ];
    assert_eq!(operations, expected);
}

#[test]
fn weighted_sums_of_scattered_parameters_or_inputs_are_recorded_as_plain_sums() {
    let at = [0.5, -1.5, 2.0, 3.0, 0.25];
    let scattered = |v: &[f64]| f64::affine(&[v[4], v[1], v[3]], &[v[0], v[2]])[0];
    let gradient = grad(|v| Var::affine(&[v[4], v[1], v[3]], &[v[0], v[2]])[0], &at);
    for (index, derivative) in gradient.into_iter().enumerate() {
        assert_close(derivative, difference(scattered, &at, index), 1e-8);
    }
}

#[test]
fn a_program_up_to_an_output_gives_that_output_alone() {
    let whole = record(2, &network(), |mlp, x| {
        let output = mlp.call(x);
        vec![output, output * output]
    });
    let part = whole.up_to(0);
    assert!(part.instructions().len() < whole.instructions().len());
    let parameters: Vec<f64> = network().elements().into_iter().map(f64::from).collect();
    let mut values = [whole.replay::<f64>(1), part.replay::<f64>(1)];
    for (program, replay) in [&whole, &part].into_iter().zip(&mut values) {
        replay.inputs_mut().copy_from_slice(&[0.3, -0.7]);
        program.forward(&parameters, replay);
    }
    assert_eq!(values[0].output(0), values[1].output(0));
}
