//! What the npm package is timed at beside the engine that it is compiled of: operations as JSON, from the smallest to the
//! largest.

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::{NOW, adapter, name, simulate, sync};

/// An operation and its input, on an engine or without one.
#[derive(Debug, Serialize)]
pub struct Case {
    /// What its figure is called.
    pub name: String,
    /// The operation.
    pub op: &'static str,
    /// Whether it is asked of an engine of [`engine`].
    pub engine: bool,
    /// Its input.
    pub input: Box<RawValue>,
}

/// What the engine is made of: the rules of [`adapter`] on a thousand label sets.
#[must_use]
pub fn engine() -> Value {
    json!({ "config": adapter::rules(), "series": adapter::label_sets(1_000) })
}

/// The cases.
#[must_use]
pub fn cases() -> Vec<Case> {
    let names = |count| (0..count).map(name).collect::<Vec<_>>();
    let labels =
        json!({ "app": "web", "tier": "backend", "version": "12", "pod-template-hash": "7d4b9c6f5" });
    let selector = "app=web,tier in (frontend,backend),!canary,version>3";
    let response = |samples| serde_json::from_str::<Value>(&adapter::answer(samples)).expect("an answer");
    let convert = |samples: usize| {
        let request = adapter::path("*").replace("%2C%21canary", "");
        json!({ "request": request, "objects": names(samples), "response": response(samples), "now": NOW })
            .to_string()
    };
    let alone = [
        ("quantity.parse", "", json!({ "text": "501484m" }).to_string()),
        ("quantity.add", "", json!({ "a": "3795872Ki", "b": "4G" }).to_string()),
        ("selector.parse", "", json!({ "text": selector }).to_string()),
        ("selector.matches", "", json!({ "text": selector, "labels": labels }).to_string()),
        ("hpa.default", "", json!({ "hpa": sync::hpa() }).to_string()),
        ("hpa.reconcile", ", a pod", sync::text(1)),
        ("hpa.reconcile", ", 100 pods", sync::text(100)),
        ("hpa.reconcile", ", 1,000 pods", sync::text(1_000)),
        ("hpa.explain", ", 100 pods", sync::text(100)),
        ("hpa.simulate", ", a day of 10 pods", simulate::text(1, 10)),
        ("metrics.list", ", 1,000 label sets", engine().to_string()),
    ];
    let one = json!({ "request": adapter::path(&name(0)) }).to_string();
    let held = [
        ("metrics.query", ", an object", one),
        (
            "metrics.query",
            ", 100 objects",
            json!({ "request": adapter::path("*"), "objects": names(100) }).to_string(),
        ),
        ("metrics.query", ", external", json!({ "request": adapter::EXTERNAL }).to_string()),
        ("metrics.convert", ", 100 samples", convert(100)),
        ("metrics.convert", ", 10,000 samples", convert(10_000)),
    ];
    let case = |engine| {
        move |(op, what, input): (&'static str, &str, String)| Case {
            name: format!("`{op}`{what}"),
            op,
            engine,
            input: RawValue::from_string(input).expect("JSON"),
        }
    };
    alone.into_iter().map(case(false)).chain(held.into_iter().map(case(true))).collect()
}
