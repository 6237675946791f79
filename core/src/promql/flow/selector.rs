//! The labels of what selectors select.

use super::facts::LabelFlow;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::regexp::{Dialect, Regexp};
use crate::promql::syntax::{SelectorMatcher, VectorSelector};
use crate::promql::{Labels, MatchOp};

/// A matcher whose pattern is compiled.
struct Compiled<'a> {
    held: &'a SelectorMatcher,
    regexp: Option<Regexp>,
}

/// What is known of the series of a selector, of all there may be or of these.
///
/// # Errors
/// `limit.regexp`, `limit.work`.
pub(super) fn selected(
    selector: &VectorSelector,
    series: Option<&[Labels]>,
    budget: &Budget,
) -> Result<LabelFlow> {
    // What a text says that is no UTF-8 cannot be told of ours: it counts as said of nothing.
    let told = selector.matchers.iter().filter(|held| held.is_utf8);
    let matchers: Vec<_> = told.map(|held| Compiled::of(held, budget)).collect::<Result<_>>()?;
    match series {
        Some(series) => of_these(&matchers, series, budget),
        None => of_any(&matchers, budget),
    }
}

fn of_these(matchers: &[Compiled<'_>], series: &[Labels], budget: &Budget) -> Result<LabelFlow> {
    budget.take_steps(series.len().saturating_mul(matchers.len().saturating_add(8)) / 8)?;
    let mut found = Vec::new();
    for labels in series {
        let mut matches = true;
        for matcher in matchers {
            let value = labels.get(&matcher.held.matcher.name).map_or("", String::as_str);
            matches = matches && matcher.matches(value, budget)?;
        }
        if matches {
            found.push(labels);
        }
    }
    Ok(LabelFlow::of_series(found))
}

fn of_any(matchers: &[Compiled<'_>], budget: &Budget) -> Result<LabelFlow> {
    let mut flow = LabelFlow::default();
    for matcher in matchers {
        let (name, value) = (&matcher.held.matcher.name, &matcher.held.matcher.value);
        match matcher.held.matcher.op {
            MatchOp::Equal if flow.fixed.get(name).is_some_and(|held| held != value) => {
                return Ok(LabelFlow::nothing());
            }
            MatchOp::Equal => {
                flow.fixed.insert(name.clone(), value.clone());
            }
            _ => {}
        }
        if !matcher.matches("", budget)? {
            flow.present.insert(name.clone());
        }
    }
    for matcher in matchers {
        if let Some(value) = flow.fixed.get(&matcher.held.matcher.name)
            && !matcher.matches(value, budget)?
        {
            return Ok(LabelFlow::nothing());
        }
    }
    Ok(flow.settled())
}

impl<'a> Compiled<'a> {
    fn of(held: &'a SelectorMatcher, budget: &Budget) -> Result<Self> {
        let regexp = match held.matcher.op {
            MatchOp::Equal | MatchOp::NotEqual => None,
            MatchOp::Regex | MatchOp::NotRegex => {
                let compiled = budget.regexp(&held.matcher.value, Dialect::Prometheus)?;
                Some(compiled.map_err(|refused| Error::new(codes::limit::REGEXP, refused.to_string()))?)
            }
        };
        Ok(Self { held, regexp })
    }

    fn matches(&self, value: &str, budget: &Budget) -> Result<bool> {
        let wanted = &self.held.matcher.value;
        Ok(match (self.held.matcher.op, &self.regexp) {
            (MatchOp::NotEqual, _) => wanted != value,
            (MatchOp::Regex, Some(regexp)) => budget.is_match(regexp, value)?,
            (MatchOp::NotRegex, Some(regexp)) => !budget.is_match(regexp, value)?,
            _ => wanted == value,
        })
    }
}
