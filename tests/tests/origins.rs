//! Where `metrics.query` says that the pieces of a query come from: they are the query, and what changes with an input is what is
//! said to come from it.

use std::collections::BTreeSet;

use counterpoise::ops;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Templates that print each field in more than one way.
const TEMPLATES: &[&str] = &[
    "sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)",
    "sum(<<.Series>>{<<.LabelMatchers>>,job=\"é\"}) by (<<range $i, $l := .GroupBySlice>><<if $i>>,<<end>><<$l>><<end>>)",
    "<<- printf \"max(%s{%s})\" .Series .LabelMatchers ->>",
    "x{y=\"<<index .LabelValuesByName \"namespace\">>\"}\n  + on () <<.Series>>{<<.LabelMatchers>>}",
    "<<range $k, $v := .LabelValuesByName>>m{<<$k>>=~\"<<$v>>\"} or <<end>><<.Series>>",
    "<<with .Series>>sum(<<.>>)<<end>> / <</* a note */>> count(<<$.Series>>{<<$.LabelMatchers>>})",
    "<<define \"of\">>{<<.LabelMatchers>>}<<end>>a<<template \"of\" .>> + b<<template \"of\" .>>",
    "avg(a{<<slice .LabelMatchers 0 3>>})",
];

#[derive(Debug, Clone)]
struct Asked {
    template: &'static str,
    compat: &'static str,
    series: &'static str,
    namespace: String,
    names: Vec<String>,
    value: String,
}

/// A piece: what it is, the label, and its text.
type Piece = (String, Option<String>, String);

fn asked() -> impl Strategy<Value = Asked> {
    (
        prop::sample::select(TEMPLATES.to_vec()),
        prop::sample::select(vec!["upstream", "safe"]),
        "[a-z]{1,8}",
        prop::collection::vec("[a-z]([a-z0-9.-]{0,6}[a-z0-9])?", 1..4),
        "[A-Za-z0-9]([A-Za-z0-9_.]{0,6}[A-Za-z0-9])?",
    )
        .prop_map(|(template, compat, namespace, names, value)| Asked {
            template,
            compat,
            series: "http_requests",
            namespace,
            names,
            value,
        })
}

/// The query and its pieces; `None` where the query is refused, as safe mode does with some.
fn pieces(asked: &Asked) -> Option<(String, Vec<Piece>)> {
    let Asked { template, compat, series, namespace, names, value } = asked;
    let input = json!({
        "origins": true,
        "compat": compat,
        "config": {"rules": [{
            "seriesQuery": "{pod!=\"\"}",
            "resources": {"template": "<<.Resource>>"},
            "name": {"as": "requests"},
            "metricsQuery": template,
        }]},
        "series": [{"__name__": series, "namespace": namespace, "pod": "p"}],
        "objects": names,
        "request": format!(
            "/apis/custom.metrics.k8s.io/v1beta2/namespaces/{namespace}/pods/*/requests?metricLabelSelector=verb%3D{value}"
        ),
    });
    let output = ops::call_value(None, "metrics.query", input).ok()?;
    let query = output["promql"].as_str().unwrap();
    let text = |field: &Value| field.as_str().map(str::to_owned);
    let place = |line: &Value, column: &Value| {
        let (line, column) = (line.as_u64().unwrap() as usize, column.as_u64().unwrap() as usize);
        let before: usize = query.split('\n').take(line - 1).map(|line| line.chars().count() + 1).sum();
        before + column - 1
    };
    let characters: Vec<char> = query.chars().collect();
    let mut end = 0;
    let mut all = Vec::new();
    for origin in output["origins"].as_array().unwrap() {
        let span = &origin["span"];
        let start = place(&span["line"], &span["column"]);
        assert_eq!(start, end, "a gap in {query:?}");
        end = place(&span["endLine"], &span["endColumn"]);
        all.push((
            text(&origin["from"]).unwrap(),
            text(&origin["label"]),
            characters[start..end].iter().collect(),
        ));
        let sources = origin["sources"].as_array().unwrap();
        assert_eq!(sources.last().unwrap()["path"], "rules[0].metricsQuery");
    }
    assert_eq!(end, characters.len(), "an end without an origin in {query:?}");
    Some((query.to_owned(), all))
}

/// Which kinds of pieces have other texts in another query of the same template.
fn changed(a: &[Piece], b: &[Piece]) -> BTreeSet<String> {
    let kinds = |pieces: &[Piece]| -> Vec<_> {
        pieces.iter().map(|(from, label, _)| (from.clone(), label.clone())).collect()
    };
    assert_eq!(kinds(a), kinds(b));
    a.iter().zip(b).filter(|(a, b)| a.2 != b.2).map(|(a, _)| a.0.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_changes_with_an_input_comes_from_it(asked in asked()) {
        let Some((_, base)) = pieces(&asked) else { return Ok(()) };
        // What functions made may change with any of them.
        let is = |changed: BTreeSet<String>, kind: &str| {
            changed.iter().all(|from| from == kind || from == "function")
        };
        let longer = |text: &str| format!("{text}z");

        let other = Asked { namespace: longer(&asked.namespace), ..asked.clone() };
        if let Some((_, pieces)) = pieces(&other) {
            prop_assert!(is(changed(&base, &pieces), "namespace"), "{:?} {:?}", base, pieces);
        }
        let names = asked.names.iter().map(|name| longer(name)).collect();
        if let Some((_, pieces)) = pieces(&Asked { names, ..asked.clone() }) {
            prop_assert!(is(changed(&base, &pieces), "objects"), "{:?} {:?}", base, pieces);
        }
        if let Some((_, pieces)) = pieces(&Asked { value: longer(&asked.value), ..asked.clone() }) {
            prop_assert!(is(changed(&base, &pieces), "selector"), "{:?} {:?}", base, pieces);
        }
        if let Some((_, pieces)) = pieces(&Asked { series: "queue_depth", ..asked }) {
            prop_assert!(is(changed(&base, &pieces), "series"), "{:?} {:?}", base, pieces);
        }
    }
}

#[test]
fn every_template_of_these_is_told_to_its_end() {
    for template in TEMPLATES {
        let asked = Asked {
            template,
            compat: "upstream",
            series: "http_requests",
            namespace: "default".into(),
            names: vec!["web-0".into(), "web-1".into()],
            value: "GET".into(),
        };
        let (query, pieces) = pieces(&asked).unwrap_or_else(|| panic!("{template}"));
        let has = |kind: &str| pieces.iter().any(|(from, ..)| from == kind);
        let function = template.contains("printf") || template.contains("slice");
        assert_eq!(has("function"), function, "{query}");
        assert_eq!(has("template"), !template.contains("printf"), "{query}");
        assert!(!template.contains(".Series>>") || has("series"), "{query}");
        assert!(!template.contains(".GroupBy>>") || has("groupBy"), "{query}");
        assert!(!template.contains(".LabelMatchers>>") || has("namespace") && has("objects"), "{query}");
    }
}
