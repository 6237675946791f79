use super::{Engine, EngineInput, json};
use crate::engine::EngineBuilder;
use crate::error::codes;
use crate::metrics::series::SeriesList;
use crate::rules::Compat;

fn series(pods: std::ops::Range<usize>) -> String {
    let series: Vec<_> = pods
        .map(|pod| {
            let name = format!("requests_{pod}_total");
            json!({"__name__": name, "kubernetes_namespace": "default", "kubernetes_pod": format!("web-{pod}")})
        })
        .collect();
    json!({"status": "success", "data": series}).to_string()
}

const ANY: &str = "
rules:
- seriesQuery: '{__name__=~\"^requests_.*\"}'
  resources: {template: kubernetes_<<.Resource>>}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
";

fn any_series() -> EngineBuilder {
    let mut builder = EngineBuilder::new();
    builder.config(ANY).unwrap();
    builder
}

fn listed(engine: &Engine) -> serde_json::Value {
    serde_json::to_value(engine.list("custom.metrics.k8s.io", "v1beta2").unwrap()).unwrap()
}

#[test]
fn pieces_make_the_engine_of_the_whole() {
    let mut builder = any_series();
    builder.series(&series(0..40)).unwrap();
    builder.series(&series(40..41)).unwrap();
    builder.series("[]").unwrap();
    builder.series(&series(41..100)).unwrap();
    let pieces = builder.finish().unwrap();
    builder.series(&series(0..100)).unwrap();
    let whole = builder.finish().unwrap();
    assert_eq!(listed(&pieces), listed(&whole));
    // Of each pod and of its namespace.
    assert_eq!(pieces.registry().counts(), (200, 0));
}

#[test]
fn what_fails_leaves_the_builder_as_it_was() {
    let mut builder = any_series();
    builder.series(&series(0..2)).unwrap();
    let text = series(2..4);
    let (cut, _) = text.split_at(text.len() / 2);
    assert!(builder.series(cut).unwrap_err().is(codes::metrics::SERIES));
    assert!(builder.config("rules: [").unwrap_err().is(codes::yaml::SYNTAX));
    builder.series_bytes(text.len());
    let refused = builder.series(&text).unwrap_err();
    assert!(refused.is(codes::limit::SIZE), "{refused}");
    assert_eq!(refused.path(), Some("series"));
    assert_eq!(builder.finish().unwrap().registry().counts(), (4, 0));
    // The limit is of one engine's series.
    builder.series(&text).unwrap();
    assert_eq!(builder.finish().unwrap().registry().counts(), (4, 0));
}

#[test]
fn a_builder_gives_what_an_input_gives() {
    let mut builder = any_series();
    builder.compat(Compat::SAFE);
    builder.series(&series(0..3)).unwrap();
    let built = builder.finish().unwrap();
    let input = EngineInput::new(ANY).series(SeriesList::parse(&series(0..3)).unwrap()).compat(Compat::SAFE);
    assert_eq!(listed(&built), listed(&Engine::new(&input).unwrap()));
}

#[test]
fn without_a_configuration_there_is_no_engine() {
    let mut builder = EngineBuilder::new();
    assert!(builder.compiled().unwrap_err().is(codes::request::MISSING_FIELD));
    assert!(builder.finish().unwrap_err().is(codes::request::MISSING_FIELD));
}
