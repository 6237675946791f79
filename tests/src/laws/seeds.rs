//! Where a fuzzer begins: the committed vectors and examples in the form in which an area reads its input, and some at random.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use super::given::CHOICES;
use crate::case::{self, Body};
use crate::generate::Random;
use crate::paths;

/// Bytes of the largest seed: what is longer makes a fuzzer slow.
const LONGEST: usize = 16 << 10;
/// Seeds that a generator chooses by.
const RANDOM: u64 = 48;
/// Seeds of vectors: so many that every kind is among them.
const MOST: usize = 1500;

/// The seeds of an area, each once, in an order of their own.
///
/// # Errors
/// Where vectors or examples cannot be read.
pub fn seeds(area: &str) -> Result<Vec<Vec<u8>>, String> {
    let mut seeds = BTreeSet::new();
    for case in case::read_all(&paths::vectors())? {
        if let Body::Call { op, input, .. } = &case.body {
            seeds.extend(of_vector(area, op, input).into_iter().map(String::into_bytes));
        }
    }
    for folder in paths::examples()
        .and_then(|mut all| {
            all.extend(paths::broken()?);
            Ok(all)
        })
        .map_err(|error| error.to_string())?
    {
        for extension in ["yaml", "json"] {
            for path in paths::files(&folder, extension).map_err(|error| error.to_string())? {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                let text =
                    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                if is_read(area, name) {
                    seeds.insert(text.into_bytes());
                }
            }
        }
    }
    seeds.retain(|seed| seed.len() <= LONGEST && seed.first() != Some(&CHOICES));
    // Of very many one of a few, all over the order.
    let step = seeds.len().div_ceil(MOST).max(1);
    let mut seeds: Vec<_> = seeds.into_iter().step_by(step).collect();
    seeds.extend((0..RANDOM).map(|seed| choices(seed, 8 << (seed % 7))));
    Ok(seeds)
}

/// Bytes that a generator chooses by, so many of them.
#[must_use]
pub fn choices(seed: u64, count: usize) -> Vec<u8> {
    let mut random = Random::new(seed);
    let bytes = std::iter::repeat_with(|| random.bits().to_le_bytes()).flatten();
    std::iter::once(CHOICES).chain(bytes.take(count)).collect()
}

/// What of a vector is an input of an area.
fn of_vector(area: &str, op: &str, input: &Value) -> Vec<String> {
    let text = |field: &str| match &input[field] {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    };
    let joined = |fields: &[&str]| {
        Some(fields.iter().map(|field| text(field).unwrap_or_default()).collect::<Vec<_>>().join("\n"))
    };
    let is = |prefix: &str| op.starts_with(prefix);
    let found = match area {
        "annotations" if is("annotations.") => text("hpa"),
        "answers" if is("metrics.convert") || is("annotations.convert") => text("response"),
        "config" if is("rules.") || is("metrics.") => text("config"),
        "evaluate" if is("promql.evaluate") => joined(&["query", "series"]),
        "exposition" => text("series").filter(|text| text.contains("# ")),
        "flagger" if is("flagger.") => input["metricTemplate"]["spec"]["query"].as_str().map(str::to_owned),
        "flagger" if is("template.render") && input["dialect"] == "handlebars" => text("template"),
        "hpa" if is("hpa.") => text("hpa"),
        "ops" => Some(json!({"id": 1, "op": op, "input": input}).to_string()),
        "paths" => text("request"),
        "promql" if is("promql.evaluate") => text("query"),
        "promql" if is("promql.") => text("text"),
        "quantity" if is("quantity.parse") => text("text"),
        "quantity" if is("quantity.") => {
            Some(format!("{} {}", text("a").unwrap_or_default(), text("b").unwrap_or_default()))
        }
        "reader" => Some(input.to_string()),
        "regex" if is("rules.name") => joined(&["matches", "as", "series"]),
        "selector" if is("selector.") => text("text").map(|selector| {
            let labels = input["labels"].as_object().into_iter().flatten();
            let labels: String = labels
                .map(|(name, value)| format!("\n{name}={}", value.as_str().unwrap_or_default()))
                .collect();
            selector.replace('\n', " ") + &labels
        }),
        "series" => text("series"),
        "syncs" if is("hpa.reconcile") => Some(input.to_string()),
        "template" if is("template.render") => text("template"),
        "wrappers" if is("files.") => {
            let files = input["files"].as_array().into_iter().flatten();
            return files.filter_map(|file| file["text"].as_str().map(str::to_owned)).collect();
        }
        "wrappers" if is("symptoms.find") => text("text"),
        _ => None,
    };
    found.into_iter().collect()
}

/// Whether an area reads a file of an example.
fn is_read(area: &str, name: &str) -> bool {
    match area {
        "wrappers" => true,
        "config" => name.starts_with("config"),
        "hpa" | "annotations" => name.starts_with("hpa"),
        "series" => name.starts_with("series"),
        "answers" => name.starts_with("response"),
        "reader" => name.ends_with(".json"),
        _ => false,
    }
}
