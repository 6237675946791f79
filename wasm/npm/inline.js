// Where no file can be fetched: the module is inside the script, as text that is a third larger, and is ready as soon as
// this is imported.
import { initSync } from './counterpoise.js';
import module from './counterpoise_bg.wasm.js';

initSync({ module });

export { Engine, call, initSync } from './counterpoise.js';

export default async function init() {
  return initSync({ module });
}
