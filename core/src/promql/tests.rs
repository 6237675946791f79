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
