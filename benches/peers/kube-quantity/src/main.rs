//! Figures of the `kube_quantity` crate: `{name: nanoseconds}` for the cases on standard input.

// The same clock as ours, without the product.
#[path = "../../../src/measure.rs"]
mod measure;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hint::black_box;
use std::io;

use kube_quantity::ParsedQuantity;
use measure::nanoseconds;

fn main() -> serde_json::Result<()> {
    let cases: serde_json::Value = serde_json::from_reader(io::stdin())?;
    let texts: Vec<&str> =
        cases["quantities"].as_array().into_iter().flatten().filter_map(|text| text.as_str()).collect();
    let parse = |text| ParsedQuantity::try_from(black_box(text)).expect("a quantity");
    let parsed: Vec<ParsedQuantity> = texts.iter().map(|text| parse(*text)).collect();
    let pairs: Vec<_> = parsed.iter().zip(parsed.iter().cycle().skip(1)).collect();
    let thousand: Vec<_> = parsed.iter().cycle().take(1000).cloned().collect();
    let count = u32::try_from(texts.len()).expect("a few");

    let mut figures = BTreeMap::new();
    figures.insert(
        "quantity: parse",
        nanoseconds(count, || {
            for text in &texts {
                black_box(parse(text));
            }
        }),
    );
    let mut printed = String::with_capacity(32);
    figures.insert(
        "quantity: parse and print",
        nanoseconds(count, || {
            for text in &texts {
                printed.clear();
                write!(printed, "{}", parse(text)).expect("room");
                black_box(&printed);
            }
        }),
    );
    figures.insert(
        "quantity: compare",
        nanoseconds(count, || {
            for (a, b) in &pairs {
                black_box(black_box(*a).partial_cmp(black_box(*b)));
            }
        }),
    );
    // It adds only by value.
    figures.insert(
        "quantity: sum of 1,000",
        nanoseconds(1, || {
            let mut quantities = black_box(&thousand).iter().cloned();
            let first = quantities.next().expect("a thousand");
            quantities.fold(first, |sum, quantity| sum + quantity)
        }),
    );
    serde_json::to_writer(io::stdout(), &figures)
}
