//! `cargo xtask go`: the WebAssembly module that the Go package carries; and Go itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::shell::{self, Result};
use crate::toolchain::{self, WASM, WASM_REMEDY, WasmToolchain};

/// What the module is made of; a change of any of it makes the module that is committed an old one.
const SOURCES: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "core/Cargo.toml",
    "core/src",
    "ffi/Cargo.toml",
    "ffi/src",
    "xtask/src/pauses.rs",
];

/// The module in the Go package, and beside it what it was made of.
const MODULE: &str = "ffi/go/internal/abi/counterpoise.wasm";
const MADE_OF: &str = "ffi/go/internal/abi/counterpoise.wasm.sources";

/// Builds the module.
pub(crate) fn run() -> Result {
    let made_of = digest()?;
    let toolchain =
        WasmToolchain::find().ok_or_else(|| format!("no toolchain has the target: {WASM_REMEDY}"))?;
    let mut build = toolchain.smallest()?;
    shell::run(build.args([
        "--package",
        "counterpoise-ffi",
        "--no-default-features",
        "--profile",
        "wasm-go",
    ]))?;
    let module = toolchain::smallest_folder().join(WASM).join("wasm-go/counterpoise_ffi.wasm");
    let out = shell::root().join(MODULE);
    pause(&module, &out)?;
    println!("{MODULE}: {} bytes", shell::read_bytes(&out)?.len());
    shell::write_file(&shell::root().join(MADE_OF), made_of)
}

/// Puts pauses into a module, by libraries behind a feature.
pub(crate) fn pause(module: &Path, out: &Path) -> Result {
    #[cfg(feature = "pauses")]
    return shell::write_file(out, crate::pauses::into(&shell::read_bytes(module)?)?);
    #[cfg(not(feature = "pauses"))]
    shell::run(shell::itself_with("pauses").arg("pauses").arg(module).arg(out))
}

/// Builds the module where it is not of these sources.
pub(crate) fn current() -> Result {
    if is_current()? { Ok(()) } else { run() }
}

/// Fails where the module that is committed is not of these sources.
pub(crate) fn check() -> Result {
    if is_current()? {
        return Ok(());
    }
    Err(format!("{MODULE} is of other sources: run `cargo xtask go`"))
}

fn is_current() -> Result<bool> {
    let made_of = fs::read_to_string(shell::root().join(MADE_OF)).unwrap_or_default();
    Ok(made_of == digest()? && shell::root().join(MODULE).exists())
}

/// Go in the folder of a module, with the engine of the C library where that is installed.
pub(crate) fn command(module: &str, subcommand: &str, prefix: Option<&Path>) -> Command {
    let mut go = shell::program("go");
    go.arg(subcommand).arg("-C").arg(shell::root().join(module));
    match prefix {
        None => go.env("CGO_ENABLED", "0"),
        Some(prefix) => go
            .arg("-tags=counterpoise_cgo")
            .env("CGO_ENABLED", "1")
            .env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"))
            .env("CGO_LDFLAGS", format!("-L{}", prefix.join(age(prefix)).display())),
    };
    go
}

/// When the library was built, as the name of a folder that is not there: Go does not look at a library that it links, and links
/// anew only where a flag is another.
fn age(prefix: &Path) -> String {
    let modified = fs::metadata(prefix.join("lib/libcounterpoise.a")).and_then(|library| library.modified());
    let since = modified.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    format!("of-{}", since.unwrap_or_default().as_nanos())
}

/// A digest of the sources, as one line. Tests among them make no module, and do not count.
fn digest() -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&shell::root().join(source), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        let name = file.strip_prefix(shell::root()).unwrap_or(&file).to_string_lossy().into_owned();
        let content = shell::read_bytes(&file)?;
        hash.update(format!("{name} {}\n", content.len()));
        hash.update(content);
    }
    let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{digest}\n"))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let failed = |error| format!("{}: {error}", path.display());
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?.path();
        let name = entry.file_name().unwrap_or_default();
        if name != "tests" && name != "tests.rs" && name != "snapshots" {
            collect(&entry, files)?;
        }
    }
    Ok(())
}
