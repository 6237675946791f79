// Node and Deno: the module is beside this file, and ready as soon as this one is imported.
import { readFileSync } from 'node:fs';
import { initSync } from './module.js';

initSync({ module: readFileSync(new URL('./counterpoise_bg.wasm', import.meta.url)) });

export * from './web.js';
export { default } from './web.js';
