//! Colours, on a terminal only.

use std::io::IsTerminal;

/// Whether to colour what goes to a stream.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(bool);

impl Colour {
    /// For what is no terminal.
    pub(crate) const fn none() -> Self {
        Self(false)
    }

    /// For standard output.
    pub(crate) fn stdout() -> Self {
        Self(std::io::stdout().is_terminal() && wanted())
    }

    /// For standard error.
    pub(crate) fn stderr() -> Self {
        Self(std::io::stderr().is_terminal() && wanted())
    }

    /// The text in an ANSI style such as `1;31`, or as it is.
    pub(crate) fn paint(self, style: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{style}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// `NO_COLOR` and a dumb terminal mean no.
fn wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
