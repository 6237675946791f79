//! What the WebAssembly module may weigh: whoever opens a page that uses it waits for every byte.

use std::path::Path;

use crate::shell::{self, Result};

/// Bytes that the shipped module may have, as it is.
const RAW: usize = 2_620_000;

/// Bytes that it may have as it travels: by brotli, quality 11.
const BROTLI: usize = 675_000;

/// Prints the module's size as it is and as it travels, and fails where it is more than it may be.
pub(crate) fn gate(module: &Path) -> Result {
    let raw = shell::read_bytes(module)?.len();
    let brotli = brotli(module)?;
    println!("the module: {raw} bytes of {RAW}, brotli {brotli} bytes of {BROTLI}");
    if raw <= RAW && brotli <= BROTLI {
        return Ok(());
    }
    Err("the module is larger than xtask/src/size.rs lets it be".to_owned())
}

/// Node has brotli; what it does not name is quality 11 already, said here since the figure depends on it.
fn brotli(module: &Path) -> Result<usize> {
    const SCRIPT: &str = "const { readFileSync } = require('node:fs'); \
        const { brotliCompressSync, constants } = require('node:zlib'); \
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }; \
        console.log(brotliCompressSync(readFileSync(process.argv[1]), { params }).length)";
    let said = shell::read(shell::program("node").args(["-e", SCRIPT]).arg(module))?;
    said.trim().parse().map_err(|error| format!("node printed {said:?}: {error}"))
}
