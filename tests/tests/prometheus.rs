//! From a rule to a metric value through a real Prometheus.

use std::collections::BTreeMap;

use counterpoise_tests::paths;
use counterpoise_tests::prometheus::{Prometheus, Series, Shape, configuration, example, installed};
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

/// Every example with series, each in a Prometheus of its own: they share metric names.
#[test]
fn prometheus_answers_the_examples_queries_with_their_responses() {
    if !installed() {
        return skip("prometheus not found (apt-get install prometheus)");
    }
    let scripts = example::scripts().unwrap();
    let mut folders = paths::examples().unwrap();
    folders.retain(|folder| folder.join("series.json").exists());
    assert!(!folders.is_empty());
    let check = |folder: &std::path::Path| {
        let name = folder.file_name().unwrap().to_string_lossy();
        let script = scripts.get(&*name).ok_or("has no entry in tests/scripts/prometheus.yaml".to_owned());
        script.and_then(|script| example::check(folder, script)).map_err(|error| format!("{name}: {error}"))
    };
    let failures: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = folders.iter().map(|folder| scope.spawn(move || check(folder))).collect();
        running.into_iter().filter_map(|thread| thread.join().unwrap().err()).collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Every configuration of `tests/configurations`, all in one Prometheus.
#[test]
fn prometheus_takes_every_query_of_the_configurations() {
    if !installed() {
        return skip("prometheus not found (apt-get install prometheus)");
    }
    let all = configuration::all().unwrap();
    assert!(all.len() >= 30);
    let prometheus = Prometheus::scraping(configuration::series(&all).unwrap()).unwrap();
    let failures: Vec<_> = all.iter().filter_map(|one| one.check(&prometheus).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
