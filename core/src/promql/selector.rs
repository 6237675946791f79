use super::{Labels, MatchOp, Matcher, NAME, parse};
use crate::budget::Budget;
use crate::error::{Error, Result, Span, codes};
use crate::go::regexp::{Dialect, Regexp};
use crate::limits;

/// A compiled series selector, such as `http_requests_total{namespace!="",pod=~"web-.*"}`.
#[derive(Debug, Clone)]
pub struct SeriesSelector {
    matchers: Vec<Compiled>,
}

#[derive(Debug, Clone)]
struct Compiled {
    matcher: Matcher,
    /// Of `=~` and `!~`, anchored at both ends.
    regexp: Option<Regexp>,
}

impl SeriesSelector {
    /// Reads a selector as Prometheus' `/api/v1/series` takes it.
    ///
    /// # Errors
    /// `promql.selector` with its position in the text: another syntax, a regular expression that Go refuses, or no
    /// matcher that keeps out series without the label. `limit.regexp` for one that is too large, `limit.work` for more than
    /// are worth compiling.
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_within(text, &Budget::default())
    }

    /// Reads a selector as [`parse`](Self::parse) does, within what a budget has left for regular expressions.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_within(text: &str, budget: &Budget) -> Result<Self> {
        limits::check_length("a selector", text.len(), limits::SELECTOR_BYTES)?;
        let mut matchers = Vec::new();
        for (matcher, at) in parse::matchers(text)? {
            let place = |error: Error| error.at(Span::of(text, at.clone()));
            matchers.push(Compiled::new(matcher, budget).map_err(place)?);
        }
        if matchers.iter().all(|compiled| compiled.matches("")) {
            let message =
                "the selector must contain at least one matcher that does not match the empty value";
            return Err(Error::new(codes::promql::SELECTOR, message).at(Span::of(text, 0..text.len())));
        }
        Ok(Self { matchers })
    }

    /// A selector of these matchers, which may select any series where there are none.
    ///
    /// # Errors
    /// `promql.selector`, `limit.regexp` and `limit.work` for a regular expression.
    pub(crate) fn of(matchers: impl IntoIterator<Item = Matcher>, budget: &Budget) -> Result<Self> {
        let matchers = matchers.into_iter().map(|matcher| Compiled::new(matcher, budget));
        Ok(Self { matchers: matchers.collect::<Result<_>>()? })
    }

    /// For each matcher whether it keeps a series out.
    pub(crate) fn refusing<'a>(&self, value: impl Fn(&str) -> &'a str) -> impl Iterator<Item = bool> {
        self.matchers.iter().map(move |compiled| !compiled.matches(value(&compiled.matcher.name)))
    }

    /// Whether a series is selected. A label that is absent has the empty value.
    #[must_use]
    pub fn matches(&self, labels: &Labels) -> bool {
        self.matches_with(|name| labels.get(name).map_or("", String::as_str))
    }

    /// Whether a series is selected, by a function that gives its labels' values and `""` for an absent one.
    pub fn matches_with<'a>(&self, value: impl Fn(&str) -> &'a str) -> bool {
        self.matchers.iter().all(|compiled| compiled.matches(value(&compiled.matcher.name)))
    }

    /// Whether series of this name may be selected: what the matchers of `__name__` say.
    ///
    /// # Errors
    /// `limit.work`.
    pub fn matches_name(&self, name: &str, budget: &Budget) -> Result<bool> {
        let mut of_name = self.matchers.iter().filter(|compiled| compiled.is_of_name());
        all(&mut of_name, |compiled| compiled.matches_within(name, budget))
    }

    /// Whether a series whose name [may be selected](Self::matches_name) is: what the other matchers say of its labels.
    ///
    /// # Errors
    /// `limit.work`.
    pub fn matches_labels<'a>(&self, value: impl Fn(&str) -> &'a str, budget: &Budget) -> Result<bool> {
        let mut others = self.matchers.iter().filter(|compiled| !compiled.is_of_name());
        all(&mut others, |compiled| compiled.matches_within(value(&compiled.matcher.name), budget))
    }

    /// The matchers, the name's first.
    pub fn matchers(&self) -> impl Iterator<Item = &Matcher> {
        self.matchers.iter().map(|compiled| &compiled.matcher)
    }

    /// The names that series may have, where the selector says them one by one; `None` where it does not.
    #[must_use]
    pub fn names(&self) -> Option<Vec<&str>> {
        let of_name = || self.matchers.iter().filter(|compiled| compiled.is_of_name());
        let names = of_name().find_map(|compiled| match compiled.matcher.op {
            MatchOp::Equal => Some(vec![compiled.matcher.value.as_str()]),
            MatchOp::Regex => alternatives(&compiled.matcher.value),
            _ => None,
        })?;
        Some(names.into_iter().filter(|name| of_name().all(|compiled| compiled.matches(name))).collect())
    }

    /// The name of the series, where the selector asks for exactly one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        let mut of_name = self.matchers.iter().filter(|compiled| compiled.is_of_name());
        let equal = of_name.find(|compiled| compiled.matcher.op == MatchOp::Equal);
        equal.map(|compiled| compiled.matcher.value.as_str())
    }
}

impl Compiled {
    fn new(matcher: Matcher, budget: &Budget) -> Result<Self> {
        let regexp = match matcher.op {
            MatchOp::Regex | MatchOp::NotRegex => {
                let compiled = budget.regexp(&matcher.value, Dialect::Prometheus)?;
                Some(compiled.map_err(|refused| {
                    let is_limit = refused.is_about_size();
                    let code = if is_limit { codes::limit::REGEXP } else { codes::promql::SELECTOR };
                    Error::new(code, refused.to_string())
                })?)
            }
            MatchOp::Equal | MatchOp::NotEqual => None,
        };
        Ok(Self { matcher, regexp })
    }

    fn is_of_name(&self) -> bool {
        self.matcher.name == NAME
    }

    fn matches(&self, value: &str) -> bool {
        match (self.matcher.op, &self.regexp) {
            (MatchOp::Equal, _) => self.matcher.value == value,
            (MatchOp::NotEqual, _) => self.matcher.value != value,
            (MatchOp::Regex, Some(regexp)) => regexp.is_match(value),
            (MatchOp::NotRegex, Some(regexp)) => !regexp.is_match(value),
            (_, None) => false,
        }
    }

    /// Only regular expressions cost more than a look.
    fn matches_within(&self, value: &str, budget: &Budget) -> Result<bool> {
        match &self.regexp {
            Some(regexp) => Ok(budget.is_match(regexp, value)? == (self.matcher.op == MatchOp::Regex)),
            None => Ok(self.matches(value)),
        }
    }
}

/// The texts that a pattern matches, where it names them: `a|b`, `^a$`, `^(a|b)$`.
fn alternatives(pattern: &str) -> Option<Vec<&str>> {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    let inner = inner.strip_suffix('$').unwrap_or(inner);
    let inner = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(inner);
    let inner = inner.strip_prefix("?:").unwrap_or(inner);
    let is_literal = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'))
    };
    // `^a|b$` is anchored all the same: Prometheus puts the whole into a group.
    let texts: Vec<&str> = inner.split('|').collect();
    texts.iter().all(|text| is_literal(text)).then_some(texts)
}

/// Whether something holds for all, where saying so can fail.
fn all<T>(items: &mut impl Iterator<Item = T>, holds: impl Fn(T) -> Result<bool>) -> Result<bool> {
    for item in items {
        if !holds(item)? {
            return Ok(false);
        }
    }
    Ok(true)
}
