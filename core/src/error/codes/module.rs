//! Codes of the npm package, about the WebAssembly module itself. The package gives them, since the module no longer can.

codes! {
    NOT_READY = "module.not-ready",
        "The WebAssembly module is not ready.",
        "Await init() before the first call; in Node and Deno, and with counterpoise/inline, it is ready as soon as the package is imported.";
    LOAD = "module.load",
        "The WebAssembly module could not be fetched or compiled; `cause` says why.",
        "Serve counterpoise_bg.wasm beside the script, or tell init() where it is by module_or_path.";
    ABORTED = "module.aborted",
        "The WebAssembly module met a fault of its own, ran out of memory or out of stack, and has ended.",
        "Call init() or initSync() again, which makes it anew, and make engines anew; report the operation and its input.";
    FREED = "module.freed",
        "The engine was freed.",
        "Make another one, or free it when its last use is over.";
}
