//! Archives that are the same wherever and whenever they are made.

use std::path::Path;
use std::process::Command;

use super::release::Release;
use crate::shell::{self, Result};

/// Packs a folder, with its name, as `FOLDER.tar.gz` of the release.
pub(super) fn pack(release: &Release, folder: &Path) -> Result {
    let (name, parent) = (folder.file_name().unwrap_or_default(), folder.parent().unwrap_or(folder));
    let mut tar = create(release, &format!("{}.tar.gz", name.to_string_lossy()))?;
    tar.arg("--use-compress-program").arg(if release.is_shipped() { "gzip -9n" } else { "gzip -1n" });
    shell::run(tar.arg("-C").arg(parent).arg(name))
}

/// Packs what is in a folder as a file of the release, and compresses nothing.
pub(super) fn pack_inside(release: &Release, folder: &Path, file: &str) -> Result {
    shell::run(create(release, file)?.arg("-C").arg(folder).arg("."))
}

/// tar, which has everything but what goes into it.
fn create(release: &Release, file: &str) -> Result<Command> {
    shell::make_folder(release.folder())?;
    let mut tar = shell::program("tar");
    tar.args(["--create", "--format=ustar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"]);
    // Whatever the umask was.
    tar.args(["--mode=u+rw,go+r,go-w,a+X", &format!("--mtime=@{}", release.epoch())]);
    tar.arg("--file").arg(release.folder().join(file));
    Ok(tar)
}
