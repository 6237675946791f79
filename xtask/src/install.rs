//! `cargo xtask install`: the C library in its place.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Result};

/// Bytes that the shared library may have as it is shipped: 8 MiB. It had 7.8 million when this was written, of which its table of
/// symbols, which `strip` takes away, is an eighth.
const SHARED_BYTES: u64 = 8 << 20;

/// What every exported symbol begins with.
const OURS: &str = "counterpoise_";

/// Builds the C library and puts it in its place.
pub(crate) fn run(prefix: &Path, profile: &str) -> Result {
    place(&build(profile)?, prefix)?;
    if profile == "dist" {
        size(prefix)?;
    }
    let prefix = prefix.display();
    println!("installed under {prefix}; it is found there");
    println!(
        "  by the compiler  with PKG_CONFIG_PATH={prefix}/lib/pkgconfig, by CMake with CMAKE_PREFIX_PATH={prefix}"
    );
    println!("  by a program     linked with -Wl,-rpath,{prefix}/lib, or with LD_LIBRARY_PATH={prefix}/lib;");
    println!("                   below /usr/local after ldconfig");
    Ok(())
}

/// Puts header, libraries, pkg-config file and CMake's under a prefix, of libraries that are built into a folder.
pub(crate) fn place(built: &Path, prefix: &Path) -> Result {
    place_in(built, prefix, "lib").map(drop)
}

/// The same with a folder for libraries that is called otherwise, such as `lib/x86_64-linux-gnu`. Gives the name that a program
/// looks for.
pub(crate) fn place_in(built: &Path, prefix: &Path, folder: &str) -> Result<String> {
    let (include, lib) = (prefix.join("include"), prefix.join(folder));
    let header = shell::root().join("ffi/include/counterpoise.h");
    shell::copy_file(&header, &include.join("counterpoise.h"))?;
    shell::copy_file(&built.join("libcounterpoise_ffi.a"), &lib.join("libcounterpoise.a"))?;
    let name = shared(built, &lib, abi(&shell::read_file(&header)?)?)?;
    let native = native_libraries()?;
    let shared = format!("Libs: -L${{libdir}} -lcounterpoise\nLibs.private: {native}");
    shell::write_file(&lib.join("pkgconfig/counterpoise.pc"), pkg_config(folder, &shared))?;
    // By its file: the linker would take the shared library that lies beside it.
    let static_ = format!("Libs: ${{libdir}}/libcounterpoise.a {native}");
    shell::write_file(&lib.join("pkgconfig/counterpoise-static.pc"), pkg_config(folder, &static_))?;
    cmake(prefix, folder, &name, &native)?;
    Ok(name)
}

/// The way back from a folder below the one for libraries to the prefix.
fn up(folder: &str, below: &str) -> String {
    let steps = folder.split('/').count() + below.split('/').count();
    vec![".."; steps].join("/")
}

/// Builds the libraries and gives the folder that they are in.
pub(crate) fn build(profile: &str) -> Result<PathBuf> {
    shell::run(shell::cargo().args(["build", "--package", "counterpoise-ffi", "--profile", profile]))?;
    // Cargo keeps the folder's old name for its oldest profile.
    Ok(shell::target().join(if profile == "dev" { "debug" } else { profile }))
}

/// Puts the shared library under its soname, and the name that the linker looks for beside it. Gives the name that a program
/// looks for.
fn shared(built: &Path, lib: &Path, abi: u32) -> Result<String> {
    let from = built.join(format!("{DLL_PREFIX}counterpoise_ffi{DLL_SUFFIX}"));
    let plain = format!("{DLL_PREFIX}counterpoise{DLL_SUFFIX}");
    if !cfg!(target_os = "linux") {
        shell::copy_file(&from, &lib.join(&plain))?;
        return Ok(plain);
    }
    let soname = format!("libcounterpoise.so.{abi}");
    shell::copy_file(&from, &lib.join(&soname))?;
    let named = fs::read(&from).map_err(|error| format!("{}: {error}", from.display()))?;
    if !named.windows(soname.len() + 1).any(|bytes| bytes == format!("{soname}\0").as_bytes()) {
        return Err(format!("{} does not have the soname {soname}: see ffi/build.rs", from.display()));
    }
    shell::link(&soname, &lib.join(plain))?;
    Ok(soname)
}

/// The ABI's version as the header has it.
fn abi(header: &str) -> Result<u32> {
    let line = header.lines().find_map(|line| line.strip_prefix("#define COUNTERPOISE_ABI_VERSION "));
    line.and_then(|number| number.trim().parse().ok())
        .ok_or_else(|| "the header has no COUNTERPOISE_ABI_VERSION".to_owned())
}

/// A pkg-config file. The prefix is where the file lies, so that the folder can be moved as a whole.
fn pkg_config(folder: &str, libraries: &str) -> String {
    format!(
        "prefix=${{pcfiledir}}/{}\n\
         libdir=${{prefix}}/{folder}\n\
         includedir=${{prefix}}/include\n\
         \n\
         Name: counterpoise\n\
         Description: The arithmetic between a Kubernetes metric and a replica count\n\
         URL: {}\n\
         Version: {}\n\
         Cflags: -I${{includedir}}\n\
         {libraries}\n",
        up(folder, "pkgconfig"),
        env!("CARGO_PKG_REPOSITORY"),
        env!("CARGO_PKG_VERSION"),
    )
}

/// What CMake's `find_package` reads, of the files in `ffi/cmake`.
fn cmake(prefix: &Path, folder: &str, shared: &str, native: &str) -> Result {
    const BELOW: &str = "cmake/counterpoise";
    let words = [
        ("@UP@", &*up(folder, BELOW)),
        ("@LIB@", folder),
        ("@SHARED@", shared),
        ("@NATIVE@", &native.split_whitespace().collect::<Vec<_>>().join(";")),
        ("@VERSION@", env!("CARGO_PKG_VERSION")),
        ("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR")),
        ("@MINOR@", env!("CARGO_PKG_VERSION_MINOR")),
    ];
    for name in ["counterpoise-config.cmake", "counterpoise-config-version.cmake"] {
        let form = shell::read_file(&shell::root().join("ffi/cmake").join(name))?;
        let text = words.iter().fold(form, |text, (word, value)| text.replace(word, value));
        shell::write_file(&prefix.join(folder).join(BELOW).join(name), text)?;
    }
    Ok(())
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

/// The symbols that the shared library of a prefix exports, as binutils' `nm` lists them.
///
/// # Errors
/// There is one that is none of ours, or none at all.
pub(crate) fn exported(prefix: &Path) -> Result<Vec<String>> {
    let library = prefix.join("lib").join(format!("{DLL_PREFIX}counterpoise{DLL_SUFFIX}"));
    let listed = shell::read(shell::program("nm").args(["-D", "--defined-only", "-P"]).arg(&library))?;
    let symbols: Vec<_> =
        listed.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    match symbols.iter().find(|symbol| !symbol.starts_with(OURS)) {
        Some(other) => Err(format!("{} exports {other}", library.display())),
        None if symbols.is_empty() => Err(format!("{} exports nothing", library.display())),
        None => Ok(symbols),
    }
}

/// Prints how large the shared library is, and fails where that is more than it may be.
fn size(prefix: &Path) -> Result {
    let library = prefix.join("lib").join(format!("{DLL_PREFIX}counterpoise{DLL_SUFFIX}"));
    let bytes = fs::metadata(&library).map_err(|error| format!("{}: {error}", library.display()))?.len();
    println!("the shared library: {bytes} bytes of {SHARED_BYTES}");
    if bytes <= SHARED_BYTES {
        return Ok(());
    }
    Err("the shared library is larger than xtask/src/install.rs lets it be".to_owned())
}
