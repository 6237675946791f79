use super::config::NameMapping;
use super::pattern::{self, regexp};
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::regexp::{Expansion, Regexp, UnknownGroup};
use crate::yaml::Text;

/// Names a metric after its series. Mirrors the naming half of `naming.metricNamer`.
#[derive(Debug, Clone)]
pub struct MetricNamer {
    /// Absent where the name of the series is taken as it is.
    pattern: Option<(Regexp, Expansion)>,
}

/// What one group of a pattern captured.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Group<'s> {
    /// The group's name, where it has one.
    pub name: Option<&'s str>,
    /// What it captured; `None` where it took no part in the match.
    pub text: Option<&'s str>,
}

impl MetricNamer {
    /// Compiles `name`.
    ///
    /// # Errors
    /// `rules.regex` for a pattern that Go refuses, `rules.no-metric-name` where several groups capture and nothing says
    /// which of them is the name, `limit.regexp` for one with too many groups to tell them apart, `limit.work`.
    pub fn compile(name: &NameMapping, budget: &Budget) -> Result<Self> {
        let given = name.metric_name.as_str();
        if name.matches.is_empty() && matches!(given, "" | "$0" | "${0}") {
            return Ok(Self { pattern: None });
        }
        let all = Text::new(".*");
        let matches = if name.matches.is_empty() { &all } else { &name.matches };
        let regexp = regexp(matches, budget).map_err(|error| error.in_path("matches"))?;
        let template = match (given, regexp.groups()) {
            ("", 0) => "$0",
            ("", 1) => "$1",
            ("", groups) => {
                let message =
                    format!("{groups} groups capture in {}, so `as` must be given", matches.as_str());
                let error = Error::new(codes::rules::NO_METRIC_NAME, message).in_path("as");
                return Err(matches.place_error(error));
            }
            (given, _) => given,
        };
        let expansion = Expansion::new(template, &regexp);
        if !expansion.is_constant() {
            pattern::check_captures(&regexp, matches).map_err(|error| error.in_path("matches"))?;
        }
        Ok(Self { pattern: Some((regexp, expansion)) })
    }

    /// The name of the metric for a series' name; `None` where the series does not match. Text outside of the match
    /// is dropped. Mirrors `MetricNameForSeries`.
    ///
    /// # Errors
    /// `limit.output` for a name that is longer than what the budget has left, `limit.work`.
    pub fn name(&self, series: &str, budget: &Budget) -> Result<Option<String>> {
        let Some((regexp, expansion)) = &self.pattern else {
            budget.take_output(series.len())?;
            return Ok(Some(first_line(series).to_owned()));
        };
        if expansion.is_constant() {
            budget.take_match_of(regexp, series)?;
        } else {
            budget.take_captures(regexp, series)?;
        }
        let Some(pieces) = regexp.expand(expansion, series) else { return Ok(None) };
        let mut name = String::with_capacity(series.len());
        for piece in pieces {
            budget.take_output(piece.len())?;
            name.push_str(piece);
        }
        Ok(Some(name))
    }

    /// The pattern, where the series' names must match one.
    pub(super) fn pattern(&self) -> Option<&Regexp> {
        self.pattern.as_ref().map(|(regexp, _)| regexp)
    }

    /// What each group of `matches` holds of a series' name, the whole match first; `None` where the series does not match.
    ///
    /// # Errors
    /// `limit.output` for more text than the budget has left, `limit.regexp` for too many groups to tell them apart,
    /// `limit.work`.
    pub fn groups<'s>(&'s self, series: &'s str, budget: &Budget) -> Result<Option<Vec<Group<'s>>>> {
        let Some((regexp, _)) = &self.pattern else {
            return Ok(Some(vec![Group { name: None, text: Some(first_line(series)) }]));
        };
        pattern::check_captures(regexp, &Text::default()).map_err(|error| error.in_path("matches"))?;
        budget.take_captures(regexp, series)?;
        let Some(captures) = regexp.captures(series) else { return Ok(None) };
        let mut groups = Vec::with_capacity(regexp.groups() + 1);
        for (group, name) in regexp.names().enumerate() {
            let text = captures.get(group);
            budget.take_output(text.map_or(0, str::len))?;
            groups.push(Group { name, text });
        }
        Ok(Some(groups))
    }

    /// Whether every series gets the same name.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.pattern.as_ref().is_some_and(|(_, expansion)| expansion.is_constant())
    }

    /// Whether some series could get this name, as far as that can be told without any.
    #[must_use]
    pub fn may_name(&self, metric: &str) -> bool {
        self.pattern.as_ref().is_none_or(|(_, expansion)| expansion.may_print(metric))
    }

    /// Whether `as` names a group that `matches` does not have.
    #[must_use]
    pub fn has_unknown_group(&self) -> bool {
        !self.unknown_groups().is_empty()
    }

    /// Where `as` names groups that `matches` does not have.
    pub(super) fn unknown_groups(&self) -> &[UnknownGroup] {
        self.pattern.as_ref().map_or(&[], |(_, expansion)| expansion.unknown_groups())
    }
}

/// What `.*` matches: `.` matches no line break.
fn first_line(series: &str) -> &str {
    series.split('\n').next().unwrap_or_default()
}
