//! Cases for every area, from grammars, boundaries and mutations: what the oracle, property tests, fuzz targets and
//! benches ask.
//!
//! ```
//! use counterpoise_tests::generate::{Area, cases};
//!
//! let case = cases(Area::Quantity, 7).next().unwrap();
//! assert!(case.op.starts_with("quantity."));
//! ```

mod evaluate;
mod hpa;
mod keda;
mod mutate;
mod notation;
mod promql;
mod quantity;
mod query;
mod random;
mod regexp;
mod resources;
mod selector;
mod template;

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

pub use hpa::{Hpa, Release};
pub use random::Random;

/// One question: an operation and its input.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The operation's name.
    pub op: &'static str,
    /// Its input.
    pub input: Value,
}

/// A part of the contract that has a generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// `keda.hpa`.
    Keda,
    /// `promql.parseSelector` and `promql.matches`: series selectors.
    Promql,
    /// `promql.evaluate`: what queries evaluate to.
    PromqlEvaluate,
    /// `promql.labels`: which labels a query's result has.
    PromqlLabels,
    /// `promql.parse`: queries.
    PromqlParse,
    /// `quantity.*`.
    Quantity,
    /// `rules.name`: regular expressions and what a match expands to.
    Regexp,
    /// `resources.find`.
    Resources,
    /// `selector.*`.
    Selector,
    /// `template.render`.
    Template,
    /// A part of `hpa.*`, of a Kubernetes release.
    Hpa(Hpa, Release),
}

impl Area {
    /// Every area that does not depend on a Kubernetes release.
    pub const VALUES: [Self; 10] = [
        Self::Keda,
        Self::Promql,
        Self::PromqlEvaluate,
        Self::PromqlLabels,
        Self::PromqlParse,
        Self::Quantity,
        Self::Regexp,
        Self::Resources,
        Self::Selector,
        Self::Template,
    ];

    /// Every area.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let releases = |part| Release::ALL.into_iter().map(move |release| (part, release));
        let parts = Hpa::ALL.into_iter().flat_map(releases).filter(|(part, release)| part.is_of(*release));
        Self::VALUES.into_iter().chain(parts.map(|(part, release)| Self::Hpa(part, release))).collect()
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keda => "keda",
            Self::Promql => "promql",
            Self::PromqlEvaluate => "promql-evaluate",
            Self::PromqlLabels => "promql-labels",
            Self::PromqlParse => "promql-parse",
            Self::Quantity => "quantity",
            Self::Regexp => "regexp",
            Self::Resources => "resources",
            Self::Selector => "selector",
            Self::Template => "template",
            Self::Hpa(part, _) => part.name(),
        }
    }

    /// The area of a name; the release matters for parts of `hpa`.
    #[must_use]
    pub fn named(name: &str, release: Release) -> Option<Self> {
        let is_asked = |area: &Self| match area {
            Self::Hpa(_, of) => *of == release,
            _ => true,
        };
        Self::all().into_iter().filter(is_asked).find(|area| area.name() == name)
    }

    /// Whether an operation belongs to it.
    #[must_use]
    pub fn asks(self, op: &str) -> bool {
        match self {
            Self::Hpa(part, _) => part.operation() == op,
            Self::Promql => matches!(op, "promql.parseSelector" | "promql.matches"),
            Self::PromqlEvaluate => op == "promql.evaluate",
            Self::PromqlLabels => op == "promql.labels",
            Self::PromqlParse => op == "promql.parse",
            Self::Regexp => op == "rules.name",
            _ => op.strip_prefix(self.name()).is_some_and(|rest| rest.starts_with('.')),
        }
    }
}

/// One case. Equal randomness gives equal cases.
#[must_use]
pub fn case(area: Area, random: &mut Random<'_>) -> Case {
    match area {
        Area::Keda => keda::case(random),
        Area::Promql => promql::case(random),
        Area::PromqlEvaluate => evaluate::case(random),
        Area::PromqlLabels => query::labels_case(random),
        Area::PromqlParse => query::case(random),
        Area::Quantity => quantity::case(random),
        Area::Regexp => regexp::case(random),
        Area::Resources => resources::case(random),
        Area::Selector => selector::case(random),
        Area::Template => template::case(random),
        Area::Hpa(part, release) => hpa::case(part, release, random),
    }
}

/// Cases without end. Each has a seed of its own, so that one can be made again without those before it.
pub fn cases(area: Area, seed: u64) -> impl Iterator<Item = Case> {
    let mut seeds = Random::new(seed);
    std::iter::repeat_with(move || case(area, &mut Random::new(seeds.bits())))
}

/// The text of a quantity, mostly a good one.
#[must_use]
pub fn quantity(random: &mut Random<'_>) -> String {
    quantity::text(random)
}

/// The text of a label selector, mostly a good one.
#[must_use]
pub fn selector(random: &mut Random<'_>) -> String {
    selector::text(random)
}

/// A line of the notation that promtool loads series in, mostly a good one.
#[must_use]
pub fn notation(random: &mut Random<'_>) -> String {
    notation::text(random)
}

/// A query template with the delimiters `<<` and `>>`.
#[must_use]
pub fn template(random: &mut Random<'_>) -> String {
    template::text(random)
}

fn case_of(op: &'static str, input: &[(&str, Value)]) -> Case {
    let fields = input.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    Case { op, input: json!(fields.collect::<serde_json::Map<_, _>>()) }
}
