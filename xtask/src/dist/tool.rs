//! The tool for whoever takes an archive.

use super::release::{Release, VERSION};
use super::{archive, stage};
use crate::shell::{self, Result};

/// What lies beside the binary.
const BESIDE: [&str; 3] = ["LICENSE", "README.md", "CHANGELOG.md"];

/// `counterpoise-VERSION-TRIPLE.tar.gz` for every target.
pub(super) fn pack(release: &Release) -> Result {
    for triple in release.targets() {
        let staged = stage::tool(release, triple)?;
        let folder = stage::folder().join(format!("counterpoise-{VERSION}-{triple}"));
        shell::clear(&folder)?;
        shell::copy_file(&staged.join("counterpoise"), &folder.join("bin/counterpoise"))?;
        for (from, to) in [("man", "share/man/man1"), ("completions", "share/completions")] {
            for file in shell::files(&staged.join(from))? {
                shell::copy_file(&file, &folder.join(to).join(file.file_name().unwrap_or_default()))?;
            }
        }
        for name in BESIDE {
            shell::copy_file(&shell::root().join(name), &folder.join(name))?;
        }
        shell::copy_file(&staged.join(stage::NOTICES), &folder.join(stage::NOTICES))?;
        archive::pack(release, &folder)?;
    }
    Ok(())
}
