//! The labels of a series: `name{label="value",…}`, `{"a name",label="value"}`.

use super::cursor::Cursor;
use super::{Problem, is_space};
use crate::promql::string::unescape;
use crate::promql::{Labels, NAME};

/// Words that are no names of metrics without quotes, whatever their case.
const WORDS: [&str; 8] = ["atan2", "bool", "group_left", "group_right", "ignoring", "inf", "nan", "on"];

impl Cursor<'_> {
    /// Reads the labels of a series.
    pub(super) fn labels(&mut self) -> Result<Labels, Problem> {
        let mut labels = Labels::new();
        let name = self.take_while(|c| c == ':' || c == '_' || c.is_ascii_alphanumeric());
        let word = self.line.get(name.clone()).unwrap_or_default();
        if word.starts_with(|c: char| c.is_ascii_digit()) || word.is_empty() && self.peek() != Some('{') {
            return Err(Problem::expected("the name of a series", self.line, name.start));
        }
        if WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
            return Err(Problem::new(
                format!("{word} names a series in quotes only, as {{\"{word}\"}}"),
                name,
            ));
        }
        if !word.is_empty() {
            labels.insert(NAME.to_owned(), word.to_owned());
        }
        if self.accept('{') {
            self.braces(&mut labels)?;
        }
        // A label without a value is none.
        labels.retain(|_, value| !value.is_empty());
        Ok(labels)
    }

    fn space(&mut self) {
        self.take_while(is_space);
    }

    /// The labels behind the opening brace.
    fn braces(&mut self, labels: &mut Labels) -> Result<(), Problem> {
        loop {
            self.space();
            // One comma may stand behind the last label, and none before the first.
            if self.accept('}') {
                return Ok(());
            }
            self.label(labels)?;
            self.space();
            if self.accept('}') {
                return Ok(());
            }
            if !self.accept(',') {
                return Err(self.expected("a comma or a closing brace"));
            }
        }
    }

    fn label(&mut self, labels: &mut Labels) -> Result<(), Problem> {
        let start = self.at;
        let is_quoted = matches!(self.peek(), Some('"' | '\'' | '`'));
        let name = if is_quoted {
            self.string()?
        } else {
            let name = self.take_while(|c| c == '_' || c.is_ascii_alphanumeric());
            let name = self.line.get(name).unwrap_or_default();
            if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
                self.at = start;
                return Err(self.expected("the name of a label"));
            }
            name.to_owned()
        };
        let named = start..self.at;
        self.space();
        let (name, value) = if self.accept('=') {
            self.space();
            (name, self.string()?)
        } else if is_quoted {
            (NAME.to_owned(), name)
        } else {
            return Err(self.expected("an equals sign"));
        };
        match labels.insert(name.clone(), value) {
            Some(_) if name == NAME => Err(Problem::new("the series is named twice", named)),
            Some(_) => Err(Problem::new(format!("the label {name} is given twice"), named)),
            None => Ok(()),
        }
    }

    fn string(&mut self) -> Result<String, Problem> {
        let start = self.at;
        let Some(quote) = self.peek().filter(|c| matches!(c, '"' | '\'' | '`')) else {
            return Err(self.expected("a text in quotes"));
        };
        self.accept(quote);
        let mut escaped = false;
        let body = self.take_while(|c| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped && quote != '`';
            !ends
        });
        if !self.accept(quote) {
            return Err(Problem::new("the text has no closing quote", start..self.at));
        }
        let body = self.line.get(body).unwrap_or_default();
        let refuse = |message: &str| Problem::new(message, start..self.at);
        let literal = unescape(body, quote).ok_or_else(|| refuse("the text has an escape that is none"))?;
        if literal.bytes.is_some() || body.contains(char::REPLACEMENT_CHARACTER) {
            return Err(refuse("the text is no UTF-8"));
        }
        Ok(literal.text.into_owned())
    }
}
