//! What the WebAssembly module and the playground's scripts may weigh: whoever opens a page that uses them waits for every byte.

use std::path::{Path, PathBuf};

use crate::shell::{self, Result};

/// Bytes that the shipped module may have, as it is.
const RAW: usize = 3_160_000;

/// Bytes that it may have as it travels: by brotli, quality 11.
const BROTLI: usize = 818_000;

/// Bytes that the scripts of the playground's page may have as they travel, by gzip: all but the workers, and what is loaded later.
const PAGE: usize = 200_000;

/// Bytes that those of them may have that the page cannot do without: all but the editors, which it loads when it stands.
const FIRST: usize = 100_000;

/// Bytes that may be loaded later: by who opens a picture, gives a folder, writes into an editor or reads another language, and the
/// scenarios that go wrong, once the page stands.
const LATER: usize = 110_000;

/// The workers: the engine's, that of the pictures, and the one that sorts what is pasted.
const WORKERS: [&str; 3] = ["worker-", "engine-", "sorter-"];

/// What is loaded later.
const LATE: [&str; 8] = ["view-", "take-", "folder-", "zip-", "broken-", "assist-", "keys-", "zh-"];

/// Prints the module's size as it is and as it travels, and fails where it is more than it may be.
pub(crate) fn gate(module: &Path) -> Result {
    let raw = shell::read_bytes(module)?.len();
    let brotli = packed(module, "brotliCompressSync")?;
    println!("the module: {raw} bytes of {RAW}, brotli {brotli} bytes of {BROTLI}");
    fits(raw <= RAW && brotli <= BROTLI, "the module")
}

/// Prints the size of the playground's scripts as they travel, and fails where it is more than it may be.
pub(crate) fn page(assets: &Path) -> Result {
    let (mut page, mut first, mut later) = (0, 0, 0);
    for script in scripts(assets)? {
        let bytes = packed(&script, "gzipSync")?;
        if LATE.iter().any(|start| named(&script, start)) {
            later += bytes;
            continue;
        }
        page += bytes;
        if !named(&script, "inputs-") {
            first += bytes;
        }
    }
    println!(
        "the page: {page} bytes of script of {PAGE} by gzip, {first} of {FIRST} without the editors, {later} of {LATER} later"
    );
    fits(page <= PAGE && first < page && first <= FIRST && later <= LATER, "the page's script")
}

/// The scripts of the page itself, by the names that Vite gives them.
fn scripts(assets: &Path) -> Result<Vec<PathBuf>> {
    let mut files = shell::files(assets)?;
    let is_worker = |path: &Path| WORKERS.iter().any(|start| named(path, start));
    files.retain(|path| path.extension().is_some_and(|kind| kind == "js") && !is_worker(path));
    Ok(files)
}

fn named(path: &Path, start: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start))
}

fn fits(fits: bool, what: &str) -> Result {
    if fits { Ok(()) } else { Err(format!("{what} is larger than xtask/src/size.rs lets it be")) }
}

/// Bytes of a file that a function of Node's zlib has packed as small as it can. Brotli's quality is 11 already, said here since
/// the figure depends on it.
fn packed(file: &Path, by: &str) -> Result<usize> {
    const SCRIPT: &str = "const { readFileSync } = require('node:fs'); \
        const zlib = require('node:zlib'); \
        const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 }; \
        console.log(zlib[process.argv[2]](readFileSync(process.argv[1]), { params, level: 9 }).length)";
    let said = shell::read(shell::program("node").args(["-e", SCRIPT]).arg(file).arg(by))?;
    said.trim().parse().map_err(|error| format!("node printed {said:?}: {error}"))
}
