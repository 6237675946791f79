//! The wheel, for this machine's system: it is linked to its own libraries, as maturin says in its name.

use std::env;
use std::fs;

use super::release::Release;
use super::{notices, stage};
use crate::python;
use crate::shell::{self, Result};

/// The licences of what is in it, which `pyproject.toml` puts beside its own.
const NOTICES: &str = "python/LICENSE-THIRD-PARTY";

/// `counterpoise-VERSION-cp39-abi3-PLATFORM.whl`.
pub(super) fn pack(release: &Release) -> Result {
    python::environment()?;
    let notices = shell::root().join(NOTICES);
    notices::write("counterpoise-python", &format!("{}-unknown-linux-gnu", env::consts::ARCH), &notices)?;
    let wheel = python::wheel(release.profile(), &stage::folder().join("wheel"), None, Some(release.epoch()));
    fs::remove_file(&notices).map_err(|error| format!("{NOTICES}: {error}"))?;
    let wheel = wheel?;
    shell::copy_file(&wheel, &release.folder().join(wheel.file_name().unwrap_or_default()))
}
