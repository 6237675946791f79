//! Queries and series selectors: a text.

use counterpoise::promql::{self, Expr, MatchOp, Matcher, SeriesSelector, write_matcher};
use serde_json::{Value, json};

use super::asked::{ask, is_limit};
use super::given::text;
use crate::generate::{self, Area};

pub(super) fn check(bytes: &[u8]) {
    let make = |random: &mut generate::Random<'_>| {
        let area = random.pick(&[Area::PromqlParse, Area::PromqlParse, Area::Promql, Area::PromqlLabels]);
        generate::case(area, random).input["text"].as_str().unwrap_or_default().to_owned()
    };
    let Some(text) = text(bytes, make) else { return };
    query(&text);
    selector(&text);
    written(&text);
}

/// What is printed reads as the tree that it was printed of.
fn query(text: &str) {
    let asked = ask("promql.parse", &json!({ "text": text }));
    let labels = ask("promql.labels", &json!({ "text": text }));
    let Ok(parsed) = promql::parse(text) else {
        assert!(asked.is_err() && labels.is_err(), "{text:?}");
        return;
    };
    nested(text, &parsed, 0..text.len());
    let asked = match asked {
        Ok(asked) => asked,
        Err(error) => {
            assert!(is_limit(&error), "{text:?}: {error}");
            return;
        }
    };
    let printed = parsed.to_string();
    assert_eq!(asked["printed"], printed);
    // Go's replacement character, which stands in the place of bytes that are no UTF-8 too, is printed as it is, and refused when it
    // is read. Upstream does both.
    if printed.contains(char::REPLACEMENT_CHARACTER) {
        return;
    }
    match ask("promql.parse", &json!({ "text": printed })) {
        Ok(again) => {
            assert_eq!(again["printed"], printed, "{text:?}");
            assert_eq!(tree(&again), tree(&asked), "{text:?} is printed as {printed:?}");
        }
        Err(error) => assert!(is_limit(&error), "{text:?} is printed as {printed:?}: {error}"),
    }
}

/// The expressions without their places, and without what printing leaves out: the order of matchers, and an offset of nothing.
fn tree(parsed: &Value) -> Vec<Value> {
    let mut nodes = parsed["tree"].as_array().cloned().unwrap_or_default();
    for node in &mut nodes {
        if let Some(node) = node.as_object_mut() {
            node.remove("span");
            if node.get("offset").is_some_and(|offset| offset == "0s") {
                node.remove("offset");
            }
            if let Some(matchers) = node.get_mut("matchers").and_then(Value::as_array_mut) {
                matchers.sort_by_key(Value::to_string);
            }
        }
    }
    nodes
}

/// Each expression stands within the one around it.
fn nested(text: &str, expr: &Expr, within: std::ops::Range<usize>) {
    let span = expr.span.clone();
    assert!(within.start <= span.start && span.end <= within.end, "{:?} of {text:?}", expr.kind.as_str());
    assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
    for child in expr.children() {
        nested(text, child, span.clone());
    }
}

/// A selector of a rule is a query, and its matchers are those of the query.
fn selector(text: &str) {
    let Ok(selector) = SeriesSelector::parse(text) else { return };
    let matchers: Vec<&Matcher> = selector.matchers().collect();
    let asked = ask("promql.parseSelector", &json!({ "text": text })).expect("it was read before");
    assert_eq!(asked["matchers"].as_array().map(Vec::len), Some(matchers.len()));
    let query = promql::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let of_query: Vec<_> = query.selectors().collect();
    assert_eq!(of_query.len(), 1, "{text:?}");
    let mut of_query: Vec<_> =
        of_query[0].selector.matchers.iter().map(|held| held.matcher.clone()).collect();
    let mut matchers: Vec<Matcher> = matchers.into_iter().cloned().collect();
    for list in [&mut of_query, &mut matchers] {
        list.sort_by(|a, b| (&a.name, a.op, &a.value).cmp(&(&b.name, b.op, &b.value)));
    }
    assert_eq!(of_query, matchers, "{text:?}");
}

/// Any value stays in the matcher that it is written into.
fn written(value: &str) {
    for op in [MatchOp::Equal, MatchOp::NotEqual] {
        let mut out = String::from("{");
        write_matcher(&mut out, "label", op, value);
        out.push_str(",a=\"b\"}");
        let selector = SeriesSelector::parse(&out).unwrap_or_else(|error| panic!("{out:?}: {error}"));
        let read: Vec<_> =
            selector.matchers().map(|one| (one.name.as_str(), one.op, one.value.as_str())).collect();
        assert_eq!(read, [("label", op, value), ("a", MatchOp::Equal, "b")], "{out:?}");
    }
}
