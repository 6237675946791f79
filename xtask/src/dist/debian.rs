//! What Debian wants of each of its packages.

use std::path::Path;

use super::release::{Release, VERSION};
use crate::shell::{self, Result};

/// Of the packages, should they have to change where what is in them does not: cargo-deb's own first one.
pub(super) const REVISION: &str = "1";

/// Who answers for them.
pub(super) const MAINTAINER: &str = "The Counterpoise authors <counterpoise@users.noreply.github.com>";

/// Compresses a text as Debian compresses manual pages and changelogs.
pub(super) fn compressed(text: &[u8], to: &Path) -> Result {
    let plain = to.with_extension("");
    shell::write_file(&plain, text)?;
    // Without the file's name and time.
    shell::run(shell::program("gzip").args(["-9", "--no-name", "--force"]).arg(&plain))
}

/// Writes the changelog of a package: what changed stands elsewhere.
pub(super) fn changelog(release: &Release, package: &str, to: &Path) -> Result {
    let time = format!("@{}", release.epoch());
    let date = shell::read(shell::program("date").args(["--utc", "--rfc-email", "--date", &time]))?;
    let text = format!(
        "{package} ({VERSION}-{REVISION}) unstable; urgency=medium\n\n  * Version {VERSION}, as {}/blob/v{VERSION}/CHANGELOG.md tells.\n\n \
         -- {MAINTAINER}  {date}",
        env!("CARGO_PKG_REPOSITORY")
    );
    compressed(text.as_bytes(), to)
}
