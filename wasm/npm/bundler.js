// Bundlers: the module travels inside the bundle, and is ready as soon as this one is imported. Who would rather have
// it fetched imports `counterpoise/web`.
import { initSync } from './counterpoise.js';
import module from './counterpoise_bg.wasm.js';

initSync({ module });

export { Engine, call, initSync } from './counterpoise.js';

export default async function init() {
  return initSync({ module });
}
