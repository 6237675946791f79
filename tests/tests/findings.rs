//! What is shown of each finding: the files of `docs/findings.md` have it or not, and an edit that is offered mends it.

use std::collections::{BTreeMap, BTreeSet};

use counterpoise::error::{Fix, codes, fixed};
use counterpoise_tests::case::{self, Body};
use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::{Value, json};

/// `core/src/error/codes/examples`: what each file has, by code, and the codes that have none.
fn examples() -> (BTreeMap<String, Value>, BTreeSet<String>) {
    let mut all = BTreeMap::new();
    let mut none = BTreeSet::new();
    for path in paths::files(&paths::root().join("core/src/error/codes/examples"), "yaml").unwrap() {
        let text = std::fs::read_to_string(&path).unwrap();
        let content: Value =
            serde_saphyr::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        match content {
            Value::Object(examples) => all.extend(examples),
            names => {
                none.extend(names.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()));
            }
        }
    }
    (all, none)
}

fn check(files: &Value) -> Vec<Value> {
    let files: Vec<_> =
        files.as_object().unwrap().iter().map(|(name, text)| json!({ "name": name, "text": text })).collect();
    let result = counterpoise::ops::call_value(None, "files.check", json!({ "files": files })).unwrap();
    result["findings"].as_array().unwrap().clone()
}

fn codes_of(findings: &[Value]) -> BTreeSet<&str> {
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[test]
fn every_code_has_an_example_or_is_among_those_that_have_none() {
    let (examples, none) = examples();
    let known: BTreeSet<_> = codes::all().map(|code| code.name).collect();
    let lacking: Vec<_> =
        known.iter().filter(|name| !examples.contains_key(**name) && !none.contains(**name)).collect();
    assert!(
        lacking.is_empty(),
        "core/src/error/codes/examples has nothing about {lacking:?}: add an entry to <area>.yaml, or to none.yaml what \
         files.check cannot find"
    );
    for name in examples.keys().chain(&none) {
        assert!(known.contains(&**name), "{name} is no code");
        assert!(!examples.contains_key(name) || !none.contains(name), "{name} has an example and none");
    }
}

#[test]
fn the_wrong_files_of_an_example_have_the_finding_and_the_right_ones_do_not() {
    let mut failures = Vec::new();
    for (name, example) in &examples().0 {
        let wrong = check(&example["wrong"]);
        if !codes_of(&wrong).contains(&**name) {
            failures.push(format!("{name}: the wrong files have {:?}", codes_of(&wrong)));
        }
        let right = check(&example["right"]);
        let has_errors = right.iter().any(|finding| finding["severity"] == "error");
        if has_errors || codes_of(&right).contains(&**name) {
            failures.push(format!("{name}: the right files have {:?}", codes_of(&right)));
        }
        if !example["why"].as_str().is_some_and(|why| why.ends_with('.')) {
            failures.push(format!("{name}: why is no sentence"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What vectors find has an example, too.
#[test]
fn what_files_check_finds_has_an_example() {
    let (examples, _) = examples();
    for (files, at) in given() {
        for code in codes_of(&check(&files)) {
            assert!(examples.contains_key(code) || code.starts_with("limit."), "{at}: {code}");
        }
    }
}

#[test]
fn an_edit_mends_what_it_is_offered_for() {
    let (examples, _) = examples();
    let of_examples = examples.iter().map(|(name, example)| (example["wrong"].clone(), name.clone()));
    let mut mended = BTreeSet::new();
    for (files, at) in of_examples.chain(given()) {
        let findings = check(&files);
        for (name, text) in files.as_object().unwrap() {
            let of_file: Vec<_> = findings.iter().filter(|finding| finding["file"] == **name).collect();
            let mut fixes = Vec::new();
            for finding in of_file.iter().filter(|finding| !finding["fix"].is_null()) {
                mended.insert(finding["code"].as_str().unwrap().to_owned());
                let also = finding["also"].as_array().into_iter().flatten();
                let all = [*finding].into_iter().chain(also);
                fixes.extend(all.map(|place| serde_json::from_value::<Fix>(place["fix"].clone()).unwrap()));
            }
            if fixes.is_empty() {
                continue;
            }
            let mut after = files.clone();
            after[name] = fixed(text.as_str().unwrap(), &fixes).into();
            let left = check(&after);
            for finding in of_file.iter().filter(|finding| !finding["fix"].is_null()) {
                let same = |left: &Value| left["code"] == finding["code"] && left["path"] == finding["path"];
                assert!(!left.iter().any(same), "{at}: {finding} is left in {}", after[name]);
            }
            let errors =
                |findings: &[Value]| findings.iter().filter(|one| one["severity"] == "error").count();
            assert!(errors(&left) <= errors(&findings), "{at}: more errors: {left:?}");
        }
    }
    let all =
        ["rules.empty-matchers", "rules.namespaced-ignored", "rules.unknown-field", "rules.unknown-group"];
    assert_eq!(mended, all.map(str::to_owned).into(), "which findings have edits");
}

#[test]
fn the_command_explains_every_code() {
    let (examples, _) = examples();
    for code in codes::all() {
        let example = examples.get(code.name);
        let mut command = match surface::command() {
            Ok(command) => command,
            Err(missing) => return skip(&missing),
        };
        let output = command.args(["explain-code", code.name]).output().unwrap();
        assert!(output.status.success(), "{}", code.name);
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(
            printed.starts_with(&format!("{}\n\n{}\nMend: {}\n", code.name, code.cause, code.mend)),
            "{printed}"
        );
        let shown = example.is_none_or(|example| {
            printed.contains(example["why"].as_str().unwrap())
                && printed.contains("\nWrong, ")
                && printed.contains("\nRight, ")
        });
        assert!(
            shown,
            "{} has an example that the command does not have: list its file in cli/src/codes.rs",
            code.name
        );
    }
}

/// The files of the vectors of `files.check`, by name.
fn given() -> Vec<(Value, String)> {
    let cases = case::read_all(&paths::vectors().join("files")).unwrap();
    let mut given = Vec::new();
    for case in cases {
        let Body::Call { op, input, .. } = &case.body else { continue };
        if op != "files.check" || input.get("profile").is_some() {
            continue;
        }
        let files = input["files"].as_array().unwrap();
        let files: serde_json::Map<_, _> = files
            .iter()
            .map(|file| (file["name"].as_str().unwrap().to_owned(), file["text"].clone()))
            .collect();
        given.push((files.into(), format!("{} {}", case.at, case.note)));
    }
    given
}
