//! The Go modules: what a Go program sees of Counterpoise, with either engine, and what embeds it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{follow, must};
use crate::go;
use crate::shell::{self, Result};
use crate::tally::Tally;

/// The modules whose tests run, with the race detector where cgo is there for it; the first is the package itself.
const MODULES: [&str; 3] = ["ffi/go", "ffi/adapter", "ffi/observer"];

/// Builds the programs that suites talk to: `target/surfaces/go/surface`, and `surface-cgo` where the C library is installed.
pub(super) fn build(tally: &mut Tally, prefix: Option<&Path>) -> bool {
    shell::step("the Go surfaces");
    if shell::installed(&["go"]).is_none() {
        tally.skip("the Go surfaces", "install Go 1.26 or newer");
        return false;
    }
    let mut built = must(tally, "the module of the Go package", go::current());
    built = built && must(tally, "the Go surface", shell::run(&mut surface("surface", None)));
    if let (true, Some(prefix)) = (built, prefix) {
        built = must(tally, "the Go surface with cgo", shell::run(&mut surface("surface-cgo", Some(prefix))));
    }
    built
}

fn surface(name: &str, prefix: Option<&Path>) -> Command {
    let mut build = go::command("ffi/go", "build", prefix);
    build.arg("-o").arg(shell::target().join("surfaces/go").join(name)).arg("./internal/surface");
    build
}

/// The tests that are written in Go.
pub(super) fn test(tally: &mut Tally, prefix: Option<&Path>) {
    shell::step("Go tests");
    for module in MODULES {
        suite(tally, module, go::command(module, "test", None).args(["-json", "./..."]));
    }
    if let Some(prefix) = prefix {
        // Pointers are checked on every way over.
        let mut checked = go::command("ffi/go", "test", Some(prefix));
        checked.env("GOEXPERIMENT", "cgocheck2").args(["-race", "-json", "./..."]);
        suite(tally, "ffi/go with cgo, race detector and cgocheck2", &mut checked);
        // The detector needs cgo; the engine is the one without.
        let mut raced = go::command("ffi/go", "test", None);
        raced.env("CGO_ENABLED", "1").args(["-race", "-json", "./..."]);
        suite(tally, "ffi/go with the race detector", &mut raced);
        // What embeds it waits for the machine code of the engine without cgo, which the detector makes slow.
        for module in &MODULES[1..] {
            let mut raced = go::command(module, "test", Some(prefix));
            let name = format!("{module} with cgo and the race detector");
            suite(tally, &name, raced.args(["-race", "-json", "./..."]));
        }
    }
    if must(tally, "a module outside of the tree", outside()) {
        tally.pass();
    }
}

/// Runs tests.
fn suite(tally: &mut Tally, name: &str, command: &mut Command) {
    let run = match follow(command, |_| false) {
        Ok(run) => run,
        Err(message) => return tally.fail(format!("{name}: {message}")),
    };
    let counts = Tally::of_go(name, &run.printed);
    if !run.success {
        println!("{}", output_of(&run.printed));
        if !counts.has_failures() {
            tally.fail(name);
        }
    } else if counts.is_empty() {
        tally.fail(format!("{name}: no test ran"));
    }
    tally.add(counts);
}

/// What programs said, of lines of `go test -json`, from the first failure on.
fn output_of(printed: &str) -> String {
    let said = printed.lines().filter_map(|line| {
        let event: serde_json::Value = serde_json::from_str(line).ok()?;
        event.get("Output").and_then(|output| output.as_str()).map(str::to_owned)
    });
    said.filter(|line| !line.starts_with("=== ") && !line.trim_start().starts_with("--- PASS")).collect()
}

/// A program in a module of its own that needs nothing but Go: the module is taken from a proxy, as `go get` takes it.
fn outside() -> Result {
    let folder = shell::target().join("surfaces/go-get");
    shell::clear(&folder)?;
    shell::make_folder(&folder.join("user"))?;
    let proxy = folder.join("proxy");
    publish(&proxy)?;
    let user = folder.join("user");
    for file in ["go.mod", "main.go"] {
        shell::copy_file(&shell::root().join("tests/go-get").join(format!("{file}.txt")), &user.join(file))?;
    }
    let go = |arguments: &[&str]| {
        let mut go = shell::program("go");
        go.args(arguments).current_dir(&user).env("CGO_ENABLED", "0");
        // Its own cache of modules, so that what is taken is what the proxy has now.
        let upstream = shell::read(shell::program("go").args(["env", "GOPROXY"]))?;
        go.env("GOPROXY", format!("file://{},{}", proxy.display(), upstream.trim()));
        go.env("GOMODCACHE", cache()?).env("GONOSUMDB", MODULE).env("GOFLAGS", "-mod=mod -modcacherw");
        shell::read(&mut go)
    };
    go(&["get", &format!("{MODULE}@{VERSION}")])?;
    let printed = go(&["run", "."])?;
    let promql = r#"sum(rate(http_requests_total{namespace="default",pod="web-0"}[2m])) by (pod)"#;
    if !printed.contains(promql) {
        return Err(format!("it printed {printed}"));
    }
    Ok(())
}

const MODULE: &str = "github.com/counterpoise/counterpoise/ffi/go";
const VERSION: &str = "v0.0.1";

/// The cache of modules that this Go has, for all but the module itself.
fn cache() -> Result<PathBuf> {
    let cache = PathBuf::from(shell::read(shell::program("go").args(["env", "GOMODCACHE"]))?.trim());
    // What was taken before may be older than the tree.
    let escaped = cache.join(format!("{MODULE}@{VERSION}"));
    let downloaded = cache.join("cache/download").join(MODULE);
    for old in [escaped, downloaded] {
        shell::clear(&old)?;
    }
    Ok(cache)
}

/// Puts the Go package as it is in the tree into a folder that serves as a module proxy.
fn publish(proxy: &Path) -> Result {
    let versions = proxy.join(MODULE).join("@v");
    shell::write_file(&versions.join("list"), format!("{VERSION}\n"))?;
    let info = format!("{{\"Version\":\"{VERSION}\",\"Time\":\"2026-01-01T00:00:00Z\"}}");
    shell::write_file(&versions.join(format!("{VERSION}.info")), info)?;
    shell::copy_file(&shell::root().join("ffi/go/go.mod"), &versions.join(format!("{VERSION}.mod")))?;
    // Go's own tool makes the archive, by Go's rules of what belongs into one.
    let mut zip = shell::program("go");
    zip.arg("run").arg("-C").arg(shell::root().join("tests/go-get/zip")).args([".", MODULE, VERSION]);
    shell::run(zip.arg(shell::root().join("ffi/go")).arg(versions.join(format!("{VERSION}.zip"))))
}
