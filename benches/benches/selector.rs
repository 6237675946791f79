//! Label selectors.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::collections::BTreeMap;
use std::hint::black_box;

use counterpoise::selector::Selector;
use criterion::{Criterion, criterion_group, criterion_main};

fn selector(c: &mut Criterion) {
    let mut group = c.benchmark_group("selector");
    for text in ["app=web", "app=web,tier in (frontend,backend),!canary,version>3"] {
        group.bench_function(format!("parse {text}"), |b| b.iter(|| Selector::parse(black_box(text))));
        let selector = Selector::parse(text).expect("a selector");
        let labels =
            [("app", "web"), ("tier", "backend"), ("version", "12"), ("pod-template-hash", "7d4b9c6f5")];
        let labels: BTreeMap<String, String> =
            labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        assert!(selector.matches(&labels));
        group.bench_function(format!("match {text}"), |b| b.iter(|| selector.matches(black_box(&labels))));
    }
    group.finish();
}

criterion_group!(benches, selector);
criterion_main!(benches);
