//! README's lines for C, as they are printed there: installed, compiled, run.

use std::path::Path;

use crate::shell::{self, Result};

/// Takes the program and the commands out of README's part about C, and runs them in a folder of their own. The library is
/// installed already, elsewhere than the first command puts it.
pub(super) fn c_lines(prefix: &Path, c: &str) -> Result {
    let readme = shell::read_file(&shell::root().join("README.md"))?;
    let part = readme.split_once("\n**C**").ok_or("README has no part about C")?.1;
    let program = block(part, "```c\n")?;
    let commands = block(part, "```console,held\n")?;
    let folder = shell::target().join("surfaces/c/readme");
    shell::write_file(&folder.join("example.c"), program)?;
    let (mut script, mut printed) = (String::from("set -e\n"), String::new());
    for line in commands.lines() {
        match line.strip_prefix("$ ") {
            // Done before the tests.
            Some(command) if command.starts_with("cargo xtask install ") => {}
            Some(command) => {
                script.push_str(&command.replace("/tmp/counterpoise", &prefix.display().to_string()));
                script.push('\n');
            }
            None => {
                printed.push_str(line);
                printed.push('\n');
            }
        }
    }
    let mut shell = shell::program("sh");
    let shell = shell.args(["-c", &script]).current_dir(&folder).env("CC", c).env_remove("LD_LIBRARY_PATH");
    let got = shell::read(shell)?;
    if got == printed { Ok(()) } else { Err(format!("README says {printed:?}, its commands print {got:?}")) }
}

/// What stands between a fence and the next one.
fn block<'t>(text: &'t str, fence: &str) -> Result<&'t str> {
    let inner = text.split_once(fence).and_then(|(_, rest)| rest.split_once("```"));
    inner.map(|(inner, _)| inner).ok_or_else(|| format!("README's part about C has no {}", fence.trim_end()))
}
