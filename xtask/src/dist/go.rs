//! The Go module: nothing is packed, its archive is made of a tag by whoever takes it.

use super::release::VERSION;
use crate::go;
use crate::shell::{self, Result};

/// The module's folder, which its tags begin with.
const FOLDER: &str = "ffi/go";

/// Whether what is here can be tagged, and whether the tags that are there belong together.
pub(super) fn check() -> Result {
    let module = shell::read_file(&shell::root().join(FOLDER).join("go.mod"))?;
    fits(&module, VERSION)?;
    // It is committed, and what is not of this commit is not in its tag.
    go::check()?;
    let tags = shell::read(shell::program("git").args(["tag", "--points-at", "HEAD"]))?;
    together(&tags.lines().collect::<Vec<_>>(), VERSION)?;
    println!("v{VERSION} and {FOLDER}/v{VERSION} are the tags of this commit where it is the release");
    Ok(())
}

/// Whether a `go.mod` is one that others can take at a version.
fn fits(module: &str, version: &str) -> Result {
    let path = module.lines().find_map(|line| line.strip_prefix("module ")).unwrap_or_default().trim();
    let major = version.split('.').next().unwrap_or_default();
    let suffix = if matches!(major, "0" | "1") { String::new() } else { format!("/v{major}") };
    if !path.ends_with(&format!("{FOLDER}{suffix}")) {
        return Err(format!(
            "{FOLDER}/go.mod: the path {path} is not one of version {version}: it ends in {FOLDER}{suffix}"
        ));
    }
    match module.lines().find(|line| line.trim_start().starts_with("replace ")) {
        Some(line) => {
            Err(format!("{FOLDER}/go.mod: {line}: nobody who takes the module has what it is replaced by"))
        }
        None => Ok(()),
    }
}

/// Whether of two tags there are both, or none.
fn together(tags: &[&str], version: &str) -> Result {
    let (release, module) = (format!("v{version}"), format!("{FOLDER}/v{version}"));
    match (tags.contains(&&*release), tags.contains(&&*module)) {
        (true, false) => Err(format!("the commit has the tag {release}: run `git tag {module}`")),
        (false, true) => Err(format!("the commit has the tag {module}: run `git tag {release}`")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, together};

    #[test]
    fn a_module_is_of_the_path_of_its_version_and_replaces_nothing() {
        let of = |path: &str| format!("module example.com/ffi/go{path}\n\ngo 1.26\n");
        assert_eq!(fits(&of(""), "0.4.0"), Ok(()));
        assert_eq!(fits(&of("/v2"), "2.0.1"), Ok(()));
        assert!(fits(&of(""), "2.0.1").unwrap_err().ends_with("ends in ffi/go/v2"));
        assert!(fits(&of("/v2"), "3.0.0").is_err());
        let replaced = format!("{}replace example.com/a => ../a\n", of(""));
        assert!(fits(&replaced, "0.4.0").unwrap_err().contains("replace example.com/a"));
    }

    #[test]
    fn tags_come_together() {
        assert_eq!(together(&["v0.4.0", "ffi/go/v0.4.0"], "0.4.0"), Ok(()));
        assert_eq!(together(&["v0.3.0"], "0.4.0"), Ok(()));
        assert!(together(&["v0.4.0"], "0.4.0").unwrap_err().contains("git tag ffi/go/v0.4.0"));
        assert!(together(&["ffi/go/v0.4.0"], "0.4.0").unwrap_err().contains("git tag v0.4.0"));
    }
}
