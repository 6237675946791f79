//! The text of a query into tokens. Mirrors `Lexer` of Prometheus' `promql/parser`.

use std::ops::Range;

use super::number;
use super::operator::BinaryOp;
use super::token::{Kind, Token, Word};
use crate::error::{Error, Result, Span, codes};
use crate::go::quote::Quoting;

/// Cuts a text into tokens, one at a time. Behind an error there is nothing more.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Where the token begins that is read.
    start: usize,
    /// Parentheses that are open.
    parens: usize,
    place: Place,
}

/// Where the next token stands: what is one depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    /// In `{…}`, where keywords are names.
    Braces,
    /// In `[…]`, where names are none but those of durations.
    Brackets {
        /// Whether nothing was read yet but signs: comments are read behind a number only.
        begins: bool,
        /// Whether the colon was read.
        colon: bool,
        /// Whether a number or a name was read, which must come before the colon.
        length: bool,
    },
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, start: 0, parens: 0, place: Place::Outside }
    }

    /// The next token; at the end of the text one that says so.
    ///
    /// # Errors
    /// `promql.syntax` for what is no token, and for what is open at the end.
    pub(super) fn next(&mut self) -> Result<Token> {
        self.space();
        self.start = self.at;
        let place = self.place;
        let kind = match place {
            Place::Braces => self.in_braces()?,
            Place::Outside => self.in_statement()?,
            Place::Brackets { begins: true, .. } => self.in_duration()?,
            Place::Brackets { .. } => self.in_statement()?,
        };
        Ok(Token { kind, span: self.start..self.at })
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn accept(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    }

    fn space(&mut self) {
        let comments = !matches!(self.place, Place::Brackets { begins: true, .. });
        loop {
            self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
            if !comments || !self.rest().starts_with('#') {
                return;
            }
            self.take_while(|c| !matches!(c, '\n' | '\r'));
        }
    }

    /// Outside of braces, and in brackets behind a number.
    fn in_statement(&mut self) -> Result<Kind> {
        let in_brackets = matches!(self.place, Place::Brackets { .. });
        let Some(c) = self.bump() else {
            return match (self.parens, in_brackets) {
                (0, false) => Ok(Kind::End),
                (0, true) => Err(self.refuse("unclosed left bracket")),
                _ => Err(self.refuse("unclosed left parenthesis")),
            };
        };
        Ok(match c {
            ',' => Kind::Comma,
            '=' if self.accept('=') => Kind::Operator(BinaryOp::Equal),
            '=' if self.peek() == Some('~') => {
                return Err(self.refuse("unexpected character after '=': '~'"));
            }
            '=' => Kind::Assign,
            '!' if self.accept('=') => Kind::Operator(BinaryOp::NotEqual),
            '!' => return Err(self.unexpected("unexpected character after '!'", self.peek())),
            '<' if self.accept('=') => Kind::Operator(BinaryOp::LessOrEqual),
            '<' if self.accept('/') => Kind::Operator(BinaryOp::TrimUpper),
            '<' => Kind::Operator(BinaryOp::Less),
            '>' if self.accept('=') => Kind::Operator(BinaryOp::GreaterOrEqual),
            '>' if self.accept('/') => Kind::Operator(BinaryOp::TrimLower),
            '>' => Kind::Operator(BinaryOp::Greater),
            '"' | '\'' => self.string(c)?,
            '`' => self.raw_string()?,
            '@' => Kind::At,
            '{' => {
                self.place = Place::Braces;
                Kind::LeftBrace
            }
            '[' if in_brackets => return Err(self.refuse("unexpected left bracket '['")),
            '[' => {
                self.place = Place::Brackets { begins: true, colon: false, length: false };
                Kind::LeftBracket
            }
            ']' if !in_brackets => return Err(self.refuse("unexpected right bracket ']'")),
            c if is_name_start(c) || c == ':' => match &mut self.place {
                Place::Brackets { colon: true, .. } if c == ':' => {
                    return Err(self.refuse("unexpected colon ':'"));
                }
                Place::Brackets { colon, .. } if c == ':' => {
                    *colon = true;
                    Kind::Colon
                }
                Place::Brackets { .. } => self.duration_word(c).ok_or_else(|| {
                    self.refuse(&format!("unexpected character: {}, expected ':'", quoted(c)))
                })?,
                Place::Outside | Place::Braces => self.name(),
            },
            c => self.sign_or_number(c)?,
        })
    }

    /// In brackets before any number.
    fn in_duration(&mut self) -> Result<Kind> {
        let Some(c) = self.bump() else {
            return Err(self.refuse("unexpected end of input in duration expression"));
        };
        match c {
            ',' => return Ok(Kind::Comma),
            ':' => {
                if let Place::Brackets { colon, length, .. } = &mut self.place {
                    let (again, late) = (*colon, *length);
                    *colon = true;
                    if !late {
                        return Err(self.refuse("unexpected colon before duration in duration expression"));
                    }
                    if again {
                        return Err(self.refuse("unexpected repeated colon in duration expression"));
                    }
                }
                return Ok(Kind::Colon);
            }
            'r' | 's' | 'm' | 'R' | 'S' | 'M' => {
                if let Some(word) = self.duration_word(c) {
                    if let Place::Brackets { length, .. } = &mut self.place {
                        *length = true;
                    }
                    return Ok(word);
                }
            }
            _ => {}
        }
        let kind = self.sign_or_number(c);
        match (kind, &mut self.place) {
            (Ok(kind @ (Kind::Number | Kind::Duration)), Place::Brackets { begins, length, .. }) => {
                (*begins, *length) = (false, true);
                Ok(kind)
            }
            (Err(error), _) if !matches!(c, '0'..='9' | '.' | ')') => {
                drop(error);
                Err(self.unexpected("unexpected character in duration expression", Some(c)))
            }
            (kind, _) => kind,
        }
    }

    /// What stands in brackets and outside of them alike.
    fn sign_or_number(&mut self, c: char) -> Result<Kind> {
        Ok(match c {
            '+' => Kind::Operator(BinaryOp::Add),
            '-' => Kind::Operator(BinaryOp::Sub),
            '*' => Kind::Operator(BinaryOp::Mul),
            '/' => Kind::Operator(BinaryOp::Div),
            '%' => Kind::Operator(BinaryOp::Mod),
            '^' => Kind::Operator(BinaryOp::Pow),
            '(' => {
                self.parens += 1;
                Kind::LeftParen
            }
            ')' => {
                let Some(open) = self.parens.checked_sub(1) else {
                    return Err(self.refuse("unexpected right parenthesis ')'"));
                };
                self.parens = open;
                Kind::RightParen
            }
            ']' => {
                self.place = Place::Outside;
                Kind::RightBracket
            }
            c if c.is_ascii_digit() || c == '.' && self.peek().is_some_and(|c| c.is_ascii_digit()) => {
                let rest = self.text.get(self.start..).unwrap_or_default();
                let (kind, len) = number::scan(rest);
                self.at = self.start + len;
                kind.ok_or_else(|| {
                    let text = rest.get(..len).unwrap_or_default();
                    self.refuse(&format!("bad number or duration syntax: {}", crate::go::quote::quote(text)))
                })?
            }
            c => return Err(self.unexpected("unexpected character", Some(c))),
        })
    }

    fn in_braces(&mut self) -> Result<Kind> {
        let Some(c) = self.bump() else {
            return Err(self.refuse("unexpected end of input inside braces"));
        };
        Ok(match c {
            ',' => Kind::Comma,
            '"' | '\'' => self.string(c)?,
            '`' => self.raw_string()?,
            '=' if self.accept('~') => Kind::Regex,
            '=' => Kind::Assign,
            '!' if self.accept('~') => Kind::NotRegex,
            '!' if self.accept('=') => Kind::Operator(BinaryOp::NotEqual),
            '!' => {
                return Err(self.unexpected("unexpected character after '!' inside braces", self.peek()));
            }
            '}' => {
                self.place = Place::Outside;
                Kind::RightBrace
            }
            '{' => return Err(self.refuse("unexpected left brace '{'")),
            c if is_name_start(c) => {
                self.take_while(is_name);
                Kind::Identifier
            }
            c => return Err(self.unexpected("unexpected character inside braces", Some(c))),
        })
    }

    fn name(&mut self) -> Kind {
        self.take_while(|c| is_name(c) || c == ':');
        let name = self.text.get(self.start..self.at).unwrap_or_default();
        match Kind::keyword(name) {
            // A metric may be named so: it is a modifier only with a value behind it.
            Some(Kind::Word(Word::Fill | Word::FillLeft | Word::FillRight))
                if !self.rest().trim_start_matches([' ', '\t', '\n', '\r']).starts_with('(') =>
            {
                Kind::Identifier
            }
            Some(kind) => kind,
            None if name.contains(':') => Kind::MetricIdentifier,
            None => Kind::Identifier,
        }
    }

    /// A name of durations that begins with this character, which was read.
    fn duration_word(&mut self, c: char) -> Option<Kind> {
        if !matches!(c.to_ascii_lowercase(), 'r' | 's' | 'm') {
            return None;
        }
        self.take_while(|c| c == '_' || c.is_ascii_alphabetic());
        let word = Kind::keyword(self.text.get(self.start..self.at)?)?;
        matches!(word, Kind::Word(Word::Step | Word::Range | Word::MaxOf | Word::MinOf)).then_some(word)
    }

    /// A string of `"` or `'`, its first quote read.
    fn string(&mut self, quote: char) -> Result<Kind> {
        loop {
            match self.bump() {
                Some('\\') => self.escape(quote)?,
                Some(char::REPLACEMENT_CHARACTER) => return Err(self.refuse("invalid UTF-8 rune")),
                None | Some('\n') => return Err(self.refuse("unterminated quoted string")),
                Some(c) if c == quote => return Ok(Kind::Text),
                Some(_) => {}
            }
        }
    }

    fn raw_string(&mut self) -> Result<Kind> {
        loop {
            match self.bump() {
                Some(char::REPLACEMENT_CHARACTER) => return Err(self.refuse("invalid UTF-8 rune")),
                None => return Err(self.refuse("unterminated raw string")),
                Some('`') => return Ok(Kind::Text),
                Some(_) => {}
            }
        }
    }

    /// An escape, its backslash read.
    fn escape(&mut self, quote: char) -> Result<()> {
        const OPEN: &str = "escape sequence not terminated";
        let (digits, radix, most) = match self.peek() {
            None => return Err(self.refuse(OPEN)),
            Some('x') => (2, 16, 0xff),
            Some('u') => (4, 16, u32::from(char::MAX)),
            Some('U') => (8, 16, u32::from(char::MAX)),
            Some('0'..='7') => (3, 8, 0xff),
            Some(c) if "abfnrtv\\".contains(c) || c == quote => {
                self.bump();
                return Ok(());
            }
            Some(c) => return Err(self.refuse(&format!("unknown escape sequence {}", code_point(c)))),
        };
        if radix == 16 {
            self.bump();
        }
        let mut code = 0u32;
        for _ in 0..digits {
            let Some(c) = self.peek() else { return Err(self.refuse(OPEN)) };
            let Some(digit) = c.to_digit(radix) else {
                return Err(self.refuse(&format!("illegal character {} in escape sequence", code_point(c))));
            };
            code = code.wrapping_mul(radix).wrapping_add(digit);
            self.bump();
        }
        if code > most || (0xd800..0xe000).contains(&code) {
            return Err(self.refuse("escape sequence is an invalid Unicode code point"));
        }
        Ok(())
    }

    /// A message about the token that is read, from where it begins to where the text was read.
    fn refuse(&self, message: &str) -> Error {
        refuse(self.text, message, self.start..self.at)
    }

    fn unexpected(&self, what: &str, c: Option<char>) -> Error {
        // Go shows the end of the text as the character that stands for none.
        self.refuse(&format!("{what}: {}", quoted(c.unwrap_or(char::REPLACEMENT_CHARACTER))))
    }
}

/// That a text is not PromQL.
pub(super) fn refuse(text: &str, message: &str, at: Range<usize>) -> Error {
    Error::new(codes::promql::SYNTAX, message).at(Span::of(text, at))
}

fn is_name_start(c: char) -> bool {
    c == '_' || c.is_ascii_alphabetic()
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric()
}

fn quoted(c: char) -> String {
    let mut out = String::new();
    Quoting { quote: '\'', ascii: false }.bytes_into(c.encode_utf8(&mut [0; 4]).as_bytes(), &mut out);
    out
}

/// A character as Go's `%#U` prints it.
fn code_point(c: char) -> String {
    let code = format!("U+{:04X}", u32::from(c));
    if crate::go::runes::is_print(c) { format!("{code} '{c}'") } else { code }
}
