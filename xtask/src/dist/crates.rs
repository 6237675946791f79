//! The crate that Rust programs take.

use super::release::{Release, VERSION};
use crate::shell::{self, Result};

/// `counterpoise-VERSION.crate`; what is shipped is built from it once, as whoever takes it will.
pub(super) fn pack(release: &Release) -> Result {
    let mut package = shell::cargo();
    package.args(["package", "--locked", "--package", "counterpoise"]);
    if !release.is_shipped() {
        package.arg("--no-verify");
    }
    if release.is_changed() {
        package.arg("--allow-dirty");
    }
    shell::run(&mut package)?;
    let name = format!("counterpoise-{VERSION}.crate");
    shell::copy_file(&shell::target().join("package").join(&name), &release.folder().join(&name))
}
