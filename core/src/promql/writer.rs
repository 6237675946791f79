//! Writes a query whose texts come from two hands: the rule's author, and whoever asks.

use std::ops::Range;

use super::place::{Place, Scanner};
use super::{string, tokens};
use crate::go::inserted::Inserted;

/// Inserted texts whose places are remembered, so that an error can name one.
const REMEMBERED: usize = 1000;

/// Takes the texts of a query one after the other and writes each as its place wants it; see [`Writer::insert`].
#[derive(Debug)]
pub(crate) struct Writer {
    text: Vec<u8>,
    /// The query with the twins of the texts that are inserted.
    twin: Vec<u8>,
    scanner: Scanner,
    mode: Mode,
    inserted: Vec<Source>,
    refused: Option<Refused>,
}

/// What is done with texts of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Those that are quoted as regular expressions are escaped.
    Patterns,
    /// All are escaped, and refused where they change the structure.
    Strict,
    /// None is escaped, and all are refused where they change the structure.
    Verbatim,
}

/// Where an inserted text came from.
#[derive(Debug, Clone)]
struct Source {
    /// Where it begins in the query.
    start: usize,
    name: Box<str>,
    /// The bytes of the template that printed it.
    at: Range<usize>,
}

/// Why a query is not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// What the text at fault is the value of; empty where that is not known.
    pub(crate) name: Box<str>,
    /// The bytes of the template that printed it.
    pub(crate) at: Range<usize>,
    /// What it does there.
    pub(crate) does: &'static str,
}

impl Writer {
    /// A writer that escapes texts for the strings that they stand in, and refuses those that change the structure of the
    /// query; one that is not strict only escapes what it quotes for regular expressions.
    pub(crate) fn new(strict: bool) -> Self {
        Self::of(if strict { Mode::Strict } else { Mode::Patterns })
    }

    /// A writer that escapes nothing, and tells where a text changes the structure.
    pub(crate) fn verbatim() -> Self {
        Self::of(Mode::Verbatim)
    }

    fn of(mode: Mode) -> Self {
        let (text, twin, inserted) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, twin, scanner: Scanner::default(), mode, inserted, refused: None }
    }

    /// How many bytes were written, of the query or of its twin.
    pub(crate) fn len(&self) -> usize {
        self.text.len().max(self.twin.len())
    }

    /// How many bytes of the query were written.
    pub(crate) fn text_len(&self) -> usize {
        self.text.len()
    }

    /// Writes a text of the author.
    pub(crate) fn write(&mut self, text: &[u8]) {
        self.text.extend_from_slice(text);
        self.twin.extend_from_slice(text);
        self.scanner.read(text);
    }

    /// Writes a text of others; `at` are the bytes of the template that print it.
    ///
    /// Behind `=~` and `!~` it is the one that is quoted as a regular expression. In a string of `"` or `'` it is escaped,
    /// but for one that functions made and that is the inside of such a string already, or would be none with any value. In
    /// backquotes and outside of strings it is written as it is.
    pub(crate) fn insert(&mut self, inserted: &Inserted<'_>, at: Range<usize>) {
        if self.inserted.len() < REMEMBERED {
            let name = inserted.name.into();
            self.inserted.push(Source { start: self.text.len(), name, at: at.clone() });
        }
        let mut refuse = |does| {
            if self.mode != Mode::Patterns {
                self.refused.get_or_insert(Refused { name: inserted.name.into(), at: at.clone(), does });
            }
        };
        let text = if self.scanner.is_pattern() { &inserted.pattern } else { &inserted.text };
        let escapes = match self.scanner.place() {
            Place::Outside | Place::Comment => None,
            Place::Quoted { quote: b'`', .. } => {
                if text.contains(&b'`') && !inserted.twin.contains(&b'`') {
                    refuse("holds a backquote, and stands in a string of backquotes");
                }
                None
            }
            Place::Quoted { quote, escaped } => {
                let fits = |text: &[u8]| string::is_inside(text, quote, escaped);
                let wants = match self.mode {
                    Mode::Patterns => *text != inserted.text,
                    Mode::Strict => true,
                    Mode::Verbatim => false,
                };
                // Where the twin is not the inside of a string either, the author means to leave it.
                let escapes = wants && (inserted.given && !escaped || !fits(text) && fits(&inserted.twin));
                if escapes && escaped {
                    refuse("stands behind a backslash, and makes no escape");
                }
                escapes.then_some(quote)
            }
        };
        let start = self.text.len();
        match escapes {
            Some(quote) => {
                string::escape(text, quote, &mut self.text);
                string::escape(&inserted.twin, quote, &mut self.twin);
            }
            None => {
                self.text.extend_from_slice(text);
                self.twin.extend_from_slice(&inserted.twin);
            }
        }
        self.scanner.read(self.text.get(start..).unwrap_or_default());
    }

    /// The query.
    ///
    /// # Errors
    /// Where it is strict and a text changes the structure of the query.
    pub(crate) fn finish(self) -> Result<Vec<u8>, Refused> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        if self.mode == Mode::Patterns || self.inserted.is_empty() {
            return Ok(self.text);
        }
        let Some(end) = tokens::difference(&self.text, &self.twin) else { return Ok(self.text) };
        let source = self.inserted.iter().rfind(|source| source.start < end).or(self.inserted.first());
        let (name, at) =
            source.map_or_else(Default::default, |source| (source.name.clone(), source.at.clone()));
        Err(Refused { name, at, does: "changes the structure of the query" })
    }
}

/// Whether a template of copies writes the same query whoever asks: its label matchers stand in braces, its words outside of
/// strings and comments or in strings, and outside both begin a token.
pub(crate) fn copies_stand<'a>(parts: impl Iterator<Item = Copied<'a>>) -> bool {
    let mut scanner = Scanner::default();
    let mut before = b' ';
    for part in parts {
        let begins = !before.is_ascii_alphanumeric() && before != b'_' && before != b'.';
        let text = match (part, scanner.place()) {
            (Copied::Text(text), _) => text.as_bytes(),
            (Copied::Matchers, Place::Outside) if begins && scanner.is_in_braces() => b"\"",
            (Copied::Word, Place::Outside) if begins => b"x",
            (Copied::Word, Place::Quoted { escaped: false, .. }) => b"x",
            _ => return false,
        };
        // Matchers end with a string that is closed.
        scanner.read(if matches!(part, Copied::Matchers) { b"x" } else { text });
        before = text.last().copied().unwrap_or(before);
    }
    true
}

/// One part of a template of copies.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Copied<'a> {
    /// Text of the author.
    Text(&'a str),
    /// Label matchers, their values in double quotes.
    Matchers,
    /// A word.
    Word,
}
