//! Which files a command looks at: those that are named, and those of folders, folder by folder.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input;

/// A file as it is read.
#[derive(Clone)]
pub(crate) struct Source {
    /// As the user named it, or would.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether it can be written, which standard input and devices cannot.
    pub(crate) is_file: bool,
}

/// What the kinds of files that we know are called; others in a folder are left alone.
pub(crate) const ENDINGS: [&str; 7] = ["yaml", "yml", "json", "txt", "prom", "metrics", "html"];

/// Reads what belongs together: all files that are named are one group, and each folder is one.
pub(crate) fn groups(paths: &[&PathBuf]) -> Result<Vec<Vec<Source>>, Failure> {
    if paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::usage("standard input, `-`, can be read once only: give the other as a file"));
    }
    let (mut named, mut groups) = (Vec::new(), Vec::new());
    for (index, path) in paths.iter().enumerate() {
        // What is named twice is one file all the same.
        if paths.iter().take(index).any(|earlier| earlier == path) {
            continue;
        }
        if path.is_dir() {
            folder(path, &mut groups)?;
        } else {
            named.push(read(path)?);
        }
    }
    if !named.is_empty() {
        groups.insert(0, named);
    }
    Ok(groups)
}

/// Reads files that are named, and those directly in folders.
pub(crate) fn named(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            let (files, _) = inside(path)?;
            for file in files {
                sources.push(read(&file)?);
            }
        } else {
            sources.push(read(path)?);
        }
    }
    Ok(sources)
}

/// The files of a folder as one group, then those of the folders in it.
fn folder(path: &Path, groups: &mut Vec<Vec<Source>>) -> Result<(), Failure> {
    let (files, folders) = inside(path)?;
    let group: Vec<_> = files.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    if !group.is_empty() {
        groups.push(group);
    }
    folders.iter().try_for_each(|inner| folder(inner, groups))
}

/// The files in a folder whose kinds we know, and the folders in it.
pub(crate) fn inside(path: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Failure> {
    let cannot = |error: io::Error| Failure::usage(format!("cannot read {}: {error}", path.display()));
    let mut inside: Vec<PathBuf> = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(cannot)?;
    inside.sort();
    let is_hidden = |path: &Path| path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    let (folders, mut files): (Vec<_>, Vec<_>) =
        inside.into_iter().filter(|path| !is_hidden(path)).partition(|path| path.is_dir());
    files.retain(|path| {
        path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    });
    Ok((files, folders))
}

fn read(path: &Path) -> Result<Source, Failure> {
    // Code hosts know files of a pull request by their names from the root.
    let path = path.strip_prefix(".").unwrap_or(path);
    let name = path.display().to_string();
    if name == "-" {
        return Ok(Source {
            name: "<stdin>".to_owned(),
            text: input::text("<stdin>", Ok(io::stdin().lock()))?,
            is_file: false,
        });
    }
    let text = input::text(&name, File::open(path))?;
    Ok(Source { name, text, is_file: path.is_file() })
}
