//! The words of a formula.

use super::{Outcome, Problem};
use crate::go::runes::{is_digit, is_letter};

/// A word, and the character at which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: Word,
    pub(super) at: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    Name(String),
    Number(String),
    Text(String),
    Operator(String),
    Bracket(char),
    End,
}

impl Word {
    pub(super) fn is_operator(&self, wanted: &str) -> bool {
        matches!(self, Self::Operator(operator) if operator == wanted)
    }

    pub(super) fn is_bracket(&self, wanted: char) -> bool {
        matches!(self, Self::Bracket(bracket) if *bracket == wanted)
    }

    /// As it is called in an error.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Name(text) | Self::Number(text) | Self::Operator(text) => format!("{text:?}"),
            Self::Text(text) => format!("the text {text:?}"),
            Self::Bracket(bracket) => format!("{:?}", bracket.to_string()),
            Self::End => "the end".to_owned(),
        }
    }
}

/// Names that are operators.
const WORDS: [&str; 11] =
    ["not", "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "if", "else"];

pub(super) fn words(text: &str) -> Outcome<Vec<Token>> {
    let mut lexer = Lexer { characters: text.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    tokens.push(Token { word: Word::End, at: lexer.at });
    Ok(tokens)
}

struct Lexer {
    characters: Vec<char>,
    at: usize,
}

impl Lexer {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn accept(&mut self, which: impl Fn(char) -> bool) -> bool {
        let is_one = self.peek().is_some_and(which);
        self.at = self.at.saturating_add(usize::from(is_one));
        is_one
    }

    fn accept_all(&mut self, which: impl Fn(char) -> bool) {
        while self.accept(&which) {}
    }

    fn since(&self, from: usize) -> String {
        self.characters.get(from..self.at).unwrap_or_default().iter().collect()
    }

    fn next(&mut self) -> Outcome<Option<Token>> {
        loop {
            self.accept_all(char::is_whitespace);
            if !self.comment()? {
                break;
            }
        }
        let at = self.at;
        let Some(first) = self.peek() else { return Ok(None) };
        let word = match first {
            '0'..='9' => self.number()?,
            '.' if self.characters.get(at.saturating_add(1)).is_some_and(char::is_ascii_digit) => {
                self.number()?
            }
            '\'' | '"' | '`' => self.text(first)?,
            'b' | 'B' if matches!(self.characters.get(at.saturating_add(1)), Some('\'' | '"')) => {
                return Err(Problem::unsupported(at, "a text of bytes"));
            }
            _ if part_of_name(first) => {
                self.accept_all(part_of_name);
                let name = self.since(at);
                if WORDS.contains(&&*name) { Word::Operator(name) } else { Word::Name(name) }
            }
            '(' | ')' | '[' | ']' | '{' | '}' => {
                self.at = at.saturating_add(1);
                Word::Bracket(first)
            }
            _ => {
                self.at = at.saturating_add(1);
                let second = match first {
                    '?' => ".?",
                    '|' => "|",
                    ':' => ":",
                    '.' => ".",
                    '#' => "#",
                    '&' | '!' | '=' | '*' | '<' | '>' => "&=*",
                    ',' | ';' | '%' | '+' | '-' | '^' | '/' => "",
                    other => return Err(Problem::new(at, format!("{other:?} has no meaning in a formula"))),
                };
                self.accept(|c| second.contains(c));
                Word::Operator(self.since(at))
            }
        };
        Ok(Some(Token { word, at }))
    }

    /// Passes over one comment, where one begins here.
    fn comment(&mut self) -> Outcome<bool> {
        let from = self.at;
        match self.characters.get(from..from.saturating_add(2)) {
            Some(['/', '/']) => {
                self.accept_all(|c| c != '\n');
                Ok(true)
            }
            Some(['/', '*']) => {
                let rest = self.characters.get(from.saturating_add(2)..).unwrap_or_default();
                let end = rest.windows(2).position(|pair| pair == ['*', '/']);
                let end = end.ok_or_else(|| Problem::new(from, "the comment has no end"))?;
                self.at = from.saturating_add(end).saturating_add(4);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn number(&mut self) -> Outcome<Word> {
        let from = self.at;
        let mut digits: fn(char) -> bool = |c| c.is_ascii_digit() || c == '_';
        if self.accept(|c| c == '0') {
            if self.accept(|c| matches!(c, 'x' | 'X')) {
                digits = |c| c.is_ascii_hexdigit() || c == '_';
            } else if self.accept(|c| matches!(c, 'o' | 'O')) {
                digits = |c| matches!(c, '0'..='7' | '_');
            } else if self.accept(|c| matches!(c, 'b' | 'B')) {
                digits = |c| matches!(c, '0' | '1' | '_');
            }
        }
        self.accept_all(digits);
        let whole = self.at;
        if self.accept(|c| c == '.') {
            // Two dots are a range, and none of them is the number's.
            if self.peek() == Some('.') {
                self.at = whole;
                return Ok(Word::Number(self.since(from)));
            }
            self.accept_all(digits);
        }
        if self.accept(|c| matches!(c, 'e' | 'E')) {
            self.accept(|c| matches!(c, '+' | '-'));
            self.accept_all(digits);
        }
        if self.peek().is_some_and(part_of_name) {
            self.at = self.at.saturating_add(1);
            return Err(Problem::new(from, format!("{:?} is no number", self.since(from))));
        }
        Ok(Word::Number(self.since(from)))
    }

    fn text(&mut self, quote: char) -> Outcome<Word> {
        let from = self.at;
        self.at = from.saturating_add(1);
        self.accept_all(|c| c != quote && c != '\\' && (c != '\n' || quote == '`'));
        let text = self.since(from.saturating_add(1));
        match self.peek() {
            Some('\\') => Err(Problem::unsupported(from, "a text with a backslash")),
            Some(c) if c == quote => {
                self.at = self.at.saturating_add(1);
                if quote == '`' && self.peek() == Some('`') {
                    return Err(Problem::unsupported(from, "a text with a backtick"));
                }
                Ok(Word::Text(text))
            }
            _ => Err(Problem::new(from, "the text has no end")),
        }
    }
}

fn part_of_name(c: char) -> bool {
    matches!(c, '_' | '$') || is_letter(c) || is_digit(c)
}
