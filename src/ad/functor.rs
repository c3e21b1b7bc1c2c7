//! Containers of parameters: one method maps over all of them.

/// A container whose every element can be mapped to another type of number: what `Functor`, `Foldable`
/// and `Traversable` are in the talk.
///
/// The order of the elements is part of the container's contract: an array's or vector's own order; for
/// [`Mlp`](crate::model::mlp::Mlp) layer by layer, neuron by neuron, weights and then bias.
///
/// ```
/// use moongrad::ad::functor::Functor;
/// assert_eq!(Functor::map(&[1, 2], &mut |x: &i32| f64::from(*x) / 2.0), [0.5, 1.0]);
/// assert_eq!(vec![3, 4].elements(), [3, 4]);
/// ```
pub trait Functor {
    /// What the container holds.
    type Item;
    /// The same container, holding `B`.
    type Of<B>: Functor<Item = B>;

    /// The container with `f` applied to every element, in the container's order.
    fn map<B>(&self, f: &mut impl FnMut(&Self::Item) -> B) -> Self::Of<B>;

    /// All elements, in the container's order.
    fn elements(&self) -> Vec<Self::Item>
    where
        Self::Item: Copy,
    {
        let mut elements = Vec::new();
        self.map(&mut |element| elements.push(*element));
        elements
    }

    /// The same container with `elements` in place of its own; panics unless there are as many.
    fn with_elements<B: Copy>(&self, elements: &[B]) -> Self::Of<B> {
        let mut rest = elements.iter();
        let filled = self.map(&mut |_| *rest.next().expect("an element for every place"));
        assert!(rest.next().is_none(), "a place for every element");
        filled
    }
}

impl<A, const N: usize> Functor for [A; N] {
    type Item = A;
    type Of<B> = [B; N];

    fn map<B>(&self, f: &mut impl FnMut(&A) -> B) -> [B; N] {
        self.each_ref().map(f)
    }
}

impl<A> Functor for Vec<A> {
    type Item = A;
    type Of<B> = Vec<B>;

    fn map<B>(&self, f: &mut impl FnMut(&A) -> B) -> Vec<B> {
        self.iter().map(f).collect()
    }
}
