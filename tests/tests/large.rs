//! Inputs that ask for much, on every surface: each refuses what the library refuses, and answers what it answers.

use std::fmt::Write;

use counterpoise_tests::skip;
use counterpoise_tests::surface::{self, Child, Rust, Surface};
use serde_json::{Map, Value, json};

/// What is asked for, and what comes of it: a code, or an answer.
fn inputs() -> Vec<(&'static str, Value, Option<&'static str>)> {
    let mut inputs = vec![
        // Regular expressions: many, heavy, long, of large classes.
        ("promql.matches", json!({"text": matchers(800, r"\\pL{100}"), "labels": {}}), Some("limit.work")),
        ("promql.parseSelector", json!({"text": matchers(1_100, r"\\pL{100}")}), Some("limit.work")),
        (
            "rules.name",
            json!({"matches": "a?".repeat(400_000), "as": "x", "series": "a"}),
            Some("limit.regexp"),
        ),
        (
            "rules.check",
            json!({"config": rules(180, |n| format!(
                "- {{seriesQuery: up, resources: {{template: <<.Resource>>}}, metricsQuery: x, name: {{matches: '[\\pL\\pN]{{{}}}x{n}', as: a}}}}\n",
                50 + n % 50
            ))}),
            None,
        ),
        // Names of quadratic length, rules that all match all series, loops.
        (
            "rules.name",
            json!({"matches": "(.*)", "as": "${1}".repeat(45_000), "series": "n".repeat(45_000)}),
            Some("limit.output"),
        ),
        (
            "metrics.list",
            json!({"config": rules(3_000, |_| rule("'{pod!=\"\"}'", "<<.Resource>>")), "series": series(3_000)}),
            Some("limit.work"),
        ),
        (
            "metrics.list",
            json!({"config": rules(10_000, |_| rule("up", "'<<range 4000000>><<end>><<.Resource>>'")), "series": []}),
            Some("template.work"),
        ),
        // Long values, many labels.
        (
            "metrics.list",
            json!({
                "config": rules(800, |n| rule(&format!("'{{l=~\".*b.*c.*d{n}\"}}'"), "<<.Resource>>")),
                "series": [{"__name__": "m", "l": "b".repeat(200_000)}],
            }),
            Some("limit.work"),
        ),
        ("metrics.list", many_labels(10_000), None),
        // Lists that are long and mean little.
        ("rules.check", json!({"config": vec![0; 2_000_000]}), Some("limit.size")),
        ("hpa.reconcile", json!({"pods": {"items": vec![json!({}); 1_000_000]}}), Some("limit.size")),
        (
            "metrics.convert",
            json!({"config": "rules: []", "response": vec![0; 4_000_000], "request": 5}),
            Some("request.type"),
        ),
    ];
    inputs.push(("quantity.parse", json!({"text": "1".repeat(1 << 20)}), None));
    inputs.push(("selector.parse", json!({"text": "a,".repeat(1 << 19)}), None));
    inputs
}

fn matchers(count: usize, pattern: &str) -> String {
    let mut text = String::from("{");
    for n in 0..count {
        write!(text, "k{n}=~\"{pattern}x{n}\",").unwrap();
    }
    text + "}"
}

fn rule(query: &str, template: &str) -> String {
    format!("- {{seriesQuery: {query}, resources: {{template: {template}}}, metricsQuery: x}}\n")
}

fn rules(count: usize, rule: impl Fn(usize) -> String) -> Value {
    let mut text = String::from("rules:\n");
    (0..count).for_each(|n| text += &rule(n));
    text.into()
}

fn series(count: usize) -> Value {
    (0..count).map(|n| json!({"__name__": format!("m{n}"), "pod": "web-0"})).collect()
}

fn many_labels(count: usize) -> Value {
    let numbers = || 0..count;
    let resource =
        |n| json!({"name": format!("r{n}s"), "singularName": format!("r{n}"), "kind": format!("R{n}")});
    let overrides: Map<String, Value> =
        numbers().map(|n| (format!("l{n}"), json!({"resource": format!("r{n}")}))).collect();
    let mut labels: Map<String, Value> = numbers().map(|n| (format!("l{n}"), "x".into())).collect();
    labels.insert("__name__".to_owned(), "up".into());
    json!({
        "config": {"rules": [{"seriesQuery": "up", "resources": {"overrides": overrides}, "metricsQuery": "x"}]},
        "series": [labels],
        "resources": [{"groupVersion": "v1", "resources": numbers().map(resource).collect::<Vec<_>>()}],
    })
}

fn all_agree(child: Result<Child, String>) {
    let mut child = match child {
        Ok(child) => child,
        Err(missing) => return skip::skip(&missing),
    };
    for (place, (op, input, code)) in inputs().into_iter().enumerate() {
        let (ours, theirs) = (Rust.call(op, &input), child.call(op, &input));
        let told = |reply: &Result<Value, Value>| match reply {
            Ok(ok) => (None, ok.to_string()),
            Err(error) => (error["code"].as_str().map(str::to_owned), error["path"].to_string()),
        };
        if let Some(code) = code {
            assert_eq!(told(&ours).0.as_deref(), Some(code), "{place} {op}: {ours:?}");
        }
        assert!(told(&ours) == told(&theirs), "{place} {op}: {} answers otherwise", child.name());
    }
}

#[test]
fn cli() {
    all_agree(surface::cli());
}

#[test]
fn node() {
    all_agree(surface::node());
}

#[test]
fn c() {
    all_agree(surface::c());
}
