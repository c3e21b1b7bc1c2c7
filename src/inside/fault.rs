//! What a backward sweep, or the step around it, can do wrong.

use crate::data::limits::choices;

choices! {
    /// What is done wrong, in one place.
    pub enum Fault {
        /// An adjoint that arrives takes the place of those before it, where it should be added to them.
        Overwriting = "overwriting",
        /// The adjoints of the sample before are not set to 0.
        Unzeroed = "unzeroed",
        /// The sweep begins at the inputs, before any adjoint has come there.
        FromTheFront = "fromTheFront",
        /// ReLU passes an adjoint on where it was off.
        Leaky = "leaky",
        /// The loss's own adjoint is −1.
        Flipped = "flipped",
        /// All parameters begin at 0: no fault of the gradient.
        FromZeros = "fromZeros",
        /// The samples' gradients are added up, but not divided by how many they are.
        Summed = "summed",
        /// A layer's weights are updated before the layer below has read them.
        Early = "early",
    }
}
