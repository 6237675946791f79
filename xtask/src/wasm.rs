//! `cargo xtask wasm`: the npm package.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::shell::{self, Result};
use crate::size;
use crate::toolchain::{self, WASM, WASM_REMEDY, WasmToolchain};

/// The module's name in the package.
const MODULE: &str = "counterpoise_bg.wasm";

/// What the module of a package is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Module {
    /// To be tried: sooner built, and larger.
    Tried,
    /// To be shipped: as small as it gets.
    Shipped,
}

impl Module {
    /// Its Cargo profile.
    fn profile(self) -> &'static str {
        match self {
            Self::Tried => "wasm-test",
            Self::Shipped => "wasm-release",
        }
    }
}

/// Builds the npm package that is shipped, and fails where its module is too large.
pub(crate) fn run() -> Result {
    build(Module::Shipped)?;
    size::gate(&package().join(MODULE))
}

/// The folder of the npm package.
fn package() -> PathBuf {
    shell::root().join("wasm/pkg")
}

/// Builds the npm package into `wasm/pkg`.
pub(crate) fn build(kind: Module) -> Result {
    let toolchain =
        WasmToolchain::find().ok_or_else(|| format!("no toolchain has the target: {WASM_REMEDY}"))?;
    let mut build = match kind {
        Module::Tried => toolchain.cargo("build"),
        Module::Shipped => toolchain.smallest()?,
    };
    shell::run(build.args(["--package", "counterpoise-wasm", "--profile", kind.profile()]))?;
    let folder = match kind {
        Module::Tried => toolchain::target_folder(),
        Module::Shipped => toolchain::smallest_folder(),
    };
    let module = folder.join(WASM).join(kind.profile()).join("counterpoise_wasm.wasm");

    // A new folder takes the old one's place only when it is whole.
    let new = shell::target().join("surfaces/npm");
    shell::clear(&new)?;
    shell::make_folder(&new)?;
    bindgen(&module, &new)?;
    types(&new)?;
    inline(&new)?;
    for file in ["wasm/npm/README.md", "wasm/npm/node.js", "wasm/npm/inline.js", "wasm/npm/web.js", "LICENSE"]
    {
        let file = shell::root().join(file);
        shell::copy_file(&file, &new.join(file.file_name().unwrap_or_default()))?;
    }
    shell::write_file(&new.join("package.json"), description()?)?;
    let package = package();
    shell::clear(&package)?;
    fs::rename(&new, &package).map_err(|error| format!("{}: {error}", package.display()))
}

/// Writes the module as JavaScript beside itself, for `inline.js`.
fn inline(package: &Path) -> Result {
    let text = BASE64_STANDARD.encode(shell::read_bytes(&package.join(MODULE))?);
    let script = format!("export default Uint8Array.from(atob('{text}'), (byte) => byte.charCodeAt(0));\n");
    shell::write_file(&package.join(format!("{MODULE}.js")), script)
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
 * Makes the module ready. Needed in browsers, with a bundler or without, before the first call; in Node and with
 * `counterpoise/inline` it already is. `module_or_path` takes the place of the module beside the script: a URL, a `Response`,
 * bytes or a `WebAssembly.Module`. What is fetched is compiled while it comes.
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
