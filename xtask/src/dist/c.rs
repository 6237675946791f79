//! The C library: an archive that can be moved as a whole, and Debian's two packages, by `dpkg-deb`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::debian::{self, MAINTAINER, REVISION};
use super::release::{Release, VERSION, architecture};
use super::{archive, notices, stage};
use crate::install;
use crate::shell::{self, Result};

/// The package of the shared library, and the one to compile with.
const RUN: &str = "libcounterpoise1";
const DEVELOP: &str = "libcounterpoise-dev";

/// `counterpoise-c-VERSION-TRIPLE.tar.gz`, and `libcounterpoise1` and `libcounterpoise-dev` for this machine's architecture: the
/// library is linked to the system's own.
pub(super) fn pack(release: &Release) -> Result {
    pack_built(release, &install::build(release.profile())?)
}

/// The same of libraries that are built into a folder.
pub(super) fn pack_built(release: &Release, built: &Path) -> Result {
    let built = stripped(built)?;
    let name = format!("counterpoise-c-{VERSION}-{}-linux-gnu", env::consts::ARCH);
    let folder = stage::folder().join(name);
    shell::clear(&folder)?;
    install::place(&built, &folder)?;
    for (from, to) in [("LICENSE", "LICENSE"), ("docs/c.md", "README.md")] {
        shell::copy_file(&shell::root().join(from), &folder.join(to))?;
    }
    notices::write(
        "counterpoise-ffi",
        &format!("{}-unknown-linux-gnu", env::consts::ARCH),
        &folder.join(stage::NOTICES),
    )?;
    archive::pack(release, &folder)?;
    debian(release, &built, &folder.join(stage::NOTICES))
}

/// The libraries without what only their debugging needs.
fn stripped(built: &Path) -> Result<PathBuf> {
    let folder = stage::folder().join("c");
    for (name, option) in
        [("libcounterpoise_ffi.a", "--strip-debug"), ("libcounterpoise_ffi.so", "--strip-unneeded")]
    {
        shell::make_folder(&folder)?;
        let mut strip = shell::program("strip");
        strip.args([option, "--enable-deterministic-archives", "-o"]).arg(folder.join(name));
        shell::run(strip.arg(built.join(name)))?;
    }
    Ok(folder)
}

/// Both packages of Debian.
fn debian(release: &Release, built: &Path, notices: &Path) -> Result {
    let (run, develop) = (stage::folder().join(RUN), stage::folder().join(DEVELOP));
    shell::clear(&run)?;
    shell::clear(&develop)?;
    let lib = format!("lib/{}-linux-gnu", env::consts::ARCH);
    let soname = install::place_in(built, &develop.join("usr"), &lib)?;
    let (from, to) = (develop.join("usr").join(&lib).join(&soname), run.join("usr").join(&lib).join(&soname));
    shell::copy_file(&from, &to)?;
    fs::remove_file(&from).map_err(|error| format!("{}: {error}", from.display()))?;

    for (package, name) in [(&run, RUN), (&develop, DEVELOP)] {
        shell::copy_file(notices, &package.join("usr/share/doc").join(name).join(stage::NOTICES))?;
    }
    // Nobody runs it, says Debian.
    shell::run(shell::program("chmod").arg("a-x").arg(&to))?;
    let depends = depends(&to)?;
    let about = "counterpoise for programs in C\n Prometheus-adapter's rules, the metrics APIs and the decisions of the HPA\n controller as a library.";
    // ldconfig is run when the library comes and when it goes.
    shell::write_file(&run.join("DEBIAN/triggers"), "activate-noawait ldconfig\n")?;
    let of = soname.strip_prefix("libcounterpoise.so.").unwrap_or_default();
    shell::write_file(&run.join("DEBIAN/shlibs"), format!("libcounterpoise {of} {RUN} (>= {VERSION})\n"))?;
    package(release, &run, RUN, &format!("Section: libs\nDepends: {depends}\nDescription: {about}\n"))?;
    let more = format!(
        "Section: libdevel\nDepends: {RUN} (= {VERSION}-{REVISION})\nDescription: {about}\n .\n Header, static library, and the files of pkg-config and CMake.\n"
    );
    package(release, &develop, DEVELOP, &more)
}

/// Packs a folder as a Debian package.
fn package(release: &Release, folder: &Path, name: &str, more: &str) -> Result {
    let architecture = architecture(env::consts::ARCH)?;
    let copyright = format!("usr/share/doc/{name}/copyright");
    shell::write_file(&folder.join(copyright), COPYRIGHT)?;
    let changelog = folder.join(format!("usr/share/doc/{name}/changelog.Debian.gz"));
    debian::changelog(release, name, &changelog)?;
    let control = format!(
        "Package: {name}\nVersion: {VERSION}-{REVISION}\nArchitecture: {architecture}\nMulti-Arch: same\n\
         Maintainer: {MAINTAINER}\nHomepage: {}\nPriority: optional\n{more}",
        env!("CARGO_PKG_REPOSITORY")
    );
    shell::write_file(&folder.join("DEBIAN/control"), control)?;
    shell::run(shell::program("chmod").args(["-R", "u+rw,go+r,go-w,a+X"]).arg(folder))?;
    let file = format!("{name}_{VERSION}-{REVISION}_{architecture}.deb");
    let mut deb = release.timed(shell::program("dpkg-deb"));
    deb.arg("--root-owner-group");
    if !release.is_shipped() {
        deb.args(["-Zgzip", "-z1"]);
    }
    shell::run(deb.arg("--build").arg(folder).arg(release.folder().join(file)))
}

const COPYRIGHT: &str = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\
    Upstream-Name: counterpoise\n\
    Source: https://github.com/counterpoise/counterpoise\n\
    \n\
    Files: *\n\
    Copyright: 2026, The Counterpoise authors\n\
    License: Apache-2.0\n On Debian systems, the text of the Apache License, version 2.0, is in /usr/share/common-licenses/Apache-2.0.\n";

/// The packages that have the system's libraries which the shared library is linked to.
fn depends(library: &Path) -> Result<String> {
    let symbols = shell::read(shell::program("nm").args(["-D", "--with-symbol-versions"]).arg(library))?;
    let newest =
        newest(&symbols).ok_or_else(|| format!("{} needs no version of glibc", library.display()))?;
    Ok(format!("libc6 (>= {}.{}), libgcc-s1 (>= 4.2)", newest.0, newest.1))
}

/// The newest version of glibc that any symbol asks for.
fn newest(symbols: &str) -> Option<(u32, u32)> {
    let versions = symbols.lines().filter_map(|line| line.split_once("@GLIBC_").map(|(_, version)| version));
    let versions = versions.filter_map(|version| {
        let mut numbers = version.split('.').map(|number| number.trim().parse().ok());
        Some((numbers.next()??, numbers.next()??))
    });
    versions.max()
}

#[cfg(test)]
mod tests {
    use super::newest;

    #[test]
    fn versions_are_compared_as_numbers() {
        let symbols = "                 U memcpy@GLIBC_2.14\n                 U stat64@GLIBC_2.33\n\
                       U free@GLIBC_2.2.5\nU _Unwind_Resume@GCC_3.0\n0001 T counterpoise_call\n";
        assert_eq!(newest(symbols), Some((2, 33)));
        assert_eq!(newest("U pow@GLIBC_2.9\nU x@GLIBC_2.10\n"), Some((2, 10)));
        assert_eq!(newest(""), None);
    }
}
