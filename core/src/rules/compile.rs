//! A configuration into rules that work.

use super::check;
use super::compat::Compat;
use super::config::{Config, DiscoveryRule};
use super::resource_rules::ResourceRules;
use super::rule::Rule;
use crate::error::{Error, Result, codes};
use crate::go::regexp::Regexp;
use crate::resources::Mapper;
use crate::template::Template;
use crate::yaml::Text;

/// A compiled configuration.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// Of the custom metrics API.
    pub custom: Vec<Rule>,
    /// Of the external metrics API.
    pub external: Vec<Rule>,
    /// Of the resource metrics API.
    pub resource: Option<ResourceRules>,
    /// Why rules were left out; always empty with [`Compat::Upstream`], where the first one is the error.
    pub left_out: Vec<Error>,
}

/// Compiles a configuration. With [`Compat::Upstream`] one bad rule fails it whole; with [`Compat::Safe`] that rule is
/// left out, as is one that is known to do something else than it says.
///
/// # Errors
/// `rules.*`, `template.*` and `resources.*`, with path and position.
pub fn compile(config: &Config, mapper: &Mapper, compat: Compat) -> Result<Compiled> {
    let mut compiled =
        Compiled { custom: Vec::new(), external: Vec::new(), resource: None, left_out: Vec::new() };
    for (list, rules, out) in [
        ("rules", &config.rules, &mut compiled.custom),
        ("externalRules", &config.external_rules, &mut compiled.external),
    ] {
        for (index, rule) in rules.iter().enumerate() {
            match one(&format!("{list}[{index}]"), rule, mapper, compat) {
                Ok(rule) => out.push(rule),
                Err(error) if compat == Compat::Safe => compiled.left_out.push(error),
                Err(error) => return Err(error),
            }
        }
    }
    if let Some(rules) = &config.resource_rules {
        match ResourceRules::compile(rules, mapper) {
            Ok(rules) => compiled.resource = Some(rules),
            Err(error) if compat == Compat::Safe => compiled.left_out.push(error),
            Err(error) => return Err(error),
        }
    }
    Ok(compiled)
}

fn one(path: &str, rule: &DiscoveryRule, mapper: &Mapper, compat: Compat) -> Result<Rule> {
    let is_custom = path.starts_with("rules");
    let compiled = Rule::compile(path.to_owned(), rule, mapper).map_err(|error| error.in_path(path))?;
    if compat == Compat::Safe {
        if let Some(error) = check::refused_when_safe(rule, mapper, is_custom) {
            return Err(error.in_path(path));
        }
        if let Err(error) = &compiled.series_selector {
            return Err(error.clone());
        }
    }
    Ok(compiled)
}

/// Compiles a pattern as Go does.
pub(super) fn regexp(pattern: &Text) -> Result<Regexp> {
    Regexp::new(pattern.as_str()).map_err(|refused| {
        let code = if refused.is_about_size() { codes::limit::REGEXP } else { codes::rules::REGEX };
        let error = Error::new(code, refused.to_string());
        match pattern.span_of(refused.at()).or(pattern.span()) {
            Some(span) => error.at(span),
            None => error,
        }
    })
}

/// Parses the template of a query.
pub(super) fn template(text: &Text) -> Result<Template> {
    Template::parse(text.as_str()).map_err(|error| text.place_error(error))
}
