//! What of rules, series and HPAs the tests touched.

use std::collections::BTreeSet;

use counterpoise::engine::Engine;
use counterpoise::ops::call_value;
use counterpoise::promql::{Labels, SeriesSelector};
use serde_json::{Value, json};

use super::branches;
use super::sample;
use super::setup::{Setup, Shared};
use super::syncs::Walk;
use crate::failure::Failure;

/// What was touched, where that is wanted.
#[derive(Default)]
pub(crate) struct Coverage {
    is_wanted: bool,
    rules: Vec<Item>,
    series: Vec<Item>,
    hpas: Vec<Item>,
    /// Queries that were looked at, each with the test that it is of.
    queries: BTreeSet<(String, String)>,
}

/// One thing that a test may touch.
struct Item {
    /// The file, or the test, that it is of.
    of: String,
    what: String,
    /// Another name of it.
    also: String,
    labels: Labels,
    is_touched: bool,
}

impl Coverage {
    pub(crate) fn new(is_wanted: bool) -> Self {
        Self { is_wanted, ..Self::default() }
    }

    /// The rules of a configuration.
    pub(super) fn configuration(&mut self, shared: &Shared<'_>) -> Result<(), Failure> {
        let Some(config) = shared.config.as_ref().filter(|_| self.is_wanted) else { return Ok(()) };
        let of = configuration(shared, config.name());
        if self.rules.iter().any(|rule| rule.of == of) {
            return Ok(());
        }
        let resources = shared.resources.as_ref().map(|resources| &resources.value);
        let given = json!({ "config": config.value, "resources": resources });
        let engine = Engine::from_made_json(&given.to_string()).map_err(|error| shared.refuse(error))?;
        let compiled = engine.compiled();
        let rules = compiled.custom.iter().chain(&compiled.external).map(|rule| (&rule.place, &rule.path));
        let resources = compiled.resource.iter().flat_map(|rules| [&rules.cpu, &rules.memory]);
        for (place, path) in rules.chain(resources.map(|rule| (&rule.place, &rule.path))) {
            let (of, what, also) = (of.clone(), place.clone(), path.clone());
            self.rules.push(Item { of, what, also, labels: Labels::new(), is_touched: false });
        }
        Ok(())
    }

    /// The series of a test.
    pub(super) fn series(&mut self, setup: &Setup<'_>) {
        if !self.is_wanted {
            return;
        }
        for series in &setup.samples.series {
            self.series.push(Item {
                of: test(setup),
                what: sample::notation(&series.labels),
                also: String::new(),
                labels: series.labels.clone(),
                is_touched: false,
            });
        }
    }

    /// A query that was evaluated: its selectors touch series.
    pub(super) fn query(&mut self, setup: &Setup<'_>, query: &str) {
        let of = test(setup);
        if !self.is_wanted || !self.queries.insert((of.clone(), query.to_owned())) {
            return;
        }
        let Ok(parsed) = call_value(None, "promql.parse", json!({ "text": query })) else { return };
        let nodes = parsed["tree"].as_array().into_iter().flatten();
        let selectors: Vec<_> = nodes.filter_map(selector).collect();
        for item in self.series.iter_mut().filter(|item| item.of == of) {
            item.is_touched |= selectors.iter().any(|selector| selector.matches(&item.labels));
        }
    }

    /// A request that was answered: its rule is touched.
    pub(super) fn rule(&mut self, setup: &Setup<'_>, asked: &Value) {
        let of_resources = asked.get("queries").is_some();
        let rule = asked["rule"].as_str().unwrap_or_default();
        self.touch_rule(setup, |item| {
            item.what == rule || item.also == rule || of_resources && item.also.starts_with("resourceRules.")
        });
    }

    fn touch_rule(&mut self, setup: &Setup<'_>, is_it: impl Fn(&Item) -> bool) {
        let Some(config) = setup.shared.config.as_ref().filter(|_| self.is_wanted) else { return };
        let of = configuration(setup.shared, config.name());
        for item in self.rules.iter_mut().filter(|item| item.of == of && is_it(item)) {
            item.is_touched = true;
        }
    }

    /// Syncs of an HPA, and what it asked at the last of them.
    pub(super) fn syncs(&mut self, setup: &Setup<'_>, walk: &Walk<'_>, decisions: &[Value]) {
        if !self.is_wanted {
            return;
        }
        let of = configuration(setup.shared, walk.hpa.name());
        if self.hpas.iter().all(|item| item.of != of) {
            for what in branches::of_spec(&walk.hpa.value) {
                let (of, also, labels) = (of.clone(), String::new(), Labels::new());
                self.hpas.push(Item { of, what, also, labels, is_touched: false });
            }
        }
        let done: BTreeSet<String> = decisions.iter().flat_map(branches::of_decision).collect();
        for item in self.hpas.iter_mut().filter(|item| item.of == of) {
            item.is_touched |= done.contains(&item.what);
        }
        for asked in walk.asked() {
            for query in &asked.queries {
                self.query(setup, query);
            }
            if let Some(rule) = &asked.rule {
                let is_told = |name: &str| rule.split([':', ' ']).any(|word| word == name);
                self.touch_rule(setup, |item| is_told(&item.what) || is_told(&item.also));
            }
        }
    }

    fn parts(&self) -> [(&'static str, &[Item]); 3] {
        [("rules", &self.rules), ("series", &self.series), ("hpas", &self.hpas)]
    }

    /// As JSON, each thing with whether it was touched; null where nobody wanted it.
    pub(crate) fn json(&self) -> Value {
        if !self.is_wanted {
            return Value::Null;
        }
        let mut out = json!({});
        for (name, items) in self.parts() {
            let item = |item: &Item| json!({ "of": item.of, "what": item.what, "touched": item.is_touched });
            out[name] = items.iter().map(item).collect();
        }
        out
    }

    /// For people: how much was touched, and what was not.
    pub(crate) fn text(&self) -> String {
        if !self.is_wanted {
            return String::new();
        }
        let mut out = String::from("\nCoverage\n");
        for (name, items) in self.parts() {
            let touched = items.iter().filter(|item| item.is_touched).count();
            out.push_str(&format!("  {name}: {touched} of {}\n", items.len()));
            for item in items.iter().filter(|item| !item.is_touched) {
                out.push_str(&format!("    not touched: {} of {}\n", item.what, item.of));
            }
        }
        out
    }
}

/// What a part of a file is called in a list of several files.
fn configuration(shared: &Shared<'_>, name: &str) -> String {
    let is_inline = name == "config" || name.starts_with("tests[");
    if is_inline { format!("{} ({name})", shared.source.name) } else { name.to_owned() }
}

fn test(setup: &Setup<'_>) -> String {
    format!("{} ({})", setup.source().name, setup.path)
}

/// The selector that a node of a query is.
fn selector(node: &Value) -> Option<SeriesSelector> {
    let matcher = |matcher: &Value| {
        let [name, op, value] =
            ["name", "operator", "value"].map(|field| matcher[field].as_str().unwrap_or_default());
        format!("{name}{op}{value:?}")
    };
    let matchers: Vec<_> = node.get("matchers")?.as_array()?.iter().map(matcher).collect();
    SeriesSelector::parse(&format!("{{{}}}", matchers.join(","))).ok()
}
