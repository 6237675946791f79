//! The fields of an object and the items of a list, in a tree or in a text.

use std::borrow::Cow;
use std::slice;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess};
use serde_json::{Map, Value, map};

use super::mismatch::Mismatch;
use super::node::{Next, Node, RAW_VALUE};

/// The fields of an object.
pub(super) struct Fields<'c, 'de> {
    source: FieldSource<'c, 'de>,
    /// The field whose value comes next.
    name: Cow<'de, str>,
}

enum FieldSource<'c, 'de> {
    Tree {
        fields: map::Iter<'de>,
        value: Option<&'de Value>,
    },
    Text {
        next: Next<'c, 'de>,
        first: bool,
        /// How many fields were read, and the places of those that a later one replaces.
        read: usize,
        replaced: Vec<usize>,
    },
    /// The one field by which serde_json hands on the text of a value.
    RawValue(Option<&'c str>),
}

impl<'c, 'de> Fields<'c, 'de> {
    fn new(source: FieldSource<'c, 'de>) -> Self {
        Self { source, name: Cow::Borrowed("") }
    }

    pub(super) fn of_tree(fields: &'de Map<String, Value>) -> Self {
        Self::new(FieldSource::Tree { fields: fields.iter(), value: None })
    }

    pub(super) fn of_raw_value(text: &'c str) -> Self {
        Self::new(FieldSource::RawValue(Some(text)))
    }

    /// The fields of the object that comes next.
    pub(super) fn of_text(next: Next<'c, 'de>) -> Result<Self, Mismatch> {
        let replaced = if next.theirs { replaced(next)? } else { Vec::new() };
        next.cursor.expect('{')?;
        Ok(Self::new(FieldSource::Text { next, first: true, read: 0, replaced }))
    }

    /// Steps to the next field's value, and gives the field's name.
    pub(super) fn name(&mut self) -> Result<Option<Cow<'de, str>>, Mismatch> {
        match &mut self.source {
            FieldSource::Tree { fields, value } => Ok(fields.next().map(|(name, held)| {
                *value = Some(held);
                Cow::Borrowed(name.as_str())
            })),
            FieldSource::RawValue(text) => Ok(text.is_some().then_some(Cow::Borrowed(RAW_VALUE))),
            FieldSource::Text { next: Next { cursor, .. }, first, read, replaced } => loop {
                if cursor.take('}') {
                    // Where it is asked for once more, it must find the end again.
                    *self = Self::new(FieldSource::RawValue(None));
                    return Ok(None);
                }
                if !std::mem::take(first) {
                    cursor.expect(',')?;
                }
                let name = cursor.text()?;
                cursor.expect(':')?;
                *read = read.saturating_add(1);
                if replaced.binary_search(read).is_err() {
                    return Ok(Some(name));
                }
                cursor.value()?;
            },
        }
    }

    /// Steps over what was not asked for.
    pub(super) fn pass_over(mut self) -> Result<(), Mismatch> {
        while self.name()?.is_some() {
            if let FieldSource::Text { next, .. } = &self.source {
                next.cursor.value()?;
            }
        }
        Ok(())
    }
}

/// No object of Kubernetes' with a structure has so many fields.
const MOST_FIELDS: usize = 4096;

/// The places of the fields that a later one of the same name replaces, from 1: in Kubernetes' own objects the last
/// counts. None in a map of very many.
fn replaced(next: Next<'_, '_>) -> Result<Vec<usize>, Mismatch> {
    let cursor = next.cursor.ahead();
    let mut fields = Fields::of_text(Next { cursor: &cursor, theirs: false })?;
    let mut names = Vec::new();
    while let Some(name) = fields.name()? {
        names.push((name, names.len().saturating_add(1)));
        if names.len() > MOST_FIELDS {
            return Ok(Vec::new());
        }
        cursor.value()?;
    }
    names.sort();
    let same = names.windows(2).filter_map(|pair| match pair {
        [(earlier, place), (later, _)] if earlier == later => Some(*place),
        _ => None,
    });
    let mut places: Vec<usize> = same.collect();
    places.sort_unstable();
    Ok(places)
}

impl<'de> MapAccess<'de> for Fields<'_, 'de> {
    type Error = Mismatch;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mismatch> {
        let Some(name) = self.name()? else { return Ok(None) };
        let key = seed.deserialize(Node::of_text(&name)).map_err(|error| error.under(&name))?;
        self.name = name;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mismatch> {
        let node = match &mut self.source {
            FieldSource::Tree { value, .. } => value.take().map(Node::Value),
            FieldSource::Text { next, .. } => Some(Node::Written(*next)),
            FieldSource::RawValue(text) => text.take().map(Node::Made),
        };
        let node = node.ok_or_else(|| Mismatch::custom("a value was asked for before its field"))?;
        seed.deserialize(node).map_err(|error| error.under(&self.name))
    }
}

/// The items of a list.
pub(super) struct Items<'c, 'de> {
    source: ItemSource<'c, 'de>,
    read: usize,
}

enum ItemSource<'c, 'de> {
    Tree(slice::Iter<'de, Value>),
    Text(Next<'c, 'de>),
    Ended,
}

impl<'c, 'de> Items<'c, 'de> {
    pub(super) fn of_tree(items: &'de [Value]) -> Self {
        Self { source: ItemSource::Tree(items.iter()), read: 0 }
    }

    /// The items of the list that comes next.
    pub(super) fn of_text(next: Next<'c, 'de>) -> Result<Self, Mismatch> {
        next.cursor.expect('[')?;
        Ok(Self { source: ItemSource::Text(next), read: 0 })
    }

    fn next(&mut self) -> Result<Option<Node<'c, 'de>>, Mismatch> {
        match &mut self.source {
            ItemSource::Tree(items) => Ok(items.next().map(Node::Value)),
            ItemSource::Ended => Ok(None),
            ItemSource::Text(next) => {
                let next = *next;
                if next.cursor.take(']') {
                    self.source = ItemSource::Ended;
                    return Ok(None);
                }
                if self.read > 0 {
                    next.cursor.expect(',')?;
                }
                Ok(Some(Node::Written(next)))
            }
        }
    }

    /// Steps over what was not asked for.
    pub(super) fn pass_over(mut self) -> Result<(), Mismatch> {
        while let Some(Node::Written(next)) = self.next()? {
            next.cursor.value()?;
            self.read = self.read.saturating_add(1);
        }
        Ok(())
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some(node) = self.next()? else { return Ok(None) };
        let index = self.read;
        self.read = self.read.saturating_add(1);
        seed.deserialize(node).map(Some).map_err(|error| error.at(index))
    }
}
