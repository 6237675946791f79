//! The sums of all that is packed.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::shell::{self, Result};

/// What `sha256sum --check` reads.
pub(super) const NAME: &str = "SHA256SUMS";

/// Writes the sums of the files of a folder.
pub(super) fn write(folder: &Path) -> Result {
    shell::make_folder(folder)?;
    let mut sums = String::new();
    for file in shell::files(folder)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name != NAME {
            sums += &format!("{}  {name}\n", of(&file)?);
        }
    }
    print!("{sums}");
    shell::write_file(&folder.join(NAME), sums)
}

/// The SHA-256 sum of a file.
pub(super) fn of(file: &Path) -> Result<String> {
    let digest = Sha256::digest(shell::read_bytes(file)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
