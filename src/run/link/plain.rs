//! Runs and links as numbers: see [`Port`].

use crate::data::points::Names;
use crate::run::goal::Goal;
use crate::run::link::parts::{Link, Origin, Start};
use crate::run::link::port::Port;
use crate::run::trainer::Trainer;

/// The numbers of a run, opened where it stands. What they do not tell is what its points are called; its goal may follow
/// them, see [`write()`].
pub fn tell(run: &Trainer) -> Vec<f64> {
    let timeline = run.timeline();
    let (last, shown, stopped) = (timeline.last(), run.stands_at(), run.is_stopped());
    let digest = run.state().weights.digest();
    let mut port = Port::default();
    Head { last, shown, stopped, digest, way: run.way() }.pass(&mut port);
    port.start(&mut Start::of(timeline.start()));
    port.log(timeline.deeds().log().entries());
    port.log(timeline.deeds().pending().entries());
    port.numbers
}

/// What the numbers begin with.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// See [`Link::last`].
    pub last: u64,
    /// See [`Link::shown`].
    pub shown: u64,
    /// See [`Link::stopped`].
    pub stopped: bool,
    /// See [`Link::digest`].
    pub digest: u64,
    /// See [`Link::way`].
    pub way: Vec<u8>,
}

impl Head {
    /// Writes or reads it.
    #[inline(never)]
    pub fn pass(&mut self, port: &mut Port) {
        port.count(&mut self.last);
        port.count(&mut self.shown);
        port.flag(&mut self.stopped);
        port.digest(&mut self.digest);
        port.bytes(&mut self.way);
    }
}

/// The numbers of a link: those of a run, and its goal, by its kind (0 where there is none) and its value.
pub fn write(link: &Link) -> Vec<f64> {
    let Link { mut start, changes, pending, last, shown, stopped, digest, way, .. } = link.clone();
    let mut port = Port::default();
    Head { last, shown, stopped, digest, way }.pass(&mut port);
    port.start(&mut start);
    for mut made in [changes, pending] {
        port.length(made.len());
        made.iter_mut().for_each(|made| port.made(made));
    }
    let goal = match link.goal {
        None => [0.0, 0.0],
        Some(Goal::Step(step)) => [1.0, step as f64],
        Some(Goal::Accuracy(share)) => [2.0, share],
        Some(Goal::Loss(loss)) => [3.0, loss],
        Some(Goal::Patience(steps)) => [4.0, steps as f64],
    };
    port.numbers.extend(goal);
    port.numbers
}

/// What the numbers of a run and the names of its points begin with, and where its changes are read on.
pub(super) fn begin(numbers: &[f64], names: Option<Names>) -> (Port, Head, Start) {
    let mut port = Port::from(numbers);
    let (mut head, mut start) = (Head::default(), Start::blank());
    head.pass(&mut port);
    port.start(&mut start);
    if let Origin::Own(points) = &mut start.points {
        points.names = names;
    }
    (port, head, start)
}

/// The link of the numbers of a run, which a goal may follow, and the names of its points; none where they are of no run.
/// It may be none that can be, see [`Link::check`].
pub fn read(numbers: &[f64], names: Option<Names>) -> Option<Link> {
    let (mut port, head, start) = begin(numbers, names);
    let [changes, pending] = [(); 2].map(|()| {
        let count = port.length(0);
        (0..count).map(|_| port.next_made()).take_while(Option::is_some).flatten().collect()
    });
    let goal = if port.is_over() { [0.0; 2] } else { port.pair() };
    let goal = match goal[0] as u8 {
        0 => None,
        1 => Some(Goal::Step(goal[1] as u64)),
        2 => Some(Goal::Accuracy(goal[1])),
        3 => Some(Goal::Loss(goal[1])),
        _ => Some(Goal::Patience(goal[1] as u64)),
    };
    if !port.is_over() {
        return None;
    }
    let Head { last, shown, stopped, digest, way } = head;
    Some(Link { start, changes, pending, last, shown, stopped, goal, digest, way })
}

impl Link {
    /// The run, opened where it stands.
    pub fn of(run: &Trainer) -> Self {
        let names = run.timeline().start().points.names.clone();
        let link = read(&tell(run), names).expect("what is told can be read");
        Link { goal: run.goal(), ..link }
    }
}
