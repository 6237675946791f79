//! `cargo xtask e2e`: the engine and the adapter against a real control plane, see `tests/e2e`.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::Value;

use crate::go;
use crate::shell::{self, Result};
use crate::tally::Tally;

/// The module that has the programs of Kubernetes as its tools.
const KUBERNETES: &str = "tests/e2e/kubernetes";
const PROGRAMS: [&str; 3] = ["kube-apiserver", "kube-controller-manager", "kubectl"];

/// Why CI may leave it out.
const SKIP_REASON: &str = "COUNTERPOISE_E2E_SKIP_REASON";

/// Builds what is missing and runs the scenarios, or those of some names. The last line that it prints is the counts.
pub(crate) fn run(only: Option<&str>) -> Result {
    let mut tally = Tally::default();
    some(only, &mut tally);
    println!("\n{}", tally.report());
    // The counts are the last line; there is nothing to add to them.
    if tally.is_failure() { Err(String::new()) } else { Ok(()) }
}

/// The scenarios, counted.
pub(crate) fn test(tally: &mut Tally) {
    some(None, tally);
}

fn some(only: Option<&str>, tally: &mut Tally) {
    shell::step("a real control plane");
    if let Some(reason) = env::var(SKIP_REASON).ok().filter(|reason| !reason.is_empty()) {
        return println!("skipped: {reason}");
    }
    for (program, package) in
        [("go", "Go 1.26 or newer"), ("etcd", "etcd-server"), ("prometheus", "prometheus")]
    {
        if shell::installed(&[program]).is_none() {
            return tally.skip(
                "a real control plane",
                &format!("install {package}, or say why not in {SKIP_REASON}"),
            );
        }
    }
    match scenarios(only) {
        Ok(counts) => tally.add(counts),
        Err(message) => {
            println!("{message}");
            tally.fail("a real control plane");
        }
    }
}

fn scenarios(only: Option<&str>) -> Result<Tally> {
    let kubernetes = control_plane()?;
    go::current()?;
    let mut suite = go_in("tests/e2e", "test");
    // All scenarios wait for most of their time.
    suite.args(["-json", "-count=1", "-parallel=16", "-timeout=15m"]);
    if let Some(only) = only {
        suite.args(["-run", only]);
    }
    suite.env("COUNTERPOISE_E2E_KUBERNETES", kubernetes);
    shell::run(shell::cargo().args(["build", "--package", "counterpoise-cli"]))?;
    suite.env("COUNTERPOISE_E2E_COMMAND", shell::target().join("debug/counterpoise"));
    for (variable, module, package) in [
        ("COUNTERPOISE_E2E_ADAPTER", "ffi/adapter", "./cmd/counterpoise-adapter"),
        ("COUNTERPOISE_E2E_OBSERVER", "ffi/observer", "./cmd/counterpoise-observer"),
    ] {
        suite.env(variable, program(module, package)?);
    }
    let (success, events) = follow(suite.arg("./..."))?;
    let mut tally = Tally::of_go("e2e", &events);
    if tally.is_empty() || (!success && !tally.has_failures()) {
        tally.fail("e2e: it ended before it ran every test");
    }
    Ok(tally)
}

/// The folder with the programs of Kubernetes. They are built once a release, which takes minutes, and kept in the user's cache.
fn control_plane() -> Result<PathBuf> {
    let release = release()?;
    let folder = cache()?.join("counterpoise/e2e").join(&release);
    if PROGRAMS.iter().all(|program| folder.join(program).exists()) {
        return Ok(folder);
    }
    println!("building Kubernetes {release} into {}: some minutes, once", folder.display());
    let version = "k8s.io/component-base/version";
    let (major, minor) = numbers(&release).ok_or_else(|| format!("{release} is no release"))?;
    let flags = format!(
        "-s -w -X {version}.gitVersion={release} -X {version}.gitMajor={major} -X {version}.gitMinor={minor}"
    );
    // What is only half built must not be taken for whole.
    let unfinished = folder.with_file_name(format!("{release}.unfinished"));
    shell::clear(&unfinished)?;
    shell::make_folder(&unfinished)?;
    let mut build = go_in(KUBERNETES, "build");
    build.args(["-trimpath", "-ldflags"]).arg(flags).arg("-o").arg(&unfinished).arg("tool");
    shell::run(&mut build)?;
    shell::clear(&folder)?;
    fs::rename(&unfinished, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

/// The release that the module requires, such as `v1.37.2`.
fn release() -> Result<String> {
    let module = shell::read_file(&shell::root().join(KUBERNETES).join("go.mod"))?;
    let required = module.lines().filter(|line| !line.contains("=>")).find_map(|line| {
        let mut words = line.split_whitespace().skip_while(|word| *word == "require");
        (words.next() == Some("k8s.io/kubernetes")).then(|| words.next()).flatten()
    });
    required.map(str::to_owned).ok_or_else(|| format!("{KUBERNETES}/go.mod requires no k8s.io/kubernetes"))
}

/// Major and minor of `v1.37.2`.
fn numbers(release: &str) -> Option<(&str, &str)> {
    let (major, rest) = release.strip_prefix('v')?.split_once('.')?;
    Some((major, rest.split_once('.')?.0))
}

/// The folder of the user's caches.
fn cache() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .ok_or_else(|| "neither XDG_CACHE_HOME nor HOME is set".to_owned())
}

/// Builds a program of one of the Go modules into `target/e2e`.
fn program(module: &str, package: &str) -> Result<OsString> {
    let name = Path::new(package).file_name().unwrap_or_default();
    let path = shell::target().join("e2e").join(name);
    shell::run(go_in(module, "build").arg("-o").arg(&path).arg(package))?;
    Ok(path.into_os_string())
}

/// Go in the folder of a module.
fn go_in(module: &str, subcommand: &str) -> Command {
    let mut go = shell::program("go");
    go.arg(subcommand).arg("-C").arg(shell::root().join(module)).env("CGO_ENABLED", "0");
    go
}

/// Runs `go test -json`, shows what the tests say as it comes, and gives whether it succeeded and its events.
fn follow(command: &mut Command) -> Result<(bool, String)> {
    let name = shell::display(command);
    let failed = |error| format!("{name}: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    let mut events = String::new();
    for line in child.stdout.take().into_iter().flat_map(|stream| BufReader::new(stream).lines()) {
        let line = line.map_err(failed)?;
        let said = serde_json::from_str::<Value>(&line).ok();
        let said = said.as_ref().and_then(|event| event.get("Output")).and_then(Value::as_str);
        // Where a test is continued is of no use.
        if let Some(said) = said.filter(|said| !said.starts_with("=== ")) {
            print!("{said}");
        }
        events.push_str(&line);
        events.push('\n');
    }
    let success = child.wait().map_err(failed)?.success();
    Ok((success, events))
}

#[cfg(test)]
mod tests {
    use super::{numbers, release};

    #[test]
    fn the_release_is_that_of_the_module() {
        let release = release().unwrap();
        let (major, minor) = numbers(&release).unwrap();
        assert!(release.starts_with(&format!("v{major}.{minor}.")), "{release}");
    }
}
