//! A text that others gave, among those of a template's author.

use std::borrow::Cow;
use std::rc::Rc;

use super::value::{Map, Struct, Text, Value};

/// A text that does not come from the template's author, with what else could stand in its place. Everywhere it is its
/// own bytes; what prints it may want to know where it came from.
#[derive(Debug, Clone)]
pub struct Inserted<'a> {
    /// The text.
    pub text: Cow<'a, [u8]>,
    /// The text where a regular expression is wanted: it matches what the text names, and nothing else.
    pub pattern: Cow<'a, [u8]>,
    /// What the text would be if others had given the letter x for each byte.
    pub twin: Cow<'a, [u8]>,
    /// Whether it is a piece of what was given, and nothing of it was made by a function.
    pub given: bool,
    /// What the text is the value of.
    pub name: &'a str,
}

/// What else than itself an inserted text may be; see [`Inserted`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// [`Inserted::pattern`].
    Pattern,
    /// [`Inserted::twin`].
    Twin,
}

impl<'a> Inserted<'a> {
    /// A text as it was given; a plain one where its twin is the same.
    #[must_use]
    pub fn given(name: &'a str, text: &'a str, pattern: &'a str, twin: &'a str) -> Value<'a> {
        if text == twin {
            return text.into();
        }
        let [text, pattern, twin] = [text, pattern, twin].map(|text| Cow::Borrowed(text.as_bytes()));
        Value::Text(Text::Inserted(Rc::new(Self { text, pattern, twin, given: true, name })))
    }

    /// A text that was made of others; a plain one where its twin is the same.
    #[must_use]
    pub fn made(name: &'a str, text: &'a str, twin: &'a str) -> Value<'a> {
        if text == twin {
            return text.into();
        }
        let [pattern, text, twin] = [text, text, twin].map(|text| Cow::Borrowed(text.as_bytes()));
        Value::Text(Text::Inserted(Rc::new(Self { text, pattern, twin, given: false, name })))
    }

    /// A stretch of the text, with what stands for it in the other forms.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> Self {
        let part = |text: &[u8], from, to| Cow::Owned(text.get(from..to).unwrap_or_default().to_vec());
        // What functions made has no bytes in common with its pattern but by chance.
        let pattern = if self.given {
            part(&self.pattern, self.in_pattern(from), self.in_pattern(to))
        } else {
            part(&self.text, from, to)
        };
        let (text, twin) = (part(&self.text, from, to), part(&self.twin, from, to));
        Self { text, pattern, twin, given: self.given, name: self.name }
    }

    /// Where a byte of the text stands in the pattern, which has a backslash before some.
    fn in_pattern(&self, at: usize) -> usize {
        let mut place = 0;
        for byte in self.text.get(..at).unwrap_or_default() {
            let escaped = self.pattern.get(place) == Some(&b'\\')
                && self.pattern.get(place + 1) == Some(byte)
                && self.pattern.len() > self.text.len();
            place += if escaped { 2 } else { 1 };
        }
        place
    }

    fn form(&self, form: Form) -> &[u8] {
        match form {
            Form::Pattern => &self.pattern,
            Form::Twin => &self.twin,
        }
    }
}

impl<'a> Value<'a> {
    /// The name of the first inserted text that it is or holds.
    #[must_use]
    pub fn inserted(&self) -> Option<&'a str> {
        match self {
            Self::Text(Text::Inserted(text)) => Some(text.name),
            Self::Map(Map { entries: Some([(name, _), ..]), forms: Some(_) }) => Some(name),
            Self::Struct(object) => object.fields.iter().find_map(|(_, value)| value.inserted()),
            _ => None,
        }
    }

    /// The same with another form of each inserted text in its place.
    #[must_use]
    pub fn form(&self, form: Form) -> Self {
        match self {
            Self::Text(Text::Inserted(text)) => text.form(form).to_vec().into(),
            Self::Map(Map { entries: Some(_), forms: Some(forms) }) => {
                let entries = match form {
                    Form::Pattern => forms.patterns,
                    Form::Twin => forms.twins,
                };
                Self::Map(Map { entries: Some(entries), forms: None })
            }
            Self::Struct(object) if self.inserted().is_some() => Self::Struct(Rc::new(Struct {
                type_name: object.type_name,
                fields: object.fields.iter().map(|(name, value)| (*name, value.form(form))).collect(),
                string: object.string.clone(),
                comparable: object.comparable,
            })),
            other => other.clone(),
        }
    }
}
