//! Go's `regexp`: its syntax is read as Go reads it, refused where Go refuses it, and matched by the `regex` crate.
//!
//! Both are RE2 at heart: leftmost-first, linear time. They differ in what they accept and in what `\d`, `\w` and
//! `\b` mean, so a pattern is parsed here and written anew for the crate.

mod class;
mod cost;
mod deferred;
mod dialect;
mod engine;
mod expand;
mod parse;
mod pattern;
mod translation;
mod unicode;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use deferred::Deferred;
pub(crate) use dialect::Dialect;
pub(crate) use engine::{Captures, Engine};
pub(crate) use expand::{Expansion, UnknownGroup};
pub(crate) use translation::Translation;

/// A compiled regular expression. Mirrors `regexp.Regexp`.
#[derive(Debug, Clone)]
pub(crate) struct Regexp {
    pattern: Deferred,
    /// Whether it matches the empty text, which is most often asked.
    matches_empty: bool,
    /// Of each group, the whole match first.
    names: Arc<[Option<Box<str>>]>,
    states: usize,
    places: usize,
}

/// Why Go refuses a pattern. Prints as Go's error does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("error parsing regexp: {problem}: `{fragment}`")]
pub(crate) struct SyntaxError {
    problem: Problem,
    fragment: String,
    at: Range<usize>,
}

/// Go's `syntax.ErrorCode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Problem {
    #[error("invalid character class range")]
    CharRange,
    #[error("invalid escape sequence")]
    Escape,
    #[error("invalid named capture")]
    NamedCapture,
    #[error("invalid or unsupported Perl syntax")]
    PerlOp,
    #[error("invalid nested repetition operator")]
    RepeatOp,
    #[error("invalid repeat count")]
    RepeatSize,
    #[error("missing closing ]")]
    MissingBracket,
    #[error("missing closing )")]
    MissingParen,
    #[error("missing argument to repetition operator")]
    MissingRepeatArgument,
    #[error("trailing backslash at end of expression")]
    TrailingBackslash,
    #[error("unexpected )")]
    UnexpectedParen,
    #[error("expression nests too deeply")]
    NestingDepth,
    #[error("expression too large")]
    Large,
}

/// Bytes for the groups of a match.
const CAPTURE_BYTES: usize = 16 << 20;

impl Regexp {
    /// Compiles a pattern. Mirrors `regexp.Compile`.
    ///
    /// # Errors
    /// What Go refuses, and what compiles to more than 10 MiB.
    #[cfg(test)]
    pub(crate) fn new(pattern: &str) -> Result<Self, SyntaxError> {
        Translation::new(pattern, Dialect::Go)?.compile()
    }

    /// Compiles a pattern that must match the whole text, in which `.` also matches a line break. Mirrors
    /// `labels.NewFastRegexMatcher` of Prometheus.
    ///
    /// # Errors
    /// What Go refuses, and what compiles to more than 10 MiB.
    #[cfg(test)]
    pub(crate) fn whole(pattern: &str) -> Result<Self, SyntaxError> {
        Translation::new(pattern, Dialect::Prometheus)?.compile()
    }

    /// Whether what groups capture can be found: that takes memory for each group in each state.
    ///
    /// # Errors
    /// For a pattern with so many groups that it takes more than 16 MiB.
    pub(crate) fn check_captures(&self, pattern: &str) -> Result<(), SyntaxError> {
        let bytes = self.states.saturating_mul(self.names.len()).saturating_mul(size_of::<[usize; 2]>());
        if bytes <= CAPTURE_BYTES {
            return Ok(());
        }
        Err(SyntaxError::new(Problem::Large, pattern, 0..pattern.len()))
    }

    /// About how many states the compiled pattern has: what matching a byte may take where the automaton grows.
    #[must_use]
    pub(crate) fn states(&self) -> usize {
        self.states
    }

    /// What finding groups may have to look at for each byte of a text.
    #[must_use]
    pub(crate) fn places(&self) -> usize {
        self.places
    }

    /// Whether a pattern that must match a whole text is one that can be compiled, as far as its syntax goes. Compiles nothing.
    ///
    /// # Errors
    /// What Go refuses.
    pub(crate) fn check_whole(pattern: &str) -> Result<(), SyntaxError> {
        parse::parse(pattern, Dialect::Prometheus).map(drop)
    }

    /// Whether the pattern matches anywhere in the text. Mirrors `Regexp.MatchString`.
    #[must_use]
    pub(crate) fn is_match(&self, text: &str) -> bool {
        if text.is_empty() { self.matches_empty } else { self.pattern.is_match(text) }
    }

    /// How many groups capture, without the whole match.
    #[must_use]
    pub(crate) fn groups(&self) -> usize {
        self.names.len().saturating_sub(1)
    }

    /// The name of each group, the whole match first. A name may come twice. Mirrors `Regexp.SubexpNames`.
    pub(crate) fn names(&self) -> impl Iterator<Item = Option<&str>> {
        self.names.iter().map(Option::as_deref)
    }

    /// What the groups captured at the first match, the whole match first.
    #[must_use]
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.pattern.captures(text)
    }
}

impl SyntaxError {
    fn new(problem: Problem, pattern: &str, at: Range<usize>) -> Self {
        let fragment = pattern.get(at.clone()).unwrap_or_default().to_owned();
        Self { problem, fragment, at }
    }

    /// Whether the pattern is good, and only larger or deeper than what is compiled here.
    #[must_use]
    pub(crate) fn is_about_size(&self) -> bool {
        matches!(self.problem, Problem::NestingDepth | Problem::Large)
    }

    /// The bytes of the pattern that Go's message quotes.
    #[must_use]
    pub(crate) fn at(&self) -> Range<usize> {
        self.at.clone()
    }
}
