use proptest::prelude::*;

use super::{ExprKind, ValueType, parse};

fn printed(text: &str) -> String {
    parse(text).map_or_else(|error| panic!("{text}: {error:?}"), |expr| expr.to_string())
}

#[test]
fn prints_as_prometheus_does() {
    for (text, expected) in [
        ("-1 ^ 2", "-1 ^ 2"),
        ("- -5m", "5m"),
        ("-(1)", "-(1)"),
        ("up{b='2', a=\"1\"}", r#"up{a="1",b="2"}"#),
        (r#"{"a.b", 'x y'=`\d`}"#, r#"{"x y"="\\d",__name__="a.b"}"#),
        ("x offset -(1+2) @ 1.5", "x @ 1.500 offset -(1 + 2)"),
        ("x offset (1) + 2", "x offset (1) + 2"),
        ("x offset 1 + 2", "x offset 1s + 2"),
        ("sum without() (x)", "sum without () (x)"),
        ("1 + on() 2", "1 + 2"),
        ("a * ignoring(b) group_left c", "a * ignoring (b) group_left () c"),
        ("rate(x[5m] anchored)", "rate(x[5m] anchored)"),
        ("x[90d:0.0000000001]", "x[90d:]"),
        ("\"\\xff\"", "\"\\xff\""),
        ("010 + 0x1_F", "8 + 31"),
    ] {
        assert_eq!(printed(text), expected, "{text}");
    }
}

#[test]
fn every_expression_knows_its_place() {
    let text = "sum by (a) (rate(x{b='1'}[5m] offset 1h) / 2)";
    let expr = parse(text).unwrap();
    let spans: Vec<_> = expr.walk().map(|inner| text.get(inner.span.clone()).unwrap()).collect();
    assert_eq!(
        spans,
        [
            text,
            "rate(x{b='1'}[5m] offset 1h) / 2",
            "rate(x{b='1'}[5m] offset 1h)",
            "x{b='1'}[5m] offset 1h",
            "2"
        ]
    );
    let selectors: Vec<_> = expr.selectors().collect();
    assert_eq!(selectors.len(), 1);
    assert_eq!(selectors[0].selector.metric(), Some("x"));
    assert_eq!(selectors[0].range.unwrap().to_string(), "5m");
    assert!(matches!(expr.kind, ExprKind::Aggregate(_)) && expr.value_type() == ValueType::Vector);
}

#[test]
fn what_nests_too_deeply_is_an_error() {
    const DEEP: usize = 50_000;
    for (before, middle, after) in [
        ("(", "1", ")"),
        ("-", "x", ""),
        ("abs(", "x", ")"),
        ("sum(", "x", ")"),
        ("1 + ", "1", ""),
        ("1 ^ ", "1", ""),
        ("", "x", "[5m:]"),
        ("x[", "1", ":]"),
        ("x[", "1", "+1]"),
        ("x offset (", "1", ")"),
        ("x offset -", "1", ""),
        ("x or ", "x", ""),
    ] {
        let text = format!("{}{middle}{}", before.repeat(DEEP), after.repeat(DEEP));
        let code = parse(&text).unwrap_err().code();
        assert!(["limit.depth", "promql.syntax"].contains(&code), "{before}: {code}");
    }
    for (one, times) in [("(", 100), ("1 or bool x + ", 0), ("x + ", 490), ("-", 60)] {
        let text = format!("{}x{}", one.repeat(times), ")".repeat(if one == "(" { times } else { 0 }));
        assert!(parse(&text).is_ok(), "{text}");
    }
    let lengths = format!("x[{}1]", "(".repeat(DEEP));
    assert_eq!(parse(&lengths).unwrap_err().code(), "limit.depth");
    let lengths = format!("x[1{}]", "+1".repeat(DEEP));
    assert_eq!(parse(&lengths).unwrap_err().code(), "limit.depth");
}

/// Whatever a text is, it is read to a tree that prints as a text of the same tree, or refused at a place within it.
fn is_read(text: &str) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(expr) => {
            let printed = expr.to_string();
            let again = parse(&printed).map(|again| again.to_string());
            // A duration prints its milliseconds only, which may be none.
            if !printed.contains("0s") {
                prop_assert_eq!(again.ok(), Some(printed));
            }
            for inner in expr.walk() {
                prop_assert!(
                    text.get(inner.span.clone()).is_some_and(|part| !part.is_empty()),
                    "{:?}",
                    inner.span
                );
            }
            crate::promql::flow::labels(&expr, None).unwrap();
        }
        Err(error) => prop_assert!(error.span().is_some() || error.code() == "limit.size", "{:?}", error),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        is_read(&text)?;
    }

    #[test]
    fn any_pieces_are_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        is_read(&pieces.concat())?;
    }
}

const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "@",
    "5m",
    "1",
    " ",
    "a",
    "sum",
    "rate",
    " by ",
    " on ",
    "+",
    "-",
    "^",
    "==",
    "=",
    "'x'",
    "\"",
    "`y`",
    "~",
    "!",
    " offset ",
    "step()",
    " bool ",
    "x{a='b'}",
    "[5m:1m]",
    "#",
    "\n",
    "\\",
    "é",
    "0x",
    ".",
    "e",
    " or ",
    " group_left ",
    "nan",
    "max_of(",
    " anchored",
    "{\"a\"}",
];
