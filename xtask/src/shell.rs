//! Running programs, and the few file operations that every command needs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// What a command gives: a message, which is empty where all has been said.
pub(crate) type Result<T = (), E = String> = std::result::Result<T, E>;

/// The folder of the workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The folder that Cargo builds into.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Announces a step, so that a long run shows where it is.
pub(crate) fn step(what: &str) {
    println!("\n==> {what}");
}

/// A program to be run in the folder of the workspace.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Cargo, the one that runs this.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// This program again, with a feature that takes long to compile.
#[cfg(not(all(feature = "bindgen", feature = "generate", feature = "pauses")))]
pub(crate) fn itself_with(feature: &str) -> Command {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", "xtask", "--features", feature, "--"]);
    command
}

/// Runs a program to its end; an exit status other than 0 is an error.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = command.status().map_err(|error| format!("{}: {error}", display(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", display(command))) }
}

/// Runs a program to its end and gives its standard output; its standard error is shown only when it fails.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    read_with(command, Stdio::null())
}

/// The same for a program that reads something on its standard input.
pub(crate) fn read_with(command: &mut Command, input: impl Into<Stdio>) -> Result<String> {
    let output = command.stdin(input).output().map_err(|error| format!("{}: {error}", display(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: {}\n{said}", display(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| format!("{}: {error}", display(command)))
}

/// Whether a program runs and is content.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The first of some programs that is installed.
pub(crate) fn installed<'a>(names: &[&'a str]) -> Option<&'a str> {
    names.iter().copied().find(|name| {
        // Go alone has no option for it, only a command.
        let version = if *name == "go" { "version" } else { "--version" };
        succeeds(program(name).arg(version))
    })
}

/// How a command line reads.
pub(crate) fn display(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Reads a file.
pub(crate) fn read_file(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a file that is no text.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file and the folders above it.
pub(crate) fn write_file(path: &Path, content: impl AsRef<[u8]>) -> Result {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

/// Copies a file and makes the folders above its new place.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result {
    if let Some(folder) = to.parent() {
        make_folder(folder)?;
    }
    let copied = fs::copy(from, to);
    copied.map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))?;
    Ok(())
}

/// The files of a folder, in order.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    Ok(files)
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Result {
    fs::create_dir_all(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Removes a folder, which may be absent.
pub(crate) fn clear(folder: &Path) -> Result {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Makes a symbolic link, in place of one that may be there.
#[cfg(unix)]
pub(crate) fn link(to: &str, path: &Path) -> Result {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", path.display()));
        }
        _ => {}
    }
    std::os::unix::fs::symlink(to, path).map_err(|error| format!("{}: {error}", path.display()))
}

/// This system's links need rights that a build does not have.
#[cfg(not(unix))]
pub(crate) fn link(_: &str, path: &Path) -> Result {
    Err(format!("{}: this system has no links", path.display()))
}
