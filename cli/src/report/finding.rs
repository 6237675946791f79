use counterpoise::error::{Fix, Span};
use serde_json::Value;

/// A finding, or another place of it, as the library's JSON has it.
#[derive(Clone, Copy)]
pub(super) struct Finding<'a>(pub(super) &'a Value);

impl<'a> Finding<'a> {
    fn text(self, field: &str) -> &'a str {
        self.0.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn file(self) -> &'a str {
        self.text("file")
    }

    pub(super) fn code(self) -> &'a str {
        self.text("code")
    }

    pub(super) fn message(self) -> &'a str {
        self.text("message")
    }

    pub(super) fn hint(self) -> &'a str {
        self.text("hint")
    }

    pub(super) fn path(self) -> &'a str {
        self.text("path")
    }

    /// `error`, `warning` or `note`, as all forms call them.
    pub(super) fn level(self) -> &'static str {
        match self.text("severity") {
            "error" => "error",
            "warning" => "warning",
            _ => "note",
        }
    }

    pub(super) fn span(self) -> Option<Span> {
        self.0.get("span").and_then(|span| serde_json::from_value(span.clone()).ok())
    }

    pub(super) fn fix(self) -> Option<Fix> {
        self.0.get("fix").and_then(|fix| serde_json::from_value(fix.clone()).ok())
    }

    /// Where else the same shows.
    pub(super) fn also(self) -> impl Iterator<Item = Self> {
        self.0.get("also").and_then(Value::as_array).into_iter().flatten().map(Finding)
    }

    /// Where it is, in words, for forms that have no field for it.
    pub(super) fn place(self) -> String {
        let span = self.span().map(|span| format!(":{}:{}", span.line, span.column)).unwrap_or_default();
        let path = if self.path().is_empty() { String::new() } else { format!(" ({})", self.path()) };
        format!("{}{span}{path}", self.file())
    }
}
