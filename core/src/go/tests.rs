use super::duration::Duration;
use super::float;
use super::json;
use super::number::{int32, int64};
use super::quote::quote;
use super::tabwriter::align;
#[cfg(feature = "annotations")]
use super::url;

#[test]
fn floats_convert_as_amd64_does() {
    assert_eq!(int64(1.9), 1);
    assert_eq!(int64(-1.9), -1);
    assert_eq!(int64(f64::NAN), i64::MIN);
    assert_eq!(int64(f64::INFINITY), i64::MIN);
    assert_eq!(int64(9.3e18), i64::MIN);
    assert_eq!(int32(-2_147_483_648.5), i32::MIN);
    assert_eq!(int32(4_294_967_297.0), i32::MIN);
}

#[test]
fn floats_read_as_go_reads_them() {
    for (text, value) in [
        ("1e3", 1000.0),
        ("0x1.8p1", 3.0),
        ("1_0", 10.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+Inf", f64::INFINITY),
        ("-inf", f64::NEG_INFINITY),
    ] {
        assert_eq!(float::parse(text), Some(value), "{text}");
    }
    assert!(float::parse("NaN").is_some_and(f64::is_nan));
    for text in ["", "abc", "+nan", "1e400", "-1e400", " 1", "1 ", "-", "1e", "1__0", "0x1"] {
        assert_eq!(float::parse(text), None, "{text}");
    }
}

#[test]
fn durations_read_and_print_as_go_has_them() {
    for (text, printed) in [
        ("0", "0s"),
        ("-10s", "-10s"),
        (".5s", "500ms"),
        ("1µs", "1µs"),
        ("1h2m3.5s", "1h2m3.5s"),
        ("90s", "1m30s"),
        ("5m", "5m0s"),
        ("1.5h", "1h30m0s"),
        ("1h", "1h0m0s"),
    ] {
        assert_eq!(Duration::parse(text).map(|d| d.to_string()).as_deref(), Some(printed), "{text}");
    }
    for text in ["", "60", "1d", "-", ".s", "1", "s", "9223372036854775808ns", "1h "] {
        assert_eq!(Duration::parse(text), None, "{text}");
    }
    assert_eq!(Duration::parse("-9223372036854775808ns"), Some(Duration::from_nanos(i64::MIN)));
}

#[test]
fn strings_quote_as_go_quotes_them() {
    assert_eq!(quote("a\"b\\c\n\u{7f}\u{85}é\u{1}"), r#""a\"b\\c\n\x7f\u0085é\x01""#);
}

#[test]
fn json_escapes_what_html_would_read() {
    assert_eq!(json::to_string(&"a<b>&\u{2028}\"").unwrap(), r#""a\u003cb\u003e\u0026\u2028\"""#);
}

#[test]
fn tabwriter_aligns_consecutive_lines() {
    let aligned = |text| align(text, 1000).unwrap();
    assert_eq!(aligned("a\tb\nccc\td\n"), "a    b\nccc  d\n");
    assert_eq!(aligned("a\tb\nno cell\nccc\td"), "a  b\nno cell\nccc  d");
    assert_eq!(aligned("a\tbb\tc\nccc\td\n\tx\n"), "a    bb  c\nccc  d\n     x\n");
    assert_eq!(aligned("é\tb\u{c}ccc\td"), "é  b\nccc  d");
    assert_eq!(align("wide\tx\nb\tx\n", 12).as_deref(), Some("wide  x\nb     x\n"));
    assert_eq!(align("wide\tx\nb\tx\n", 11), None);
}

#[test]
fn durations_are_refused_in_go_s_words() {
    for (text, why) in [
        ("", r#"time: invalid duration """#),
        ("60", r#"time: missing unit in duration "60""#),
        ("1m30", r#"time: missing unit in duration "1m30""#),
        ("1d", r#"time: unknown unit "d" in duration "1d""#),
        ("5 µs", r#"time: unknown unit " \xc2\xb5s" in duration "5 \xc2\xb5s""#),
        ("--5s", r#"time: invalid duration "--5s""#),
        ("9223372036854775808ns", r#"time: invalid duration "9223372036854775808ns""#),
    ] {
        assert_eq!(Duration::read(text), Err(why.to_owned()), "{text}");
    }
}

#[cfg(feature = "annotations")]
#[test]
fn urls_are_refused_as_go_refuses_them() {
    for text in [
        "",
        "*",
        "http://prometheus.monitoring.svc:9090/prefix?a=%zz#%20",
        "10.0.0.1/path",
        "a:b",
        "?x:y",
        "//user:pw@host",
        "http://[fe80::1%25en0]:9090",
        "ftp://a:b:80",
        "http://h%ff/ü",
    ] {
        assert_eq!(url::refusal(text), None, "{text}");
    }
    for (text, why) in [
        ("http://[::1", r#"parse "http://[::1": missing ']' in host"#),
        ("http://x[::1]", r#"parse "http://x[::1]": invalid IP-literal"#),
        ("http://[1.2.3.4]", r#"parse "http://[1.2.3.4]": invalid IP-literal"#),
        ("http://[::1]x", r#"parse "http://[::1]x": invalid port "x" after host"#),
        ("http://a:b:80", r#"parse "http://a:b:80": invalid port ":b:80" after host"#),
        ("http://a b", r#"parse "http://a b": invalid character " " in host name"#),
        ("http://h%2f/", r#"parse "http://h%2f/": invalid URL escape "%2f""#),
        ("http://h/%2", r#"parse "http://h/%2": invalid URL escape "%2""#),
        ("http://h\tx", r#"parse "http://h\tx": net/url: invalid control character in URL"#),
        ("http://us er@h", r#"parse "http://us er@h": net/url: invalid userinfo"#),
        ("://bad", r#"parse "://bad": missing protocol scheme"#),
        ("10.0.0.1:9090", r#"parse "10.0.0.1:9090": first path segment in URL cannot contain colon"#),
        ("http://h#%zz", r##"parse "http://h#%zz": invalid URL escape "%zz""##),
    ] {
        assert_eq!(url::refusal(text).as_deref(), Some(why));
    }
}
