//! Our figures for the operations that the peers in `benches/peers` are timed at: `{name: nanoseconds}` on standard output for
//! the cases on standard input. `cargo xtask bench --peers` runs all of them and prints the ratios.

mod promql;
mod replicas;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io;

use counterpoise::hpa::AnyHorizontalPodAutoscaler;
use counterpoise::quantity::Quantity;
use counterpoise::selector::Selector;
use counterpoise_benches::measure::nanoseconds;
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Cases {
    quantities: Vec<String>,
    selector: String,
    labels: BTreeMap<String, String>,
    pods: Vec<usize>,
    hpa: Box<RawValue>,
    #[serde(rename = "queryPods")]
    query_pods: usize,
    queries: Vec<String>,
}

fn main() -> serde_json::Result<()> {
    let cases: Cases = serde_json::from_reader(io::stdin())?;
    let mut figures = BTreeMap::new();
    quantities(&cases.quantities, &mut figures);
    selectors(&cases, &mut figures);
    decode(cases.hpa.get(), &mut figures);
    promql::queries(&cases.queries, cases.query_pods, &mut figures);
    for count in cases.pods {
        replicas::replicas(count, &mut figures);
    }
    serde_json::to_writer(io::stdout(), &figures)
}

type Figures = BTreeMap<String, f64>;

fn quantities(texts: &[String], figures: &mut Figures) {
    let parse = |text: &String| Quantity::parse(black_box(text)).expect("a quantity");
    let parsed: Vec<Quantity> = texts.iter().map(parse).collect();
    let pairs: Vec<(&Quantity, &Quantity)> = parsed.iter().zip(parsed.iter().cycle().skip(1)).collect();
    let thousand: Vec<Quantity> = parsed.iter().cycle().take(1000).cloned().collect();
    let count = u32::try_from(texts.len()).expect("a few");

    figures.insert(
        "quantity: parse".to_owned(),
        nanoseconds(count, || {
            for text in texts {
                black_box(parse(text));
            }
        }),
    );
    let mut printed = String::with_capacity(32);
    figures.insert(
        "quantity: parse and print".to_owned(),
        nanoseconds(count, || {
            for text in texts {
                printed.clear();
                parse(text).append_to(&mut printed);
                black_box(&printed);
            }
        }),
    );
    figures.insert(
        "quantity: compare".to_owned(),
        nanoseconds(count, || {
            for (a, b) in &pairs {
                black_box(black_box(*a).cmp(black_box(*b)));
            }
        }),
    );
    figures.insert(
        "quantity: sum of 1,000".to_owned(),
        nanoseconds(1, || black_box(&thousand).iter().sum::<Quantity>()),
    );
    figures.insert(
        "quantity: milli value".to_owned(),
        nanoseconds(count, || {
            for quantity in &parsed {
                black_box(black_box(quantity).milli_value());
            }
        }),
    );
}

fn selectors(cases: &Cases, figures: &mut Figures) {
    let selector = Selector::parse(&cases.selector).expect("a selector");
    assert!(selector.matches(&cases.labels), "a selector that does not match stops early");
    figures
        .insert("selector: parse".to_owned(), nanoseconds(1, || Selector::parse(black_box(&cases.selector))));
    figures.insert(
        "selector: match".to_owned(),
        nanoseconds(1, || black_box(&selector).matches(black_box(&cases.labels))),
    );
}

fn decode(text: &str, figures: &mut Figures) {
    let read = || {
        let mut hpa = AnyHorizontalPodAutoscaler::parse(black_box(text)).expect("an HPA");
        hpa.set_defaults();
        hpa
    };
    assert!(matches!(read(), AnyHorizontalPodAutoscaler::V2(hpa) if hpa.spec.min_replicas == Some(1)));
    figures.insert("hpa: decode and default".to_owned(), nanoseconds(1, read));
}
