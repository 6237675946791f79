//! A toolchain that compiles for `wasm32-unknown-unknown`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell;

/// The target of the WebAssembly module.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// What to install where no toolchain has the target.
pub(crate) const WASM_REMEDY: &str = "run `rustup target add wasm32-unknown-unknown`, or on Debian \
    `apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld-22`";

/// A way to compile for [`WASM`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmToolchain {
    /// The toolchain that runs this has the target's standard library.
    Installed,
    /// Debian's toolchain builds the standard library from its sources.
    Debian,
}

impl WasmToolchain {
    /// The first way that is open: the target installed, the target that rustup can add, Debian's packages.
    pub(crate) fn find() -> Option<Self> {
        let added =
            || shell::succeeds(shell::program("rustup").args(["target", "add", WASM])) && has_target();
        if has_target() || added() {
            return Some(Self::Installed);
        }
        debian_sources().is_some_and(|sources| sources.exists()).then_some(Self::Debian)
    }

    /// Cargo, for [`WASM`], with a target folder of its own: the two toolchains may be of different versions.
    pub(crate) fn cargo(self, subcommand: &str) -> Command {
        let mut cargo = match self {
            Self::Installed => shell::cargo(),
            Self::Debian => shell::program("/usr/bin/cargo"),
        };
        cargo.arg(subcommand).args(["--target", WASM]);
        cargo.env("CARGO_TARGET_DIR", target_folder());
        if self == Self::Debian {
            cargo.arg("-Zbuild-std=std,panic_abort");
            cargo.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
            // Of the toolchain that runs this; Debian's must not load its libraries.
            cargo.env_remove("LD_LIBRARY_PATH").env_remove("RUSTUP_TOOLCHAIN");
        }
        cargo
    }

    /// Cargo's `build` for [`WASM`], with the standard library compiled for it anew, so that it is as small as the module: a
    /// panic, which nobody could read there, ends the module without formatting its message.
    ///
    /// # Errors
    /// Where the sources of the standard library are not to be had.
    pub(crate) fn smallest(self) -> shell::Result<Command> {
        if self == Self::Installed && !has_sources() {
            shell::run(shell::program("rustup").args(["component", "add", "rust-src"]))?;
        }
        let mut cargo = self.cargo("build");
        cargo.env("CARGO_TARGET_DIR", smallest_folder()).arg("-Zbuild-std-features=optimize_for_size");
        // Debian's may be too old for the flags.
        if self == Self::Installed {
            cargo.arg("-Zbuild-std=std,panic_abort").env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SMALLEST);
        }
        Ok(cargo)
    }
}

/// What the stable compiler has, but does not promise to keep.
const SMALLEST: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=shallow";

/// Where [`WasmToolchain::smallest`] builds into: other flags would have all of it compiled anew.
pub(crate) fn smallest_folder() -> PathBuf {
    shell::target().join("wasm-smallest")
}

/// Where [`WasmToolchain::cargo`] builds into.
pub(crate) fn target_folder() -> PathBuf {
    shell::target().join("wasm")
}

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// Whether the toolchain that runs this has the target's standard library.
fn has_target() -> bool {
    shell::read(shell::program("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .is_ok_and(|folder| Path::new(folder.trim()).exists())
}

/// Whether the toolchain that runs this has the sources of its standard library.
fn has_sources() -> bool {
    shell::read(shell::program("rustc").args(["--print", "sysroot"])).is_ok_and(|sysroot| {
        Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.toml").exists()
    })
}

/// The sources of the standard library that belong to Debian's compiler.
fn debian_sources() -> Option<PathBuf> {
    let sysroot =
        shell::read(shell::program(DEBIAN_RUSTC).args(["--print", "sysroot"]).env_remove("LD_LIBRARY_PATH"))
            .ok()?;
    Some(Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.toml"))
}
