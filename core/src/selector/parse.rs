//! From text to a selector.

use std::ops::Range;

use super::Selector;
use super::lex::{Kind, Lexer, Token};
use super::requirement::{Operator, Place, Requirement, key_problem};
use crate::error::{Code, Error, Result, Span, codes};
use crate::limits;

/// Why a text is no selector, with the message that upstream gives.
#[derive(Debug)]
pub(super) struct Refusal {
    code: &'static Code,
    message: String,
    bytes: Range<usize>,
    hint: Option<&'static str>,
}

impl Refusal {
    fn syntax(token: Token<'_>, message: String) -> Self {
        Self { code: codes::selector::SYNTAX, message, bytes: token.bytes(), hint: None }
    }

    /// Upstream's prefix for whatever is wrong inside a requirement.
    fn in_requirement(mut self) -> Self {
        self.message.insert_str(0, "unable to parse requirement: ");
        self
    }

    /// Puts more of upstream's words in front.
    pub(super) fn after(mut self, words: &str) -> Self {
        self.message.insert_str(0, words);
        self
    }

    pub(super) fn into_error(self, text: &str) -> Error {
        let error = Error::new(self.code, self.message).at(Span::of(text, self.bytes));
        match self.hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    }
}

impl Selector {
    /// Reads a selector's text, such as `app=web,tier in (a, b),!canary`. The empty text selects everything.
    /// Mirrors `labels.Parse`, with its messages.
    ///
    /// # Errors
    /// `selector.syntax`, `selector.key`, `selector.value`, with the position in `text`; `limit.size`.
    pub fn parse(text: &str) -> Result<Self> {
        limits::check_length("a selector", text.len(), limits::SELECTOR_BYTES)?;
        let requirements = requirements(text).map_err(|refusal| refusal.into_error(text))?;
        Ok(Self::of(requirements))
    }
}

/// The requirements in the order of the text.
pub(super) fn requirements(text: &str) -> Result<Vec<Requirement>, Refusal> {
    let mut lexer = Lexer::new(text);
    let next = lexer.next();
    Parser { lexer, next }.selector()
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    /// The token that is looked at next.
    next: Token<'a>,
}

impl<'a> Parser<'a> {
    fn consume(&mut self) -> Token<'a> {
        std::mem::replace(&mut self.next, self.lexer.next())
    }

    fn selector(mut self) -> Result<Vec<Requirement>, Refusal> {
        let mut requirements = Vec::new();
        match self.next.kind {
            Kind::End => return Ok(requirements),
            Kind::Identifier | Kind::Not => {}
            _ => {
                let message =
                    format!("found '{}', expected: !, identifier, or 'end of string'", self.next.text);
                return Err(Refusal::syntax(self.next, message));
            }
        }
        loop {
            requirements.push(self.requirement().map_err(Refusal::in_requirement)?);
            let token = self.consume();
            match token.kind {
                Kind::End => return Ok(requirements),
                Kind::Comma if matches!(self.next.kind, Kind::Identifier | Kind::Not) => {}
                Kind::Comma => {
                    let message = format!("found '{}', expected: identifier after ','", self.next.text);
                    return Err(Refusal::syntax(self.next, message));
                }
                _ => {
                    let message = format!("found '{}', expected: ',' or 'end of string'", token.text);
                    return Err(Refusal::syntax(token, message));
                }
            }
        }
    }

    fn requirement(&mut self) -> Result<Requirement, Refusal> {
        let mut token = self.consume();
        let negated = token.kind == Kind::Not;
        if negated {
            token = self.consume();
        }
        let key = token;
        if key.kind != Kind::Identifier {
            return Err(Refusal::syntax(key, format!("found '{}', expected: identifier", key.text)));
        }
        if let Some(problem) = key_problem(key.text) {
            return Err(Refusal {
                code: codes::selector::KEY,
                // Upstream prints the field path that it was not given.
                message: format!("<nil>: {problem}"),
                bytes: key.bytes(),
                hint: None,
            });
        }
        if negated {
            return build(key, Operator::DoesNotExist, &[]);
        }
        if matches!(self.next.kind, Kind::End | Kind::Comma) {
            return build(key, Operator::Exists, &[]);
        }
        let operator = self.operator()?;
        if !matches!(operator, Operator::In | Operator::NotIn) {
            return build(key, operator, &[self.exact_value()?]);
        }
        let mut values = self.values()?;
        values.sort_by_key(|value| value.text);
        values.dedup_by_key(|value| value.text);
        build(key, operator, &values)
    }

    fn operator(&mut self) -> Result<Operator, Refusal> {
        let token = self.consume();
        Ok(match (token.kind, token.text) {
            (Kind::Equals, _) => Operator::Equals,
            (Kind::DoubleEquals, _) => Operator::DoubleEquals,
            (Kind::NotEquals, _) => Operator::NotEquals,
            (Kind::GreaterThan, _) => Operator::GreaterThan,
            (Kind::LessThan, _) => Operator::LessThan,
            (Kind::Identifier, "in") => Operator::In,
            (Kind::Identifier, "notin") => Operator::NotIn,
            _ => {
                let message = format!("found '{}', expected: in, notin, =, ==, !=, gt, lt", token.text);
                return Err(Refusal::syntax(token, message));
            }
        })
    }

    /// `(a, b)`, where a value may be missing: `()`, `(,)` and `(a,)` hold the empty one.
    fn values(&mut self) -> Result<Vec<Token<'a>>, Refusal> {
        let open = self.consume();
        if open.kind != Kind::Open {
            return Err(Refusal::syntax(open, format!("found '{}' expected: '('", open.text)));
        }
        let mut values = Vec::new();
        loop {
            let token = self.consume();
            match token.kind {
                Kind::Identifier => {
                    values.push(token);
                    let after = self.consume();
                    match after.kind {
                        Kind::Comma => {}
                        Kind::Close => return Ok(values),
                        _ => {
                            let message = format!("found '{}', expected: ',' or ')'", after.text);
                            return Err(Refusal::syntax(after, message));
                        }
                    }
                }
                Kind::Comma => values.push(empty(token)),
                Kind::Close => {
                    values.push(empty(token));
                    return Ok(values);
                }
                _ => {
                    let expected =
                        if values.is_empty() { "',', ')' or identifier" } else { "',', or identifier" };
                    return Err(Refusal::syntax(
                        token,
                        format!("found '{}', expected: {expected}", token.text),
                    ));
                }
            }
        }
    }

    /// The value behind `=` and its like; a missing one is empty.
    fn exact_value(&mut self) -> Result<Token<'a>, Refusal> {
        if matches!(self.next.kind, Kind::End | Kind::Comma) {
            return Ok(empty(self.next));
        }
        let token = self.consume();
        if token.kind != Kind::Identifier {
            return Err(Refusal::syntax(token, format!("found '{}', expected: identifier", token.text)));
        }
        Ok(token)
    }
}

/// The empty value, found missing before this token.
fn empty(before: Token<'_>) -> Token<'_> {
    Token { kind: Kind::Identifier, text: "", start: before.start }
}

fn build(key: Token<'_>, operator: Operator, values: &[Token<'_>]) -> Result<Requirement, Refusal> {
    let made = match values {
        [] => Requirement::of_key(key.text, operator, &[]),
        [value] => Requirement::of_key(key.text, operator, &[value.text]),
        values => Requirement::of_key(
            key.text,
            operator,
            &values.iter().map(|value| value.text).collect::<Vec<_>>(),
        ),
    };
    made.map_err(|invalid| {
        let value = match invalid.place {
            Place::Value(index) => values.get(index),
            Place::Key | Place::Values => None,
        };
        Refusal {
            code: invalid.code,
            message: invalid.message,
            bytes: value.unwrap_or(&key).bytes(),
            hint: value.and_then(|value| promql_habit(value.text)),
        }
    })
}

/// Label matchers of PromQL are often tried here.
fn promql_habit(value: &str) -> Option<&'static str> {
    if value.starts_with('~') {
        Some("A label selector has no regular expressions: list the values, key in (a, b).")
    } else if value.starts_with(['"', '\'']) {
        Some("Leave the quotes out: a label selector has none.")
    } else {
        None
    }
}
