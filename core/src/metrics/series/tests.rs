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

#[test]
fn a_page_says_which_line_it_cannot_read() {
    for text in ["up 1\nup{ 1", "up 1\nup", "up 1\n<html>", "up 1\n\"x\" 1", "up 1\nup{a=\"\\\"} 1"] {
        let error = SeriesList::parse(text).unwrap_err();
        assert_eq!((error.code(), error.span().map(|span| span.line)), ("metrics.series", Some(2)), "{text}");
    }
    for text in ["[1]", "{}x", r#"{"status":"error","error":"no"}"#] {
        assert_eq!(SeriesList::parse(text).unwrap_err().code(), "metrics.series", "{text}");
    }
    assert_eq!(SeriesList::parse(""), Ok(SeriesList::default()));
}
