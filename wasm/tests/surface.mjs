// The npm package behind a pipe, for suites that send the same requests to every surface.
//
//   request:  <op> TAB <input as JSON on one line> LF
//   reply:    ok TAB <result as JSON> LF
//        or:  error TAB <error as JSON> LF
//
// One reply a request, in order, each written at once; it ends with its input. An engine serves the requests whose op
// starts with `@` (`@metrics.query`); the op `@` alone builds it from its input, takes the place of the engine before,
// and replies with an empty object. The framing is that of `ffi/tests/c/surface.c`.
import { createInterface } from 'node:readline';
import { Engine, call } from '../pkg/node.js';

let engine;

function answer(op, input) {
  if (op === '@') {
    const built = new Engine(input);
    engine?.free();
    engine = built;
    return {};
  }
  return op.startsWith('@') ? engine.call(op.slice(1), input) : call(op, input);
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const tab = line.indexOf('\t');
  try {
    const ok = answer(line.slice(0, tab), JSON.parse(line.slice(tab + 1)));
    process.stdout.write(`ok\t${JSON.stringify(ok)}\n`);
  } catch (error) {
    if (!error.code) throw error;
    const { code, message, path, span, hint } = error;
    process.stdout.write(`error\t${JSON.stringify({ code, message, path, span, hint })}\n`);
  }
}
