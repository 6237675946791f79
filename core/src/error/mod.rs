//! The one public error and the registry of its codes.

pub mod codes;
mod diagnostic;
mod fix;
pub(crate) mod similar;
mod span;

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

pub use codes::Code;
pub use diagnostic::{Diagnostic, Severity};
pub use fix::{Fix, fixed};
pub use span::Span;

/// What went wrong, where, and what to do about it.
///
/// An error has a stable [`code`](Error::code) that is never reused, a message in Kubernetes' and Prometheus' words,
/// and, where they are known, the path of the offending field (`rules[2].metricsQuery`), its position in the source
/// text and a hint. One pointer wide, so that a `Result` stays small on the hot paths.
///
/// [`Display`](fmt::Display) is the message alone. [`Debug`](fmt::Debug), which is what a `main` prints of the error that it
/// gives, is all of it:
///
/// ```
/// use counterpoise::rules::Config;
///
/// let error = Config::parse("rules:\n- seriesQuery: [up\n").unwrap_err();
/// let report = format!("{error:?}");
/// assert!(report.starts_with("yaml.syntax: "), "{report}");
/// assert!(report.contains("\n  at line 2, column 16\n  help: "), "{report}");
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.message)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    code: &'static Code,
    message: String,
    path: String,
    span: Option<Span>,
    hint: Option<String>,
    fix: Option<Fix>,
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of a code from [`codes`], with a message that says what was found.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code,
            message: message.into(),
            path: String::new(),
            span: None,
            hint: None,
            fix: None,
        }))
    }

    /// The stable code: `area.problem`, listed in `docs/errors.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code.name
    }

    /// Whether it is of a code from [`codes`].
    #[must_use]
    pub fn is(&self, code: &Code) -> bool {
        self.0.code == code
    }

    /// This error under another code.
    #[must_use]
    pub(crate) fn with_code(mut self, code: &'static Code) -> Self {
        self.0.code = code;
        self
    }

    /// The message, one sentence without a full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the input object, such as `rules[2].metricsQuery`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        Some(self.0.path.as_str()).filter(|path| !path.is_empty())
    }

    /// Where in the source text.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.0.span
    }

    /// What to change: the hint of this very error, else the mend that the registry holds for its code.
    #[must_use]
    pub fn hint(&self) -> &str {
        self.0.hint.as_deref().unwrap_or(self.0.code.mend)
    }

    /// The edit of the source that mends it, where there is one that nobody needs to think about.
    #[must_use]
    pub fn fix(&self) -> Option<&Fix> {
        self.0.fix.as_ref()
    }

    /// Puts a level in front of its path: `in_path("rules[2]")` makes `metricsQuery` into `rules[2].metricsQuery`.
    #[must_use]
    pub fn in_path(mut self, outer: impl fmt::Display) -> Self {
        let inner = &self.0.path;
        let joint = if inner.is_empty() || inner.starts_with('[') { "" } else { "." };
        self.0.path = format!("{outer}{joint}{inner}");
        self
    }

    /// Places it at a position of the source text.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.0.span = Some(span);
        self
    }

    /// Places it at a position, where that is known.
    #[must_use]
    pub fn placed(self, span: Option<Span>) -> Self {
        match span {
            Some(span) => self.at(span),
            None => self,
        }
    }

    /// Takes its position away, for text that the caller cannot see as it was given.
    #[must_use]
    pub fn without_span(mut self) -> Self {
        self.0.span = None;
        self.0.fix = None;
        self
    }

    /// Gives it a hint of its own in place of the registry's mend.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(hint.into());
        self
    }

    /// Gives it the edit that mends it, or takes that away.
    #[must_use]
    pub(crate) fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.0.fix = fix;
        self
    }
}

/// Code and message, then a line for the place and one for what to change.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())?;
        match (self.path(), self.span()) {
            (Some(path), Some(span)) => write!(f, "\n  at {path}, {span}")?,
            (Some(path), None) => write!(f, "\n  at {path}")?,
            (None, Some(span)) => write!(f, "\n  at {span}")?,
            (None, None) => {}
        }
        write!(f, "\n  help: {}", self.hint())
    }
}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Error", 6)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("message", self.message())?;
        if let Some(path) = self.path() {
            fields.serialize_field("path", path)?;
        }
        if let Some(span) = self.span() {
            fields.serialize_field("span", &span)?;
        }
        fields.serialize_field("hint", self.hint())?;
        if let Some(fix) = self.fix() {
            fields.serialize_field("fix", fix)?;
        }
        fields.end()
    }
}
