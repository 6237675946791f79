//! Quantities as metrics APIs print them.
#![allow(missing_docs, reason = "criterion's macros write functions without")]

use std::fmt::Write;
use std::hint::black_box;

use counterpoise::quantity::Quantity;
use criterion::{Criterion, criterion_group, criterion_main};

fn quantity(c: &mut Criterion) {
    let mut group = c.benchmark_group("quantity");
    for text in ["501484m", "2082398n", "3795872Ki", "1.5Gi"] {
        group.bench_function(format!("parse {text}"), |b| b.iter(|| Quantity::parse(black_box(text))));
    }
    let mut printed = String::with_capacity(32);
    group.bench_function("parse and print 501484m", |b| {
        b.iter(|| {
            printed.clear();
            Quantity::parse(black_box("501484m")).map(|quantity| write!(printed, "{quantity}"))
        });
    });
    let (a, b) =
        (Quantity::parse("3795872Ki").expect("a quantity"), Quantity::parse("4G").expect("a quantity"));
    group.bench_function("compare", |bench| bench.iter(|| black_box(&a).cmp(black_box(&b))));
    group.bench_function("add", |bench| bench.iter(|| black_box(&a).add(black_box(&b))));
    group.finish();
}

criterion_group!(benches, quantity);
criterion_main!(benches);
