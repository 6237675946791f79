use super::duration::Duration;
use super::number::{int32, int64};
use super::quote::quote;

#[test]
fn floats_convert_as_amd64_does() {
    assert_eq!(int64(1.9), 1);
    assert_eq!(int64(-1.9), -1);
    assert_eq!(int64(f64::NAN), i64::MIN);
    assert_eq!(int64(f64::INFINITY), i64::MIN);
    assert_eq!(int64(9.3e18), i64::MIN);
    assert_eq!(int32(4_294_967_297.0), 1);
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
