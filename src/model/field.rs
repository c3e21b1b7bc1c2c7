//! The network over the plane: a lattice of points, and the lines of equal output through it.

/// A lattice over a rectangle of the plane, edges included; its first row is the top one.
#[derive(Clone, Debug, PartialEq)]
pub struct Lattice {
    /// The least and the greatest x.
    pub x: [f64; 2],
    /// The least and the greatest y.
    pub y: [f64; 2],
    /// Points in a row, at least 2.
    pub columns: usize,
    /// Rows, at least 2.
    pub rows: usize,
}

impl Lattice {
    /// The point at a place that may lie between columns and rows.
    ///
    /// ```
    /// use moongrad::model::field::Lattice;
    /// let lattice = Lattice { x: [-1.0, 1.0], y: [0.0, 4.0], columns: 3, rows: 5 };
    /// assert_eq!(lattice.point(0.0, 0.0), [-1.0, 4.0]);
    /// assert_eq!(lattice.point(1.5, 4.0), [0.5, 0.0]);
    /// ```
    pub fn point(&self, column: f64, row: f64) -> [f32; 2] {
        let along = |[from, to]: [f64; 2], part: f64| (from + (to - from) * part) as f32;
        let across = column / (self.columns - 1) as f64;
        [along(self.x, across), along([self.y[1], self.y[0]], row / (self.rows - 1) as f64)]
    }

    /// All points, row by row.
    pub fn points(&self) -> Vec<[f32; 2]> {
        let row = |row| (0..self.columns).map(move |column| self.point(column as f64, row as f64));
        (0..self.rows).flat_map(row).collect()
    }
}

/// A line along which a field has one value; a closed one ends where it began.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// The value.
    pub level: f32,
    /// The line's points, in the plane.
    pub points: Vec<[f32; 2]>,
}

/// The contours of `values` over `lattice` at every multiple of `spacing` from −`limit` to `limit`.
///
/// Marching squares: in each cell the field is taken as linear along the four sides; where opposite
/// corners stand against the others, the mean of the four decides. Cells with a corner that is not
/// finite have no contour.
///
/// ```
/// use moongrad::model::field::{Lattice, contours};
/// let lattice = Lattice { x: [0.0, 2.0], y: [0.0, 1.0], columns: 3, rows: 2 };
/// let slope = [-1.0, 0.0, 3.0, -1.0, 0.0, 3.0];
/// let lines = contours(&lattice, &slope, 1.5, 2.0);
/// assert_eq!(lines.len(), 2);
/// assert_eq!((lines[1].level, lines[1].points.as_slice()), (1.5, [[1.5, 0.0], [1.5, 1.0]].as_slice()));
/// ```
pub fn contours(lattice: &Lattice, values: &[f32], spacing: f32, limit: f32) -> Vec<Contour> {
    assert!(values.len() == lattice.columns * lattice.rows, "a value for every point");
    let most = (limit / spacing).floor() as i32;
    let cells = crossed_cells(lattice, values, spacing, most);
    let mut links = Links(vec![[NONE; 2]; 2 * values.len()]);
    let mut contours = Vec::new();
    for (level, cells) in (-most..=most).map(|k| k as f32 * spacing).zip(cells) {
        let square = Squares { lattice, values, level };
        for &cell in &cells {
            square.link(cell, &mut links);
        }
        for &cell in &cells {
            for side in square.sides(cell) {
                contours.extend(links.take_line(side).map(|sides| square.contour(&sides)));
            }
        }
    }
    contours
}

/// For each level, the cells (by their upper left corner) that it may cross.
fn crossed_cells(lattice: &Lattice, values: &[f32], spacing: f32, most: i32) -> Vec<Vec<usize>> {
    let mut cells = vec![Vec::new(); 2 * most as usize + 1];
    for row in 0..lattice.rows - 1 {
        for cell in row * lattice.columns..(row + 1) * lattice.columns - 1 {
            let [a, b] = [values[cell], values[cell + 1]];
            let [c, d] = [values[cell + lattice.columns], values[cell + lattice.columns + 1]];
            if !(a + b + c + d).is_finite() {
                continue;
            }
            let low = (a.min(b).min(c.min(d)) / spacing).ceil().max(-most as f32) as i32;
            let high = (a.max(b).max(c.max(d)) / spacing).floor().min(most as f32) as i32;
            for level in low..=high {
                cells[(level + most) as usize].push(cell);
            }
        }
    }
    cells
}

/// A side of a cell, by its first corner: twice that for the side to the right of the corner, one more
/// for the side below it.
type Side = usize;

/// One level's way through the cells.
struct Squares<'a> {
    lattice: &'a Lattice,
    values: &'a [f32],
    level: f32,
}

impl Squares<'_> {
    /// The top, right, bottom and left side of a cell.
    fn sides(&self, cell: usize) -> [Side; 4] {
        [2 * cell, 2 * (cell + 1) + 1, 2 * (cell + self.lattice.columns), 2 * cell + 1]
    }

    /// Joins the sides that the level enters and leaves this cell by.
    fn link(&self, cell: usize, links: &mut Links) {
        let below = cell + self.lattice.columns;
        let corners = [cell, cell + 1, below + 1, below].map(|corner| self.values[corner]);
        let [a, b, c, d] = corners.map(|value| value >= self.level);
        let [top, right, bottom, left] = self.sides(cell);
        match (b != a, c != a, d != a) {
            (false, false, false) => {}
            (true, true, true) => links.join(left, top),
            (true, false, false) => links.join(top, right),
            (false, true, false) => links.join(right, bottom),
            (false, false, true) => links.join(bottom, left),
            (true, true, false) => links.join(top, bottom),
            (false, true, true) => links.join(left, right),
            (true, false, true) => {
                // A saddle: the corners unlike the middle are each cut off.
                let middle = corners.iter().sum::<f32>() / 4.0 >= self.level;
                let (first, second) = if middle == a { (right, left) } else { (left, right) };
                links.join(top, first);
                links.join(bottom, second);
            }
        }
    }

    fn contour(&self, sides: &[Side]) -> Contour {
        let points = sides.iter().map(|&side| self.crossing(side)).collect();
        Contour { level: self.level, points }
    }

    /// Where on a side the field has the level.
    fn crossing(&self, side: Side) -> [f32; 2] {
        let (corner, down) = (side / 2, side % 2);
        let step = if down == 1 { self.lattice.columns } else { 1 };
        let (column, row) = (corner % self.lattice.columns, corner / self.lattice.columns);
        let (at, count) =
            if down == 1 { (row, self.lattice.rows) } else { (column, self.lattice.columns) };
        let value = |corner: usize| f64::from(self.values[corner] - self.level);
        let [from, to] = [corner, corner + step].map(value);
        let part = if to == 0.0 && at > 0 {
            fold(value(corner - step), from)
        } else if from == 0.0 && at + 2 < count {
            1.0 - fold(value(corner + 2 * step), to)
        } else {
            -from / (to - from)
        };
        let (column, row, down) = (column as f64, row as f64, down as f64);
        self.lattice.point(column + part * (1.0 - down), row + part * down)
    }
}

/// Where the way from one corner to the next, which has the level, meets it: a field that is flat from there on has a
/// fold in between, which lies where the slope that comes from `before` leads to; else at the very end.
fn fold(before: f64, from: f64) -> f64 {
    let part = from / (before - from);
    if part > 0.0 && part < 1.0 { part } else { 1.0 }
}

const NONE: Side = Side::MAX;

/// For each side, the sides that a line goes on to: none, one at the lattice's edge, else two.
struct Links(Vec<[Side; 2]>);

impl Links {
    fn join(&mut self, a: Side, b: Side) {
        for (from, to) in [(a, b), (b, a)] {
            let free = usize::from(self.0[from][0] != NONE);
            self.0[from][free] = to;
        }
    }

    /// The whole line through a side, which is then gone from the links.
    fn take_line(&mut self, side: Side) -> Option<Vec<Side>> {
        if self.0[side] == [NONE; 2] {
            return None;
        }
        let mut line = Vec::new();
        self.walk(side, &mut line);
        line.reverse();
        line.push(side);
        self.walk(side, &mut line);
        Some(line)
    }

    fn walk(&mut self, mut side: Side, line: &mut Vec<Side>) {
        while let Some(slot) = self.0[side].iter().position(|&next| next != NONE) {
            let next = std::mem::replace(&mut self.0[side][slot], NONE);
            for back in self.0[next].iter_mut().filter(|back| **back == side) {
                *back = NONE;
            }
            line.push(next);
            side = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lattice(columns: usize) -> Lattice {
        Lattice { x: [-2.0, 2.0], y: [-2.0, 2.0], columns, rows: columns }
    }

    fn values(lattice: &Lattice, f: impl Fn(f32, f32) -> f32) -> Vec<f32> {
        lattice.points().iter().map(|&[x, y]| f(x, y)).collect()
    }

    #[test]
    fn the_edge_of_what_is_flat_is_as_straight_as_the_fold() {
        let lattice = lattice(41);
        let slope = |x: f32, y: f32| 0.6 * x + 0.8 * y - 0.33;
        let lines = contours(&lattice, &values(&lattice, |x, y| -slope(x, y).max(0.0)), 1.0, 0.5);
        let [line] = lines.as_slice() else { panic!("{} lines", lines.len()) };
        // At the rim there is nothing to tell the slope by.
        let mut inner = line.points.iter().filter(|[x, y]| x.abs().max(y.abs()) < 1.85);
        assert!(inner.all(|&[x, y]| slope(x, y).abs() < 1e-5), "{line:?}");
    }

    #[test]
    fn the_contour_of_a_cone_is_one_closed_circle() {
        let lattice = lattice(81);
        let lines = contours(&lattice, &values(&lattice, f32::hypot), 1.0, 1.0);
        let [circle] = lines.as_slice() else { panic!("{} lines", lines.len()) };
        assert_eq!(circle.points.first(), circle.points.last());
        assert!(circle.points.iter().all(|[x, y]| (x.hypot(*y) - 1.0).abs() < 2e-3));
        let length = |pair: &[[f32; 2]]| (pair[0][0] - pair[1][0]).hypot(pair[0][1] - pair[1][1]);
        let circumference: f32 = circle.points.windows(2).map(length).sum();
        assert!((circumference - std::f32::consts::TAU).abs() < 0.01, "{circumference}");
    }

    #[test]
    fn the_contours_of_a_plane_are_straight_lines_from_edge_to_edge() {
        let lattice = lattice(9);
        let lines = contours(&lattice, &values(&lattice, |x, _| x - 0.1), 0.5, 1.0);
        assert_eq!(
            lines.iter().map(|line| line.level).collect::<Vec<_>>(),
            [-1.0, -0.5, 0.0, 0.5, 1.0]
        );
        for line in lines {
            assert_eq!(line.points.len(), 9);
            assert!(line.points.iter().all(|[x, _]| (x - 0.1 - line.level).abs() < 1e-6));
        }
    }

    #[test]
    fn cells_beside_a_value_that_is_not_finite_have_no_contour() {
        let lattice = lattice(3);
        let field = [-1.0, 1.0, 1.0, -1.0, f32::NAN, 1.0, -1.0, 1.0, f32::INFINITY];
        assert_eq!(contours(&lattice, &field, 0.5, 8.0), []);
    }

    proptest! {
        /// Every side whose ends lie on different sides of the level is on exactly one line, once.
        #[test]
        fn lines_cross_every_side_that_the_level_separates(field in prop::collection::vec(-2.0..2.0_f32, 49)) {
            let lattice = lattice(7);
            let lines = contours(&lattice, &field, 4.0, 1.0);
            let mut crossed = 0;
            for line in &lines {
                let closed = line.points.first() == line.points.last();
                crossed += line.points.len() - usize::from(closed);
            }
            let above = |corner: usize| field[corner] >= 0.0;
            let right = (0..49).filter(|c| c % 7 < 6 && above(*c) != above(c + 1)).count();
            let down = (0..42).filter(|c| above(*c) != above(c + 7)).count();
            prop_assert_eq!(crossed, right + down);
        }
    }
}
