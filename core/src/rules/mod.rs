//! The adapter's configuration: read, checked and compiled.
//!
//! [`Config`] is the file as written, every value with its place in the source. [`compile`](compile()) makes it into [`Rule`]s
//! that select series, name metrics, and know which label stands for which resource.

mod chart;
mod check;
mod compat;
mod compile;
mod config;
mod decode;
mod embedded;
mod errors;
mod fields;
mod filter;
mod helm;
mod helm_note;
mod label_template;
mod labels;
mod namer;
mod pattern;
mod probe;
mod query_template;
mod read;
mod resource_rules;
mod rule;
mod unknown;
mod unknown_group;
pub(crate) mod window;
mod wrapper;

#[cfg(test)]
mod tests;

pub use crate::yaml::Text;
pub use check::check;
pub(crate) use check::check_up_to;
pub use compat::{Compat, Switch};
pub use compile::{Compiled, compile, compile_sound};
pub use config::{
    Config, DiscoveryRule, NameMapping, Override, RegexFilter, ResourceMapping, ResourceRuleConfig,
    ResourceRulesConfig,
};
pub use filter::SeriesFilter;
pub(crate) use helm::is_of_chart;
pub use labels::LabelResources;
pub use namer::{Group, MetricNamer};
pub(crate) use probe::Probe;
pub use query_template::QueryTemplate;
pub use resource_rules::{ResourceRule, ResourceRules};
pub use rule::Rule;
