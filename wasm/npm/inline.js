// Where no file can be fetched: the module is inside the script, as text that is a third larger, and is ready as soon as
// this is imported.
import { Engine, initSync } from './counterpoise.js';
import module from './counterpoise_bg.wasm.js';

initSync({ module });

// The same under another name: that one is typed.
export { Engine, call, call as callUntyped, initSync } from './counterpoise.js';
Engine.prototype.callUntyped = Engine.prototype.call;

export default async function init() {
  return initSync({ module });
}
