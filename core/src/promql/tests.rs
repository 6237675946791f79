use super::{Labels, MatchOp, SeriesSelector, write_matcher};

fn labels(pairs: &[(&str, &str)]) -> Labels {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn matches(selector: &str, pairs: &[(&str, &str)]) -> bool {
    SeriesSelector::parse(selector).unwrap().matches(&labels(pairs))
}

#[test]
fn matchers_are_quoted_as_go_quotes() {
    let mut out = String::new();
    write_matcher(&mut out, "app.kubernetes.io/x", MatchOp::NotRegex, "a\"\\\n\u{7f}é");
    assert_eq!(out, r#"app.kubernetes.io/x!~"a\"\\\n\x7fé""#);
}

#[test]
fn selects_by_name_and_labels() {
    let series = [("__name__", "up"), ("job", "a")];
    assert!(matches("up", &series));
    assert!(matches("{__name__=~\"^u.*\",job!=\"\"}", &series));
    assert!(matches("up{absent=\"\", job=~'a|b',}", &series));
    assert!(!matches("up{job=~\"b?\"}", &series));
    assert!(!matches("up{absent!=\"\"}", &series));
    assert!(!matches("up{__name__=\"x\"}", &series));
    assert!(matches("sum", &[("__name__", "sum")]));
    assert!(matches("{job!~\"b\", __name__=\"up\"} # comment", &series));
}

#[test]
fn reads_every_kind_of_quote_and_escape() {
    assert!(matches(r#"{"a.b"='it\'s', "l.x"=`\d`}"#, &[("a.b", "it's"), ("l.x", r"\d")]));
    assert!(matches(r#"{"up.total"}"#, &[("__name__", "up.total")]));
    assert!(matches(r#"{a="\x41\102\u00e9\n"}"#, &[("a", "AB\u{e9}\n")]));
}

#[test]
fn refuses_with_a_position() {
    for (text, column) in [
        ("", 1),
        ("up{job}", 7),
        ("up{job=\"a\" x=\"b\"}", 12),
        ("up{job=\"a}", 8),
        ("up{job=\"\\q\"}", 8),
        ("up{job=~\"(\"}", 4),
        ("NaN", 1),
        ("on{}", 1),
        ("rate(up[5m])", 5),
        ("up{job=a}", 8),
        ("{}", 1),
        ("{a=\"\"}", 1),
        ("up{1a=\"\"}", 4),
    ] {
        let error = SeriesSelector::parse(text).unwrap_err();
        assert_eq!(
            (error.code(), error.span().unwrap().column),
            ("promql.selector", column),
            "{text}: {error}"
        );
    }
}

/// What Prometheus 3 takes without flags.
const GOOD: &[&str] = &[
    "1_000",
    "0x1_F + 1e1_0",
    "up anchored",
    "rate(up[5m] smoothed)",
    r#"up{a=~"\\Qa+"}"#,
    r#"up{a=~"a{bbb}c{,2}"}"#,
    r#"up{a=~"(a{2}){3}",b!~"\\pL+"}"#,
    "up{a=~`\\d+`,b=`\\q`}",
    "rate(up[1d # note\n])",
    "up # c\r+ up",
    "up offset NaN",
    "and{a=\"b\"} + and{}",
    "sum by (by) (up)",
    "label_replace(up,'a','b','c','(')",
    r#"{"a.b",c="d"}"#,
];
/// What it refuses.
const BAD: &[&str] = &[
    "1__0",
    "rate(up[inf])",
    "up offset -Inf",
    "info(up)",
    "up + fill(0) up",
    "sum(limitk(2, up))",
    "mad_over_time(up[5m])",
    r#"up{a=~"a{1001}"}"#,
    r#"up{a=~"{)|("}"#,
    r#"up{a=~"[[:foo:]]"}"#,
    r#"up{a!~"(?=b)"}"#,
    r#"up{a=~"\C"}"#,
    r#"up{a="\d"}"#,
    r#"{a=~".*"}"#,
    r#"{a!~"x"}"#,
    "upé",
    "up{a=\"\u{fffd}\"}",
    "rate(up)",
    "up{a=\"b}",
];

#[test]
fn no_number_is_too_large_to_check() {
    let numbers = [
        "9e99",
        "1e400",
        "99999999999999999999",
        "0xFFFFFFFFFFFFFFFFFF",
        "1_0e30",
        "99999999999y",
        "1e",
        "Inf",
    ];
    for number in numbers {
        for form in
            ["rate(up[N])", "up offset N", "up offset -N", "up[5m:N]", "up @ N", "up @ -N", "N", "up[N:5m]"]
        {
            let _ = super::syntax::check(&form.replace('N', number));
        }
    }
}

#[test]
fn queries_are_refused_where_prometheus_refuses_them() {
    for query in GOOD {
        assert_eq!(super::syntax::check(query), Ok(()), "{query}");
    }
    for query in BAD {
        let told = super::syntax::check(query).map_err(|error| error.code());
        assert_eq!(told, Err("promql.syntax"), "{query}");
    }
}
