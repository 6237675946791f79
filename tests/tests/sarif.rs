//! `counterpoise check -o sarif` against what SARIF 2.1.0 asks for: which properties each object may and must have, and what
//! refers to what. The schema itself is under the terms of OASIS and not in this repository; this is what of it concerns us.

use std::collections::BTreeSet;
use std::path::Path;

use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::{Map, Value};

/// An object of the format: its properties, those that must be there with a star.
const OBJECTS: [(&str, &str); 16] = [
    ("log", "$schema version* runs*"),
    ("run", "tool* columnKind artifacts results"),
    ("tool", "driver*"),
    ("driver", "name* semanticVersion informationUri rules"),
    ("rule", "id* shortDescription help helpUri"),
    ("text", "text* markdown"),
    ("artifact", "location encoding"),
    ("artifactLocation", "uri*"),
    ("result", "ruleId ruleIndex level message* locations relatedLocations partialFingerprints fixes"),
    ("location", "id physicalLocation* logicalLocations message"),
    ("physicalLocation", "artifactLocation* region"),
    ("logicalLocation", "fullyQualifiedName kind"),
    ("region", "startLine* startColumn* endLine* endColumn*"),
    ("fix", "description artifactChanges*"),
    ("artifactChange", "artifactLocation* replacements*"),
    ("replacement", "deletedRegion* insertedContent"),
];

/// The object's properties, which are those that it may have.
fn object<'v>(what: &str, value: &'v Value) -> &'v Map<String, Value> {
    let (_, properties) = OBJECTS.iter().find(|(name, _)| *name == what).unwrap();
    let object = value.as_object().unwrap_or_else(|| panic!("{what}: {value}"));
    let known: BTreeSet<&str> = properties.split(' ').map(|name| name.trim_end_matches('*')).collect();
    for name in object.keys() {
        assert!(known.contains(&**name), "{what} has no {name}");
    }
    for name in properties.split(' ').filter_map(|name| name.strip_suffix('*')) {
        assert!(object.contains_key(name), "{what} needs {name}: {value}");
    }
    object
}

fn list(value: Option<&Value>) -> &[Value] {
    value.map_or(&[], |value| value.as_array().unwrap())
}

fn message(value: &Value) {
    let text = object("text", value)["text"].as_str().unwrap();
    assert!(!text.is_empty(), "a message is empty");
}

fn artifact_location(value: &Value) {
    let uri = object("artifactLocation", value)["uri"].as_str().unwrap();
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=@/%".contains(c);
    assert!(!uri.is_empty() && uri.chars().all(allowed), "{uri} is no relative URI");
}

fn region(value: &Value) {
    let region = object("region", value);
    let [line, column, end_line, end_column] =
        ["startLine", "startColumn", "endLine", "endColumn"].map(|name| region[name].as_u64().unwrap());
    assert!(line >= 1 && column >= 1 && end_column >= 1, "{value}");
    assert!((line, column) <= (end_line, end_column), "{value}");
}

fn location(value: &Value) {
    let location = object("location", value);
    let physical = object("physicalLocation", &location["physicalLocation"]);
    artifact_location(&physical["artifactLocation"]);
    physical.get("region").into_iter().for_each(region);
    for logical in list(location.get("logicalLocations")) {
        object("logicalLocation", logical);
    }
    location.get("message").into_iter().for_each(message);
}

fn result(value: &Value, rules: &[Value]) {
    let result = object("result", value);
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(rules[index]["id"], result["ruleId"]);
    assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()), "{value}");
    message(&result["message"]);
    assert_eq!(list(result.get("locations")).len(), 1, "code hosts show one");
    list(result.get("locations")).iter().for_each(location);
    let related = list(result.get("relatedLocations"));
    related.iter().for_each(location);
    let ids: BTreeSet<u64> = related.iter().map(|location| location["id"].as_u64().unwrap()).collect();
    assert_eq!(ids.len(), related.len(), "ids of one result differ");
    for fingerprint in result["partialFingerprints"].as_object().unwrap().values() {
        assert!(!fingerprint.as_str().unwrap().is_empty());
    }
    for fix in list(result.get("fixes")) {
        let fix = object("fix", fix);
        message(&fix["description"]);
        assert!(!list(fix.get("artifactChanges")).is_empty());
        for change in list(fix.get("artifactChanges")) {
            let change = object("artifactChange", change);
            artifact_location(&change["artifactLocation"]);
            assert!(!list(change.get("replacements")).is_empty());
            for replacement in list(change.get("replacements")) {
                let replacement = object("replacement", replacement);
                region(&replacement["deletedRegion"]);
                assert!(replacement["insertedContent"]["text"].is_string());
            }
        }
    }
}

/// The wrong files of every example, a folder a code.
fn write_examples(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    for path in paths::files(&paths::root().join("core/src/error/codes/examples"), "yaml").unwrap() {
        let text = std::fs::read_to_string(&path).unwrap();
        let Ok(Value::Object(examples)) = serde_saphyr::from_str(&text) else { continue };
        for (code, example) in examples {
            for (name, text) in example["wrong"].as_object().unwrap() {
                let folder = folder.join(&code);
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(folder.join(name), text.as_str().unwrap()).unwrap();
            }
        }
    }
}

#[test]
fn every_finding_has_a_place_in_the_format() {
    let mut command = match surface::command() {
        Ok(command) => command,
        Err(missing) => return skip(&missing),
    };
    let folder = std::env::temp_dir().join(format!("counterpoise-sarif-{}", std::process::id()));
    write_examples(&folder);
    let output = command.args(["check", "-o", "sarif", "."]).current_dir(&folder).output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();

    let log = object("log", &log);
    assert_eq!(log["version"], "2.1.0");
    let [run] = list(log.get("runs")) else { panic!("one run") };
    let run = object("run", run);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    for artifact in list(run.get("artifacts")) {
        artifact_location(&object("artifact", artifact)["location"]);
    }
    let driver = object("driver", &object("tool", &run["tool"])["driver"]);
    let rules = list(driver.get("rules"));
    let mut ids = BTreeSet::new();
    for rule in rules {
        let rule = object("rule", rule);
        let id = rule["id"].as_str().unwrap();
        assert!(ids.insert(id), "{id} comes twice");
        message(&rule["shortDescription"]);
        message(&rule["help"]);
        let anchor = format!("/docs/findings.md#{}", id.replace('.', ""));
        assert!(rule["helpUri"].as_str().unwrap().ends_with(&anchor), "{rule:?}");
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("\n\nWrong, `"), "{id}");
    }
    let results = list(run.get("results"));
    assert!(results.len() >= rules.len() && rules.len() > 40, "{} of {}", results.len(), rules.len());
    results.iter().for_each(|value| result(value, rules));
    let fixed = results.iter().filter(|result| result.get("fixes").is_some());
    assert!(fixed.count() >= 4, "edits are told");
}
