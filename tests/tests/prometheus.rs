//! From a rule to a metric value through a real Prometheus.

use std::collections::BTreeMap;

use counterpoise_tests::prometheus::{Prometheus, Series, Shape, installed};
use counterpoise_tests::skip::skip;

fn series(labels: &[(&str, &str)], shape: Shape) -> Series {
    let labels: BTreeMap<_, _> =
        labels.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Series { labels, shape }
}

/// The harness itself: rates and gauges come back as they were written, and a bad query is an error.
#[test]
fn scripted_series_have_exact_rates() {
    if !installed() {
        return skip("prometheus not found (apt-get install prometheus)");
    }
    let prometheus = Prometheus::scraping(vec![
        series(&[("__name__", "hits_total"), ("pod", "a")], Shape::Rate(2.5)),
        series(&[("__name__", "hits_total"), ("pod", "b")], Shape::Rate(0.5)),
        series(&[("__name__", "depth"), ("queue", "orders")], Shape::Value(7.0)),
    ])
    .unwrap();
    let value = |promql| prometheus.query(promql).unwrap()["data"]["result"][0]["value"][1].clone();
    assert_eq!(value("sum(rate(hits_total[2m]))"), "3");
    assert_eq!(value(r#"irate(hits_total{pod="a"}[4m])"#), "2.5");
    assert_eq!(value("avg_over_time(depth[5m])"), "7");
    assert_eq!(prometheus.series().unwrap()["data"].as_array().unwrap().len(), 3);
    let refused = prometheus.query("sum(rate(hits_total[2m])) by (a.b)").unwrap_err();
    assert!(refused.contains("unexpected"), "{refused}");
}
