// Where no file can be fetched: the module is inside the script, as text that is a third larger, and is ready as soon as
// this is imported.
import { initSync } from './module.js';
import module from './counterpoise_bg.wasm.js';

initSync({ module });

export * from './api.js';

export default async function init() {
  initSync({ module });
}
