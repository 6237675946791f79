//! A folder of its own for each test, and what `counterpoise check` tells of one.

use std::path::{Path, PathBuf};
use std::process::Command;

use counterpoise_tests::{paths, surface};
use serde_json::{Value, json};

use crate::client::position;

/// A folder of its own, which goes with it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("counterpoise-lsp-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder.canonicalize().unwrap())
    }

    pub(crate) fn write(&self, file: &str, text: &str) -> PathBuf {
        let path = self.0.join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn run(command: &mut Command) -> (String, String) {
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// What `check` tells of a folder and the folders in it.
pub(crate) fn checked(folder: &Path) -> Value {
    let mut command = surface::command().unwrap();
    let (printed, said) = run(command.args(["check", "--output", "json"]).arg(folder));
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{said}"))
}

/// All files of YAML under a folder.
pub(crate) fn documents(folder: &Path) -> Vec<PathBuf> {
    let hidden =
        |path: &Path| path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    paths::files(folder, "yaml").unwrap().into_iter().filter(|path| !hidden(path)).collect()
}

/// The findings of a file as an editor is to show them.
pub(crate) fn expected(report: &Value, path: &Path, text: &str) -> Vec<Value> {
    let name = path.display().to_string();
    let findings =
        report["findings"].as_array().unwrap().iter().filter(|finding| finding["file"] == name.as_str());
    let mut expected: Vec<Value> = findings
        .flat_map(|finding| {
            let also = finding["also"].as_array().cloned().unwrap_or_default();
            let spans: Vec<Value> =
                [finding].into_iter().chain(&also).map(|place| place["span"].clone()).collect();
            spans.into_iter().map(|span| diagnostic(finding, &span, text)).collect::<Vec<_>>()
        })
        .collect();
    expected.sort_by_key(Value::to_string);
    expected
}

fn diagnostic(finding: &Value, span: &Value, text: &str) -> Value {
    let at = |line: &str, column: &str| {
        let [Some(line), Some(column)] = [line, column].map(|field| span[field].as_u64()) else { return 0 };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let start: usize = lines.iter().take(line as usize - 1).map(|line| line.len()).sum();
        let line = lines.get(line as usize - 1).copied().unwrap_or_default();
        start + line.chars().take(column as usize - 1).map(char::len_utf8).sum::<usize>()
    };
    let (start, end) = (at("line", "column"), at("endLine", "endColumn"));
    let severity = match finding["severity"].as_str().unwrap() {
        "error" => 1,
        "warning" => 2,
        _ => 3,
    };
    json!({
        "range": { "start": position(text, start), "end": position(text, end.max(start)) },
        "severity": severity,
        "code": finding["code"],
        "message": format!("{}\n{}", finding["message"].as_str().unwrap(), finding["hint"].as_str().unwrap()),
    })
}

/// Of what is shown that which `check` tells, too; the rest is looked at on its own.
pub(crate) fn told(shown: &[Value]) -> Vec<Value> {
    let mut told: Vec<Value> = shown
        .iter()
        .map(|shown| {
            assert_eq!(shown["source"], "counterpoise");
            let page = shown["codeDescription"]["href"].as_str().unwrap();
            let code = shown["code"].as_str().unwrap();
            let place = page.split_once("/docs/").unwrap().1;
            let findings = format!("findings.md#{}", code.replace('.', ""));
            assert!(place == findings || place.starts_with("errors.md#"), "{page}");
            json!({
                "range": shown["range"], "severity": shown["severity"], "code": code, "message": shown["message"],
            })
        })
        .collect();
    told.sort_by_key(Value::to_string);
    told
}

/// What `check` has no name for in a file of another kind: an editor says nothing of it.
pub(crate) fn is_of_others(report: &Value, path: &Path, text: &str) -> bool {
    let name = path.display().to_string();
    let ours = [
        "a configuration of prometheus-adapter",
        "a ConfigMap with a configuration of prometheus-adapter",
        "values of the prometheus-adapter Helm chart",
        "an Application of Argo CD",
        "a HelmRelease",
        "rules outside of a configuration",
        "a HorizontalPodAutoscaler",
        "the settings of a scenario",
    ];
    let mut files = report["files"].as_array().unwrap().iter().filter(|file| file["file"] == name.as_str());
    let marks = ["seriesQuery", "metricsQuery", "scaleTargetRef", "HorizontalPodAutoscaler"];
    !files.any(|file| file["used"] == true && ours.contains(&file["holds"].as_str().unwrap()))
        && !marks.iter().any(|mark| text.contains(mark))
}
