//! From a request to PromQL, by a compiled engine.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::hint::black_box;

use counterpoise::metrics::Request;
use counterpoise_benches::{ALL, ONE, engine, name};
use criterion::{Criterion, criterion_group, criterion_main};

fn query(c: &mut Criterion) {
    let engine = engine(100);
    let names: Vec<_> = (0..100).map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut group = c.benchmark_group("query");
    let one = Request::parse(ONE).expect("a request path");
    group.bench_function("1 object", |b| b.iter(|| engine.query(black_box(&one), &[])));
    let all = Request::parse(ALL).expect("a request path");
    group.bench_function("100 objects", |b| b.iter(|| engine.query(black_box(&all), black_box(&names))));
    group.bench_function("parse the request", |b| b.iter(|| Request::parse(black_box(ONE))));
    group.finish();
}

criterion_group!(benches, query);
criterion_main!(benches);
