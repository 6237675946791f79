use std::collections::BTreeMap;

use super::{Node, Text, Value, from_str, parse, parse_all, parse_within};
use crate::error::Span;

fn field(text: &str, key: &str) -> Text {
    parse(text).unwrap().get(key).unwrap().scalar().unwrap().text.clone()
}

fn start(text: &Text, part: &str) -> (u32, u32) {
    let at = text.as_str().find(part).unwrap();
    let span = text.span_of(at..at + part.len()).unwrap();
    (span.line, span.column)
}

#[test]
fn text_knows_its_place_in_every_style() {
    let source = "a: plain\n  more\nb: 'it''s x'\nc: \"\\u00e9 b\\n\\\n  d\"\nd: |2\n    e\n   f\n\n  g\ne: >-\n  p q\n  r\n\n  s\n";
    assert_eq!(start(&field(source, "a"), "more"), (2, 3));
    assert_eq!(start(&field(source, "b"), "s x"), (3, 9));
    assert_eq!(start(&field(source, "c"), "b"), (4, 12));
    assert_eq!(start(&field(source, "c"), "d"), (5, 3));
    let literal = field(source, "d");
    assert_eq!(literal.as_str(), "  e\n f\n\ng\n");
    assert_eq!((start(&literal, "e"), start(&literal, "f"), start(&literal, "g")), ((7, 5), (8, 4), (10, 3)));
    let folded = field(source, "e");
    assert_eq!(folded.as_str(), "p q r\ns");
    assert_eq!((start(&folded, "r"), start(&folded, "s")), ((13, 3), (15, 3)));
}

#[test]
fn a_span_within_a_text_is_moved_into_the_source() {
    let text = field("q: |\n  first\n  second line\n", "q");
    let inner = Span { line: 2, column: 8, end_line: 2, end_column: 12 };
    assert_eq!(text.locate(inner), Some(Span { line: 3, column: 10, end_line: 3, end_column: 14 }));
    assert_eq!(Text::new("x").locate(Span::point(1, 1)), None);
}

#[test]
fn a_document_in_a_document_has_the_places_of_the_outer_one() {
    let outer = field("data: |\n  a:\n    - b: [c]\n", "data");
    let inner = parse_within(&outer).unwrap();
    let Value::Sequence(items) = &inner.get("a").unwrap().value else { panic!() };
    let list = items[0].get("b").unwrap();
    assert_eq!(list.span, Some(Span { line: 3, column: 10, end_line: 3, end_column: 13 }));
    let broken = field("data: |\n  a: b: c\n", "data");
    assert_eq!(parse_within(&broken).unwrap_err().span().unwrap().line, 2);
}

#[test]
fn scalars_mean_what_yaml_1_1_says() {
    let scalar = |text: &str| parse(text).unwrap().scalar().unwrap().clone();
    assert_eq!(scalar("yes").as_bool(), Some(true));
    assert_eq!(scalar("Off").as_bool(), Some(false));
    assert_eq!(scalar("'no'").as_bool(), None);
    assert_eq!(scalar("1.50").as_text().unwrap().as_str(), "1.50");
    assert_eq!(scalar("!!binary aGk=").as_text().unwrap().as_str(), "hi");
    assert_eq!(scalar("!!int x").as_text(), None);
    assert!(scalar("~").is_null() && scalar("NULL").is_null() && !scalar("NULL").is_absent());
    assert!(!scalar("'~'").is_null());
    assert!(parse("").unwrap().is_null());
}

#[test]
fn aliases_are_the_node_they_name() {
    let node = parse("a: &x {k: v}\nb: *x\n").unwrap();
    assert_eq!(node.get("a"), node.get("b"));
    assert_eq!(parse("a: &x [*x]").unwrap_err().code(), "yaml.syntax");
    assert_eq!(parse("a: *x").unwrap_err().code(), "yaml.syntax");
}

#[test]
fn only_the_first_document_is_read() {
    assert_eq!(parse("a: b\n---\n}{").unwrap().get("a").unwrap().kind(), "a scalar");
}

#[test]
fn tabs_do_not_indent() {
    let place =
        |text: &str| parse(text).err().and_then(|error| error.span()).map(|span| (span.line, span.column));
    assert_eq!(place("a:\n\tb: c\n").map(|(line, _)| line), Some(2));
    assert_eq!(place("a: b\n\t\nc: d\n"), Some((2, 1)));
    assert_eq!(place("a: b\n  \t# note\nc: d\n"), Some((2, 3)));
    for fine in
        ["a: {b: c,\n\td: e}\n", "a: 'x\n\ty'\n", "a: |\n  x\n  \ty\n", "a:\tb\t# note\n", "a: b\n---\n\tx"]
    {
        assert_eq!(place(fine), None, "{fine}");
    }
}

#[test]
fn depth_is_bounded() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    assert!(parse(&deep).is_err());
    assert!(parse(&"- ".repeat(200)).is_err());
}

#[test]
fn a_json_value_is_the_node_of_its_text() {
    let value = serde_json::json!({"a": [1.5, true, null, "no"]});
    let node = Node::from_json(&value);
    let Value::Sequence(items) = &node.get("a").unwrap().value else { panic!() };
    assert_eq!(items[0].scalar().unwrap().text.as_str(), "1.5");
    assert_eq!(items[1].scalar().unwrap().as_bool(), Some(true));
    assert!(items[2].is_null());
    assert_eq!(items[3].scalar().unwrap().as_bool(), None);
}

#[test]
fn errors_of_typed_values_have_codes_and_places() {
    type Numbers = BTreeMap<String, u32>;
    let code = |text: &str| {
        let error = from_str::<Numbers>(text).unwrap_err();
        (error.code(), error.span().map(|span| (span.line, span.column)))
    };
    assert_eq!(code("a: 1\na: 2"), ("yaml.duplicate-key", Some((2, 1))));
    assert_eq!(code("a: 1\nb: x"), ("yaml.type", Some((2, 4))));
    assert_eq!(code("a: }"), ("yaml.syntax", Some((1, 4))));
}

#[test]
fn each_document_has_tabs_of_its_own() {
    // What a string goes on over belongs to the document that it is in.
    let text = "a: \"x\n\ty\"\n---\nb: 1\n---\n\tc: 1\n";
    let (documents, error) = parse_all(text);
    assert_eq!(documents.len(), 2);
    assert_eq!(error.and_then(|error| error.span()).map(|span| (span.line, span.column)), Some((6, 1)));
}
