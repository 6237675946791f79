//! SARIF 2.1.0, which code hosts and editors read: findings with their places, their fixes, and what each code is about.

use std::collections::BTreeMap;

use counterpoise::error::{Fix, Span};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::Report;
use super::finding::Finding;
use crate::codes;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn of(report: &Report<'_>) -> Value {
    let mut rules: BTreeMap<&str, usize> = report.findings().map(|finding| (finding.code(), 0)).collect();
    for (index, place) in rules.values_mut().enumerate() {
        *place = index;
    }
    let results: Vec<_> = report.findings().map(|finding| result(finding, &rules)).collect();
    let artifacts: Vec<_> = report
        .sources
        .iter()
        .map(|source| json!({ "location": artifact(&source.name), "encoding": "UTF-8" }))
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "counterpoise",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": codes::REPOSITORY,
                "rules": rules.keys().map(|code| rule(code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    })
}

/// What a code is about.
fn rule(name: &str) -> Value {
    let code = codes::find(name);
    let (cause, mend) = code.map_or(("", ""), |code| (code.cause, code.mend));
    json!({
        "id": name,
        "shortDescription": { "text": cause },
        "help": { "text": mend, "markdown": codes::markdown(name, mend) },
        "helpUri": codes::address(name),
    })
}

fn result(finding: Finding<'_>, rules: &BTreeMap<&str, usize>) -> Value {
    let mut result = json!({
        "ruleId": finding.code(),
        "ruleIndex": rules.get(finding.code()),
        "level": finding.level(),
        "message": { "text": format!("{}. {}", finding.message(), finding.hint()) },
        "locations": [location(finding)],
        "partialFingerprints": { "counterpoiseFinding/v1": fingerprint(finding) },
    });
    let also: Vec<_> = finding
        .also()
        .enumerate()
        .map(|(id, place)| {
            let mut location = location(place);
            location["id"] = id.into();
            location["message"] = json!({ "text": "The same shows here." });
            location
        })
        .collect();
    if !also.is_empty() {
        result["relatedLocations"] = also.into();
    }
    let fixes: Vec<_> = [finding].into_iter().chain(finding.also()).filter_map(change).collect();
    if !fixes.is_empty() {
        let changes = by_file(fixes);
        result["fixes"] = json!([{ "description": { "text": finding.hint() }, "artifactChanges": changes }]);
    }
    result
}

fn location(place: Finding<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(place.file()) });
    if let Some(span) = place.span() {
        physical["region"] = region(span);
    }
    let mut location = json!({ "physicalLocation": physical });
    if !place.path().is_empty() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": place.path(), "kind": "member" }]);
    }
    location
}

fn region(span: Span) -> Value {
    json!({
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    })
}

/// A fix's file and replacement.
fn change(place: Finding<'_>) -> Option<(&str, Value)> {
    let Fix { span, text } = place.fix()?;
    Some((place.file(), json!({ "deletedRegion": region(span), "insertedContent": { "text": text } })))
}

fn by_file(fixes: Vec<(&str, Value)>) -> Vec<Value> {
    let mut files: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (file, replacement) in fixes {
        files.entry(file).or_default().push(replacement);
    }
    let change =
        |(file, replacements)| json!({ "artifactLocation": artifact(file), "replacements": replacements });
    files.into_iter().map(change).collect()
}

/// A file's URI: relative as its name is, and under the current folder where it lies there.
fn artifact(name: &str) -> Value {
    /// All that a path of a URI cannot hold as it is.
    const ESCAPED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'[')
        .add(b']')
        .add(b'\\')
        .add(b'^')
        .add(b'`')
        .add(b'{')
        .add(b'|')
        .add(b'}')
        .add(b':');
    let current = std::env::current_dir().unwrap_or_default();
    let path = std::path::Path::new(name);
    let path = path.strip_prefix(&current).unwrap_or(path).display().to_string();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
    let encoded = utf8_percent_encode(&path, ESCAPED);
    let uri = if path.starts_with('/') { format!("file://{encoded}") } else { encoded.to_string() };
    json!({ "uri": uri })
}

/// The same for the same finding when lines come and go before it (FNV-1a, whose result no release of Rust changes).
fn fingerprint(finding: Finding<'_>) -> String {
    let parts = [finding.file(), finding.code(), finding.path(), finding.message()];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
