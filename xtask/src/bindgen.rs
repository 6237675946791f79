//! What wasm-bindgen makes of a compiled module: the module itself without its notes and ordered to pack well, and the JavaScript around it.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::order;
use crate::shell::{self, Result};

/// Writes `counterpoise.js` and `counterpoise_bg.wasm` into a folder. The types are those of `wasm/npm`, which has what programs import.
pub(crate) fn run(module: &Path, out: &Path) -> Result {
    let written = Bindgen::new().input_path(module).out_name("counterpoise").web(true).and_then(|bindgen| {
        bindgen
            .typescript(false)
            .reset_state_function(true)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(out)
    });
    written.map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let module = out.join("counterpoise_bg.wasm");
    shell::write_file(&module, order::by_likeness(&shell::read_bytes(&module)?)?)
}
