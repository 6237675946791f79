//! `cargo xtask install`: the C library in its place.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Result};

/// Builds the C library and puts it in its place.
pub(crate) fn run(prefix: &Path, profile: &str) -> Result {
    place(&build(profile)?, prefix)?;
    println!("installed under {}", prefix.display());
    Ok(())
}

/// Puts header, libraries and pkg-config file under a prefix, of libraries that are built into a folder.
pub(crate) fn place(built: &Path, prefix: &Path) -> Result {
    let (include, lib) = (prefix.join("include"), prefix.join("lib"));
    let header = shell::root().join("ffi/include/counterpoise.h");
    shell::copy_file(&header, &include.join("counterpoise.h"))?;
    shell::copy_file(&built.join("libcounterpoise_ffi.a"), &lib.join("libcounterpoise.a"))?;
    shared(built, &lib, abi(&shell::read_file(&header)?)?)?;
    shell::write_file(&lib.join("pkgconfig/counterpoise.pc"), pkg_config()?)
}

/// Builds the libraries and gives the folder that they are in.
fn build(profile: &str) -> Result<PathBuf> {
    shell::run(shell::cargo().args(["build", "--package", "counterpoise-ffi", "--profile", profile]))?;
    // Cargo keeps the folder's old name for its oldest profile.
    Ok(shell::target().join(if profile == "dev" { "debug" } else { profile }))
}

/// Puts the shared library under its soname, and the name that the linker looks for beside it.
fn shared(built: &Path, lib: &Path, abi: u32) -> Result {
    let from = built.join(format!("{DLL_PREFIX}counterpoise_ffi{DLL_SUFFIX}"));
    let plain = lib.join(format!("{DLL_PREFIX}counterpoise{DLL_SUFFIX}"));
    if !cfg!(target_os = "linux") {
        return shell::copy_file(&from, &plain);
    }
    let soname = format!("libcounterpoise.so.{abi}");
    shell::copy_file(&from, &lib.join(&soname))?;
    let named = fs::read(&from).map_err(|error| format!("{}: {error}", from.display()))?;
    if !named.windows(soname.len() + 1).any(|bytes| bytes == format!("{soname}\0").as_bytes()) {
        return Err(format!("{} does not have the soname {soname}: see ffi/build.rs", from.display()));
    }
    shell::link(&soname, &plain)
}

/// The ABI's version as the header has it.
fn abi(header: &str) -> Result<u32> {
    let line = header.lines().find_map(|line| line.strip_prefix("#define COUNTERPOISE_ABI_VERSION "));
    line.and_then(|number| number.trim().parse().ok())
        .ok_or_else(|| "the header has no COUNTERPOISE_ABI_VERSION".to_owned())
}

/// The pkg-config file. The prefix is where the file lies, so that the folder can be moved as a whole.
fn pkg_config() -> Result<String> {
    Ok(format!(
        "prefix=${{pcfiledir}}/../..\n\
         libdir=${{prefix}}/lib\n\
         includedir=${{prefix}}/include\n\
         \n\
         Name: counterpoise\n\
         Description: The arithmetic between a Kubernetes metric and a replica count\n\
         URL: {}\n\
         Version: {}\n\
         Cflags: -I${{includedir}}\n\
         Libs: -L${{libdir}} -lcounterpoise\n\
         Libs.private: {}\n",
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_VERSION"),
        native_libraries()?,
    ))
}

/// What a program that links the static library needs besides: the libraries that Rust's own standard library uses.
pub(crate) fn native_libraries() -> Result<String> {
    let probe = shell::target().join("surfaces/probe");
    let source = probe.join("probe.rs");
    shell::write_file(&source, "")?;
    let mut rustc = shell::program("rustc");
    rustc.args(["--crate-type", "staticlib", "--print", "native-static-libs", "--out-dir"]);
    let output = rustc.arg(&probe).arg(&source).output().map_err(|error| format!("rustc: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("native-static-libs: "));
    line.map(|(_, libraries)| libraries.trim().to_owned())
        .ok_or_else(|| format!("rustc names no native libraries: {said}"))
}
