//! What is learnt from: points of the plane with labels.
//!
//! [`shapes`] are drawn, [`points`] are what a run has, with one's own among them, and [`csv`] is their way in
//! and out as text; [`random`] gives the same numbers everywhere; [`limits`] say what a field may hold;
//! [`mod@line`] is the best that a straight line can do.

pub mod csv;
pub mod limits;
pub mod line;
pub mod points;
pub mod random;
pub mod shapes;
