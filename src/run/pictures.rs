//! What a run looks like where it stands: the plot's scene, and the portrait of its network.

use crate::data::shapes::Sample;
use crate::model::field::{Contour, Lattice, contours};
use crate::model::loss::Loss;
use crate::model::units::{Aspect, Units};
use crate::run::gauge::EVALUATED;
use crate::run::trainer::Trainer;

/// What is asked of the plot.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Where it is looked at.
    pub lattice: Lattice,
    /// What lies between two contours, and the highest of them.
    pub spacing: f32,
    /// The highest level of a contour.
    pub limit: f32,
    /// The unit that is shown in place of the network's output f, and what is asked of it.
    pub unit: Option<(usize, Aspect)>,
}

/// What the plot shows.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The value at each point of the lattice: f, or what was asked of a unit.
    pub field: Vec<f32>,
    /// Its contours; none where it jumps, as the share of a neuron does where later ones fold.
    pub contours: Vec<Contour>,
    /// Where a unit is shown: the line f = 0.
    pub boundary: Option<Vec<Contour>>,
    /// f at the training points (the first [`EVALUATED`]).
    pub outputs: Vec<f32>,
    /// With a hinge, how many of those push the line, as their loss is above 0; with another loss all do, and there is
    /// no margin to be beyond.
    pub pushes: Option<usize>,
    /// How many of those lie on its wrong side.
    pub wrong: usize,
    /// The numbers of the training points that the last step used; none of a stream.
    pub batch: Vec<u32>,
}

/// The network, unit by unit.
#[derive(Clone, Debug)]
pub struct Portrait {
    /// The picture of each unit, one after the other.
    pub squares: Vec<f32>,
    /// For each unit, the share of the training points (the first [`EVALUATED`]) at which its output is above 0;
    /// for the inputs not a number.
    pub activity: Vec<f32>,
}

/// The network's recording, replayed over lattices; only what is returned is allocated.
#[derive(Clone, Debug)]
pub struct Pictures {
    units: Units,
    plane: Plane,
    square: Plane,
}

/// A lattice with its points, which are made anew only when it changes.
#[derive(Clone, Debug, Default)]
struct Plane {
    lattice: Option<Lattice>,
    points: Vec<[f32; 2]>,
}

impl Plane {
    fn points(&mut self, lattice: &Lattice) -> &[[f32; 2]] {
        if self.lattice.as_ref() != Some(lattice) {
            self.points = lattice.points();
            self.lattice = Some(lattice.clone());
        }
        &self.points
    }
}

impl Pictures {
    /// For the network of a run, and of any other with one of that shape.
    pub fn new(trainer: &Trainer) -> Self {
        let units = Units::new(trainer.learner().objective());
        Pictures { units, plane: Plane::default(), square: Plane::default() }
    }

    /// How many units there are: the two inputs and the hidden neurons.
    pub fn unit_count(&self) -> usize {
        self.units.count()
    }

    /// The network's output at each of `points`.
    pub fn predict(&mut self, trainer: &Trainer, points: &[[f32; 2]]) -> Vec<f32> {
        let mut outputs = Vec::with_capacity(points.len());
        self.units.predict(trainer.state().weights.live(), points, &mut outputs);
        outputs
    }

    /// The whole scene of the plot.
    pub fn scene(&mut self, trainer: &Trainer, ask: &Ask) -> Scene {
        let outputs = self.predict(trainer, &train_inputs(trainer));
        let points = trainer.train_points();
        let margins = || outputs.iter().zip(points).map(|(output, point)| output * point.label);
        let is_hinge = trainer.state().config.loss == Loss::Hinge;
        let pushes = is_hinge.then(|| margins().filter(|m| *m < 1.0).count());
        let wrong = margins().filter(|m| *m <= 0.0).count();
        let live = trainer.state().weights.live();
        let points = self.plane.points(&ask.lattice);
        let field = |units: &mut Units| {
            let mut field = Vec::with_capacity(points.len());
            units.predict(live, points, &mut field);
            field
        };
        let boundary = ask.unit.map(|_| contours(&ask.lattice, &field(&mut self.units), 1.0, 0.5));
        let field = match ask.unit {
            Some((unit, aspect)) => self.units.picture(live, points, unit, aspect),
            None => field(&mut self.units),
        };
        let contours = match jumps(&trainer.state().config.hidden, ask.unit) {
            true => Vec::new(),
            false => contours(&ask.lattice, &field, ask.spacing, ask.limit),
        };
        let batch = trainer.learner().taken().to_vec();
        Scene { field, contours, boundary, outputs, pushes, wrong, batch }
    }

    /// f at a point, and what its answer costs there.
    pub fn judge(&mut self, trainer: &Trainer, Sample { inputs, label }: Sample) -> [f32; 2] {
        let output = self.predict(trainer, &[inputs])[0];
        [output, trainer.state().config.loss.call(output, label)]
    }

    /// The portrait of the network, each unit over a lattice.
    pub fn portrait(&mut self, trainer: &Trainer, lattice: &Lattice, aspect: Aspect) -> Portrait {
        let live = trainer.state().weights.live();
        let squares = self.units.pictures(live, self.square.points(lattice), aspect);
        let neurons = self.units.activity(live, &train_inputs(trainer));
        Portrait { squares, activity: [f32::NAN; 2].into_iter().chain(neurons).collect() }
    }
}

/// The first training points.
fn train_inputs(trainer: &Trainer) -> Vec<[f32; 2]> {
    trainer.train_points().iter().take(EVALUATED).map(|sample| sample.inputs).collect()
}

/// Whether a picture jumps: a share where layers that come after the neuron's own fold.
fn jumps(hidden: &[usize], unit: Option<(usize, Aspect)>) -> bool {
    let last = 2 + hidden.iter().sum::<usize>() - hidden.last().copied().unwrap_or(0);
    matches!(unit, Some((unit, Aspect::Share)) if (2..last).contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::config::{Config, Feed};

    fn trainer() -> Trainer {
        let config = Config { hidden: vec![3, 2], feed: Feed::Fixed, ..Config::default() };
        let mut trainer = Trainer::new(config).unwrap();
        (0..20).for_each(|_| drop(trainer.step()));
        trainer
    }

    fn ask(unit: Option<(usize, Aspect)>) -> Ask {
        let lattice = Lattice { x: [-1.0, 2.0], y: [-1.0, 1.0], columns: 21, rows: 21 };
        Ask { lattice, spacing: 0.5, limit: 4.0, unit }
    }

    #[test]
    fn a_scene_is_one_moment_seen_from_all_sides() {
        let trainer = trainer();
        let mut pictures = Pictures::new(&trainer);
        let whole = pictures.scene(&trainer, &ask(None));
        let points = ask(None).lattice.points();
        assert_eq!(whole.field, pictures.predict(&trainer, &points));
        assert_eq!(whole.contours, contours(&ask(None).lattice, &whole.field, 0.5, 4.0));
        let margin = |(sample, output): (&Sample, &f32)| sample.label * output;
        let margins: Vec<f32> =
            trainer.train_points().iter().zip(&whole.outputs).map(margin).collect();
        assert_eq!(margins.len(), 150);
        assert_eq!(whole.pushes, Some(margins.iter().filter(|margin| **margin < 1.0).count()));
        assert_eq!(whole.wrong, margins.iter().filter(|margin| **margin <= 0.0).count());
        assert!(whole.boundary.is_none());
        let of_unit = pictures.scene(&trainer, &ask(Some((3, Aspect::Output))));
        let zero: Vec<_> = whole.contours.into_iter().filter(|line| line.level == 0.0).collect();
        assert_eq!(of_unit.boundary.unwrap(), zero);
    }

    #[test]
    fn the_batch_of_a_scene_is_what_the_last_step_used() {
        let mut trainer = trainer();
        let used: Vec<Sample> = trainer.learner().batch().to_vec();
        trainer.step();
        let mut pictures = Pictures::new(&trainer);
        let numbers = pictures.scene(&trainer, &ask(None)).batch;
        let points = trainer.train_points();
        let shown: Vec<Sample> = numbers.iter().map(|&number| points[number as usize]).collect();
        assert_eq!(shown, used);
        // Wherever one goes and comes back from.
        trainer.seek(3).unwrap();
        trainer.seek(21).unwrap();
        assert_eq!(pictures.scene(&trainer, &ask(None)).batch, numbers);
        trainer.seek(0).unwrap();
        assert!(pictures.scene(&trainer, &ask(None)).batch.is_empty());
    }

    #[test]
    fn a_point_is_judged_as_the_step_does() {
        let trainer = trainer();
        let mut pictures = Pictures::new(&trainer);
        let scene = pictures.scene(&trainer, &ask(None));
        for (point, output) in trainer.train_points().iter().zip(scene.outputs) {
            let loss = (1.0 - point.label * output).max(0.0);
            assert_eq!(pictures.judge(&trainer, *point), [output, loss]);
        }
    }

    #[test]
    fn only_shares_that_later_layers_fold_have_no_contours() {
        for (unit, aspect, expected) in [
            (0, Aspect::Share, false),
            (2, Aspect::Share, true),
            (4, Aspect::Share, true),
            (5, Aspect::Share, false),
            (2, Aspect::Output, false),
        ] {
            assert_eq!(jumps(&[3, 2], Some((unit, aspect))), expected, "{unit}");
        }
        assert!(!jumps(&[], Some((1, Aspect::Share))) && !jumps(&[3, 2], None));
    }

    #[test]
    fn the_squares_are_the_large_pictures_made_small() {
        let trainer = trainer();
        let mut pictures = Pictures::new(&trainer);
        for aspect in [Aspect::Output, Aspect::Share] {
            let lattice = ask(None).lattice;
            let Portrait { squares, activity } = pictures.portrait(&trainer, &lattice, aspect);
            assert_eq!((squares.len(), activity.len()), (7 * 441, 7));
            for (unit, square) in squares.chunks(441).enumerate() {
                assert_eq!(pictures.scene(&trainer, &ask(Some((unit, aspect)))).field, square);
            }
        }
    }
}
