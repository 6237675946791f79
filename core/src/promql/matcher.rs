use std::fmt;

use crate::go::quote::{quote_into, quote_within};

/// How a label matcher compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchOp {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `=~`, a regular expression that matches the whole value.
    Regex,
    /// `!~`, a regular expression that does not match the whole value.
    NotRegex,
}

impl MatchOp {
    /// The operator as PromQL writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Regex => "=~",
            Self::NotRegex => "!~",
        }
    }
}

impl fmt::Display for MatchOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One label matcher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matcher {
    /// The label.
    pub name: String,
    /// How its value is compared.
    pub op: MatchOp,
    /// With what.
    pub value: String,
}

impl Matcher {
    /// Appends the matcher as PromQL; see [`write_matcher`].
    pub fn write(&self, out: &mut String) {
        write_matcher(out, &self.name, self.op, &self.value);
    }
}

impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(self.name.len() + self.value.len() + 4);
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// Appends `name="value"`: the label verbatim, the value as a Go string literal. Mirrors `client.LabelEq`,
/// `LabelNeq`, `LabelMatches` and `LabelNotMatches` of prometheus-adapter.
pub fn write_matcher(out: &mut String, name: &str, op: MatchOp, value: &str) {
    out.push_str(name);
    out.push_str(op.as_str());
    quote_into(value, out);
}

/// Whether PromQL reads a label's name without quotes.
#[must_use]
pub fn is_label_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Writes a matcher whose value stands in `out` already, from one byte to another.
pub(crate) fn write_matcher_within(out: &mut String, name: &str, op: MatchOp, (start, end): (usize, usize)) {
    out.push_str(name);
    out.push_str(op.as_str());
    quote_within(start..end, out);
}
