use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{GO, OURS, StrictError, Tree, object, place_of, read, strict};
use crate::kube::{ApiResourceList, Document, PodList};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "it is enough that they are read")]
struct Input {
    number: Option<i32>,
    pair: Option<(String, String)>,
    list: Option<Vec<Inner>>,
    map: Option<BTreeMap<String, u8>>,
    word: Option<Word>,
    raw: Option<Box<RawValue>>,
    pods: Option<Document<PodList>>,
    resources: Option<Vec<ApiResourceList>>,
    #[serde(default)]
    any: Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "it is enough that they are read")]
struct Inner {
    needed: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    One,
    Two,
}

/// Code, path and message of what does not fit.
fn refused(text: &str) -> (String, String, String) {
    let of_text = object::<Input>(text).expect_err(text);
    let path = of_text.path().unwrap_or_default().to_owned();
    (of_text.code().to_owned(), path, of_text.message().to_owned())
}

#[test]
fn what_does_not_fit_is_told_by_its_path() {
    for (text, code, path, message) in [
        (r#"{"number": "1"}"#, "request.type", "number", "invalid type: string \"1\", expected i32"),
        (
            r#"{"number": 1e3}"#,
            "request.type",
            "number",
            "invalid type: floating point `1000.0`, expected i32",
        ),
        (r#"{"number": [1, {"a": "]"}]}"#, "request.type", "number", "invalid type: sequence, expected i32"),
        (r#"{"pair": ["a"]}"#, "request.type", "pair", "invalid length 1, expected a tuple of size 2"),
        (
            r#"{ "pair" : [ "a" , 2 ] }"#,
            "request.type",
            "pair[1]",
            "invalid type: integer `2`, expected a string",
        ),
        (
            r#"{"list": [{"needed": true}, {}]}"#,
            "request.missing-field",
            "list[1]",
            "missing field \"needed\"",
        ),
        (
            r#"{"list": [{"needed": null}]}"#,
            "request.type",
            "list[0].needed",
            "invalid type: null, expected a boolean",
        ),
        (
            r#"{"list": [{"n\u0065eded": true, "\"": 1}]}"#,
            "request.unknown-field",
            "list[0].\"",
            "unknown field \"\\\"\", known are needed",
        ),
        (
            r#"{"map": {"a": 1, "\u0062": 256}}"#,
            "request.type",
            "map.b",
            "invalid value: integer `256`, expected u8",
        ),
        (r#"{"word": "three"}"#, "request.type", "word", "unknown variant `three`, expected `one` or `two`"),
        (r#"{"word": [[[0]]]}"#, "request.type", "word", "invalid type: sequence, expected a string"),
        (r#"{"word": {"one": null}}"#, "request.type", "word", "invalid type: map, expected a string"),
        (r#"{"list": [[true]]}"#, "request.type", "list[0]", "invalid type: sequence, expected struct Inner"),
        (
            r#"{"pods": {"items": [{"status": {"startTime": "x"}}]}}"#,
            "request.type",
            "pods.items[0].status.startTime",
            "",
        ),
        (
            r#"{"pods": [1]}"#,
            "request.type",
            "pods",
            "invalid type: sequence, expected an object, or a string that holds it as YAML or JSON",
        ),
        (
            r#"{"raw": [1], "any": [[[]]], "number": true}"#,
            "request.type",
            "number",
            "invalid type: boolean `true`, expected i32",
        ),
        ("[]", "request.type", "", "the input is not an object"),
        ("{", "request.json", "", "EOF while parsing an object at line 1 column 1"),
        (r#"{"number": 1, "any": "\ud800"}"#, "request.json", "", ""),
        (r#"{"number": "1"} x"#, "request.json", "", "trailing characters at line 1 column 17"),
    ] {
        let (found, at, said) = refused(text);
        assert_eq!((found.as_str(), at.as_str()), (code, path), "{text}: {said}");
        assert!(message.is_empty() || said == message, "{text}: {said}");
    }
    let deep = format!(r#"{{"x": {}{}}}"#, "[".repeat(200), "]".repeat(200));
    assert_eq!(refused(&deep).0, "limit.depth");
}

#[test]
fn ours_may_not_repeat_a_field_and_kubernetes_own_may() {
    for (text, path) in [
        (r#"{"number": 1, "number": 2}"#, "number"),
        (r#"{"number": 1, "n\u0075mber": 1}"#, "number"),
        (r#"{"list": [{"needed": true}, {"needed": true, "needed": true}]}"#, "list[1].needed"),
        (r#"{"pods": {"items": [{"spec": {}, "spec": {}}]}, "number": 1, "number": 2}"#, "number"),
    ] {
        let (code, at, message) = refused(text);
        assert_eq!((code.as_str(), at.as_str()), ("request.duplicate-field", path), "{message}");
    }
    let pods = r#"{"pods": {"items": [{"metadata": {"name": "a"}, "status": {"phase": 7}, "metadata": {"name": "b"}, "status": null}]}}"#;
    let Some(Document::Object(pods)) = object::<Input>(pods).unwrap().pods else { panic!("no pods") };
    assert_eq!(pods.items[0].metadata.name, "b");
    let resources =
        r#"{"resources": [{"kind": "a", "kind": "b", "resources": [{"name": "x", "name": "y"}]}]}"#;
    let resources = object::<Input>(resources).unwrap().resources.unwrap();
    assert_eq!((&*resources[0].kind, &*resources[0].resources[0].name), ("b", "y"));
}

#[test]
fn what_is_not_asked_for_is_passed_over() {
    for text in [r#"{"pair": ["a", "b", {"c": []}], "number": 1}"#, r#" {"list": null} "#] {
        object::<Input>(text).unwrap();
    }
    let raw = object::<Input>(r#"{"raw": { "a" : 1 }, "pair": ["a", "b", 0]}"#).unwrap().raw.unwrap();
    assert_eq!(raw.get(), r#"{ "a" : 1 }"#);
}

#[test]
fn an_error_has_the_position_of_the_value() {
    let at = |text: &str| {
        let span = object::<Input>(text).unwrap_err().span().unwrap();
        (span.line, span.column, span.end_line, span.end_column)
    };
    assert_eq!(at("{\"number\":\n  \"é\"}"), (2, 3, 2, 6));
    assert_eq!(at(r#"{"list": [{"needed": true}, {}]}"#), (1, 29, 1, 31));
    assert_eq!(at(r#"{"number": 1, "x": 1}"#), (1, 15, 1, 18));
    assert_eq!(at("{\"number\": 1,\n]").0, 2);
}

#[test]
fn json_reads_fields_in_any_case_and_null_as_absent() {
    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase", default)]
    struct Policy {
        period_seconds: i32,
        names: Vec<String>,
    }
    let policy: Policy = read(r#"{"PERIODseconds": 5, "names": ["a", null], "other": {}}"#, GO).unwrap();
    assert_eq!(policy, Policy { period_seconds: 5, names: vec!["a".to_owned(), String::new()] });
    assert_eq!(read::<Policy>("null", GO).unwrap(), Policy::default());
    assert_eq!(read::<Policy>(r#"{"periodSeconds": null}"#, GO).unwrap(), Policy::default());
    assert!(read::<Policy>("[5]", GO).is_err());
    assert!(read::<Policy>(r#"{"periodSeconds": 1.0}"#, GO).is_err());
}

/// Texts that are JSON, or nearly.
fn texts() -> impl Strategy<Value = String> {
    let number = "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][-+]?[0-9]{1,3})?";
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        number,
        "\"([a-zé\u{1F600} ]|\\\\[nrt\"\\\\/bf]|\\\\u00[0-9a-f]{2}|\\\\ud83d\\\\ude00){0,20}\"",
        // What is none.
        "-|[0-9]{2,3}|1\\.|\\.5|1e|tru|nul|\"\\\\x\"|\"a\u{1}\"|\"\\\\ud800\"|\"open|",
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let blank = "[ \n\t\r]{0,2}";
        prop_oneof![
            (prop::collection::vec((blank, inner.clone()), 0..5), blank).prop_map(|(items, end)| {
                let items: Vec<String> = items.into_iter().map(|(blank, item)| blank + &item).collect();
                format!("[{}{end}]", items.join(","))
            }),
            (prop::collection::vec(("\"[ab]{0,2}\"", blank, inner), 0..5), blank).prop_map(
                |(fields, end)| {
                    let fields: Vec<String> = fields
                        .into_iter()
                        .map(|(name, blank, value)| format!("{blank}{name}{blank}:{value}"))
                        .collect();
                    format!("{{{}{end}}}", fields.join(","))
                }
            ),
        ]
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[allow(dead_code, reason = "it is enough that they are read")]
struct Outer {
    inner: Vec<Deep>,
    labels: BTreeMap<String, String>,
    free: Value,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[allow(dead_code, reason = "it is enough that they are read")]
struct Deep {
    name: String,
    gone: Option<u8>,
}

/// Path and kind of each, and the name as it is written.
fn strictly_refused(text: &str) -> Vec<String> {
    let found = strict::<Outer>(text, text.len(), &[("name", "gone")]);
    let told = |error: &StrictError| {
        let kind = if error.repeated { "twice" } else { "unknown" };
        format!("{kind} {} {}", error.path, text.get(error.bytes.clone()).unwrap())
    };
    found.iter().map(told).collect()
}

#[test]
fn strict_reading_looks_into_each_of_a_field_that_comes_often() {
    let text = r#"{"inner": [{"a": 1}], "inner": [{"name": "x", "name": "y"}, {"b": [{"c": 1, "c": 2}]}],
        "inner": null, "labels": {"k": "v", "k": "w"}, "Labels": {}, "inner": [{"gone": 1, "a": 2}]}"#;
    assert_eq!(
        strictly_refused(text),
        [
            r#"unknown inner[0].a "a""#,
            r#"twice inner "inner""#,
            r#"twice inner[0].name "name""#,
            r#"unknown inner[1].b "b""#,
            r#"twice labels.k "k""#,
            r#"unknown Labels "Labels""#,
            r#"unknown inner[0].gone "gone""#,
        ]
    );
    assert_eq!(
        strictly_refused(r#"{"inner": [{"name": null}], "labels": {}, "free": {"a": {"b": 1, "b": 2}}}"#),
        [""; 0]
    );
}

#[test]
fn strict_reading_tells_a_hundred() {
    let fields: Vec<_> = (0..300).map(|index| format!("\"x{index}\": 1")).collect();
    assert_eq!(strictly_refused(&format!("{{{}}}", fields.join(","))).len(), 100);
}

#[test]
fn a_place_that_is_not_there_is_the_nearest_around_it() {
    let text = r#"{"a": {"b": [1, {"c": 22}]}, "ab": 3}"#;
    let at = |path: &str| place_of(text, path).and_then(|bytes| text.get(bytes));
    assert_eq!(at("a.b[1].c"), Some("22"));
    assert_eq!(at("a.b[1].d.e"), Some(r#"{"c": 22}"#));
    assert_eq!(at("a.x"), Some(r#""a""#));
    assert_eq!(at("ac"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn serde_json_takes_the_same_texts_and_reads_the_same_of_them(
        text in texts(),
        place in any::<prop::sample::Index>(),
        put in prop::option::weighted(0.3, "[\\[\\]{},:\"0-9a.\\\\e-]"),
    ) {
        let mut text = text;
        if let Some(put) = put {
            let at = text.floor_char_boundary(place.index(text.len() + 1));
            text.insert_str(at, &put);
        }
        let ours = read::<Tree>(&text, OURS).map(|Tree(value)| value);
        let theirs = serde_json::from_str::<Value>(&text);
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
            (Err(ours), Err(theirs)) => prop_assert_eq!(ours.message(), theirs.to_string()),
            (ours, theirs) => prop_assert!(false, "{ours:?} {theirs:?}"),
        }
        let passed = read::<IgnoredAny>(&text, OURS);
        prop_assert_eq!(passed.is_ok(), serde_json::from_str::<IgnoredAny>(&text).is_ok());
    }
}
