//! The adapter's configuration: the text of a file, or one that fits series.

use counterpoise::rules::Config;
use serde_json::{Value, json};

use super::asked::{ask, is_limit};
use super::given::{Given, given};
use super::world;

pub(super) fn check(bytes: &[u8]) {
    let (config, series) = match given(bytes) {
        Some(Given::Text(text)) => {
            let _ = Config::parse(text);
            (json!(text), json!([{"__name__": "up", "namespace": "default", "pod": "web-0"}]))
        }
        Some(Given::Choices(mut random)) => (world::config(&mut random), world::series(&mut random)),
        None => return,
    };
    let checked = ask("rules.check", &json!({ "config": config }));
    let of_series = ask("rules.check", &json!({ "config": config, "series": series }));
    let list = ask("metrics.list", &json!({ "config": config, "series": series }));
    let safe = ask("metrics.list", &json!({ "config": config, "series": series, "compat": "safe" }));
    let (Ok(checked), Ok(of_series)) = (checked, of_series) else { return };
    spans_lie_within(&config, &checked);
    let with = |checked: &Value, severity: &str| {
        let found = checked["diagnostics"].as_array().into_iter().flatten();
        found.filter(|finding| finding["severity"] == severity).cloned().collect::<Vec<_>>()
    };
    // What upstream refuses is an error of the check, and what is none serves.
    let errors = with(&checked, "error");
    if let Err(error) = &list
        && !is_limit(error)
    {
        let is_told = |finding: &&Value| finding["code"] == error.code();
        assert!(
            errors.iter().chain(&with(&of_series, "error")).any(|finding| is_told(&finding)),
            "{config}: {error}, and {errors:?}"
        );
    }
    // The mended way leaves out a rule that is bad, and serves the others: what upstream loads it loads, but for a metric of two
    // rules, of which upstream takes the later, and Helm values that nothing reads.
    if list.is_ok()
        && let Err(error) = &safe
    {
        assert!(
            is_limit(error) || matches!(error.code(), "metrics.duplicate-metric" | "rules.unknown-field"),
            "{config}: {error}"
        );
    }
    // Where nothing odd is involved both ways give one list.
    let quiet = ["error", "warning", "info"].iter().all(|severity| with(&of_series, severity).is_empty());
    if quiet && let (Ok(list), Ok(safe)) = (list, safe) {
        assert_eq!(list, safe, "{config} of {series}");
    }
    as_value(&config);
}

/// A text that is JSON means what the value does.
fn as_value(config: &Value) {
    let (text, value) = match config {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            // Of a field that comes twice a value has one, and the text is refused.
            Ok(value) if value.is_object() && !text.contains("\\u") => (text.clone(), value),
            _ => return,
        },
        value => (value.to_string(), value.clone()),
    };
    let [of_text, of_value] =
        [json!(text), value].map(|config| ask("rules.check", &json!({ "config": config })));
    let (Ok(of_text), Ok(of_value)) = (of_text, of_value) else { return };
    let codes = |checked: &Value| {
        let found = checked["diagnostics"].as_array().into_iter().flatten();
        found.map(|finding| finding["code"].clone()).collect::<Vec<_>>()
    };
    let of_text = codes(&of_text);
    if !of_text.iter().any(|code| code.as_str().is_some_and(|code| code.starts_with("yaml."))) {
        assert_eq!(of_text, codes(&of_value), "{text}");
    }
}

/// Positions are those of something.
fn spans_lie_within(config: &Value, checked: &Value) {
    let Value::String(text) = config else { return };
    let lines = text.split('\n').count() as u64;
    for finding in checked["diagnostics"].as_array().into_iter().flatten() {
        let Some(span) = finding.get("span") else { continue };
        let place = |field: &str| span[field].as_u64().unwrap_or_default();
        let (from, to) = ((place("line"), place("column")), (place("endLine"), place("endColumn")));
        assert!(from.0 >= 1 && from.1 >= 1 && from <= to && to.0 <= lines + 1, "{finding} of {text:?}");
    }
}
