//! What a release is made of, by cargo-cyclonedx: crates, versions, licences, sums.

use std::fs;

use super::release::{Release, VERSION};
use super::stage;
use crate::shell::{self, Result};
use crate::toolchain::WASM;
use crate::tools;

/// The packages that something shipped is built of, and what that is called.
const OF: [(&str, &str); 4] = [
    ("cli", "counterpoise"),
    ("ffi", "counterpoise-c"),
    ("wasm", "counterpoise-npm"),
    ("python", "counterpoise-python"),
];

/// `NAME-VERSION.cdx.json` for the tool, the C library, the npm package and the wheel.
pub(super) fn pack(release: &Release) -> Result {
    for (member, name) in OF {
        let target = match member {
            "wasm" => WASM,
            _ => release.targets().first().map_or(WASM, |triple| triple),
        };
        let mut cyclonedx = release.timed(tools::CYCLONEDX.command()?);
        let manifest = format!("{member}/Cargo.toml");
        cyclonedx.args([
            "--manifest-path",
            &manifest,
            "--format",
            "json",
            "--spec-version",
            "1.5",
            "--quiet",
        ]);
        cyclonedx.args(["--target", target, "--override-filename", FILE]);
        if member == "cli" {
            cyclonedx.args(["--features", stage::FEATURES]);
        }
        shell::run(&mut cyclonedx)?;
        let file = format!("{FILE}.json");
        let to = release.folder().join(format!("{name}-{VERSION}.cdx.json"));
        let made = shell::read_file(&shell::root().join(member).join(&file))?;
        // Our own packages are named by where they lie, which is nobody else's business.
        let made = made.replace(&format!("file://{}", shell::root().display()), "file://");
        shell::write_file(&to, made)?;
        // It writes one beside every package of the workspace.
        for entry in fs::read_dir(shell::root()).map_err(|error| error.to_string())?.flatten() {
            drop(fs::remove_file(entry.path().join(&file)));
        }
    }
    Ok(())
}

/// What it is to call them, without the ending that it adds.
const FILE: &str = "counterpoise.cdx";
