//! A configuration into rules that work.

use super::check;
use super::compat::{Compat, Switch};
use super::config::{Config, DiscoveryRule};
use super::resource_rules::ResourceRules;
use super::rule::Rule;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::resources::Mapper;

/// A compiled configuration.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Compiled {
    /// Of the custom metrics API.
    pub custom: Vec<Rule>,
    /// Of the external metrics API.
    pub external: Vec<Rule>,
    /// Of the resource metrics API.
    pub resource: Option<ResourceRules>,
    /// Why rules were left out, an error for each of their fields that is broken; none where [`Switch::BadRules`] is not
    /// mended and the first one is the error.
    pub left_out: Vec<Error>,
}

/// Compiles a configuration. As upstream one bad rule fails it whole; in safe mode that rule is left out, as is one that
/// is known to do something else than it says.
///
/// # Errors
/// `rules.*`, `template.*` and `resources.*`, with path and position; in safe mode what cannot be read outside of a
/// rule, and any field that is not known.
pub fn compile(config: &Config, mapper: &Mapper, compat: Compat, budget: &Budget) -> Result<Compiled> {
    let refused = if compat.mends(Switch::BadRules) {
        let unknown = config.read_errors().find(|error| error.is(codes::rules::UNKNOWN_FIELD));
        config.errors.first().or(unknown)
    } else {
        config.read_errors().next()
    };
    let ignored = config.ignored.first().filter(|_| compat.mends(Switch::UnknownValues));
    if let Some(error) = refused.or(ignored) {
        return Err(error.clone());
    }
    let compiled = compile_sound(config, mapper, compat, budget);
    match compiled.left_out.first() {
        Some(error) if !compat.mends(Switch::BadRules) => Err(error.clone()),
        _ => Ok(compiled),
    }
}

/// Compiles the rules that are sound, and leaves out the others.
pub fn compile_sound(config: &Config, mapper: &Mapper, compat: Compat, budget: &Budget) -> Compiled {
    let mut left_out = Vec::new();
    let mut list = |list: &str, rules: &[DiscoveryRule], is_custom| {
        let mut out = Vec::with_capacity(rules.len());
        for (index, rule) in rules.iter().enumerate() {
            let path = format!("{list}[{index}]");
            match one(path, rule, mapper, compat, is_custom, budget) {
                Ok(rule) => out.push(rule),
                Err(errors) => left_out.extend(errors),
            }
        }
        out
    };
    let custom = list("rules", &config.rules, true);
    let external = list("externalRules", &config.external_rules, false);
    let resource = config.resource_rules.as_ref().and_then(|rules| {
        let compiled = match rules.errors.as_slice() {
            [] => ResourceRules::compile(rules, mapper, budget),
            errors => Err(errors.to_vec()),
        };
        compiled.map_err(|errors| left_out.extend(errors)).ok()
    });
    Compiled { custom, external, resource, left_out }
}

fn one(
    path: String,
    rule: &DiscoveryRule,
    mapper: &Mapper,
    compat: Compat,
    is_custom: bool,
    budget: &Budget,
) -> Result<Rule, Vec<Error>> {
    if !rule.errors.is_empty() {
        return Err(rule.errors.clone());
    }
    let compiled = Rule::compile(path, rule, mapper, budget)?;
    let mut refused = check::refused(rule.place(&compiled.path), rule, mapper, is_custom, compat, budget);
    if compat.mends(Switch::BadRules) {
        refused.extend(compiled.series_selector.as_ref().err().cloned());
    }
    if refused.is_empty() { Ok(compiled) } else { Err(refused) }
}
