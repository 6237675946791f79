//! `cargo xtask generate`: the files that are made from the code and committed.

use crate::shell::{self, Result};

/// Writes the files, or with `check` says which of them are not what would be written.
#[cfg(feature = "generate")]
pub(crate) fn run(check: bool) -> Result {
    let mut stale = Vec::new();
    for (name, content) in crate::generated::files()? {
        let path = shell::root().join(name);
        if check {
            if shell::read_file(&path).ok().as_deref() != Some(content.as_str()) {
                stale.push(name);
            }
        } else {
            shell::write_file(&path, content)?;
            println!("wrote {name}");
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("not up to date, run `cargo xtask generate`: {}", stale.join(", ")))
}

/// Calls itself with what it takes to make the files.
#[cfg(not(feature = "generate"))]
pub(crate) fn run(check: bool) -> Result {
    let mut again = shell::itself_with("generate");
    again.arg("generate");
    if check {
        again.arg("--check");
    }
    shell::run(&mut again)
}
