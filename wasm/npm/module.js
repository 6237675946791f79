// The module's life. There is one in a program, whichever entry it came by. A fault of its own ends it: its memory may hold
// anything then, so nothing is asked of it until it is made anew.
import start, { __wbg_reset_state as reset, initSync as startSync } from './counterpoise.js';
import { ABORTED, LOAD, NOT_READY } from './codes.js';
import { CounterpoiseError } from './error.js';

/** Why nothing can be asked; undefined where the module is ready. */
let unavailable = NOT_READY;

/** Grows with each end: what was made before one is of no use behind it. */
export let life = 0;

/** Makes the module ready. What is fetched is compiled while it comes. */
export async function load(module_or_path) {
  if (unavailable === ABORTED) return anew();
  try {
    await start({ module_or_path });
  } catch (cause) {
    throw new CounterpoiseError(LOAD, { cause });
  }
  // One that has ended meanwhile stays so.
  if (unavailable === NOT_READY) unavailable = undefined;
}

/** Makes the module ready at once. */
export function initSync(options) {
  if (unavailable === ABORTED) return anew();
  try {
    startSync(options);
  } catch (cause) {
    throw new CounterpoiseError(LOAD, { cause });
  }
  unavailable = undefined;
}

/** The same compiled module, in a memory of its own. */
function anew() {
  reset();
  unavailable = undefined;
}

/** Asks the module, and turns what it throws into errors of ours. */
export function ask(question) {
  if (unavailable) throw new CounterpoiseError(unavailable);
  const begun = life;
  let answer;
  try {
    answer = question();
  } catch (thrown) {
    // The operation's own error comes as the bare fields of one.
    if (typeof thrown?.code === 'string' && life === begun) throw new CounterpoiseError(thrown);
    // First of all, since there may be no room on the stack for a call.
    life += 1;
    unavailable = ABORTED;
    discard();
    throw new CounterpoiseError(ABORTED, { cause: thrown });
  }
  // The input's own `toJSON` can ask, too.
  if (life !== begun) throw new CounterpoiseError(ABORTED);
  return answer;
}

/** Lets go of the memory at once, and of engines that a finalizer would still free there. */
function discard() {
  try {
    reset();
  } catch {
    // There is not enough memory for another: `anew` tries again.
  }
}
