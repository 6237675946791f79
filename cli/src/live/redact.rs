//! A scenario without the names of those whose it is, which explains itself as it did before.

use counterpoise::ops::call_value;
use serde_json::{Map, Value, json};

use super::names::Names;
use super::{Gathered, Missing};
use crate::commands::{list, text};
use crate::failure::Failure;
use crate::files::Source;

/// Files that have the metrics' answers by the paths of their requests.
const BY_PATH: [&str; 2] = ["metrics.json", "response.json"];

/// Replaces names of objects and namespaces and values of labels in all that was gathered.
///
/// # Errors
/// Where what is left would be explained in another way: a rule that tells names apart, for instance.
pub(crate) fn redact(
    gathered: &Gathered,
    explain: impl Fn(&Gathered) -> Result<Value, Failure>,
) -> Result<Gathered, Failure> {
    let documents: Vec<(&str, Option<Value>)> = gathered
        .files
        .iter()
        .map(|file| {
            (
                file.name.as_str(),
                serde_json::from_str(&file.text).ok().filter(|_| file.name.ends_with(".json")),
            )
        })
        .collect();
    let names = Names::of(
        documents
            .iter()
            .filter(|(name, _)| *name != "resources.json")
            .filter_map(|(_, document)| document.as_ref()),
    );
    let mut files = Vec::new();
    for (file, (name, document)) in gathered.files.iter().zip(&documents) {
        let text = match document {
            Some(document) if *name == "resources.json" => format!("{document:#}\n"),
            Some(document) => format!("{:#}\n", names.redacted(document)),
            None => in_quotes(&file.text, &names),
        };
        files.push(Source { name: file.name.clone(), text, is_file: false });
    }
    rename_paths(&gathered.files, &mut files);
    let redacted = Gathered {
        files,
        hpa: names.redacted(&gathered.hpa),
        events: gathered.events.iter().map(|event| names.redacted(event)).collect(),
        missing: gathered.missing.iter().map(|missing| said(missing, &names)).collect(),
    };
    let (before, after) = (explain(gathered)?, explain(&redacted)?);
    let told = |explained: &Value| {
        names.alike(&json!([explained.get("sections"), explained.get("decision")]).to_string())
    };
    if told(&before) != told(&after) {
        return Err(Failure::usage(
            "without its names it would be explained in another way: a rule or a query tells some of them apart; capture it as it is",
        ));
    }
    Ok(redacted)
}

/// What could not be learnt, which says of whom.
fn said(missing: &Missing, names: &Names) -> Missing {
    Missing {
        what: names.in_text(&missing.what),
        why: missing.why.iter().map(|why| names.in_text(why)).collect(),
    }
}

/// Texts of rules name values of labels between quotes.
fn in_quotes(text: &str, names: &Names) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            out.push('"');
        }
        if index % 2 == 1 { out.push_str(&names.in_text(part)) } else { out.push_str(part) }
    }
    out
}

/// The answers stand by the paths of their requests, which hold names and selectors.
fn rename_paths(before: &[Source], after: &mut [Source]) {
    let (old, new) = (paths(before), paths(after));
    for file in after.iter_mut().filter(|file| BY_PATH.contains(&file.name.as_str())) {
        let Ok(Value::Object(answers)) = serde_json::from_str(&file.text) else { continue };
        let renamed: Map<String, Value> = answers
            .into_iter()
            .map(|(path, answer)| {
                let place = old.iter().position(|old| *old == path);
                (place.and_then(|place| new.get(place).cloned()).unwrap_or(path), answer)
            })
            .collect();
        file.text = format!("{:#}\n", Value::Object(renamed));
    }
}

/// What the HPA asks the metrics APIs for.
fn paths(files: &[Source]) -> Vec<String> {
    let read = |name: &str| -> Option<Value> {
        serde_json::from_str(&files.iter().find(|file| file.name == name)?.text).ok()
    };
    let scale = read("scale.json").unwrap_or_default();
    let mut input = json!({
        "hpa": read("hpa.json"),
        "selector": scale.pointer("/status/selector").and_then(Value::as_str).unwrap_or_default(),
    });
    for field in ["pods", "resources"] {
        if let Some(value) = read(&format!("{field}.json")) {
            input[field] = value;
        }
    }
    // An HPA of which nothing can be asked has no answers either.
    let asked = call_value(None, "hpa.requests", input).unwrap_or_default();
    list(&asked, "requests").iter().map(|request| text(request, "path").to_owned()).collect()
}
