//! Where things are in the repository.

use std::path::{Path, PathBuf};

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// The committed vectors: `tests/vectors`.
#[must_use]
pub fn vectors() -> PathBuf {
    root().join("tests/vectors")
}

/// All vectors that were taken from upstream; the committed ones are a part of them. A folder beside the repository, so
/// it may be absent.
#[must_use]
pub fn upstream_vectors() -> PathBuf {
    root().join("../shared/vectors")
}

/// A file that a build left in `target`, or where the environment variable says.
#[must_use]
pub fn built(variable: &str, in_target: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return path.into();
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    target.join(in_target)
}

/// The files of a folder and of the folders in it whose name ends with `.extension`, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(folder: &Path, extension: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|is| is == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The scenarios of `examples` that work, sorted; those that do not are [`broken`].
///
/// # Errors
/// When the folder cannot be read.
pub fn examples() -> std::io::Result<Vec<PathBuf>> {
    scenarios(&root().join("examples"))
}

/// The scenarios of `examples/broken`, sorted; each has a folder `mended`.
///
/// # Errors
/// When the folder cannot be read.
pub fn broken() -> std::io::Result<Vec<PathBuf>> {
    scenarios(&root().join("examples/broken"))
}

fn scenarios(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        folders.push(entry?.path());
    }
    folders.retain(|path| path.join("hpa.yaml").is_file());
    folders.sort();
    Ok(folders)
}

/// Whether a built file is there and no older than the Rust code of the given folders.
#[must_use]
pub fn fresh(built: &Path, sources: &[&str]) -> bool {
    let modified = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    let Some(built) = modified(built) else { return false };
    let newest = sources.iter().filter_map(|source| files(&root().join(source), "rs").ok()).flatten();
    newest.filter_map(|path| modified(&path)).all(|source| source <= built)
}
