//! `cargo xtask wasm`: the npm package.

use std::fs;
use std::path::Path;

use crate::shell::{self, Result};
use crate::toolchain::{self, WASM, WASM_REMEDY, WasmToolchain};

const MODULE: &str = "counterpoise_bg.wasm";

/// Builds the npm package into `wasm/pkg` and prints the size of its module.
pub(crate) fn run() -> Result {
    let toolchain =
        WasmToolchain::find().ok_or_else(|| format!("no toolchain has the target: {WASM_REMEDY}"))?;
    let mut build = toolchain.cargo("build");
    shell::run(build.args(["--package", "counterpoise-wasm", "--profile", "wasm-release"]))?;
    let module = toolchain::target_folder().join(WASM).join("wasm-release/counterpoise_wasm.wasm");

    // A new folder takes the old one's place only when it is whole.
    let package = shell::root().join("wasm/pkg");
    let new = shell::target().join("surfaces/npm");
    clear(&new)?;
    shell::make_folder(&new)?;
    bindgen(&module, &new)?;
    types(&new)?;
    for file in
        ["wasm/npm/README.md", "wasm/npm/node.js", "wasm/npm/bundler.js", "wasm/npm/web.js", "LICENSE"]
    {
        let file = shell::root().join(file);
        shell::copy_file(&file, &new.join(file.file_name().unwrap_or_default()))?;
    }
    shell::write_file(&new.join("package.json"), description()?)?;
    clear(&package)?;
    fs::rename(&new, &package).map_err(|error| format!("{}: {error}", package.display()))?;
    size(&package.join(MODULE))
}

/// Runs wasm-bindgen, which is a library behind a feature.
fn bindgen(module: &Path, out: &Path) -> Result {
    #[cfg(feature = "bindgen")]
    return crate::bindgen::run(module, out);
    #[cfg(not(feature = "bindgen"))]
    shell::run(shell::itself_with("bindgen").arg("bindgen").arg(module).arg(out))
}

/// Makes the public types of those that wasm-bindgen wrote: without the module's own exports, which are nobody's business,
/// and without names that only a browser's or the newest library declares, so that any strict program compiles.
fn types(package: &Path) -> Result {
    let generated = package.join("counterpoise.d.ts");
    let text = shell::read_file(&generated)?;
    let (public, _) = text
        .split_once("export type InitInput")
        .ok_or("wasm-bindgen's types have changed: there is no InitInput")?;
    let public: String = public.lines().filter(|line| !line.contains("[Symbol.dispose]")).fold(
        String::new(),
        |mut kept, line| {
            kept.push_str(line);
            kept.push('\n');
            kept
        },
    );
    shell::write_file(&package.join("index.d.ts"), format!("{}\n\n{INIT}", public.trim_end()))?;
    for file in ["counterpoise.d.ts", "counterpoise_bg.wasm.d.ts"] {
        fs::remove_file(package.join(file)).map_err(|error| format!("{file}: {error}"))?;
    }
    Ok(())
}

/// How a browser starts the module.
const INIT: &str = "\
/**
 * Makes the module ready. Needed in browsers, before the first call; in Node and in bundles it already is.
 * `module_or_path` takes the place of the module beside the script: a URL, a `Response`, bytes or a `WebAssembly.Module`.
 */
export default function init(options?: { module_or_path?: unknown }): Promise<unknown>;

/** Makes the module ready at once, from its bytes or a `WebAssembly.Module`. */
export function initSync(options: { module: unknown }): unknown;
";

/// The package's `package.json`, with the version of the workspace in place of none.
fn description() -> Result<String> {
    let template = shell::read_file(&shell::root().join("wasm/npm/package.json"))?;
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    let described = template.replace("\"version\": \"0.0.0\"", version);
    if described == template {
        Err("wasm/npm/package.json has no version 0.0.0".to_owned())
    } else {
        Ok(described)
    }
}

/// Prints the module's size as it is and as it travels.
fn size(module: &Path) -> Result {
    let raw = fs::metadata(module).map_err(|error| format!("{}: {error}", module.display()))?.len();
    const BROTLI: &str = "const { readFileSync } = require('node:fs'); \
        console.log(require('node:zlib').brotliCompressSync(readFileSync(process.argv[1])).length)";
    let brotli = shell::read(shell::program("node").args(["-e", BROTLI]).arg(module));
    let brotli =
        brotli.map_or_else(|_| "unknown without Node".to_owned(), |size| format!("{} bytes", size.trim()));
    println!("{MODULE}: {raw} bytes, brotli {brotli}");
    Ok(())
}

/// Removes a folder, which may be absent.
fn clear(folder: &Path) -> Result {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}
