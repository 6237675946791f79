//! The npm package, as npm packs it.

use super::release::Release;
use crate::shell::{self, Result};
use crate::wasm;

/// `counterpoise-VERSION.tgz`.
pub(super) fn pack(release: &Release) -> Result {
    wasm::run()?;
    shell::make_folder(release.folder())?;
    let mut npm = shell::program("npm");
    npm.args(["pack", "--silent", "--pack-destination"]).arg(release.folder());
    shell::run(npm.arg(shell::root().join("wasm/pkg")))
}
