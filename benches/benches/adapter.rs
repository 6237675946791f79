//! What prometheus-adapter does: discovery, queries, answers.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::borrow::Cow;
use std::hint::black_box;

use counterpoise::Engine;
use counterpoise::engine::{EngineInput, Plan};
use counterpoise::kube::Time;
use counterpoise::metrics::Request;
use counterpoise::metrics::answer::PrometheusAnswer;
use counterpoise::metrics::series::SeriesList;
use counterpoise_benches::{NOW, adapter, name};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::Deserialize;
use serde_json::json;

fn discovery(c: &mut Criterion) {
    let mut group = c.benchmark_group("discovery");
    group.sample_size(10);
    for sets in [1_000, 10_000, 100_000, 1_000_000] {
        let text = adapter::label_sets(sets);
        group.throughput(Throughput::Elements(u64::try_from(sets).expect("a count")));
        group.bench_function(format!("read {sets} label sets"), |b| {
            b.iter_with_large_drop(|| serde_json::from_str::<SeriesList>(black_box(&text)));
        });
        let series: SeriesList = serde_json::from_str(&text).expect("series");
        let input = EngineInput::new(json!(adapter::rules())).series(series);
        group.bench_function(format!("20 rules on {sets} label sets"), |b| {
            b.iter_with_large_drop(|| Engine::new(black_box(&input)));
        });
    }
    group.finish();
}

fn query(c: &mut Criterion) {
    let engine = adapter::engine(100_000);
    let names: Vec<_> = (0..100).map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (one, all) = (adapter::path(&name(0)), adapter::path("*"));
    let mut group = c.benchmark_group("query");
    for (what, path) in [
        ("one object, three requirements", one.as_str()),
        ("100 objects", &all),
        ("external", adapter::EXTERNAL),
    ] {
        let request = Request::parse(path).expect("a request path");
        engine.plan(&request, &names).expect("a query");
        group.bench_function(what, |b| b.iter(|| engine.plan(black_box(&request), black_box(&names))));
    }
    group.bench_function("parse the request", |b| b.iter(|| Request::parse(black_box(&one))));
    group.finish();
}

/// What any reader of the answer has to read, as serde_json reads it into structs that borrow.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be timed")]
struct Plain<'a> {
    status: &'a str,
    #[serde(borrow)]
    data: PlainData<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read to be timed")]
struct PlainData<'a> {
    result_type: &'a str,
    #[serde(borrow)]
    result: Vec<PlainSample<'a>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be timed")]
struct PlainSample<'a> {
    #[serde(borrow)]
    metric: Vec1<'a>,
    value: (f64, &'a str),
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "read to be timed")]
struct Vec1<'a> {
    #[serde(borrow)]
    pod: Cow<'a, str>,
}

fn answers(c: &mut Criterion) {
    const SAMPLES: usize = 10_000;
    let engine = adapter::engine(1_000);
    let path = adapter::path("*").replace("%2C%21canary", "");
    let request = Request::parse(&path).expect("a request path");
    let names: Vec<_> = (0..SAMPLES).map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let text = adapter::answer(SAMPLES);
    let now: Time = serde_json::from_value(json!(NOW)).expect("a time");
    // The text of the query is part of what an answer costs.
    let values = |answer: &PrometheusAnswer<'_>| {
        let plan = engine.plan(&request, &names).expect("a plan");
        let Plan::Custom(plan) = plan else { panic!("a request of custom metrics") };
        plan.convert(answer, now).expect("values")
    };
    let mut group = c.benchmark_group("answer of 10,000 samples");
    group.throughput(Throughput::Bytes(u64::try_from(text.len()).expect("a length")));
    group.bench_function("to values", |b| {
        b.iter_with_large_drop(|| {
            let answer = PrometheusAnswer::parse(black_box(&text)).expect("an answer");
            values(&answer)
        });
    });
    group.bench_function("to the API's JSON", |b| {
        b.iter(|| {
            let answer = PrometheusAnswer::parse(black_box(&text)).expect("an answer");
            serde_json::to_string(&values(&answer).list)
        });
    });
    group.bench_function("read", |b| {
        b.iter_with_large_drop(|| PrometheusAnswer::parse(black_box(&text)).expect("an answer"));
    });
    group.bench_function("serde_json into structs that borrow", |b| {
        b.iter_with_large_drop(|| serde_json::from_str::<Plain<'_>>(black_box(&text)).expect("an answer"));
    });
    // What is compared to plain reading has to make numbers of the values, too.
    group.bench_function("serde_json into structs that borrow, values as numbers", |b| {
        b.iter_with_large_drop(|| {
            let plain = serde_json::from_str::<Plain<'_>>(black_box(&text)).expect("an answer");
            let value = |sample: &PlainSample<'_>| sample.value.1.parse::<f64>().expect("a number");
            let values: Vec<f64> = plain.data.result.iter().map(value).collect();
            (plain, values)
        });
    });
    group.finish();
}

criterion_group!(benches, discovery, query, answers);
criterion_main!(benches);
