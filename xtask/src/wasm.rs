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
    inline(&new)?;
    for file in
        shell::files(&shell::root().join("wasm/npm"))?.into_iter().chain([shell::root().join("LICENSE")])
    {
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
