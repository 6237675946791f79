use super::Printer;
use crate::go::float::format_float;
use crate::go::literal::{Integer, parse_float, parse_integer, unquote};
use crate::go::quote::Quoting;
use crate::go::runes::{is_digit, is_letter, is_print};
use crate::go::value::{GoValue, Slice};

#[test]
fn what_is_no_utf8_quotes_as_bytes() {
    let mut out = String::new();
    Quoting { quote: '\'', ascii: true }.bytes_into(b"'\xff\xe2\x82\xc3\xa9", &mut out);
    assert_eq!(out, r"'\'\xff\xe2\x82\u00e9'");
}

#[test]
fn characters_are_those_of_unicode_15() {
    assert!(is_letter('é') && is_letter('日') && !is_letter('ⅷ') && !is_letter('\u{301}'));
    assert!(is_digit('٣') && !is_digit('½'));
    assert!(is_print('\u{301}') && !is_print('\u{a0}') && !is_print('\u{ad}') && !is_print('\u{200b}'));
    // New in Unicode 16.
    assert!(!is_letter('\u{1c89}') && !is_print('\u{1c89}'));
}

#[test]
fn literals_read_as_strconv_reads_them() {
    assert_eq!(unquote(r#""a\x41\101\u00e9\"\n""#).as_deref(), Some("aAAé\"\n".as_bytes()));
    assert_eq!(unquote("`a\r\\n`").as_deref(), Some(&b"a\\n"[..]));
    assert_eq!(unquote(r#""\xff\377""#).as_deref(), Some(&b"\xff\xff"[..]));
    for bad in [r#""\'""#, r#""\400""#, r#""\ud800""#, r#""\x4""#, "\"a", "'a'", "\"a\nb\""] {
        assert_eq!(unquote(bad), None, "{bad}");
    }
    for (text, value) in [
        ("017", Some(Integer::Int(15))),
        ("-0x1_F", Some(Integer::Int(-31))),
        ("0b11", Some(Integer::Int(3))),
        ("18446744073709551615", Some(Integer::Uint(u64::MAX))),
        ("-9223372036854775808", Some(Integer::Int(i64::MIN))),
        ("09", None),
        ("1__0", None),
        ("0x", None),
    ] {
        assert_eq!(parse_integer(text), value, "{text}");
    }
    for (text, value) in [
        ("1_0.5e1", Some(105.0)),
        (".5", Some(0.5)),
        ("0x1p-1074", Some(5e-324)),
        ("0x0.8p-1074", Some(0.0)),
        ("0x1.8p-1074", Some(1e-323)),
        ("0x1.fffffffffffffp1023", Some(f64::MAX)),
        ("0x1.fffffffffffff8p1023", None),
        ("1e400", None),
        ("0x1.8", None),
        ("inf", None),
    ] {
        assert_eq!(parse_float(text), value, "{text}");
    }
}

#[test]
fn floats_print_as_strconv_prints_them() {
    for (v, format, precision, text) in [
        (1e6, 'g', None, "1e+06"),
        (100_000.0, 'g', None, "100000"),
        (0.0001, 'g', None, "0.0001"),
        (0.00001, 'g', None, "1e-05"),
        (2.5, 'f', Some(0), "2"),
        (1.005, 'f', Some(2), "1.00"),
        (0.5, 'f', None, "0.5"),
        (1234.5, 'e', Some(3), "1.234e+03"),
        (1234.5, 'G', Some(2), "1.2E+03"),
        (1.0, 'x', None, "0x1p+00"),
        (3.5, 'X', Some(1), "0X1.CP+01"),
        (1.0, 'b', None, "4503599627370496p-52"),
        (-0.0, 'g', None, "-0"),
        (f64::INFINITY, 'g', None, "+Inf"),
        // Of two shortest forms that are as near, the even one.
        (-1_735_651_426_898_380.2, 'e', None, "-1.7356514268983802e+15"),
    ] {
        assert_eq!(format_float(v, format, precision), text);
    }
    assert_eq!(format_float(0.5, 'f', Some(2000)).len(), 2002);
}

#[test]
fn formats_print_as_fmt_prints_them() {
    let items = ["a", "b"];
    let slice = GoValue::Slice(Slice::new(Some(&items)));
    for (format, values, text) in [
        (
            "%5d|%-5d|%05d|%+d|%x|%#o|%b|%c|%q|%U",
            vec![GoValue::Int(42); 10],
            "   42|42   |00042|+42|2a|052|101010|*|'*'|U+002A",
        ),
        (
            "%v %s %q %#v %T %d",
            vec![slice; 6],
            "[a b] [a b] [\"a\" \"b\"] []string{\"a\", \"b\"} []string [%!d(string=a) %!d(string=b)]",
        ),
        ("%t %v %d", vec![GoValue::Bool(true), GoValue::Nil, GoValue::Nil], "true <nil> %!d(<nil>)"),
        ("%6.2f|%-8.3g|%08.3f|%e", vec![GoValue::Float(3.25159); 4], "  3.25|3.25    |0003.252|3.251590e+00"),
        ("%x % X %.1s %#q", vec![GoValue::from("hé"); 4], "68c3a9 68 C3 A9 h `hé`"),
        ("%[2]v %[1]v %[3]v", vec![GoValue::Int(1), GoValue::Int(2)], "2 1 %!v(BADINDEX)"),
        (
            "%*d %.*f",
            vec![GoValue::Int(4), GoValue::Int(1), GoValue::Int(1), GoValue::Float(0.25)],
            "   1 0.2",
        ),
        (
            "%d %z %",
            vec![GoValue::Int(1), GoValue::Int(2), GoValue::from("x")],
            "1 %!z(int=2) %!(NOVERB)%!(EXTRA string=x)",
        ),
        ("%v %.1f", vec![GoValue::Complex(1.0, -2.5); 2], "(1-2.5i) (1.0-2.5i)"),
    ] {
        let mut out = Vec::new();
        Printer::new(&mut out, 1000).printf(format.as_bytes(), &values);
        assert_eq!(String::from_utf8_lossy(&out), text);
    }
    let mut out = Vec::new();
    let mut printer = Printer::new(&mut out, 10);
    printer.printf(b"%99d", &[GoValue::Int(1)]);
    assert!(printer.is_full());
}
