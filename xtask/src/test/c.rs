//! The C surface: what a C program sees of an installed Counterpoise.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{must, readme, tap};
use crate::install;
use crate::shell::{self, Result};
use crate::tally::Tally;

const COMPILERS: [&str; 3] = ["clang", "gcc", "cc"];
const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];
const SANITIZER: &str = "-fsanitize=address";

/// The files of the C tests, in `ffi/tests/c`: one program.
const TESTS: [&str; 10] = [
    "main.c",
    "calls.c",
    "builder.c",
    "query.c",
    "convert.c",
    "quantities.c",
    "replicas.c",
    "controller.c",
    "bad_input.c",
    "threads.c",
];

/// The library installed for tests, and the compilers that use it.
pub(super) struct C {
    c: &'static str,
    cxx: Option<&'static str>,
    prefix: PathBuf,
    libraries: Vec<String>,
}

/// Installs the library that is built below `target/surfaces`, and builds the programs that suites talk to,
/// `target/surfaces/c/surface` and `typed`.
pub(super) fn build(tally: &mut Tally) -> Option<C> {
    shell::step("the C surface");
    let Some(c) = shell::installed(&COMPILERS) else {
        tally.skip("the C surface", "install clang or gcc");
        return None;
    };
    let built = prepare(c);
    let compiled = built.and_then(|built| {
        shell::run(&mut built.compile(c, &["surface.c"], "surface", &["-std=c11", "-O1"]))?;
        // Every vector goes through this one: with the sanitizer each shows whether it leaks, too.
        let mut options = vec!["-std=c11", "-O1"];
        let sanitizing = sanitizing().inspect(|_| options.push(SANITIZER));
        shell::run(&mut built.compile(sanitizing.unwrap_or(c), &["typed.c"], "typed", &options))?;
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
    /// Where it is installed.
    pub(super) fn prefix(&self) -> &Path {
        &self.prefix
    }

    /// Compiles files of `ffi/tests/c` against the static library.
    fn compile(&self, compiler: &str, sources: &[&str], program: &str, options: &[&str]) -> Command {
        let mut command = shell::program(compiler);
        command.args(options).args(STRICT).arg("-I").arg(self.prefix.join("include"));
        command.args(sources.iter().map(|source| shell::root().join("ffi/tests/c").join(source)));
        command
            .arg(self.prefix.join("lib/libcounterpoise.a"))
            .args(&self.libraries)
            .arg("-o")
            .arg(folder().join(program));
        command
    }

    /// The tests that are written in C.
    pub(super) fn test(&self, tally: &mut Tally) {
        shell::step("C tests");
        self.sanitized(tally);
        self.valgrind(tally);
        match self.cxx {
            None => tally.skip("the header in C++", "install clang++ or g++"),
            Some(cxx) => {
                let mut build = self.compile(cxx, &["header.cpp"], "header", &["-std=c++17"]);
                if must(tally, "the header in C++", shell::run(&mut build)) {
                    tap(tally, "c++", &mut shell::program(folder().join("header")));
                }
            }
        }
        match shell::installed(&["pkg-config"]) {
            None => tally.skip("the C example and README's lines", "install pkg-config"),
            Some(_) => {
                count(tally, "the C example", self.example());
                count(tally, "README's C lines", readme::c_lines(&self.prefix, self.c));
            }
        }
        match shell::installed(&["cmake"]) {
            None => tally.skip("CMake's find_package", "install cmake"),
            Some(cmake) => count(tally, "CMake's find_package", self.cmake(cmake)),
        }
        match shell::installed(&["nm"]) {
            None => tally.skip("the exported symbols", "install binutils"),
            Some(_) => count(tally, "the exported symbols", self.exported()),
        }
    }

    /// All of them with AddressSanitizer.
    fn sanitized(&self, tally: &mut Tally) {
        let Some(c) = sanitizing() else {
            return tally.skip("C tests", "install gcc, or clang with its libclang-rt-dev");
        };
        let api = folder().join("api");
        let mut build = self.compile(c, &TESTS, "api", &["-std=c11", "-g", SANITIZER]);
        if must(tally, "C tests", shell::run(&mut build)) {
            tap(tally, "c", &mut shell::program(&api));
            // A program without the sanitizer would pass every test and prove little: these must be stopped.
            let planted = [("overflow", "heap-buffer-overflow"), ("leak", "detected memory leaks")];
            for (fault, report) in planted {
                count(
                    tally,
                    &format!("the sanitizer finds the {fault}"),
                    found(shell::program(&api).arg(fault), report),
                );
            }
            count(tally, "a handle that is freed twice", freed_twice(&api));
        }
    }

    /// Those that do not take too long, by valgrind, which sees what a sanitizer does not: memory that is read before it is written.
    fn valgrind(&self, tally: &mut Tally) {
        let Some(valgrind) = shell::installed(&["valgrind"]) else {
            return tally.skip("C tests by valgrind", "install valgrind");
        };
        let plain = folder().join("plain");
        let run = |argument: &str| {
            let mut run = shell::program(valgrind);
            run.args([
                "--quiet",
                "--num-callers=40",
                "--error-exitcode=99",
                "--leak-check=full",
                "--show-leak-kinds=all",
            ]);
            run.args(["--errors-for-leak-kinds=all"]);
            run.arg(format!("--suppressions={}", shell::root().join("ffi/tests/valgrind.supp").display()));
            run.arg(&plain).arg(argument);
            run
        };
        // What valgrind reads of clang's own, newer form ends it.
        let mut build = self.compile(self.c, &TESTS, "plain", &["-std=c11", "-gdwarf-4"]);
        if must(tally, "C tests by valgrind", shell::run(&mut build)) {
            tap(tally, "valgrind", &mut run("quick"));
            count(tally, "valgrind finds the leak", found(&mut run("leak"), "definitely lost"));
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
        answers(&program)
    }

    /// Builds the example by CMake with either library, and runs it.
    fn cmake(&self, cmake: &str) -> Result {
        const PROJECT: &str = "cmake_minimum_required(VERSION 3.20)\n\
             project(example C)\n\
             find_package(counterpoise @VERSION@ REQUIRED)\n\
             add_executable(shared @SOURCE@)\n\
             target_link_libraries(shared PRIVATE counterpoise::counterpoise)\n\
             add_executable(static @SOURCE@)\n\
             target_link_libraries(static PRIVATE counterpoise::static)\n";
        let project = folder().join("cmake");
        shell::clear(&project)?;
        let source = shell::root().join("ffi/examples/query.c");
        let text = PROJECT.replace("@SOURCE@", &source.display().to_string());
        let text = text.replace("@VERSION@", env!("CARGO_PKG_VERSION"));
        shell::write_file(&project.join("CMakeLists.txt"), text)?;
        let build = project.join("build");
        let mut configure = shell::program(cmake);
        configure.arg("-S").arg(&project).arg("-B").arg(&build);
        configure.arg(format!("-DCMAKE_C_COMPILER={}", self.c));
        shell::read(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", self.prefix.display())))?;
        shell::read(shell::program(cmake).arg("--build").arg(&build))?;
        answers(&build.join("shared")).and_then(|()| answers(&build.join("static")))
    }

    /// The shared library exports what the header declares, and nothing else.
    fn exported(&self) -> Result {
        let header = shell::read_file(&self.prefix.join("include/counterpoise.h"))?;
        let declared = header.lines().filter(|line| !line.starts_with([' ', '#', '/'])).filter_map(|line| {
            let name = line.split_once('(')?.0;
            name.rsplit([' ', '*']).next()
        });
        let mut declared: Vec<_> = declared.map(str::to_owned).collect();
        let mut exported = install::exported(&self.prefix)?;
        declared.sort();
        exported.sort();
        if declared == exported {
            return Ok(());
        }
        Err(format!("the header declares {declared:?}\nthe shared library exports {exported:?}"))
    }
}

/// Runs the example, `ffi/examples/query.c`.
pub(crate) fn answers(program: &Path) -> Result {
    let printed = shell::read(&mut shell::program(program))?;
    let promql = r#"sum(rate(http_requests_total{namespace="default",pod="web-0"}[2m])) by (pod)"#;
    if printed.trim_end() == promql { Ok(()) } else { Err(format!("the example printed {printed}")) }
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

/// A fault that is there on purpose must be found.
fn found(command: &mut Command, report: &str) -> Result {
    let output = command.output().map_err(|error| format!("{}: {error}", shell::display(command)))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && said.contains(report) {
        return Ok(());
    }
    Err(format!("{} did not report {report:?}, but {}\n{said}", shell::display(command), output.status))
}

/// A debug build leaves it alone, and says so.
fn freed_twice(api: &Path) -> Result {
    let output = shell::program(api).arg("twice").output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success()
        && said.contains("freed twice")
        && said.contains("to be freed as a counterpoise_engine")
    {
        return Ok(());
    }
    Err(format!("{}: {said}", output.status))
}

/// Counts one test.
fn count(tally: &mut Tally, what: &str, result: Result) {
    if must(tally, what, result) {
        tally.pass();
    }
}
