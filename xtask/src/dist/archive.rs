//! Archives that are the same wherever and whenever they are made.

use std::path::Path;

use super::release::Release;
use crate::shell::{self, Result};

/// Packs a folder, with its name, as `FOLDER.tar.gz` of the release.
pub(super) fn pack(release: &Release, folder: &Path) -> Result {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let (inner, parent) = (folder.file_name().unwrap_or_default(), folder.parent().unwrap_or(folder));
    shell::make_folder(release.folder())?;
    let mut tar = shell::program("tar");
    tar.args(["--create", "--format=ustar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"]);
    // Whatever the umask was.
    tar.args(["--mode=u+rw,go+r,go-w,a+X", &format!("--mtime=@{}", release.epoch())]);
    tar.arg("--use-compress-program").arg(if release.is_shipped() { "gzip -9n" } else { "gzip -1n" });
    tar.arg("--file").arg(release.folder().join(format!("{name}.tar.gz"))).arg("-C").arg(parent).arg(inner);
    shell::run(&mut tar)
}
