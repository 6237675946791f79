//! The fuzz targets, and the words that each of them knows.

use std::path::PathBuf;

use crate::shell::{self, Result};

/// The names of all targets, sorted: those of the files that they are.
pub(super) fn all() -> Result<Vec<String>> {
    let files = shell::files(&shell::root().join("fuzz/fuzz_targets"))?;
    let names = files.iter().filter_map(|path| path.file_stem()).filter_map(|name| name.to_str());
    Ok(names.map(str::to_owned).collect())
}

/// The dictionary of a target; none for one whose inputs are no text.
pub(super) fn dictionary(target: &str) -> Option<PathBuf> {
    let name = match target {
        "abi" => return None,
        "annotations" | "hpa" | "syncs" => "hpa",
        "answers" | "ops" | "reader" => "json",
        "config" | "wrappers" => "yaml",
        "evaluate" | "promql" => "promql",
        "exposition" | "series" => "page",
        "paths" => "path",
        other => other,
    };
    let path = shell::root().join("fuzz/dictionaries").join(name).with_extension("dict");
    path.is_file().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::{all, dictionary};

    #[test]
    fn every_target_but_one_has_words_and_every_dictionary_a_target() {
        let all = all().unwrap();
        let mut used: Vec<_> = all.iter().filter_map(|target| dictionary(target)).collect();
        assert_eq!(used.len() + 1, all.len());
        used.sort();
        used.dedup();
        let folder = crate::shell::root().join("fuzz/dictionaries");
        assert_eq!(used, crate::shell::files(&folder).unwrap());
    }
}
