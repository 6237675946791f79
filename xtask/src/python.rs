//! `cargo xtask python`: the wheel, by maturin, and what is installed of it in an environment of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Result};
use crate::test;

/// What is missing where [`environment`] fails.
pub(crate) const REMEDY: &str = "install python3-venv; pip must reach PyPI once";

/// Python's names.
const PYTHONS: [&str; 2] = ["python3", "python"];

/// What the environment has besides the wheel.
const REQUIREMENTS: &str = "python/tests/requirements.txt";

/// Builds the wheel, installs it, and runs what tries it there.
pub(crate) fn run() -> Result {
    environment()?;
    install(&wheel("dev", &folder().join("wheel"), None, None)?)?;
    shell::run(pytest().arg("--quiet"))?;
    types()
}

/// Builds and installs the wheel of a library that the suites have built, for those that talk to `python/tests/surface.py`: built alone,
/// its dependencies would have other features, and the core would be compiled once more for it.
pub(crate) fn install_built() -> Result {
    let cargo = folder().join("cargo");
    let (real, mut build) = (shell::cargo(), shell::cargo());
    let build = shell::display(build.args(test::WORKSPACE));
    let script = CARGO.replace("{build}", &build).replace("{cargo}", &shell::display(&real));
    shell::write_file(&cargo, script)?;
    shell::run(shell::program("chmod").arg("+x").arg(&cargo))?;
    install(&wheel("dev", &folder().join("wheel"), Some(&cargo), None)?)
}

/// What maturin takes for Cargo: where it asks for the library, that is the one of the workspace's build, which does not know of the
/// interpreter that maturin has found. Of what that build tells, it is told of the library.
const CARGO: &str = "\
#!/bin/sh
case $1 in
rustc)
  unset PYO3_BUILD_EXTENSION_MODULE PYO3_CONFIG_FILE PYO3_ENVIRONMENT_SIGNATURE PYO3_PYTHON PYTHON_SYS_EXECUTABLE
  {build} --message-format json-render-diagnostics | grep counterpoise-python ;;
*) exec {cargo} \"$@\" ;;
esac
";

/// Where the environment is.
fn folder() -> PathBuf {
    shell::target().join("surfaces/python")
}

/// A program of the environment, to be run beside the tests: not where the package's own sources would be found.
fn program(name: &str) -> Command {
    let mut command = shell::program(folder().join("venv/bin").join(name));
    command.current_dir(shell::root().join("python/tests"));
    // Nothing that whoever runs this has set up for other programs.
    command.env_remove("PYTHONPATH").env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    command
}

/// Makes the environment and installs what the file names, unless it is there already.
///
/// # Errors
/// There is no Python with `venv`, or pip cannot get a package.
pub(crate) fn environment() -> Result {
    let wanted = shell::read_file(&shell::root().join(REQUIREMENTS))?;
    let had = folder().join("requirements.txt");
    if shell::read_file(&had).ok().as_deref() == Some(&wanted) {
        return Ok(());
    }
    let python = shell::installed(&PYTHONS).ok_or_else(|| REMEDY.to_owned())?;
    shell::clear(&folder())?;
    shell::run(shell::program(python).args(["-m", "venv"]).arg(folder().join("venv")))?;
    let mut pip = program("pip");
    shell::run(pip.args(["install", "--quiet", "--requirement"]).arg(shell::root().join(REQUIREMENTS)))?;
    shell::write_file(&had, wanted)
}

/// Builds the wheel into an empty folder, by another Cargo than this where there is one, and gives its path. Its files have the time
/// that is given, so that the same code makes the same wheel.
///
/// # Errors
/// It does not build.
pub(crate) fn wheel(
    profile: &str,
    into: &Path,
    cargo: Option<&Path>,
    epoch: Option<&str>,
) -> Result<PathBuf> {
    shell::clear(into)?;
    let mut maturin = program("maturin");
    maturin.current_dir(shell::root().join("python"));
    maturin.args(["build", "--locked", "--quiet", "--profile", profile, "--out"]).arg(into);
    maturin.env("CARGO_TARGET_DIR", shell::target());
    if let Some(epoch) = epoch {
        maturin.env("SOURCE_DATE_EPOCH", epoch);
    }
    shell::run(maturin.env("CARGO", cargo.map_or(shell::cargo().get_program(), Path::as_os_str)))?;
    let built = shell::files(into)?;
    built.into_iter().next().ok_or_else(|| format!("maturin left no wheel in {}", into.display()))
}

/// Installs a wheel in the place of the one before.
pub(crate) fn install(wheel: &Path) -> Result {
    let mut pip = program("pip");
    pip.args(["install", "--quiet", "--force-reinstall", "--no-deps", "--no-index"]);
    shell::run(pip.arg(wheel))?;
    // Suites look here for whether it is of this code.
    shell::write_file(&folder().join("installed"), wheel.display().to_string())
}

/// The tests that are written in Python.
pub(crate) fn pytest() -> Command {
    let mut pytest = program("pytest");
    pytest.args(["-p", "no:cacheprovider", "."]);
    pytest
}

/// Holds programs to the types of the wheel, and the types to themselves.
pub(crate) fn types() -> Result {
    for checked in ["typed", "../counterpoise"] {
        let mut mypy = program("mypy");
        mypy.arg("--strict").arg("--cache-dir").arg(folder().join("mypy"));
        shell::run(mypy.args(["--no-error-summary", checked]))?;
    }
    Ok(())
}
