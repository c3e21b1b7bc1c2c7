// Trains with the installed package and prints what came of it, as JSON.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { open, train } from './train.js';

const { resolve } = createRequire(import.meta.url);
const read = (name) => readFileSync(resolve(`moongrad/${name}_bg.wasm`));
const { digest, report, outputs } = train(read('moongrad'), {});
const others = open(read('tables'), read('inside'), read('talk'));
console.log(JSON.stringify({ digest, step: report.step, outputs: [...outputs], others }));
