//! The tokens of a template.

use super::place::Place;
use crate::go::quote::quote;

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What stands outside of actions.
    Text,
    LeftDelimiter,
    RightDelimiter,
    Space,
    Bool,
    /// A printable ASCII character without a token of its own, such as a comma.
    Other,
    Character,
    Number,
    Complex,
    Quoted,
    Raw,
    Assign,
    Declare,
    Pipe,
    LeftParen,
    RightParen,
    Dot,
    Field,
    Variable,
    Identifier,
    Nil,
    Keyword(Keyword),
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    Block,
    Break,
    Continue,
    Define,
    Else,
    End,
    If,
    Range,
    Template,
    With,
}

impl Keyword {
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "block" => Self::Block,
            "break" => Self::Break,
            "continue" => Self::Continue,
            "define" => Self::Define,
            "else" => Self::Else,
            "end" => Self::End,
            "if" => Self::If,
            "range" => Self::Range,
            "template" => Self::Template,
            "with" => Self::With,
            _ => return None,
        })
    }
}

impl Token<'_> {
    /// How an error names it: `<end>`, `EOF`, `"text"`, `"a long te"...`.
    pub(super) fn describe(&self) -> String {
        match self.kind {
            Kind::End => "EOF".into(),
            Kind::Keyword(_) | Kind::Nil | Kind::Dot => format!("<{}>", self.text),
            // Go counts bytes, and then prints so many characters.
            _ if self.text.len() > 10 => {
                let end = self.text.char_indices().nth(10).map_or(self.text.len(), |(end, _)| end);
                format!("{}...", quote(self.text.get(..end).unwrap_or_default()))
            }
            _ => quote(self.text),
        }
    }
}
