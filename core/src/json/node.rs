use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserializer, Expected, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::cursor::Cursor;
use super::mismatch::Mismatch;
use super::number::Number;
use super::parts::{Fields, Form, Items, RawValue};
use super::rules::{Rules, THEIRS};

/// The name by which `serde_json::value::RawValue` asks for the text of a value.
pub(super) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The name by which a type asks for an object of Kubernetes' own, in which the last of equal fields counts: a wrapper of
/// it, or a structure that is renamed so.
pub(crate) const DOCUMENT: &str = "Kubernetes";

/// The value that comes next in a text, as serde sees it. The one deserializer: every type is compiled for it and for no
/// other.
pub(super) struct Node<'c, 'de> {
    pub(super) cursor: &'c mut Cursor<'de>,
    pub(super) rules: Rules,
}

impl<'c, 'de> Node<'c, 'de> {
    /// What stands here where something else is expected.
    #[cold]
    fn misfit(self, expected: &dyn Expected) -> Mismatch {
        let start = self.cursor.at();
        let told = match self.cursor.peek() {
            Some(b'{') => Ok(Mismatch::of(Unexpected::Map, expected)),
            Some(b'[') => Ok(Mismatch::of(Unexpected::Seq, expected)),
            Some(b'"') => self.cursor.text().map(|text| Mismatch::of(Unexpected::Str(&text), expected)),
            Some(b'n') => self.cursor.word("null", Mismatch::of(Unexpected::Unit, expected)),
            Some(b't') => self.cursor.word("true", Mismatch::of(Unexpected::Bool(true), expected)),
            Some(b'f') => self.cursor.word("false", Mismatch::of(Unexpected::Bool(false), expected)),
            _ => self.cursor.number().map(|number| Mismatch::of(unexpected(number), expected)),
        };
        let mut told = told.unwrap_or_else(|broken| broken);
        told.place(start, self.cursor.at());
        told
    }

    fn is_null(&mut self) -> bool {
        self.cursor.peek() == Some(b'n')
    }

    /// Whether `null` stands for what is empty; steps over it.
    fn takes_null(&mut self) -> Result<bool, Mismatch> {
        if self.rules.null_is_absent && self.is_null() {
            return self.cursor.word("null", true);
        }
        Ok(false)
    }

    #[inline]
    fn read_text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.cursor.plain_text() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => visitor.visit_string(self.cursor.spelled_text()?),
        }
    }

    #[inline]
    fn read_number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.cursor.number()? {
            Number::Unsigned(value) => visitor.visit_u64(value),
            Number::Signed(value) => visitor.visit_i64(value),
            Number::Float(value) => visitor.visit_f64(value),
        }
    }

    fn read_word<V: Visitor<'de>>(self, first: u8, visitor: V) -> Result<V::Value, Mismatch> {
        match first {
            b'n' => self.cursor.word("null", visitor)?.visit_unit(),
            b't' => self.cursor.word("true", visitor)?.visit_bool(true),
            _ => self.cursor.word("false", visitor)?.visit_bool(false),
        }
    }

    /// Steps into a list. Here and in [`fields`](Self::fields) is what of a visitor is none of its type, since there are some
    /// hundred of them; the module for browsers has it once.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn items(self) -> Result<Items<'c, 'de>, Mismatch> {
        let start = self.cursor.at();
        self.cursor.enter()?;
        Ok(Items::new(self, start))
    }

    /// Steps into an object.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn fields(self, form: Form) -> Result<Fields<'c, 'de>, Mismatch> {
        let start = self.cursor.at();
        self.cursor.enter()?;
        let mut fields = Fields::new(self, start, form);
        fields.prepare()?;
        Ok(fields)
    }

    /// Steps into a list, or over a `null` that stands for one.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn list(mut self, expected: &dyn Expected) -> Result<Items<'c, 'de>, Mismatch> {
        if self.cursor.peek() == Some(b'[') {
            self.items()
        } else if self.takes_null()? {
            Ok(Items::none(self))
        } else {
            Err(self.misfit(expected))
        }
    }

    /// Steps into a structure, or over a `null` that stands for one.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn structure(
        self,
        name: &'static str,
        names: Names,
        expected: &dyn Expected,
    ) -> Result<Fields<'c, 'de>, Mismatch> {
        let mut node = if name == DOCUMENT { Self { rules: THEIRS, ..self } } else { self };
        if node.cursor.peek() == Some(b'{') {
            node.fields(Form::Structure(names))
        } else if node.takes_null()? {
            Ok(Fields::none(node))
        } else {
            Err(node.misfit(expected))
        }
    }
}

/// What is read is given back as it came, not matched and made anew: to move it takes time, and that it fails is rare.
#[inline]
fn read_items<'de, V: Visitor<'de>>(mut items: Items<'_, 'de>, visitor: V) -> Result<V::Value, Mismatch> {
    let mut value = visitor.visit_seq(&mut items);
    if !(items.is_ended() && value.is_ok()) {
        items.end_early(&mut value);
    }
    value
}

/// As [`read_items`].
#[inline]
fn read_fields<'de, V: Visitor<'de>>(mut fields: Fields<'_, 'de>, visitor: V) -> Result<V::Value, Mismatch> {
    let mut value = visitor.visit_map(&mut fields);
    if !(fields.is_ended() && value.is_ok()) {
        fields.end_early(&mut value);
    }
    value
}

/// The names of a structure's fields.
pub(super) type Names = &'static [&'static str];

fn unexpected(number: Number) -> Unexpected<'static> {
    match number {
        Number::Unsigned(value) => Unexpected::Unsigned(value),
        Number::Signed(value) => Unexpected::Signed(value),
        Number::Float(value) => Unexpected::Float(value),
    }
}

/// Methods for numbers.
macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            match self.cursor.peek() {
                Some(b'-' | b'0'..=b'9') => self.read_number(visitor),
                _ => Err(self.misfit(&visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Node<'_, 'de> {
    type Error = Mismatch;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.cursor.peek() {
            Some(b'{') => read_fields(self.fields(Form::Any)?, visitor),
            Some(b'[') => read_items(self.items()?, visitor),
            Some(b'"') => self.read_text(visitor),
            Some(first @ (b'n' | b't' | b'f')) => self.read_word(first, visitor),
            _ => self.read_number(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.cursor.peek() {
            Some(first @ (b't' | b'f')) => self.read_word(first, visitor),
            _ => Err(self.misfit(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.cursor.peek() == Some(b'"') {
            self.read_text(visitor)
        } else if self.takes_null()? {
            visitor.visit_borrowed_str("")
        } else {
            Err(self.misfit(&visitor))
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_null() {
            self.cursor.word("null", ())?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        match name {
            RAW_VALUE => visitor.visit_map(RawValue(Some(self.cursor.value()?))),
            DOCUMENT => visitor.visit_newtype_struct(Self { rules: THEIRS, ..self }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        read_items(self.list(&visitor)?, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.cursor.peek() == Some(b'{') {
            read_fields(self.fields(Form::Map)?, visitor)
        } else {
            Err(self.misfit(&visitor))
        }
    }

    /// Only an object does for a structure, as in Go; serde would take a list too.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        read_fields(self.structure(name, names, &visitor)?, visitor)
    }

    /// Of enums there are only such as are words.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: Names,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if self.cursor.peek() != Some(b'"') {
            return Err(self.misfit(&"a string"));
        }
        let text = self.cursor.text()?;
        visitor.visit_enum((&*text).into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.cursor.value()?;
        visitor.visit_unit()
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_str(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        self.deserialize_seq(visitor)
    }

    forward_to_deserialize_any! { i128 u128 char bytes byte_buf unit unit_struct }
}

/// The name of a field, as serde sees it.
#[derive(Clone, Copy)]
pub(super) enum Name<'n, 'de> {
    /// As it is written.
    Plain(&'de str),
    /// It was made while reading.
    Made(&'n str),
}

impl<'n, 'de: 'n> Name<'n, 'de> {
    fn text(self) -> &'n str {
        match self {
            Self::Plain(text) => text,
            Self::Made(text) => text,
        }
    }
}

impl<'n, 'de: 'n> Deserializer<'de> for Name<'n, 'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self {
            Self::Plain(name) => visitor.visit_borrowed_str(name),
            Self::Made(name) => visitor.visit_str(name),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let text: de::value::StrDeserializer<'_, Mismatch> = self.text().into_deserializer();
        text.deserialize_enum(name, names, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct option
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A text of the input, as serde sees it.
pub(super) fn of_text(text: &str) -> BorrowedStrDeserializer<'_, Mismatch> {
    BorrowedStrDeserializer::new(text)
}
