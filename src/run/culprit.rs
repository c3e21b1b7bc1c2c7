//! Why numbers stopped being finite, in words.

use crate::model::names::Names;

/// The first operation of a step whose result was infinite or not a number; layers and neurons count from
/// 0, the output layer is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culprit {
    /// The weighted sum of a neuron, given by its layer and its number in it.
    Sum(usize, usize),
    /// The loss of a sample, or the sum of all.
    Loss,
    /// The derivative of the loss by the sum or the output of a neuron.
    Adjoint(usize, usize),
    /// The derivative by the parameter of this number, summed over the batch.
    Derivative(usize),
    /// The square of that derivative, which Adam remembers.
    Square(usize),
    /// The L2 penalty.
    Penalty,
    /// The parameter of this number, had it been updated.
    Parameter(usize),
}

impl Culprit {
    /// The operation in words, for a network with these numbers of hidden neurons.
    ///
    /// ```
    /// use moongrad::run::culprit::Culprit;
    /// assert_eq!(Culprit::Sum(1, 2).describe(&[16, 16]), "the weighted sum of neuron 3 of layer 2");
    /// ```
    pub fn describe(self, hidden: &[usize]) -> String {
        let names = Names(hidden);
        match self {
            Culprit::Sum(layer, neuron) => {
                format!("the weighted sum of {}", names.neuron(layer, neuron))
            }
            Culprit::Loss => "the loss of the batch".into(),
            Culprit::Penalty => "the L2 penalty".into(),
            Culprit::Adjoint(layer, neuron) => {
                format!("the gradient at {}", names.neuron(layer, neuron))
            }
            Culprit::Derivative(number) => {
                format!("the gradient of the {}", names.parameter(number))
            }
            Culprit::Square(number) => {
                format!("the square of the gradient of the {}", names.parameter(number))
            }
            Culprit::Parameter(number) => {
                format!("the new value of the {}", names.parameter(number))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Culprit;

    #[test]
    fn a_culprit_is_named_by_its_place_in_the_network() {
        let what = |culprit: Culprit| culprit.describe(&[16, 16]);
        assert_eq!(what(Culprit::Adjoint(2, 0)), "the gradient at the output");
        assert_eq!(
            what(Culprit::Derivative(0)),
            "the gradient of the weight from input x to neuron 1 of layer 1"
        );
        assert_eq!(
            what(Culprit::Parameter(47)),
            "the new value of the bias of neuron 16 of layer 1"
        );
        assert_eq!(
            what(Culprit::Parameter(48)),
            "the new value of the weight from neuron 1 of layer 1 to neuron 1 of layer 2"
        );
        assert_eq!(what(Culprit::Parameter(336)), "the new value of the bias of the output");
    }
}
