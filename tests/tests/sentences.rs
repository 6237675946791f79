//! Every sentence of a sync, and of its explanation, against the numbers that it speaks of.

#[path = "sentences/edges.rs"]
mod edges;
#[path = "sentences/reading.rs"]
mod reading;
#[path = "sentences/rows.rs"]
mod rows;
#[path = "sentences/steps.rs"]
mod steps;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use counterpoise::ops;
use counterpoise_tests::generate::{Area, Hpa, Release, cases};
use counterpoise_tests::sequence::Chain;
use counterpoise_tests::surface::Rust;
use serde_json::Value;

/// Chains of syncs for each release; a chain has up to 15. Some sentences are seldom said.
const MANY: usize = 120;
/// Where each sync is computed several times.
const SOME: usize = 40;

#[test]
fn what_a_sync_says_is_what_it_computed() {
    let said = RefCell::new(BTreeMap::<&str, usize>::new());
    every_sync(MANY, |input, output| {
        steps::check(input, output);
        for step in output["steps"].as_array().unwrap() {
            let why = step["why"].as_str().unwrap();
            for words in SAID.into_iter().filter(|words| why.contains(words)) {
                *said.borrow_mut().entry(words).or_default() += 1;
            }
        }
    });
    let said = said.into_inner();
    assert_eq!(said.len(), SAID.len(), "some sentence was never said: {said:?}");
}

/// Words of each sentence, so that the syncs say them all.
const SAID: [&str; 17] = [
    ", so 3 replicas stay; the count changes at ",
    ", so status.replicas ",
    " ready pods, rounded up, is ",
    " pods, rounded up, is ",
    "rounded up from zero is ",
    "the usage needs ",
    "missing counted in it is ",
    "unready counted in it is ",
    "which points the other way",
    "whose count goes the other way",
    "none (0 over 0)",
    "infinite (over 0)",
    " in total or less, and at ",
    "the largest proposal is ",
    "metrics that could not be read aside",
    "applying the ",
    ", so the count stays: ",
];

#[test]
fn an_explanation_says_what_the_sync_computed() {
    every_sync(SOME, |input, output| {
        let told = ops::call_value(None, "hpa.explain", input.clone()).unwrap();
        assert_eq!(told["decision"], *output, "explaining changes the decision");
        rows::check(input, output, &told);
    });
}

#[test]
fn the_count_changes_where_it_is_said_to_and_not_before() {
    let ends = Cell::new(0);
    every_sync(SOME, |input, output| ends.set(ends.get() + edges::check(input, output)));
    assert!(ends.get() >= 50, "only {} ends were tried", ends.get());
}

fn every_sync(chains: usize, check: impl Fn(&Value, &Value)) {
    for release in [Release::V1_37, Release::V1_33] {
        for case in cases(Area::Hpa(Hpa::Sequence, release), 20).take(chains) {
            let part = |name: &str| case.input[name].clone();
            let mut chain = Chain::new(part("hpa"), part("controller"), part("hpas"), part("profile"));
            for (place, step) in case.input["steps"].as_array().into_iter().flatten().enumerate() {
                let mut input = chain.input(&mut Rust, step);
                let Ok(output) = chain.sync(&mut Rust, step) else { break };
                check(&input, &output);
                // The counts of a scale are seldom apart by themselves.
                if place % 2 == 0 {
                    let asked = input["scale"]["spec"]["replicas"].as_i64().unwrap_or_default();
                    input["scale"]["spec"]["replicas"] = (asked + 1).into();
                } else {
                    input["scale"]["status"]["replicas"] = 0.into();
                }
                check(&input, &ops::call_value(None, "hpa.reconcile", input.clone()).unwrap());
            }
        }
    }
}
