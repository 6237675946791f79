//! The command with the scripted `kubectl` in the place of the real one, and what it says.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::Value;

/// A folder of a test of this name, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("live").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn command(name: &str, cluster: &Value) -> Option<Command> {
    let mut command = match surface::command() {
        Ok(command) => command,
        Err(missing) => {
            skip(&missing);
            return None;
        }
    };
    let script = folder(name).join("answers.json");
    std::fs::write(&script, cluster.to_string()).unwrap();
    command.env("KUBECTL", env!("CARGO_BIN_EXE_scripted-kubectl")).env("SCRIPTED_ANSWERS", script);
    command.current_dir(paths::root()).env("NO_COLOR", "1");
    Some(command)
}

pub(crate) fn live(name: &str, cluster: &Value, more: &[&str]) -> Option<Output> {
    Some(command(name, cluster)?.args(["explain", "--live", "hpa/web"]).args(more).output().unwrap())
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the explanation of a folder says as JSON.
pub(crate) fn explain(folder: &Path) -> Value {
    let output =
        surface::command().unwrap().arg("explain").arg(folder).args(["-o", "json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}
