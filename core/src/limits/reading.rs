//! What reading one input may take, beside its text.
//!
//! Three characters, `{},`, can be a structure of two thousand bytes. Types whose lists may be long, and trees of values, draw what
//! they take from here; outside of [`within`] nobody counts, so that whoever reads a type of ours for himself may take
//! what he has.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

/// Bytes that the lists and trees of a text of so many bytes may take: 8 MiB and 96 for each byte, at most 144 MiB; of a text
/// that is longer than an input may be, such as the series of a builder, 9 for each byte.
pub(crate) fn room_for(text: usize) -> usize {
    let most = (144usize << 20).max(text.saturating_mul(9));
    (8usize << 20).saturating_add(text.saturating_mul(96)).min(most)
}

thread_local! {
    static LEFT: Cell<Left> = const { Cell::new(Left::Unbounded) };
}

#[derive(Clone, Copy)]
enum Left {
    Unbounded,
    Bytes(usize),
    Exceeded,
}

/// Sets back what was left when it goes.
struct Outer(Left);

impl Drop for Outer {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Reads a text of so many bytes; true where it would have taken more than it may.
pub(crate) fn within<T>(text: usize, read: impl FnOnce() -> T) -> (T, bool) {
    let outer = Outer(LEFT.replace(Left::Bytes(room_for(text))));
    let read = read();
    let exceeded = matches!(LEFT.get(), Left::Exceeded);
    drop(outer);
    (read, exceeded)
}

/// What is told of an input that takes too much.
pub(crate) struct Exceeded;

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there are more values than a text of its length has")
    }
}

/// Draws what a list or a tree takes.
///
/// # Errors
/// Where there is not so much left.
pub(crate) fn draw<E: de::Error>(bytes: usize) -> Result<(), E> {
    let left = match LEFT.get() {
        Left::Unbounded => return Ok(()),
        Left::Bytes(left) => left.checked_sub(bytes),
        Left::Exceeded => None,
    };
    LEFT.set(left.map_or(Left::Exceeded, Left::Bytes));
    if left.is_some() { Ok(()) } else { Err(E::custom(Exceeded)) }
}

/// Notes that the input is too large for another reason, which the error tells.
pub(crate) fn exceed() {
    if matches!(LEFT.get(), Left::Bytes(_)) {
        LEFT.set(Left::Exceeded);
    }
}

/// Makes room for one more item, and draws what that takes.
///
/// # Errors
/// As [`draw`].
pub(crate) fn room<T, E: de::Error>(list: &mut Vec<T>) -> Result<(), E> {
    if list.len() < list.capacity() {
        return Ok(());
    }
    let more = list.len().max(4);
    draw(more.saturating_mul(size_of::<T>()))?;
    list.reserve_exact(more);
    Ok(())
}

/// Reads a list, for a field that may have very many items. As serde reads one, but for what it draws.
///
/// # Errors
/// As serde's, and [`draw`]'s.
pub(crate) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    List::deserialize(deserializer).map(|List(list)| list)
}

/// Reads a list as [`list`] does; `null` is an empty one.
///
/// # Errors
/// As [`list`].
pub(crate) fn list_or_null<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    optional_list(deserializer).map(Option::unwrap_or_default)
}

/// Reads a list as [`list`] does; `null` is none.
///
/// # Errors
/// As [`list`].
pub(crate) fn optional_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    Option::deserialize(deserializer).map(|list| list.map(|List(list)| list))
}

/// A list that draws what it takes.
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor<T>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sequence")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    room(&mut list)?;
                    list.push(item);
                }
                Ok(List(list))
            }
        }

        deserializer.deserialize_seq(ListVisitor(std::marker::PhantomData))
    }
}
