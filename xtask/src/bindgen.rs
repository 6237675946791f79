//! What wasm-bindgen makes of a compiled module: the module itself without its notes, the JavaScript around it and the
//! types.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Result};

/// Writes `counterpoise.js`, `counterpoise.d.ts` and `counterpoise_bg.wasm` into a folder, and beside them the module as
/// JavaScript, `counterpoise_bg.wasm.js`: every bundler takes that, and not every one takes the module.
pub(crate) fn run(module: &Path, out: &Path) -> Result {
    let written = Bindgen::new().input_path(module).out_name("counterpoise").web(true).and_then(|bindgen| {
        bindgen.typescript(true).remove_name_section(true).remove_producers_section(true).generate(out)
    });
    written.map_err(|error| format!("wasm-bindgen: {error:#}"))?;

    let module = out.join("counterpoise_bg.wasm");
    let bytes = fs::read(&module).map_err(|error| format!("{}: {error}", module.display()))?;
    let text = BASE64_STANDARD.encode(bytes);
    let script = format!("export default Uint8Array.from(atob('{text}'), (byte) => byte.charCodeAt(0));\n");
    shell::write_file(&out.join("counterpoise_bg.wasm.js"), script)
}
