// Browsers and their workers, with a bundler or without: the module is a file of its own beside this one. `init` fetches it,
// compiles it while it comes, and must end before the first call. A module from elsewhere is `init({ module_or_path })`: a URL,
// a Response, bytes or a WebAssembly.Module.
import { load } from './module.js';

export * from './api.js';

export default function init({ module_or_path = new URL('./counterpoise_bg.wasm', import.meta.url) } = {}) {
  return load(module_or_path);
}
