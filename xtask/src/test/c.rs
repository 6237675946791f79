//! The C surface: what a C program sees of an installed Counterpoise.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{must, tap};
use crate::install;
use crate::shell::{self, Result};
use crate::tally::Tally;

const COMPILERS: [&str; 3] = ["clang", "gcc", "cc"];
const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];
const SANITIZER: &str = "-fsanitize=address";

/// The library installed for tests, and the compilers that use it.
pub(super) struct C {
    c: &'static str,
    cxx: Option<&'static str>,
    prefix: PathBuf,
    libraries: Vec<String>,
}

/// Installs the library that is built below `target/surfaces`, and builds the program that suites talk to, `target/surfaces/c/surface`.
pub(super) fn build(tally: &mut Tally) -> Option<C> {
    shell::step("the C surface");
    let Some(c) = shell::installed(&COMPILERS) else {
        tally.skip("the C surface", "install clang or gcc");
        return None;
    };
    let built = prepare(c);
    let compiled = built.and_then(|built| {
        shell::run(&mut built.compile(c, "surface.c", "surface", &["-std=c11", "-O1"]))?;
        Ok(built)
    });
    compiled.map_err(|message| must(tally, "the C surface", Err(message))).ok()
}

fn prepare(c: &'static str) -> Result<C> {
    let prefix = shell::target().join("surfaces/prefix");
    install::place(&shell::target().join("debug"), &prefix)?;
    shell::make_folder(&folder())?;
    let libraries = install::native_libraries()?.split_whitespace().map(str::to_owned).collect();
    Ok(C { c, cxx: shell::installed(&["clang++", "g++", "c++"]), prefix, libraries })
}

fn folder() -> PathBuf {
    shell::target().join("surfaces/c")
}

impl C {
    /// Compiles one file of `ffi/tests/c` against the static library.
    fn compile(&self, compiler: &str, source: &str, program: &str, options: &[&str]) -> Command {
        let mut command = shell::program(compiler);
        command
            .args(options)
            .args(STRICT)
            .arg("-I")
            .arg(self.prefix.join("include"))
            .arg(shell::root().join("ffi/tests/c").join(source))
            .arg(self.prefix.join("lib/libcounterpoise.a"))
            .args(&self.libraries)
            .arg("-o")
            .arg(folder().join(program));
        command
    }

    /// The tests that are written in C.
    pub(super) fn test(&self, tally: &mut Tally) {
        shell::step("C tests");
        match sanitizing() {
            None => tally.skip("C tests", "install gcc, or clang with its libclang-rt-dev"),
            Some(c) => {
                let api = folder().join("api");
                let mut build = self.compile(c, "api.c", "api", &["-std=c11", "-g", SANITIZER]);
                if must(tally, "C tests", shell::run(&mut build)) {
                    tap(tally, "c", &mut shell::program(&api));
                    sanitizer(tally, &api);
                }
            }
        }
        match self.cxx {
            None => tally.skip("the header in C++", "install clang++ or g++"),
            Some(cxx) => {
                let mut build = self.compile(cxx, "header.cpp", "header", &["-std=c++17"]);
                if must(tally, "the header in C++", shell::run(&mut build)) {
                    tap(tally, "c++", &mut shell::program(folder().join("header")));
                }
            }
        }
        match shell::installed(&["pkg-config"]) {
            None => tally.skip("the C example", "install pkg-config"),
            Some(_) => count(tally, "the C example", self.example()),
        }
    }

    /// Builds the example as its users do, by pkg-config and with the shared library, and runs it.
    fn example(&self) -> Result {
        let mut pkg_config = shell::program("pkg-config");
        pkg_config.args(["--cflags", "--libs", "counterpoise"]);
        let flags = shell::read(pkg_config.env("PKG_CONFIG_PATH", self.prefix.join("lib/pkgconfig")))?;
        let program = folder().join("query");
        let mut build = shell::program(self.c);
        build.args(STRICT).arg(shell::root().join("ffi/examples/query.c")).args(flags.split_whitespace());
        build.arg(format!("-Wl,-rpath,{}", self.prefix.join("lib").display()));
        shell::run(build.arg("-o").arg(&program))?;
        let printed = shell::read(&mut shell::program(&program))?;
        let promql = r#"sum(rate(http_requests_total{namespace=\"default\",pod=\"web-0\"}[2m])) by (pod)"#;
        if printed.contains(promql) { Ok(()) } else { Err(format!("the example printed {printed}")) }
    }
}

/// A compiler that has the sanitizer's library: of clang it is a package of its own.
fn sanitizing() -> Option<&'static str> {
    let source = folder().join("probe.c");
    shell::write_file(&source, "int main(void) { return 0; }\n").ok()?;
    COMPILERS.into_iter().find(|compiler| {
        let mut probe = shell::program(compiler);
        shell::succeeds(probe.arg(SANITIZER).arg(&source).arg("-o").arg(folder().join("probe")))
    })
}

/// A program without the sanitizer would pass every test and prove little: this one must be stopped.
fn sanitizer(tally: &mut Tally, api: &Path) {
    let stopped = shell::program(api).arg("overflow").output().is_ok_and(|output| {
        !output.status.success() && String::from_utf8_lossy(&output.stderr).contains("AddressSanitizer")
    });
    let result = if stopped { Ok(()) } else { Err("a read past the end was not reported".to_owned()) };
    count(tally, "the address sanitizer", result);
}

/// Counts one test.
fn count(tally: &mut Tally, what: &str, result: Result) {
    if must(tally, what, result) {
        tally.pass();
    }
}
