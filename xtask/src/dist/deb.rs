//! The tool's Debian package, by cargo-deb: what is in it stands in `cli/Cargo.toml`.

use super::release::Release;
use super::{debian, stage};
use crate::shell::{self, Result};
use crate::tools;

/// `counterpoise_VERSION-1_ARCHITECTURE.deb` for every target.
pub(super) fn pack(release: &Release) -> Result {
    for triple in release.targets() {
        let staged = stage::tool(release, triple)?;
        for page in shell::files(&staged.join("man"))? {
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            let to = staged.join("debian").join(format!("{name}.gz"));
            debian::compressed(&shell::read_bytes(&page)?, &to)?;
        }
        debian::changelog(release, "counterpoise", &staged.join("debian/changelog.Debian.gz"))?;
        shell::make_folder(release.folder())?;
        let mut deb = release.timed(tools::DEB.command()?);
        deb.args(["--manifest-path", "cli/Cargo.toml", "--no-build", "--no-strip", "--target", triple]);
        deb.env("CARGO_TARGET_DIR", stage::folder());
        // Its own compressors are as it was built: without optimization.
        deb.arg("--compress-system");
        if !release.is_shipped() {
            deb.args(["--compress-type", "gz", "--fast"]);
        }
        shell::run(deb.arg("--output").arg(release.folder()))?;
    }
    Ok(())
}
