//! Where in a query the next text lands.

use super::MatchOp;

/// Where a text lands that is written next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among words and operators.
    Outside,
    /// In a comment.
    Comment,
    /// In a string of this quote.
    Quoted {
        /// `"`, `'` or a backquote.
        quote: u8,
        /// Whether a backslash stands before, which takes the next character.
        escaped: bool,
    },
}

/// Reads a query piece by piece. Mirrors how Prometheus' lexer tells strings and comments from the rest.
#[derive(Debug, Clone)]
pub(super) struct Scanner {
    place: Place,
    operator: Operator,
    in_braces: bool,
}

/// The operator that was read last, with nothing but white space behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    None,
    /// `!`, of which a matcher may become.
    Not,
    Of(MatchOp),
}

impl Default for Scanner {
    fn default() -> Self {
        Self { place: Place::Outside, operator: Operator::None, in_braces: false }
    }
}

impl Scanner {
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Whether a text that is written next belongs to a regular expression: it does in a string behind `=~` or `!~`,
    /// and where that string would begin.
    pub(super) fn is_pattern(&self) -> bool {
        let is_regex = matches!(self.operator, Operator::Of(MatchOp::Regex | MatchOp::NotRegex));
        is_regex && self.place != Place::Comment
    }

    /// Whether the braces of a series' matchers are open.
    pub(super) fn is_in_braces(&self) -> bool {
        self.in_braces
    }

    pub(super) fn read(&mut self, text: &[u8]) {
        let mut before = None;
        for byte in text {
            self.byte(*byte, before);
            before = Some(*byte);
        }
    }

    /// `before` is the byte before, where that is of the same piece.
    fn byte(&mut self, byte: u8, before: Option<u8>) {
        match &mut self.place {
            Place::Comment => {
                if is_line_end(byte) {
                    self.place = Place::Outside;
                }
            }
            Place::Quoted { escaped: escaped @ true, .. } => *escaped = false,
            Place::Quoted { quote, .. } if *quote == byte => {
                self.place = Place::Outside;
                self.operator = Operator::None;
            }
            Place::Quoted { quote, escaped } => *escaped = byte == b'\\' && *quote != b'`',
            Place::Outside => self.outside(byte, before),
        }
    }

    fn outside(&mut self, byte: u8, before: Option<u8>) {
        if matches!(byte, b'{' | b'}') {
            self.in_braces = byte == b'{';
        }
        let joins = before.is_none_or(|before| !is_space(before));
        self.operator = match (byte, self.operator) {
            (b'#', operator) => {
                self.place = Place::Comment;
                operator
            }
            (b'"' | b'\'' | b'`', operator) => {
                self.place = Place::Quoted { quote: byte, escaped: false };
                operator
            }
            (byte, operator) if is_space(byte) => operator,
            (b'~', Operator::Of(MatchOp::Equal)) if joins => Operator::Of(MatchOp::Regex),
            (b'~', Operator::Not) if joins => Operator::Of(MatchOp::NotRegex),
            (b'=', Operator::Not) if joins => Operator::Of(MatchOp::NotEqual),
            (b'=', Operator::None) => Operator::Of(MatchOp::Equal),
            (b'!', _) => Operator::Not,
            _ => Operator::None,
        };
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

pub(super) fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}
