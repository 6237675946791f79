//! `docs/release.md`: everything of a release has one version, that of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

use counterpoise::ops::call_value;
use counterpoise_tests::{paths, skip::skip, surface};
use serde_json::{Value, json};

/// What is in no release, and so has no version.
const UNRELEASED: [&str; 3] = ["benches/peers/kube-quantity", "fuzz", "wasm/tests"];
/// What gets its version when it is packed, and has 0.0.0 until then.
const PACKED: [&str; 1] = ["wasm/npm"];

/// A file by its path from the root, which a folder that is the root itself has nothing before.
fn text(path: &str) -> String {
    fs::read_to_string(paths::root().join(path.trim_start_matches('/')))
        .unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The value of a line `key = "value"` behind a line with the name of a table.
fn of_table<'t>(toml: &'t str, table: &str, key: &str) -> Option<&'t str> {
    let lines = toml.lines().skip_while(|line| line.trim() != table).skip(1);
    let mut lines = lines.take_while(|line| !line.starts_with('['));
    let value = lines.find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='))?;
    Some(value.trim().trim_matches('"'))
}

fn workspace() -> String {
    of_table(&text("Cargo.toml"), "[workspace.package]", "version").unwrap().to_owned()
}

/// Folders with a file of this name, from the root on; what tools make is left out.
fn folders_with(name: &str) -> Vec<String> {
    fn below(folder: &Path, name: &str, found: &mut Vec<PathBuf>) {
        if folder.join(name).is_file() {
            found.push(folder.to_owned());
        }
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let own = path.file_name().unwrap_or_default().to_string_lossy();
            let is_made = own.starts_with('.') || ["node_modules", "target", "dist"].contains(&&*own);
            if path.is_dir() && !is_made {
                below(&path, name, found);
            }
        }
    }
    let root = paths::root();
    let mut found = Vec::new();
    below(&root, name, &mut found);
    found.iter().map(|path| path.strip_prefix(&root).unwrap().display().to_string()).collect()
}

#[test]
fn crates_have_the_version_of_the_workspace() {
    let (version, lock) = (workspace(), text("Cargo.lock"));
    let mut count = 0;
    for folder in folders_with("Cargo.toml") {
        let manifest = text(&format!("{folder}/Cargo.toml"));
        let Some(name) = of_table(&manifest, "[package]", "name") else { continue };
        if UNRELEASED.contains(&&*folder) {
            assert!(manifest.contains("publish = false"), "{folder} could be published, without a version");
            continue;
        }
        assert!(
            manifest.contains("\nversion.workspace = true\n"),
            "{folder}/Cargo.toml has a version of its own"
        );
        assert!(
            lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n")),
            "Cargo.lock has another {name}"
        );
        count += 1;
    }
    assert!(count >= 7, "{count}");
    let info = call_value(None, "engine.version", json!({})).unwrap();
    assert_eq!(info["version"], version.as_str());
    let Ok(mut command) = surface::command().map_err(|missing| skip(&missing)) else { return };
    let output = command.arg("--version").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), format!("counterpoise {version}"));
}

#[test]
fn packages_of_other_languages_have_it_or_are_given_it() {
    let version = workspace();
    for folder in folders_with("package.json") {
        let read =
            |name: &str| -> Value { serde_json::from_str(&text(&format!("{folder}/{name}"))).unwrap() };
        let own = read("package.json");
        let wanted = match PACKED.contains(&&*folder) {
            true => json!("0.0.0"),
            false if own["version"].is_null() => Value::Null,
            false => json!(version),
        };
        assert_eq!(own["version"], wanted, "{folder}/package.json");
        if paths::root().join(&folder).join("package-lock.json").is_file() {
            let lock = read("package-lock.json");
            assert_eq!(
                [&lock["version"], &lock["packages"][""]["version"]],
                [&wanted; 2],
                "{folder}/package-lock.json"
            );
        }
        // What nobody publishes needs none.
        assert!(
            !wanted.is_null() || own["private"] == true,
            "{folder}/package.json has no version, and is not private"
        );
    }
    for folder in folders_with("pyproject.toml") {
        let project = text(&format!("{folder}/pyproject.toml"));
        match of_table(&project, "[project]", "version") {
            Some(own) => assert_eq!(own, version, "{folder}/pyproject.toml"),
            None => assert!(
                of_table(&project, "[project]", "dynamic").is_some_and(|fields| fields.contains("version"))
            ),
        }
    }
    // A Go module has its version by its tag; one that another module of ours needs is the one beside it.
    for folder in folders_with("go.mod") {
        let module = text(&format!("{folder}/go.mod"));
        let own = module
            .lines()
            .filter(|line| line.contains("counterpoise/counterpoise/") && !line.starts_with("module "));
        for line in own {
            assert!(line.contains("=>") || line.contains(" v0.0.0"), "{folder}/go.mod: {line}");
        }
    }
}

#[test]
fn what_is_packed_is_given_it() {
    for template in [
        "ffi/cmake/counterpoise-config-version.cmake",
        "packaging/krew/counterpoise.yaml",
        "packaging/krew/platform.yaml",
    ] {
        let (text, version) = (text(template), workspace());
        assert!(text.contains("@VERSION@"), "{template} is given no version");
        assert!(!text.contains(&version), "{template} has a version of its own");
    }
    // The page says where each has it from.
    let page = text("docs/release.md");
    let (_, table) = page.split_once("## Versions").unwrap();
    for what in ["Cargo", "pkg-config", "npm package", "krew", "VS Code", "Go module"] {
        assert!(table.contains(what), "docs/release.md does not say where the version of {what} is from");
    }
}
