use super::parse_exposition;
use crate::error::Error;

fn points(text: &str) -> Vec<(i64, f64)> {
    let series = parse_exposition(text).unwrap();
    series[0].points.iter().map(|point| (point.millis, point.value)).collect()
}

fn refused(text: &str) -> (&'static str, u32, String) {
    let error: Error = parse_exposition(text).unwrap_err();
    (error.code(), error.span().unwrap().line, error.message().to_owned())
}

#[test]
fn the_text_format_counts_milliseconds_and_openmetrics_seconds() {
    assert_eq!(
        points("up{a=\"b\",c=\"\"} 1 15000\nup{a=\"b\"} +Inf 30000"),
        [(15_000, 1.0), (30_000, f64::INFINITY)]
    );
    let page = "# TYPE up gauge\nup 1e3 15.5 # {trace_id=\"x\"} 1 15\nup 2 16\n# EOF\n";
    assert_eq!(points(page), [(15_500, 1000.0), (16_000, 2.0)]);
    assert_eq!(points("up 1 -1.0005\n# EOF"), [(-1_000, 1.0)]);
    assert_eq!(parse_exposition("# EOF\n").unwrap(), []);
}

#[test]
fn pages_may_follow_each_other() {
    let pages = "up 1 1.5\ndown 1 1.5\n# EOF\nup 2 3\ndown 2 3\n# EOF\n";
    assert_eq!(points(pages), [(1_500, 1.0), (3_000, 2.0)]);
    let (code, line, message) = refused("up 1 3\n# EOF\nup 2 1.5\n# EOF\n");
    assert_eq!((code, line), ("promql.series", 3));
    assert_eq!(message, "the sample is of 1.5 s, and the one before it of 3 s");
}

#[test]
fn what_has_no_place_in_time_is_refused() {
    for (text, code, line, message) in [
        ("up 1", "promql.series", 1, "the sample has no timestamp"),
        ("# c\nup 1 1.5", "promql.series", 2, "1.5 is no timestamp"),
        ("up 1 NaN\n# EOF", "promql.series", 1, "NaN is no timestamp"),
        ("up 1 1\nup 2 1", "promql.series", 2, "the series has two samples at 0.001 s"),
        ("up {count:1,sum:2} 1", "promql.not-supported", 1, "the value is a native histogram"),
        ("up{a=\"1\",a=\"2\"} 1 1", "metrics.series", 1, "the label a is given twice"),
        ("up one", "metrics.series", 1, "line 1 is not a sample of a /metrics page from \"one\" on"),
    ] {
        assert_eq!(refused(text), (code, line, message.to_owned()), "{text}");
    }
}
