use super::super::{STALE, Series, is_stale};
use super::{parse_notation, parse_series};
use crate::error::Error;

fn values(text: &str) -> Vec<(i64, String)> {
    let series = parse_notation(text, 1000).unwrap();
    let shown = |value: f64| if is_stale(value) { "stale".to_owned() } else { format!("{value:?}") };
    series[0].points.iter().map(|point| (point.millis / 1000, shown(point.value))).collect()
}

fn plain(text: &str) -> String {
    let shown: Vec<_> = values(text).into_iter().map(|(at, value)| format!("{at}={value}")).collect();
    shown.join(" ")
}

fn labels(series: &Series) -> String {
    format!("{:?}", series.labels)
}

fn refused(text: &str) -> (&'static str, (u32, u32), String) {
    let error: Error = parse_notation(text, 60_000).unwrap_err();
    let span = error.span().unwrap();
    (error.code(), (span.line, span.column), error.message().to_owned())
}

#[test]
fn values_are_as_promtool_reads_them() {
    for (text, expected) in [
        ("a 1 2.5 -3 +4", "0=1.0 1=2.5 2=-3.0 3=4.0"),
        ("a 0+10x2", "0=0.0 1=10.0 2=20.0"),
        ("a 1-0.5x2 7", "0=1.0 1=0.5 2=0.0 3=7.0"),
        ("a -1+1x1", "0=-1.0 1=0.0"),
        ("a 5x2", "0=5.0 1=5.0 2=5.0"),
        ("a 5x0", "0=5.0"),
        ("a _ 1 _x2 2", "1=1.0 4=2.0"),
        ("a 1 stale 2", "0=1.0 1=stale 2=2.0"),
        ("a NaN Inf -inf", "0=NaN 1=inf 2=-inf"),
        ("a 1e3 .5 5. 1E-2", "0=1000.0 1=0.5 2=5.0 3=0.01"),
        // As an integer of Go with a leading 0, and as a float where that is none.
        ("a 010 08 1_000", "0=8.0 1=8.0 2=1000.0"),
        // No hexadecimal number, but 0 five times more.
        ("a 0x5", "0=0.0 1=0.0 2=0.0 3=0.0 4=0.0 5=0.0"),
        ("a 0+0.1x3", "0=0.0 1=0.1 2=0.2 3=0.30000000000000004"),
        ("\ta{}  1\t \r", "0=1.0"),
        ("a", ""),
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
}

#[test]
fn labels_are_as_in_a_query() {
    let text = "# a comment\n\nup{b=\"x\", a='y\\n',}\t1\n{\"a name\",\"é\"=`\\`} 1\n{c=\"\"} 1\nsum:x{c=\"\\x41\"} 1";
    let shown: Vec<_> = parse_notation(text, 1).unwrap().iter().map(labels).collect();
    assert_eq!(
        shown,
        [
            "{\"__name__\": \"up\", \"a\": \"y\\n\", \"b\": \"x\"}",
            "{\"__name__\": \"a name\", \"é\": \"\\\\\"}",
            "{}",
            "{\"__name__\": \"sum:x\", \"c\": \"A\"}",
        ]
    );
}

#[test]
fn a_series_may_go_on_in_another_line() {
    let series = parse_notation("a{x=\"1\"} 1 2\nb 1\na{x=\"1\"} _x2 3", 1000).unwrap();
    assert_eq!(series.len(), 2);
    assert_eq!(series[0].points.iter().map(|point| point.millis).collect::<Vec<_>>(), [0, 1000, 2000]);
    let twice = refused("a 1 2\n a _ 3 4");
    assert_eq!((twice.0, twice.1), ("promql.series", (2, 6)));
    assert_eq!(twice.2, "the series has two samples at 60 s");
    let early = refused("a _x3 2\na 3");
    assert_eq!((early.0, early.1), ("promql.series", (2, 3)));
}

#[test]
fn what_is_no_series_is_told_with_its_place() {
    for (text, place, message) in [
        ("up 1\n5 1", (2, 1), "'5' stands where the name of a series belongs"),
        ("up{a=1} 1", (1, 6), "'1' stands where a text in quotes belongs"),
        ("up{a} 1", (1, 5), "'}' stands where an equals sign belongs"),
        ("up{,} 1", (1, 4), "',' stands where the name of a label belongs"),
        ("up{a=\"1\" b=\"2\"} 1", (1, 10), "'b' stands where a comma or a closing brace belongs"),
        ("up{a=\"1\"", (1, 9), "the line ends where a comma or a closing brace belongs"),
        ("up{a=\"1} 1", (1, 6), "the text has no closing quote"),
        ("up{a=\"\\q\"} 1", (1, 6), "the text has an escape that is none"),
        ("up{a=\"\\xff\"} 1", (1, 6), "the text is no UTF-8"),
        ("up{a=\"1\",a=\"2\"} 1", (1, 10), "the label a is given twice"),
        ("up{\"down\"} 1", (1, 4), "the series is named twice"),
        ("up {a=\"1\"} 1", (1, 4), "'{' stands where a value belongs"),
        ("up{}1", (1, 5), "'1' stands where a space belongs"),
        ("on 1", (1, 1), "on names a series in quotes only, as {\"on\"}"),
        ("up 1 2x", (1, 8), "the line ends where a value belongs"),
        ("up 1+1", (1, 7), "the line ends where how often it is added, such as x20, belongs"),
        ("up 1+1 x3", (1, 7), "' ' stands where how often it is added, such as x20, belongs"),
        ("up 1x1.5", (1, 6), "1.5 is no number of times"),
        ("up 1x-1", (1, 6), "'-' stands where a value belongs"),
        ("up 5m", (1, 4), "5m is no number"),
        ("up 1e999", (1, 4), "1e999 is no number"),
        ("up 1..5", (1, 4), "1..5 is no number"),
        ("up one", (1, 4), "one is no value: a number, _ or stale belongs there"),
        ("up 1 # more", (1, 6), "'#' stands where a value belongs"),
        ("é 1", (1, 1), "'é' stands where the name of a series belongs"),
    ] {
        assert_eq!(refused(text), ("promql.notation", place, message.to_owned()), "{text}");
    }
    let histogram = refused("up 1 {{schema:0}}");
    assert_eq!((histogram.0, histogram.1), ("promql.not-supported", (1, 6)));
}

#[test]
fn short_texts_give_no_endless_series() {
    for text in
        ["a 1x1000000000", "a 0+1x18446744073709551615", "a _x18446744073709551615", "a _x9000000000000 1"]
    {
        assert_eq!(refused(text).0, "limit.size", "{text}");
    }
    assert_eq!(refused("a 1x18446744073709551616").0, "promql.notation");
    let many: String = (0..20).map(|n| format!("a{{n=\"{n}\"}} 1x100000\n")).collect();
    assert_eq!(refused(&many).0, "limit.size");
    assert_eq!(parse_notation("a 1x400000", 15_000).unwrap()[0].points.len(), 400_001);
}

#[test]
fn a_page_is_told_by_its_comments() {
    let page = "# HELP up Whether it is.\nup 1 1700000000000\nup 0 1700000015000\n";
    let read = parse_series(page, 1).unwrap();
    assert_eq!(
        read[0].points.iter().map(|point| point.millis).collect::<Vec<_>>(),
        [1_700_000_000_000, 1_700_000_015_000]
    );
    let notation = parse_series("# up: whether it is\nup 1 1700000000000", 1).unwrap();
    assert_eq!(notation[0].points[1].value, 1_700_000_000_000.0);
    assert!(is_stale(STALE) && !is_stale(f64::NAN));
}
