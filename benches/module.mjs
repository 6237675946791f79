// The npm package's figures for the cases of `benches/src/module.rs`, which come on standard input: `{name: nanoseconds}`. Inputs
// and results are objects, as a program has them; each is timed as natively (`benches/src/measure.rs`).
import { readFileSync } from 'node:fs';
import { Engine, callUntyped } from '../wasm/pkg/node.js';

const ROUNDS = 10;
const ROUND = 10; // milliseconds

function nanoseconds(run) {
  const round = (times) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) run();
    return performance.now() - start;
  };
  // Also until its code is optimized.
  let times = 1;
  while (round(times) < ROUND) times *= 2;
  const best = Math.min(...Array.from({ length: ROUNDS }, () => round(times)));
  return (best * 1e6) / times;
}

const { engine: input, cases } = JSON.parse(readFileSync(0, 'utf8'));
const engine = new Engine(input);
const figures = cases.map(({ name, op, engine: held, input }) => [
  name,
  nanoseconds(held ? () => engine.callUntyped(op, input) : () => callUntyped(op, input)),
]);
console.log(JSON.stringify(Object.fromEntries(figures)));
