//! Texts that are made to hurt, of any length, and what reads them: that reading is linear is held by `tests/growth.rs`.

use counterpoise::engine::Engine;
use counterpoise::metrics::Request;
use counterpoise::metrics::answer::PrometheusAnswer;
use counterpoise::metrics::series::SeriesList;
use counterpoise::promql::{self, SeriesSelector, eval};
use counterpoise::rules::Config;
use counterpoise::selector::Selector;
use counterpoise::template::{Template, braces};
use counterpoise::{Quantity, kinds, kube, ops};
use serde_json::{Map, Value, json};

/// A parser, and a text of about so many bytes that is hard for it.
#[derive(Debug, Clone, Copy)]
pub struct Hostile {
    /// Parser and text in words.
    pub name: &'static str,
    /// The text.
    pub text: fn(usize) -> String,
    /// Reads it; the answer does not matter.
    pub read: fn(&str),
}

/// A piece as often as it takes.
fn times(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// Pieces that differ by their number, which `@` stands for.
fn numbered(piece: &str, bytes: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        text += &piece.replace('@', &number.to_string());
        number += 1;
    }
    text
}

fn quantity(text: &str) {
    let _ = Quantity::parse(text);
}

fn selector(text: &str) {
    let _ = Selector::parse(text).map(|selector| selector.to_string());
}

fn template(text: &str) {
    let _ = Template::parse(text);
}

fn handlebars(text: &str) {
    let mut names = Map::new();
    names.insert("name".to_owned(), Value::from("x"));
    let _ = braces::render(text, &names, braces::Trim::Tilde);
}

fn query(text: &str) {
    let _ = promql::parse(text).map(|query| query.to_string());
}

fn series_selector(text: &str) {
    let _ = SeriesSelector::parse(text);
}

fn config(text: &str) {
    let _ = Config::parse(text);
}

fn object(text: &str) {
    let _ = kube::from_str::<kube::HorizontalPodAutoscaler>(text);
}

fn envelope(text: &str) {
    ops::answer(None, text.as_bytes(), &mut String::new());
}

fn engine(text: &str) {
    let _ = Engine::from_json(text);
}

fn series(text: &str) {
    let _ = SeriesList::parse(text);
}

fn notation(text: &str) {
    let _ = eval::parse_series(text, 1);
}

fn page(text: &str) {
    let _ = eval::parse_exposition(text);
}

fn answer(text: &str) {
    let _ = PrometheusAnswer::parse(text).map(|answer| answer.result().is_ok());
}

fn path(text: &str) {
    let _ = Request::parse(text).map(|request| request.to_string());
}

fn name(text: &str) {
    let _ =
        ops::call_text(None, "rules.name", &json!({"matches": text, "as": "$1", "series": "a"}).to_string());
}

fn files(text: &str) {
    let _ = kinds::of_text(text);
    let _ = ops::call_text(None, "files.sort", &json!({"files": [{"name": "a", "text": text}]}).to_string());
}

fn symptom(text: &str) {
    let _ = ops::call_text(None, "symptoms.find", &json!({ "text": text }).to_string());
}

fn annotations(text: &str) {
    let _ = ops::call_text(None, "annotations.parse", &json!({ "hpa": text }).to_string());
}

/// An HPA with annotations.
fn annotated(bytes: usize) -> String {
    let names = numbered("\"metric-config.external.m.prometheus/q@\":\"sum(x@)\",", bytes);
    format!(
        r#"{{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{{"annotations":{{{names}"a":"b"}}}},"spec":{{"maxReplicas":3}}}}"#
    )
}

macro_rules! hostile {
    ($($name:literal, $read:ident, $text:expr;)*) => {
        &[$(Hostile { name: $name, text: $text, read: $read }),*]
    };
}

/// Every one.
pub const ALL: &[Hostile] = hostile! {
    "quantity of digits", quantity, |n| times("1", n.min(16_000));
    "quantity of zeros behind the point", quantity, |n| format!("0.{}1", times("0", n.min(16_000)));
    "selector of requirements", selector, |n| numbered("k@=v@,", n);
    "selector of one key", selector, |n| times("a!=b,", n);
    "selector of values", selector, |n| format!("a in ({})", numbered("v@,", n));
    "selector of parentheses", selector, |n| times("(", n);
    "template of blocks", template, |n| times("<<if .Series>>", n);
    "template of actions", template, |n| times("<<.Series>>x", n);
    "template of variables", template, |n| numbered("<<$v@ := .Series>><<$v@>>", n);
    "template of definitions", template, |n| numbered("<<define \"t@\">>x<<end>>", n);
    "template of calls", template, |n| times("<<template \"metrics-query\">>", n);
    "template of parentheses", template, |n| format!("<<{}", times("(", n));
    "template of pipes", template, |n| format!("<<.Series{}>>", times("|print", n));
    "template of delimiters", template, |n| times("<", n);
    "template of a comment", template, |n| format!("<</*{}", times("*", n));
    "template of breaks", template, |n| format!("<<range .GroupBySlice>>{}<<end>>", times("<<break>>", n));
    "names in braces", handlebars, |n| times("{{ name }}", n);
    "open braces", handlebars, |n| times("{{", n);
    "backslashes before braces", handlebars, |n| times("\\", n) + "{{ name }}";
    "query of sums", query, |n| times("a+", n) + "a";
    "query of parentheses", query, |n| times("(", n);
    "query of signs", query, |n| times("-", n) + "a";
    "query of labels", query, |n| format!("a{{{}}}", numbered("l@=\"v\",", n));
    "query of groupings", query, |n| format!("sum by ({}a) (a)", numbered("l@,", n));
    "query of arguments", query, |n| format!("label_join(a,\"d\",\"s\"{})", times(",\"x\"", n));
    "query of escapes", query, |n| format!("a{{b=\"{}\"}}", times("\\u00e9", n));
    "query of a comment", query, |n| format!("a{}", times("#\n", n));
    "query of durations", query, |n| format!("a[{}1s]", times("1s+", n));
    "query of a number", query, |n| times("1", n);
    "series selector of labels", series_selector, |n| format!("{{{}}}", numbered("l@=\"v\",", n));
    "configuration of rules", config, |n| format!("rules:\n{}", times("- {seriesQuery: up}\n", n));
    "configuration of keys", config, |n| numbered("k@: 1\n", n);
    "configuration of dashes", config, |n| times("- ", n);
    "configuration of brackets", config, |n| times("[", n);
    "configuration of anchors", config, |n| numbered("k@: &a@ x\n", n);
    "configuration of aliases", config, |n| format!("a: &a x\nrules:\n{}", times("- *a\n", n));
    "configuration of a long text", config, |n| format!("rules: |\n{}", times("  x\n", n));
    "configuration of quotes", config, |n| format!("rules: \"{}\"", times("\\\"", n));
    "configuration of comments", config, |n| times("# counterpoise: ignore x\n", n);
    "configuration of tabs", config, |n| times("\t", n);
    "configuration of documents", config, |n| times("---\n", n);
    "configuration of overrides", config, |n| format!("rules:\n- resources: {{overrides: {{{}}}}}", numbered("l@: {resource: pod},", n));
    "object of unknown fields", object, |n| format!("{{{}\"a\":1}}", numbered("\"f@\":{},", n));
    "object of depth", object, |n| times("{\"a\":", n);
    "object of owners", object, |n| format!("{{\"metadata\":{{\"ownerReferences\":[{}{{}}]}}}}", times("{},", n));
    "envelope of depth", envelope, |n| format!("{{\"op\":\"quantity.parse\",\"input\":{}", times("[", n));
    "envelope of fields", envelope, |n| format!("{{{}\"a\":1}}", numbered("\"f@\":1,", n));
    "envelope of an id", envelope, |n| format!("{{\"id\":\"{}\"}}", times("x", n));
    "envelope of escapes", envelope, |n| format!("{{\"op\":\"quantity.parse\",\"input\":{{\"text\":\"{}\"}}}}", times("\\u0000", n));
    "envelope of spaces", envelope, |n| format!("{{{}\"op\":1}}", times(" ", n));
    "envelope of digits", envelope, |n| format!("{{\"id\":{}}}", times("1", n));
    "engine of series", engine, |n| format!("{{\"config\":{{}},\"series\":[{}{{}}]}}", numbered("{\"__name__\":\"m@\"},", n));
    "series of labels", series, |n| format!("[{{{}\"a\":\"b\"}}]", numbered("\"l@\":\"v\",", n));
    "series of one label", series, |n| format!("[{{{}\"a\":\"b\"}}]", times("\"a\":\"b\",", n));
    "series of a page", series, |n| format!("# TYPE up gauge\n{}", numbered("up{a=\"@\"} 1\n", n));
    "series of a line", series, |n| format!("# TYPE up gauge\nup{{{}}} 1", numbered("l@=\"v\",", n));
    "notation of values", notation, |n| format!("up {}", times("1 ", n));
    "notation of series", notation, |n| numbered("up{a=\"@\"} 1\n", n);
    "page of samples", page, |n| format!("# TYPE up gauge\n{}", numbered("up{a=\"@\"} 1 @\n", n));
    "page of one series", page, |n| format!("# TYPE up gauge\n{}", numbered("up 1 @\n", n));
    "answer of samples", answer, |n| format!("{{\"data\":{{\"resultType\":\"vector\",\"result\":[{}null]}}}}", times("{\"metric\":{\"a\":\"b\"},\"value\":[1,\"2\"]},", n));
    "answer of labels", answer, |n| format!("{{\"data\":{{\"resultType\":\"vector\",\"result\":[{{\"metric\":{{{}\"a\":\"b\"}}}}]}}}}", numbered("\"l@\":\"v\",", n));
    "answer of warnings", answer, |n| format!("{{\"warnings\":[{}\"\"]}}", times("\"\",", n));
    "path of slashes", path, |n| times("/", n);
    "path of escapes", path, |n| format!("/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/{}/up", times("%2f", n));
    "path of parameters", path, |n| format!("/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/up?{}", times("labelSelector=a&", n));
    "path of a selector", path, |n| format!("/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/up?labelSelector={}", numbered("k@%3Dv,", n));
    "pattern of letters", name, |n| times("a", n.min(1 << 16));
    "pattern of alternatives", name, |n| times("a|", n.min(1 << 16));
    "pattern of open groups", name, |n| times("(", n);
    "pattern of classes", name, |n| times("[a-z]", n.min(1 << 15));
    "pattern of quotes", name, |n| times("\\Q\\E", n);
    "files of documents", files, |n| times("---\na: 1\n", n);
    "files of objects", files, |n| format!("{{\"kind\":\"List\",\"items\":[{}{{}}]}}", times("{\"kind\":\"Pod\"},", n));
    "files of words", files, |n| times("a ", n);
    "symptom of words", symptom, |n| times("the HPA was unable to ", n);
    "symptom of slashes", symptom, |n| times("/apis/", n);
    "annotations of queries", annotations, annotated;
};
