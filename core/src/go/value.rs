//! Values as Go's `reflect` sees them, of the kinds that a template can reach.

use std::borrow::Cow;
use std::ops::Deref;
use std::rc::Rc;

use super::inserted::{Form, Inserted};

/// A value of one of Go's kinds.
#[derive(Debug, Clone)]
pub enum GoValue<'a> {
    /// No value: `reflect.Value{}`, an untyped nil.
    Nil,
    /// `bool`.
    Bool(bool),
    /// `int`.
    Int(i64),
    /// `uint8`: what indexing a string gives.
    Byte(u8),
    /// `float64`.
    Float(f64),
    /// `complex128`: the real part, the imaginary part.
    Complex(f64, f64),
    /// `string`.
    Text(GoText<'a>),
    /// `[]string`.
    Slice(Slice<'a>),
    /// `map[string]string`.
    Map(Map<'a>),
    /// A struct.
    Struct(Rc<Struct<'a>>),
}

/// A Go string: bytes, mostly UTF-8, borrowed or shared.
#[derive(Debug, Clone)]
pub enum GoText<'a> {
    /// Bytes that live as long as the data.
    Borrowed(&'a [u8]),
    /// Bytes made on the way.
    Shared(Rc<[u8]>),
    /// Bytes that are not the author's, where that matters.
    Inserted(Rc<Inserted<'a>>),
}

impl Deref for GoText<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Shared(bytes) => bytes,
            Self::Inserted(inserted) => &inserted.text,
        }
    }
}

impl<'a> From<&'a str> for GoText<'a> {
    fn from(text: &'a str) -> Self {
        Self::Borrowed(text.as_bytes())
    }
}

impl From<Vec<u8>> for GoText<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Shared(bytes.into())
    }
}

impl<'a> From<&'a str> for GoValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<u8>> for GoValue<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Text(bytes.into())
    }
}

/// A `[]string`: a stretch of an array, and how far it can be resliced.
#[derive(Debug, Clone, Copy)]
pub struct Slice<'a> {
    array: Option<&'a [&'a str]>,
    len: usize,
}

impl<'a> Slice<'a> {
    /// A slice of these items whose capacity is its length; `None` is the nil slice.
    #[must_use]
    pub fn new(array: Option<&'a [&'a str]>) -> Self {
        Self { array, len: array.map_or(0, <[_]>::len) }
    }

    /// The items.
    #[must_use]
    pub fn items(&self) -> &'a [&'a str] {
        self.array.and_then(|array| array.get(..self.len)).unwrap_or_default()
    }

    /// Whether it is nil.
    #[must_use]
    pub fn is_nil(&self) -> bool {
        self.array.is_none()
    }

    /// How many items it could be resliced to.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.array.map_or(0, <[_]>::len)
    }

    /// `s[from:to:end]`; `None` where Go panics.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize, end: usize) -> Option<Self> {
        let len = to.checked_sub(from)?;
        let Some(array) = self.array else {
            return (end == 0).then_some(*self);
        };
        Some(Self { array: Some(array.get(from..end).filter(|array| len <= array.len())?), len })
    }
}

/// A `map[string]string`.
#[derive(Debug, Clone, Copy)]
pub struct Map<'a> {
    /// The entries, sorted by key, each key once; `None` is the nil map.
    pub entries: Option<&'a [(&'a str, &'a str)]>,
    /// The other forms of the entries, where keys and values are inserted.
    pub forms: Option<Forms<'a>>,
}

/// The other forms of a map's entries, one for each; see [`Inserted`].
#[derive(Debug, Clone, Copy)]
pub struct Forms<'a> {
    /// With patterns for values.
    pub patterns: &'a [(&'a str, &'a str)],
    /// With twins.
    pub twins: &'a [(&'a str, &'a str)],
}

impl<'a> Map<'a> {
    /// The entries in the order of their keys.
    #[must_use]
    pub fn entries(&self) -> &'a [(&'a str, &'a str)] {
        self.entries.unwrap_or_default()
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<GoValue<'a>> {
        let found = self.entries().binary_search_by(|(name, _)| name.as_bytes().cmp(key)).ok();
        found.and_then(|at| self.item(at)).map(|(_, value)| value)
    }

    /// The key and the value at a place in the order of the keys.
    #[must_use]
    pub fn item(&self, at: usize) -> Option<(GoValue<'a>, GoValue<'a>)> {
        let (key, value) = self.entries().get(at).copied()?;
        let forms = self.forms.and_then(|forms| forms.patterns.get(at).zip(forms.twins.get(at)));
        let Some(((_, pattern), (twin_key, twin))) = forms else { return Some((key.into(), value.into())) };
        Some((Inserted::given(key, key, key, twin_key), Inserted::given(key, value, pattern, twin)))
    }
}

/// A struct with its type's name, its fields in order and what its `String` method gives.
#[derive(Debug)]
pub struct Struct<'a> {
    /// The type as Go prints it, such as `schema.GroupResource`.
    pub type_name: &'static str,
    /// The names and values of the fields.
    pub fields: Vec<(&'static str, GoValue<'a>)>,
    /// What its `String` method gives, where the type has one.
    pub string: Option<Vec<u8>>,
    /// Whether `==` may compare two of its type.
    pub comparable: bool,
}

impl<'a> Struct<'a> {
    /// The value of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&GoValue<'a>> {
        self.fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value)
    }
}

impl GoValue<'_> {
    /// The type as Go prints it with `%T`.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Nil => "<nil>",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Byte(_) => "uint8",
            Self::Float(_) => "float64",
            Self::Complex(..) => "complex128",
            Self::Text(_) => "string",
            Self::Slice(_) => "[]string",
            Self::Map(_) => "map[string]string",
            Self::Struct(value) => value.type_name,
        }
    }
}

impl<'a> Inserted<'a> {
    /// A text as it was given; a plain one where its twin is the same.
    #[must_use]
    pub fn given(name: &'a str, text: &'a str, pattern: &'a str, twin: &'a str) -> GoValue<'a> {
        if text == twin {
            return text.into();
        }
        let [text, pattern, twin] = [text, pattern, twin].map(|text| Cow::Borrowed(text.as_bytes()));
        GoValue::Text(GoText::Inserted(Rc::new(Self { text, pattern, twin, given: true, name })))
    }

    /// A text that was made of others; a plain one where its twin is the same.
    #[must_use]
    pub fn made(name: &'a str, text: &'a str, twin: &'a str) -> GoValue<'a> {
        if text == twin {
            return text.into();
        }
        let [pattern, text, twin] = [text, text, twin].map(|text| Cow::Borrowed(text.as_bytes()));
        GoValue::Text(GoText::Inserted(Rc::new(Self { text, pattern, twin, given: false, name })))
    }
}

impl<'a> GoValue<'a> {
    /// The name of the first inserted text that it is or holds.
    #[must_use]
    pub fn inserted(&self) -> Option<&'a str> {
        match self {
            Self::Text(GoText::Inserted(text)) => Some(text.name),
            Self::Map(Map { entries: Some([(name, _), ..]), forms: Some(_) }) => Some(name),
            Self::Struct(object) => object.fields.iter().find_map(|(_, value)| value.inserted()),
            _ => None,
        }
    }

    /// The value with another form of each inserted text in its place.
    #[must_use]
    pub fn form(&self, form: Form) -> Self {
        match self {
            Self::Text(GoText::Inserted(text)) => text.form(form).to_vec().into(),
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
