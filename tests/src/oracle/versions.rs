//! Which releases of upstream the oracle asks: its `go.mod` files are the one place that says so.

use std::fs;
use std::process::Command;

use crate::generate::Area;
use crate::paths;

const KUBERNETES: &str = "k8s.io/kubernetes";
const KEDA: &str = "github.com/kedacore/keda/v2";

/// The modules that the oracle's programs require themselves, with their versions; `go` is the language's release.
///
/// # Errors
/// A `go.mod` cannot be read.
pub fn modules() -> Result<Vec<(String, String)>, String> {
    let folder = paths::root().join("tests/oracle");
    let mut modules = Vec::new();
    for path in paths::files(&folder, "mod").map_err(|error| format!("{}: {error}", folder.display()))? {
        let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut found = required(&text);
        // What belongs to Kubernetes comes with it, and so it is with KEDA.
        for whole in [KUBERNETES, KEDA] {
            if found.iter().any(|(module, _)| module == whole) {
                found.retain(|(module, _)| [whole, "go"].contains(&module.as_str()));
            }
        }
        modules.extend(found);
    }
    modules.sort();
    modules.dedup();
    Ok(modules)
}

/// What answers an area: module and version, and the Go release that builds the oracle.
pub(super) fn of_area(area: Area) -> Result<String, String> {
    let go = Command::new("go").arg("version").output().map_err(|error| format!("go version: {error}"))?;
    let go = String::from_utf8_lossy(&go.stdout);
    let go = go.split_whitespace().nth(2).unwrap_or("an unknown Go");
    let module = match area {
        Area::Template => {
            return Ok(format!("text/template of {go} with prometheus-adapter's data and delimiters"));
        }
        Area::Regexp => return Ok(format!("regexp of {go}")),
        Area::Promql | Area::PromqlEvaluate | Area::PromqlLabels | Area::PromqlParse => {
            "github.com/prometheus/prometheus"
        }
        Area::Keda => KEDA,
        Area::Resources => "k8s.io/client-go",
        Area::Quantity | Area::Selector => "k8s.io/apimachinery",
        Area::Hpa(..) => KUBERNETES,
    };
    let modules = modules()?;
    let asked = |(held, version): &&(String, String)| match area {
        Area::Hpa(_, release) => held == module && version.starts_with(&format!("v{}.", release.profile())),
        _ => held == module,
    };
    let (_, version) = modules.iter().find(asked).ok_or_else(|| format!("no {module}"))?;
    Ok(format!("{module} {version}, {go}"))
}

/// The direct requirements of a `go.mod`, and the Go release it asks for; modules of this repository are left out.
fn required(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        let pair = match *words.as_slice() {
            ["go", version] => ("go", version),
            ["require", "("] => {
                inside = true;
                continue;
            }
            [")"] => {
                inside = false;
                continue;
            }
            ["require", module, version] => (module, version),
            [module, version] if inside => (module, version),
            _ => continue,
        };
        // The library that the API writes its answers with is none that is asked.
        if pair.1 != "v0.0.0" && pair.0 != "github.com/json-iterator/go" {
            found.push((pair.0.to_owned(), pair.1.to_owned()));
        }
    }
    found
}
