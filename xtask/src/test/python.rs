//! The Python package: what a program and a type checker see of the installed wheel.

use super::{must, tap};
use crate::python;
use crate::shell;
use crate::tally::Tally;

/// Builds and installs the wheel, for the suites that talk to `python/tests/surface.py`.
pub(super) fn build(tally: &mut Tally) -> bool {
    shell::step("the Python package");
    if let Err(message) = python::environment() {
        println!("{message}");
        tally.skip("the Python package", python::REMEDY);
        return false;
    }
    must(tally, "the Python package", python::install_built())
}

/// The tests that are written in Python, and the types.
pub(super) fn test(tally: &mut Tally) {
    shell::step("tests in Python");
    tap(tally, "python", python::pytest().args(["-p", "no:terminal"]));
    must(tally, "the types of the Python package", python::types());
}
