// A model as a script in Python: the same answers with NumPy, and training that goes on with PyTorch.

import { digits, inRows, listNeurons } from './model.js';

/**
 * @typedef {import('./model.js').Model} Model
 *
 * @typedef {object} Course            what of a run goes into a script beside its model
 * @property {ArrayLike<number>} train  x, y, label, one point after the other, on the plane that the network sees
 * @property {ArrayLike<number>} test
 * @property {number} rate             of the next step
 * @property {number} last             of the set-up's last step
 * @property {number} steps            until which it is trained
 * @property {ArrayLike<number>} memory  of the optimiser, as the engine has it
 */

// Points of a set that a script of PyTorch holds at most, and all points that one of NumPy does.
const MOST = 2000;
const FEW = 400;

/** One number a parameter, in pairs of a layer's weights and biases. @param {number[]} hidden @param {ArrayLike<number>} values */
export function writeLayers(hidden, values) {
  let from = 0;
  const next = () => digits(values[from++]);
  return listNeurons(hidden).map((neurons) => {
    const rows = neurons.map((inputs) => ({ weights: Array.from({ length: inputs }, next), bias: next() }));
    return `    ([\n${rows.map(({ weights }) => `        [${weights.join(', ')}],`).join('\n')}\n    ], [${rows.map(({ bias }) => bias).join(', ')}]),`;
  }).join('\n');
}

/** Of each parameter, whether it is at work and whether it learns: it is treated as its neuron, and off where it takes up what one that is off gives. @param {Model} model */
export function treatParameters({ config: { hidden }, treatments }) {
  let first = 0;
  /** @type {import('../../pkg/moongrad.js').Treatment[]} */
  let sources = ['free', 'free'];
  return listNeurons(hidden).flatMap((neurons, layer) => {
    const own = layer === hidden.length ? [/** @type {const} */ ('free')] : treatments.slice(first, first += neurons.length);
    const all = own.flatMap((neuron) => [...sources.map((source) => (source === 'off' ? source : neuron)), neuron]);
    sources = own;
    return all;
  });
}

/** Those that are at work, 0 for those that are off. @param {Model} model */
function listLive(model) {
  const treated = treatParameters(model);
  return Array.from(model.parameters, (value, i) => (treated[i] === 'off' ? 0 : value));
}

/** @param {string} activation @param {string} x @param {string} below  ReLU of x and of −x @param {string} tanh */
function writeActivation(activation, x, below, tanh) {
  return { relu: x, leaky: `${x} - 0.01 * ${below}`, tanh }[activation];
}

/** How one's own points lie on the plane that the network sees, where that is not how they are. @param {Model} model */
function scaleOf({ points }) {
  if (!points) return null;
  const { centre, unit } = points.scale;
  return [...centre, ...unit].join() === '0,0,1,1' ? null : points.scale;
}

/** @param {ArrayLike<number>} set @param {(row: number[]) => string[]} [write] */
function writeRows(set, write = (row) => row.map(digits)) {
  return inRows(set).map((row) => `    [${write(row).join(', ')}],`).join('\n');
}

/** Gives the network's answers for points in the data's units, and where these are few tells how many are right. @param {Model} model @param {Course} course */
export function writeNumPy(model, { train, test }) {
  const scale = scaleOf(model);
  const array = 'np.asarray(points, dtype=float)';
  const write = (/** @type {number[]} */ [x, y, label]) => (scale ? [String(scale.centre[0] + scale.unit[0] * x), String(scale.centre[1] + scale.unit[1] * y), digits(label)] : [x, y, label].map(digits));
  const isFew = train.length > 0 && train.length + test.length <= 3 * FEW;
  return `"""A network that moongrad trained, after ${model.step} steps: the same answers with NumPy alone.

Below 0 it answers -1, above 0 it answers +1.
"""

import numpy as np

# Of each layer the weights, a row for each neuron, and the biases. A neuron that is off has zeros,
# and so have the weights that take up its output.
LAYERS = [
${writeLayers(model.config.hidden, listLive(model))}
]
${scale ? `# The network sees points moved and scaled, so that both coordinates are about as large as 1.
CENTRE, UNIT = [${scale.centre.join(', ')}], [${scale.unit.join(', ')}]
` : ''}

def activation(x):
    return ${writeActivation(model.config.activation, 'np.maximum(0, x)', 'np.maximum(0, -x)', 'np.tanh(x)')}


def f(points):
    """The answers for points that are given as rows of x and y."""
    values = ${scale ? `(${array} - CENTRE) / UNIT` : array}
    for number, (weights, biases) in enumerate(LAYERS):
        values = values @ np.array(weights).T + biases
        if number < len(LAYERS) - 1:
            values = activation(values)
    return values[:, 0]


${isFew ? `# Rows of x, y and label.
TRAIN = [
${writeRows(train, write)}
]
TEST = [
${writeRows(test, write)}
]

if __name__ == "__main__":
    for name, points in [("training", TRAIN), ("test", TEST)]:
        if points:
            points = np.array(points)
            right = f(points[:, :2]) * points[:, 2] > 0
            print(f"{right.mean():.1%} of {len(points)} {name} points are right")
` : `if __name__ == "__main__":
    print("f(0, 0) =", f([[0.0, 0.0]])[0])
`}`;
}

const LOSSES = { hinge: 'torch.relu(1 - labels * f)', logistic: 'torch.nn.functional.softplus(-labels * f)', squared: '(labels - f) ** 2' };
const OPTIMISERS = { sgd: 'SGD(network.parameters(), lr=RATE)', momentum: 'SGD(network.parameters(), lr=RATE, momentum=0.9)', adam: 'Adam(network.parameters(), lr=RATE, betas=(0.9, 0.999), eps=1e-8)' };

/** Trains the network on from where it is. @param {Model} model @param {Course} course */
export function writePyTorch(model, course) {
  const { step, config } = model;
  const { rate, last, steps, train, test } = course;
  const [numbers, restore] = writeMemory(model, course.memory);
  const scale = scaleOf(model);
  const first = (/** @type {ArrayLike<number>} */ set) => writeRows(Array.prototype.slice.call(set, 0, 3 * MOST));
  return `"""A network that moongrad trained, after ${step} steps: PyTorch trains it on from there.

Below 0 it answers -1, above 0 it answers +1. ${describeBatches(config.feed, train.length / 3)}
"""

import torch

# Of each layer the weights, a row for each neuron, and the biases.
LAYERS = [
${writeLayers(config.hidden, listLive(model))}
]
# Hidden neurons that do not learn, as the numbers of their layer and of the neuron in it, from 0: frozen ones work
# as they are; those that are off have zeros, and so have the weights that take up their output.
FROZEN = [${listTreated(model, 'frozen')}]
OFF = [${listTreated(model, 'off')}]
${numbers}
# The steps to take. The rate goes in a straight line from the first one to the last one.
STEP, STEPS, LAST_STEP = ${step}, ${steps}, ${Math.max(step, config.steps)}
RATE, LAST_RATE = ${rate}, ${last}
BATCH = ${config.batch}
ALPHA = ${config.alpha}  # the weight of the L2 penalty

# Rows of x, y and label${scale ? `; of the data, x and y are\n# (${scale.centre.join(', ')}) + (${scale.unit.join(', ')}) * those here` : ''}.
TRAIN = [
${first(train)}
]
TEST = [
${first(test)}
]


def activation(x):
    return ${writeActivation(config.activation, 'torch.relu(x)', 'torch.relu(-x)', 'torch.tanh(x)')}


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.ModuleList()
        for weights, biases in LAYERS:
            layer = torch.nn.Linear(len(weights[0]), len(biases))
            layer.weight.data = torch.tensor(weights, dtype=torch.float)
            layer.bias.data = torch.tensor(biases, dtype=torch.float)
            self.layers.append(layer)

    def forward(self, points):
        """The answers for points that are given as rows of x and y."""
        for layer in self.layers[:-1]:
            points = activation(layer(points))
        return self.layers[-1](points)[:, 0]


def loss(network, points, labels):
    """The mean loss of the points, and the penalty."""
    f = network(points)
    losses = ${LOSSES[config.loss]}
    penalty = sum((number**2).sum() for number in network.parameters())
    return losses.mean() + ALPHA * penalty


def differentiate(network, points, labels):
    """Leaves in each parameter its gradient: 0 where it does not learn."""
    network.zero_grad()
    loss(network, points, labels).backward()
    for layer, neuron in FROZEN + OFF:
        network.layers[layer].weight.grad[neuron] = 0
        network.layers[layer].bias.grad[neuron] = 0
    for layer, neuron in OFF:
        network.layers[layer + 1].weight.grad[:, neuron] = 0


def rate(step):
    """The learning rate of the step after so many."""
    share = min(1, (step - STEP) / max(1, LAST_STEP - STEP))
    return RATE + (LAST_RATE - RATE) * share


def train(network):
    optimiser = torch.optim.${OPTIMISERS[config.optimiser]}
${restore}    rows = torch.tensor(TRAIN, dtype=torch.float)
    points, labels = rows[:, :2], rows[:, 2]
    order = []
    for step in range(STEP, STEPS):
        if not order:
            order = torch.randperm(len(rows)).tolist()
        batch, order = order[:BATCH], order[BATCH:]
        differentiate(network, points[batch], labels[batch])
        optimiser.param_groups[0]["lr"] = rate(step)
        optimiser.step()
    return network


if __name__ == "__main__":
    network = train(Network()) if TRAIN else Network()
    for name, rows in [("training", TRAIN), ("test", TEST)]:
        if rows:
            rows = torch.tensor(rows, dtype=torch.float)
            with torch.no_grad():
                right = network(rows[:, :2]) * rows[:, 2] > 0
            print(f"step {STEPS}: {right.float().mean():.1%} of {len(rows)} {name} points are right")
`;
}

/** @param {string} feed @param {number} count  of training points */
function describeBatches(feed, count) {
  if (feed === 'stream') return `moongrad drew fresh points for every step;\n${count} of them are here to train on.`;
  return count > MOST ? `Of its training points,\nthe first ${MOST} are here.` : 'The batches are other ones than moongrad\'s.';
}

/** Pairs of a layer and a neuron in it. @param {Model} model @param {string} treatment */
function listTreated({ config: { hidden }, treatments }, treatment) {
  const places = hidden.flatMap((count, layer) => Array.from({ length: count }, (_, neuron) => `(${layer}, ${neuron})`));
  return places.filter((_, i) => treatments[i] === treatment).join(', ');
}

/**
 * What the optimiser remembers, if anything: the numbers, and what gives them to PyTorch's. Of parameters that do not
 * learn it is 0, so that nothing moves them.
 * @param {Model} model @param {ArrayLike<number>} memory  the means, the means of squares, and both powers of Adam
 */
function writeMemory(model, memory) {
  const { config: { optimiser, hidden }, parameters: { length } } = model;
  const power = memory[2 * length + 1];
  const isAdam = optimiser === 'adam';
  // What another optimiser remembered is nothing to this one.
  if (optimiser === 'sgd' || isAdam !== memory[2 * length] < 1) return ['', ''];
  const treated = treatParameters(model);
  const write = (/** @type {number} */ from) => writeLayers(hidden, treated.map((treatment, i) => (treatment === 'free' ? memory[from + i] : 0)));
  const means = `# What the optimiser remembers of the gradients, in the form of the layers.\nMEANS = [\n${write(0)}\n]\n`;
  if (!isAdam) {
    return [means, `    for layer, means in zip(network.layers, MEANS):
        for parameter, mean in zip([layer.weight, layer.bias], means):
            optimiser.state[parameter]["momentum_buffer"] = torch.tensor(mean, dtype=torch.float)
`];
  }
  // Beyond that many, the powers are 0.
  const steps = Math.round(Math.log(Math.max(power, 1e-38)) / Math.log(0.999));
  return [`${means}SQUARES = [\n${write(length)}\n]\nREMEMBERED = ${steps}  # gradients\n`, `    for layer, means, squares in zip(network.layers, MEANS, SQUARES):
        for parameter, mean, square in zip([layer.weight, layer.bias], means, squares):
            optimiser.state[parameter] = {
                "step": torch.tensor(float(REMEMBERED)),
                "exp_avg": torch.tensor(mean, dtype=torch.float),
                "exp_avg_sq": torch.tensor(square, dtype=torch.float),
            }
`];
}
