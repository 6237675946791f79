//! What is packed, tried as whoever takes it will: checked, installed under a root of its own, run, compiled with. What is built for
//! it is quick to build.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::release::{Release, VERSION, architecture};
use super::{c, crates, deb, krew, stage, sums, tool};
use crate::shell::{self, Result};
use crate::test;

/// Packs twice, and tries what came.
pub(crate) fn run() -> Result {
    let release = Release::new("dev".to_owned(), Vec::new())?;
    shell::clear(release.folder())?;
    // The suites build it, too.
    test::workspace()?;
    pack(&release)?;
    let first = shell::read_file(&release.folder().join(sums::NAME))?;
    pack(&release)?;
    if shell::read_file(&release.folder().join(sums::NAME))? != first {
        return Err(format!("packed anew it is another:\n{first}"));
    }
    let mut check = shell::program("sha256sum");
    shell::read(check.args(["--check", "--strict", sums::NAME]).current_dir(release.folder()))?;

    let root = install(&release)?;
    runs(&root)?;
    manual(&root)?;
    completes(&root)?;
    compiles(&root)?;
    println!("the packages work as installed under {}", root.display());
    Ok(())
}

/// All that needs no registry.
fn pack(release: &Release) -> Result {
    tool::pack(release)?;
    deb::pack(release)?;
    krew::pack(release)?;
    c::pack_built(release, &shell::target().join("debug"))?;
    crates::pack(release)?;
    sums::write(release.folder())
}

/// Installs the Debian packages under a root of their own. Gives the root.
fn install(release: &Release) -> Result<PathBuf> {
    let root = stage::folder().join("root");
    shell::clear(&root)?;
    for folder in ["info", "updates", "triggers"] {
        shell::make_folder(&root.join("var/lib/dpkg").join(folder))?;
    }
    shell::write_file(&root.join("var/lib/dpkg/status"), "")?;
    let architecture = architecture(std::env::consts::ARCH)?;
    let packages = ["counterpoise", "libcounterpoise1", "libcounterpoise-dev"];
    let mut dpkg = shell::program("dpkg");
    dpkg.arg(format!("--root={}", root.display())).arg("--force-not-root");
    // The system's own libraries are not under this root.
    dpkg.args(["--force-depends", "--install"]);
    // What dpkg itself calls is not on everybody's.
    dpkg.env("PATH", format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default()));
    for name in packages {
        dpkg.arg(release.folder().join(format!("{name}_{VERSION}-1_{architecture}.deb")));
    }
    shell::read(&mut dpkg)?;
    for name in packages {
        let mut query = shell::program("dpkg-query");
        query.arg(format!("--admindir={}", root.join("var/lib/dpkg").display()));
        same(
            name,
            &shell::read(query.args(["--showformat=${Version} ${Status}", "--show", name]))?,
            &format!("{VERSION}-1 install ok installed"),
        )?;
    }
    Ok(root)
}

/// README's first command prints what README says, from what is installed.
fn runs(root: &Path) -> Result {
    let program = root.join("usr/bin/counterpoise");
    same(
        "--version",
        &shell::read(shell::program(&program).arg("--version"))?,
        &format!("counterpoise {VERSION}\n"),
    )?;
    let readme = shell::read_file(&shell::root().join("README.md"))?;
    let (arguments, printed) =
        first_command(&readme).ok_or("README has no first command and what it prints")?;
    same("README's first command", &shell::read(shell::program(&program).args(arguments))?, printed)?;
    let help =
        shell::read(shell::program(root.join("usr/bin/kubectl-counterpoise")).args(["explain", "--help"]))?;
    holds("the plugin's help", &help, "Usage: kubectl counterpoise explain")
}

/// The arguments of the first command that README shows, and what it says that it prints.
fn first_command(readme: &str) -> Option<(Vec<&str>, &str)> {
    let (_, behind) = readme.split_once("\ncargo run --release -- ")?;
    let arguments = behind.lines().next()?.split('#').next()?.split_whitespace().collect();
    let (printed, _) = behind.split_once("```text,output\n")?.1.split_once("```")?;
    Some((arguments, printed))
}

/// There is a page of the manual for every command, and groff has nothing to say about any but that a path is a long word.
fn manual(root: &Path) -> Result {
    let pages = shell::files(&root.join("usr/share/man/man1"))?;
    for page in &pages {
        let (name, text) =
            (page.display().to_string(), shell::read(shell::program("gzip").arg("-dc").arg(page))?);
        let plain = stage::folder().join("page.1");
        shell::write_file(&plain, text)?;
        let mut groff = shell::program("groff");
        let output = groff.args(["-man", "-ww", "-Wbreak", "-z", "-Tutf8", "-Kutf8"]).arg(&plain).output();
        let said = output.map_err(|error| format!("groff: {error}"))?.stderr;
        same(&name, &String::from_utf8_lossy(&said), "")?;
    }
    let help = shell::read(shell::program(root.join("usr/bin/counterpoise")).arg("--help"))?;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands = commands
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut wanted: Vec<_> = commands
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .map(|command| format!("counterpoise-{command}.1.gz"))
        .collect();
    wanted.push("counterpoise.1.gz".to_owned());
    wanted.sort();
    let names: Vec<_> = pages.iter().filter_map(|page| page.file_name()?.to_str()).collect();
    same("the pages of the manual", &names.join("\n"), &wanted.join("\n"))
}

/// Each shell takes its completions from where they are installed.
fn completes(root: &Path) -> Result {
    let share = root.join("usr/share");
    let mut bash = shell::program("bash");
    bash.args(["--noprofile", "--norc", "-c", "source \"$0\" && complete -p counterpoise"]);
    let offered = shell::read(bash.arg(share.join("bash-completion/completions/counterpoise")))?;
    holds("bash", &offered, "-F _counterpoise")?;
    let mut zsh = shell::program("zsh");
    zsh.args([
        "-f",
        "-c",
        "fpath=(\"$0\" $fpath); autoload -Uz compinit; compinit -u -D; print -r -- $_comps[counterpoise]",
    ]);
    same("zsh", &shell::read(zsh.arg(share.join("zsh/vendor-completions")))?, "_counterpoise\n")?;
    let mut syntax = shell::program("zsh");
    shell::read(syntax.args(["-f", "-n"]).arg(share.join("zsh/vendor-completions/_counterpoise")))?;
    let mut fish = shell::program("fish");
    fish.args(["--no-config", "-c", "source $argv[1]; complete -C 'counterpoise scaf'"]);
    let offered = shell::read(fish.arg(share.join("fish/vendor_completions.d/counterpoise.fish")))?;
    holds("fish", &offered, "scaffold")?;
    let script = shell::read_file(&share.join("counterpoise/counterpoise.ps1"))?;
    holds("PowerShell", &script, "Register-ArgumentCompleter -Native -CommandName 'counterpoise'")
}

/// The example in C is compiled by what pkg-config says of what is installed, with either library, and runs.
fn compiles(root: &Path) -> Result {
    let lib = root.join("usr/lib").join(format!("{}-linux-gnu", std::env::consts::ARCH));
    let pkg_config = |arguments: &[&str]| {
        let mut pkg_config = shell::program("pkg-config");
        shell::read(pkg_config.args(arguments).env("PKG_CONFIG_LIBDIR", lib.join("pkgconfig")))
    };
    same("pkg-config", pkg_config(&["--modversion", "counterpoise"])?.trim(), VERSION)?;
    for name in ["counterpoise", "counterpoise-static"] {
        let flags = pkg_config(&["--cflags", "--libs", name])?;
        let program = stage::folder().join(name);
        let mut compile: Command = shell::program("cc");
        compile.arg(shell::root().join("ffi/examples/query.c")).args(flags.split_whitespace());
        shell::run(compile.arg(format!("-Wl,-rpath,{}", lib.display())).arg("-o").arg(&program))?;
        test::c::answers(&program)?;
    }
    Ok(())
}

fn same(what: &str, got: &str, wanted: &str) -> Result {
    if got == wanted { Ok(()) } else { Err(format!("{what}: it is\n{got}\nand not\n{wanted}")) }
}

fn holds(what: &str, text: &str, part: &str) -> Result {
    if text.contains(part) { Ok(()) } else { Err(format!("{what}: {part:?} is not in\n{text}")) }
}

#[cfg(test)]
mod tests {
    use super::first_command;

    #[test]
    fn readme_s_first_command_is_found() {
        let readme = "# A\n```\ncargo run --release -- explain a b    # the chain\nmore\n```\nIt prints:\n\n```text,output\nx\n  y\n```\n```text\nz\n```\n";
        assert_eq!(first_command(readme), Some((vec!["explain", "a", "b"], "x\n  y\n")));
        assert_eq!(first_command("# A\n"), None);
    }
}
