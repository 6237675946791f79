//! `cargo xtask editors`: the extension for VS Code, as a file that VS Code installs. Nothing is published.

use std::fs;
use std::path::Path;

use crate::npm;
use crate::shell::{self, Result};

/// Where its sources are.
const FOLDER: &str = "editors/vscode";

/// What VS Code is given, and nothing else.
const FILES: [&str; 6] = [
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/dist/extension.js",
    "extension/package.json",
    "extension/readme.md",
];

/// Checks the types, builds the extension, packages it, and looks into the package.
pub(crate) fn run() -> Result {
    npm::install(FOLDER)?;
    shell::run(&mut npm::program(FOLDER, "tsc"))?;
    for script in ["build", "package"] {
        let folder = shell::root().join(FOLDER);
        shell::run(shell::program("npm").args(["run", "--silent", script]).current_dir(folder))?;
    }
    let package = shell::root().join(FOLDER).join("dist/counterpoise.vsix");
    let mut held = names(&package)?;
    held.sort_unstable();
    if held != FILES {
        return Err(format!("{} holds {held:?} in the place of {FILES:?}", package.display()));
    }
    println!("{FOLDER}/dist/counterpoise.vsix: code --install-extension takes it");
    Ok(())
}

/// The names of what a ZIP file holds, by its directory.
fn names(path: &Path) -> Result<Vec<String>> {
    const ENTRY: &[u8] = b"PK\x01\x02";
    const END: &[u8] = b"PK\x05\x06";
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let broken = || format!("{} is no ZIP file", path.display());
    let number = |at: usize, length: usize| {
        let bytes = bytes.get(at..at + length).ok_or_else(broken)?;
        Ok::<_, String>(bytes.iter().rev().fold(0usize, |number, byte| number << 8 | usize::from(*byte)))
    };
    let end = bytes.windows(END.len()).rposition(|window| window == END).ok_or_else(broken)?;
    let (count, mut at) = (number(end + 10, 2)?, number(end + 16, 4)?);
    let mut names = Vec::new();
    for _ in 0..count {
        if !bytes.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
            return Err(broken());
        }
        let [name, extra, comment] = [number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?];
        let text = bytes.get(at + 46..at + 46 + name).ok_or_else(broken)?;
        names.push(String::from_utf8_lossy(text).into_owned());
        at += 46 + name + extra + comment;
    }
    Ok(names)
}
