//! Findings and mends are those of `counterpoise check`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use counterpoise_tests::{paths, surface};
use serde_json::{Value, json};

use crate::client::{Client, edited, uri};
use crate::folder::{Folder, checked, documents, expected, is_of_others, run, told};

/// Opens every file of YAML under a folder, and compares what is shown of it with what `check` tells; gives how many findings.
fn compare(folder: &Path) -> usize {
    let report = checked(folder);
    let mut client = Client::of(folder);
    let texts: BTreeMap<PathBuf, String> = documents(folder)
        .into_iter()
        .filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)))
        .collect();
    for (path, text) in &texts {
        client.open(path, text);
    }
    let mut count = 0;
    for (path, text) in &texts {
        let shown = told(&client.findings(path));
        let expected = match is_of_others(&report, path, text) {
            true => Vec::new(),
            false => expected(&report, path, text),
        };
        assert_eq!(shown, expected, "{}", path.display());
        count += shown.len();
    }
    count
}

#[test]
fn findings_of_the_scenarios_are_those_of_check() {
    let count = compare(&paths::root().join("examples").canonicalize().unwrap());
    assert!(count >= 10, "{count}");
}

/// The files of every finding's page, each pair in a folder.
fn pages(folder: &Folder, side: &str) {
    let examples = paths::root().join("core/src/error/codes/examples");
    for path in paths::files(&examples, "yaml").unwrap() {
        let codes: Value = counterpoise::kube::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for (code, example) in codes.as_object().into_iter().flatten() {
            for (file, text) in example[side].as_object().into_iter().flatten() {
                folder.write(&format!("{code}/{file}"), text.as_str().unwrap());
            }
        }
    }
}

#[test]
fn findings_of_every_page_are_those_of_check() {
    let folder = Folder::new("pages");
    pages(&folder, "wrong");
    assert!(compare(&folder.0) > 40);
}

/// What `check --fix` makes is what an editor makes that asks for all mends as long as there are some.
#[test]
fn mends_are_those_of_check() {
    let folder = Folder::new("mends");
    pages(&folder, "wrong");
    let paths = documents(&folder.0);
    let mut client = Client::of(&folder.0);
    let mut mended = BTreeMap::new();
    let mut count = 0;
    for path in &paths {
        let mut text = std::fs::read_to_string(path).unwrap();
        client.open(path, &text);
        for _ in 0..8 {
            let actions = client.actions(path);
            let actions = actions.as_array().unwrap();
            let Some(all) = actions.iter().find(|action| action["kind"] == "source.fixAll.counterpoise")
            else {
                break;
            };
            let quick = actions.iter().filter(|action| action["kind"] == "quickfix");
            for action in quick {
                let [diagnostic] = &action["diagnostics"].as_array().unwrap()[..] else { panic!("{action}") };
                assert!(client.findings(path).contains(diagnostic), "{action}");
                count += 1;
            }
            let edits = &all["edit"]["changes"][uri(path)];
            text = edited(&text, edits);
            client.change(path, json!([{ "text": text }]));
        }
        mended.insert(path, text);
    }
    assert!(count > 3, "{count}");
    run(surface::command().unwrap().args(["check", "--fix"]).arg(&folder.0));
    for (path, mended) in mended {
        assert_eq!(mended, std::fs::read_to_string(path).unwrap(), "{}", path.display());
    }
}
