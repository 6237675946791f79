//! `/metrics` pages, in the format of Prometheus or of OpenMetrics: a text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use counterpoise::kinds::{self, Kind};
use counterpoise::metrics::series::SeriesList;
use counterpoise::promql::eval;
use serde_json::json;

use super::asked::ask;
use super::given::text;
use crate::generate::Random;

pub(super) fn check(bytes: &[u8]) {
    let Some(text) = text(bytes, make) else { return };
    let page = format!("# HELP up whether it is\n{text}");
    let names = SeriesList::parse(&page);
    let valued = eval::parse_exposition(&page);
    let scraped = ask(
        "promql.evaluate",
        &json!({
            "query": "{__name__!=\"\"}", "series": [{"time": 60, "page": text}, {"time": 120, "page": text}], "time": 120,
        }),
    );
    drop((kinds::of_text(&text), scraped));
    if let (Ok(names), Ok(valued)) = (&names, &valued) {
        // What has samples is a series of the page.
        let listed: BTreeSet<_> = names
            .0
            .iter()
            .map(|series| labels(series.labels().chain([("__name__", series.name())])))
            .collect();
        for series in valued {
            let one = labels(series.labels.iter().map(|(name, value)| (name.as_str(), value.as_str())));
            assert!(listed.contains(&one), "{one} is no series of {page:?}");
            assert!(series.points.is_sorted_by_key(|point| point.millis), "{page:?}");
        }
    }
    if let Ok(names) = names {
        printed(&names);
    }
}

fn labels<'a>(labels: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let labels: std::collections::BTreeMap<_, _> = labels.filter(|(_, value)| !value.is_empty()).collect();
    format!("{labels:?}")
}

/// A page that is written of series has these series.
fn printed(list: &SeriesList) {
    let mut page = String::from("# TYPE any untyped\n");
    for series in &list.0 {
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let named = [("__name__", series.name())].into_iter().filter(|(_, name)| !name.is_empty());
        let mut labels: Vec<String> = named.map(|(_, name)| format!("\"{}\"", quoted(name))).collect();
        labels.extend(
            series.labels().map(|(name, value)| format!("\"{}\"=\"{}\"", quoted(name), quoted(value))),
        );
        writeln!(page, "{{{}}} 1", labels.join(",")).expect("a text takes any");
    }
    // A label set without a name, or a line that breaks inside of a string, is none of a page.
    let is_plain = list.0.iter().all(|series| {
        !series.name().is_empty()
            && series.labels().chain([("", series.name())]).all(|(name, value)| {
                !name.contains(['\r', '\u{b}', '\u{c}', '\u{85}'])
                    && !value.contains(['\r', '\u{b}', '\u{c}', '\u{85}'])
            })
    });
    if !is_plain {
        return;
    }
    assert!(matches!(kinds::of_text(&page), Some(Kind::MetricsPage)) || list.0.is_empty(), "{page:?}");
    let again = SeriesList::parse(&page).unwrap_or_else(|error| panic!("{page:?}: {error}"));
    let sets = |list: &SeriesList| -> BTreeSet<String> {
        list.0.iter().map(|series| labels(series.labels().chain([("__name__", series.name())]))).collect()
    };
    assert_eq!(sets(&again), sets(list), "{page:?}");
}

fn make(random: &mut Random<'_>) -> String {
    const NAMES: &[&str] =
        &["up", "http_requests_total", "rpc_duration_seconds_bucket", "a:b", "\"a.b\"", "1a", "é", ""];
    const LABELS: &[&str] = &[
        "",
        "{}",
        "{a=\"b\"}",
        "{a=\"b\",}",
        "{le=\"+Inf\"}",
        "{quantile=\"0.5\"}",
        "{a=\"\\\"\\\\\\n\"}",
        "{\"a b\"=\"é\"}",
        "{a=\"1\",a=\"2\"}",
        "{ a = \"b\" , c=\"d\" }",
        "{a=\"b\"",
        "{a=b}",
        "{\"a.name\",a=\"b\"}",
        "{a=\"}\"}",
        "{__name__=\"x\"}",
    ];
    const VALUES: &[&str] = &[
        "1",
        "0.5",
        "NaN",
        "+Inf",
        "-Inf",
        "1e9",
        "0x1p-2",
        "1_000",
        "",
        "x",
        "1 1700000000000",
        "1 1700000000.5",
        "1 -1",
        "1 # {trace_id=\"a\"} 0.5",
        "1 2 # {} 1 2",
        "{count:1,sum:2}",
        "1 9223372036854775808",
    ];
    const LINES: &[&str] = &[
        "# HELP up whether it is up\n",
        "# TYPE up gauge\n",
        "# TYPE rpc_duration_seconds histogram\n",
        "# UNIT up seconds\n",
        "# EOF\n",
        "#\n",
        "\n",
        "# a comment\n",
        "  ",
        "\t",
    ];
    let mut page = String::new();
    for _ in 0..=random.up_to(6) {
        if random.percent(30) {
            page += random.pick(LINES);
        }
        page += random.pick(NAMES);
        page += random.pick(LABELS);
        page += random.pick(&[" ", " ", " ", "", "  ", "\t"]);
        page += random.pick(VALUES);
        page += random.pick(&["\n", "\n", "\n", "\r\n", " \n", ""]);
    }
    page
}
