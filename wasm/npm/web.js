// Browsers, with a bundler or without: the module is a file of its own beside this one. `init` fetches it, compiles it while
// it comes, and must end before the first call. A module from elsewhere is `init({ module_or_path })`: a URL, a Response,
// bytes or a WebAssembly.Module.
import start, { Engine } from './counterpoise.js';

// The same under another name: that one is typed.
export { Engine, call, call as callUntyped, initSync } from './counterpoise.js';
Engine.prototype.callUntyped = Engine.prototype.call;

export default function init({ module_or_path = new URL('./counterpoise_bg.wasm', import.meta.url) } = {}) {
  return start({ module_or_path });
}
