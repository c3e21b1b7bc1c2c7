-- Lines of the program in "Quick and dirty backpropagation in Haskell" (F. Mazzoli, 2021) that the page shows beside
-- those of its engine. A marker names the operations that the next line does, and its section in the talk.

-- walk: product bias, Neurons
  activate (bias neuron + V.sum (V.zipWith (*) (weights neuron) xs))
-- walk: relu tanh function, Putting it together
    (foldl' (\xs -> callLayer xs reLU) inputs (V.init layers))
-- walk: hinge logistic squared, Our loss function
    (\(_, expectedOutput) mlpOutput -> reLU (1 + (- expectedOutput) * mlpOutput))
-- walk: productBack biasBack reluBack functionBack operatorBack, Automatic differentiation
> grad (\[x,y] -> x * y + sin x) [1,2]
-- walk: sgd momentum adam, One step
    (\x dx -> x - learningRate * dx)
