use super::{Series, SeriesList};

fn series(labels: &[(&str, &str)]) -> Series {
    Series::new(labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

#[test]
fn every_form_gives_the_same_series() {
    let expected = SeriesList(vec![series(&[("__name__", "up"), ("job", "a\"b\\c\nd"), ("pod", "")])]);
    for text in [
        r#"[{"__name__":"up","job":"a\"b\\c\nd","pod":""}]"#,
        r#"{"status":"success","data":[{"pod":null,"job":"a\"b\\c\nd","__name__":"up"}]}"#,
        "# HELP up Whether.\n# TYPE up gauge\nup{job=\"a\\\"b\\\\c\\nd\", pod=\"\" , } 1 1700000000\n",
        "{\"up\",\"job\"=\"a\\\"b\\\\c\\nd\",pod=\"\"} 1",
    ] {
        assert_eq!(SeriesList::parse(text), Ok(expected.clone()), "{text}");
    }
}

#[test]
fn labels_are_found_by_name() {
    let series = series(&[("b", "1"), ("__name__", "up"), ("a", "2"), ("b", "3")]);
    assert_eq!(series.labels().collect::<Vec<_>>(), [("a", "2"), ("b", "3")]);
    assert_eq!(
        (series.label("__name__"), series.label("b"), series.label("c")),
        (Some("up"), Some("3"), None)
    );
}

fn names(page: &str) -> Vec<String> {
    SeriesList::parse(page).unwrap().0.into_iter().map(|series| series.name().to_owned()).collect()
}

#[test]
fn a_page_of_prometheus_is_read() {
    let page = "# HELP http_requests_total Requests, \\\\ and \\n.\n# TYPE http_requests_total counter\n\
        http_requests_total{code=\"200\",method=\"post\"} 1027 1395066363000\n\
        \thttp_requests_total { code = \"400\" , method = \"post\" , }\t3 -1\r\n\
        \n# Just a comment\nsomething_weird{problem=\"division by zero\"} +Inf -3982045\n\
        rpc_seconds{quantile=\"0.5\"} NaN\nrpc_seconds_sum 1.7560473e+07\nhex 0x1p-2\n\
        path{p=\"C:\\\\DIR\\\\F.TXT\",e=\"a\\n\\\"b\\\"\",x=\"\\d\"} 1";
    let list = SeriesList::parse(page).unwrap().0;
    assert_eq!(list.len(), 7);
    assert_eq!(list[1], series(&[("__name__", "http_requests_total"), ("code", "400"), ("method", "post")]));
    let path = &list[6];
    assert_eq!(path.label("p"), Some("C:\\DIR\\F.TXT"));
    assert_eq!((path.label("e"), path.label("x")), (Some("a\n\"b\""), Some("\\d")));
}

#[test]
fn a_page_of_open_metrics_is_read() {
    let page = "# TYPE acme_http_router_request_seconds summary\n# UNIT acme_http_router_request_seconds seconds\n\
        acme_http_router_request_seconds_sum{path=\"/api/v1\",method=\"GET\"} 9036.32 1520879607.789\n\
        # TYPE foo histogram\n\
        foo_bucket{le=\"0.01\"} 0\n\
        foo_bucket{le=\"+Inf\"} 17 1520430000.123 # {trace_id=\"KOO5S4vxi0o\"} 0.67\n\
        foo_count 17 # {} 9.8 1520879607.789\n\
        foo_created 1520430000.123\n\
        # TYPE native histogram\n\
        native {count:11,sum:3.5,schema:3,zero_threshold:1e-05,zero_count:2,positive_spans:[0:2],positive_deltas:[5,4]} 1520879607.789\n\
        native{a=\"b\"} {count:1,sum:2} # {trace_id=\"x\"} 1\n\
        # EOF\n";
    let expected = [
        "acme_http_router_request_seconds_sum",
        "foo_bucket",
        "foo_bucket",
        "foo_count",
        "foo_created",
        "native",
        "native",
    ];
    assert_eq!(names(page), expected);
}

#[test]
fn names_beyond_letters_stand_in_quotes() {
    let page = "{\"my.dotted.metric\",\"error.code\"=\"a{},\\\"#\",pod=\"web-0\"} 1\n{\"häh\"} 2 # {\"trace.id\"=\"x\"} 1\n";
    let list = SeriesList::parse(page).unwrap().0;
    let expected = [("__name__", "my.dotted.metric"), ("error.code", "a{},\"#"), ("pod", "web-0")];
    assert_eq!(list[0], series(&expected));
    assert_eq!(list[1], series(&[("__name__", "häh")]));
    assert_eq!(names("{\"status\",\"data\"=\"x\"} 1"), ["status"]);
}

#[test]
fn a_page_says_where_it_cannot_be_read() {
    for (line, column) in [
        ("up{ 1", 5),
        ("up", 3),
        ("up ", 3),
        ("<html>", 1),
        ("\"x\" 1", 1),
        ("up{a=\"\\\"} 1", 12),
        ("up{a=b} 1", 6),
        ("up{a:b=\"c\"} 1", 4),
        ("a.b 1", 2),
        ("up one", 4),
        ("up 1 noon", 6),
        ("up 1 2 3", 8),
        ("up 1 # exemplar", 6),
        ("  up{a=\"é\"} x", 13),
        ("up {count:{}}", 5),
    ] {
        let error = SeriesList::parse(&format!("up 1\n{line}\nup 1")).unwrap_err();
        let place = error.span().map(|span| (span.line, span.column));
        assert_eq!((error.code(), place), ("metrics.series", Some((2, column))), "{line}: {error}");
    }
}

#[test]
fn json_says_where_it_cannot_be_read() {
    let refused = |text: &str| {
        let error = SeriesList::parse(text).unwrap_err();
        (error.code(), error.span().map(|span| (span.line, span.column)), error.message().to_owned())
    };
    for (text, place) in [
        ("[1]", Some((1, 2))),
        ("[\n {\"a\": 1}]", Some((2, 8))),
        ("{}x", Some((1, 3))),
        (r#"{"status":"error","error":"no"}"#, None),
        (r#"{"a":"b"}"#, None),
        ("{}", None),
    ] {
        let (code, at, message) = refused(text);
        assert_eq!((code, at), ("metrics.series", place), "{text}: {message}");
        assert!(!message.contains(" at line "), "{message}");
    }
    assert_eq!(SeriesList::parse(""), Ok(SeriesList::default()));
    assert_eq!(SeriesList::parse(r#"{"status":"success","data":null}"#), Ok(SeriesList::default()));
}

#[test]
fn an_error_of_prometheus_is_told_in_its_words() {
    let refused = SeriesList::parse(r#"{"status":"error","errorType":"timeout","error":"query timed out"}"#)
        .unwrap_err();
    assert_eq!(refused.message(), "Prometheus answered an error: query timed out");
}

#[test]
fn a_text_of_any_length_is_appended() {
    let one = r#"{"__name__":"up","job":"x"},"#;
    let count = 1 + crate::limits::INPUT_BYTES / one.len();
    let text = format!("[{}null]", one.repeat(count));
    assert!(SeriesList::parse(&text).unwrap_err().is(crate::error::codes::limit::SIZE));
    let mut list = SeriesList(vec![series(&[("__name__", "first")])]);
    list.append(&text).unwrap();
    assert_eq!((list.0.len(), list.0[0].name(), list.0[1].name()), (count + 2, "first", "up"));
    list.append(text.split_at(100).0).unwrap_err();
    assert_eq!(list.0.len(), count + 2);
}
