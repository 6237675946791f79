// Node: the module is beside this file, and ready as soon as this one is imported.
import { readFileSync } from 'node:fs';
import { initSync } from './counterpoise.js';

initSync({ module: readFileSync(new URL('./counterpoise_bg.wasm', import.meta.url)) });

export { Engine, call, callUntyped, default, initSync } from './web.js';
