//! The scenarios of `examples/broken`: of each the true cause is named first, and its mend works. `INSTA_UPDATE=always` takes
//! what `explain` prints now.

use std::collections::BTreeSet;
use std::path::Path;

use counterpoise_tests::{paths, skip::skip, surface};
use insta::{Settings, assert_snapshot};
use serde_json::Value;

/// Each scenario, its cause, and how many replicas the mended one comes to.
const CAUSES: [(&str, &str, i64); 20] = [
    ("counter-as-it-is", "rules.counter-value", 6),
    ("external-of-another-namespace", "metrics.no-match", 6),
    ("fields-that-do-not-exist", "hpa.unknown-field", 4),
    ("flapping", "hpa.flapping", 5),
    ("istio-counts-twice", "metrics.dropped-matcher", 3),
    ("job-of-the-scrape", "metrics.no-match", 4),
    ("label-dropped-by-query", "rules.no-group-by", 6),
    ("milli-in-the-target", "hpa.thousandths", 4),
    ("milli-in-the-value", "hpa.thousandths", 4),
    ("minimum-of-zero", "hpa.refused", 4),
    ("missing-requests", "hpa.missing-request", 4),
    ("one-metric-unknown", "metrics.hpa-metric", 2),
    ("pods-of-others", "hpa.selected-pods", 5),
    ("promql-in-series-query", "promql.selector", 6),
    ("scaled-to-zero", "hpa.at-zero", 4),
    ("selector-picks-nothing", "metrics.no-match", 4),
    ("two-rules-for-one-name", "metrics.duplicate-metric", 6),
    ("unready-at-start", "hpa.held-by-pods", 9),
    ("value-for-the-average", "hpa.target", 5),
    ("within-the-tolerance", "hpa.tolerance", 7),
];

/// What only a decision shows, and no check of files.
const OF_DECISIONS: [&str; 5] =
    ["hpa.flapping", "hpa.thousandths", "hpa.at-zero", "hpa.held-by-pods", "hpa.tolerance"];

fn run(arguments: &[&str]) -> Option<String> {
    let mut command = match surface::command() {
        Ok(command) => command,
        Err(missing) => {
            skip(&missing);
            return None;
        }
    };
    let output = command.args(arguments).current_dir(paths::root()).env("NO_COLOR", "1").output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn json(arguments: &[&str]) -> Option<Value> {
    let printed = run(&[arguments, &["--output", "json"]].concat())?;
    Some(serde_json::from_str(&printed).unwrap())
}

fn codes(found: &Value) -> Vec<&str> {
    let all = found.as_array().into_iter().flatten();
    all.map(|one| one["code"].as_str().unwrap_or_default()).collect()
}

#[test]
fn the_true_cause_is_named_first_and_the_mend_works() {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(paths::root().join("tests/snapshots/broken"));
    for (name, cause, replicas) in CAUSES {
        let broken = format!("examples/broken/{name}");
        let mended = format!("{broken}/mended");
        let Some(told) = json(&["explain", &broken]) else { return };
        assert_eq!(codes(&told["causes"]).first(), Some(&cause), "{name}: {}", told["causes"]);
        let first = &told["causes"][0];
        let text = told["text"].as_str().unwrap();
        for part in ["message", "hint"] {
            let part = first[part].as_str().unwrap();
            assert!(!part.is_empty() && text.contains(part), "{name} does not print {part:?}:\n{text}");
        }

        let told = json(&["explain", &mended]).unwrap();
        assert_eq!(codes(&told["causes"]), [""; 0], "{name}, mended: {}", told["causes"]);
        let decisions =
            std::iter::once(&told["decision"]).chain(told["then"].as_array().into_iter().flatten());
        let last = decisions.last().unwrap();
        assert_eq!(last["desiredReplicas"], replicas, "{name}, mended");
        let conditions = last["status"]["conditions"].as_array().unwrap();
        let active = conditions.iter().find(|condition| condition["type"] == "ScalingActive").unwrap();
        assert_eq!(active["status"], "True", "{name}, mended: {active}");

        let printed = run(&["explain", &broken]).unwrap();
        settings.set_description(format!("counterpoise explain {broken}"));
        settings.bind(|| assert_snapshot!(name, printed));
    }
}

#[test]
fn a_check_of_the_files_names_the_same() {
    for (name, cause, _) in CAUSES {
        let Some(mended) = json(&["check", &format!("examples/broken/{name}/mended")]) else { return };
        assert_eq!(codes(&mended["findings"]), [""; 0], "{name}, mended: {mended}");
        let broken = json(&["check", &format!("examples/broken/{name}")]).unwrap();
        let expected = Some(&cause).filter(|cause| !OF_DECISIONS.contains(cause));
        assert_eq!(codes(&broken["findings"]).first(), expected, "{name}: {broken}");
    }
}

/// Every folder is tested above, and its README says what to look at and shows the mend as it is.
#[test]
fn a_readme_shows_the_mend_as_it_is() {
    let folders = paths::broken().unwrap();
    let names: Vec<_> = folders.iter().map(|folder| folder.file_name().unwrap().to_string_lossy()).collect();
    assert_eq!(names, CAUSES.map(|(name, ..)| name));
    for (folder, name) in folders.iter().zip(names) {
        let readme = std::fs::read_to_string(folder.join("README.md")).unwrap();
        let mut lines = readme.lines();
        assert!(lines.next().unwrap().starts_with(&format!("# {name}: ")), "{name}");
        assert!(lines.nth(1).unwrap().starts_with("Look at "), "{name}");
        let (broken, mended) = (lines_of(folder), lines_of(&folder.join("mended")));
        assert_ne!(broken, mended, "{name} mends nothing");
        for line in readme.lines() {
            let wrong = line.strip_prefix('-').is_some_and(|taken| !broken.contains(taken))
                || line.strip_prefix('+').is_some_and(|added| !mended.contains(added));
            assert!(!wrong, "{name} has no such line: {line}");
        }
    }
}

/// The lines of a folder's inputs.
fn lines_of(folder: &Path) -> BTreeSet<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let inputs = files.filter(|path| path.is_file() && path.extension().is_some_and(|ending| ending != "md"));
    let texts = inputs.map(|path| std::fs::read_to_string(path).unwrap());
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}
