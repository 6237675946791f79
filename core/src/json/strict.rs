//! What strict decoding has against a text: fields that a structure does not have, and fields that come twice.
//!
//! The types themselves say which fields there are, since serde hands their names to the reader; so nothing has to be
//! listed a second time. Mirrors `json.UnmarshalStrict` of sigs.k8s.io/json.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::de::Deserialize;

use super::cursor::Cursor;
use super::mismatch::Mismatch;
use super::node::Names;
use super::parts::{Form, MOST_FIELDS};
use super::places::walk;
use super::rules::API;
use super::{Read, attempt};
use crate::limits::reading;

/// So many are told, as upstream tells them.
const MOST: usize = 100;
/// A text is read so often, so that all of the fields are looked into that come often.
const MOST_PASSES: usize = 50;

/// What is wrong with a field.
#[derive(Debug)]
pub(crate) struct StrictError {
    /// Whether it comes twice; else there is no such field.
    pub(crate) repeated: bool,
    /// The field's path.
    pub(crate) path: String,
    /// Where its name stands.
    pub(crate) bytes: Range<usize>,
    /// Where its value stands.
    pub(crate) value: Range<usize>,
    /// The fields that there are at this place.
    pub(crate) known: Names,
}

/// Fields that a type has for the sake of another version: of a structure that has the first, the second.
pub(crate) type Absent = &'static [(&'static str, &'static str)];

/// Where the name of a field stands, whether it comes twice, and which fields there are.
type Found = (Range<usize>, bool, Names);

/// What is found while a text is read. Of a field that comes often one is read in a pass, another in the next.
#[derive(Default)]
pub(super) struct Notes {
    absent: Absent,
    found: Vec<Found>,
    /// Where those begin that come often: those that were read, and those that are to be.
    read: BTreeSet<usize>,
    pending: BTreeSet<usize>,
}

/// What strict decoding of a text as some type has against it, in the order of the text. The text must be one that can be
/// read, and one that takes no more than `length` bytes of it do.
pub(crate) fn strict<'de, T: Deserialize<'de>>(
    text: &'de str,
    length: usize,
    absent: Absent,
) -> Vec<StrictError> {
    strict_as(text, length, absent, &mut |node| T::deserialize(node).map(drop))
}

fn strict_as<'de>(text: &'de str, length: usize, absent: Absent, read: Read<'_, 'de>) -> Vec<StrictError> {
    let mut notes = Notes { absent, ..Notes::default() };
    for _ in 0..MOST_PASSES {
        let mut cursor = Cursor::noting(text, notes);
        // Whether it can be read has been seen before; what matters here is what is noted on the way.
        let _ = reading::within(length, || attempt(&mut cursor, API, read));
        let Some(noted) = cursor.notes else { return Vec::new() };
        notes = *noted;
        if notes.pending.is_empty() {
            break;
        }
    }
    let mut found = notes.found;
    found.sort_by_key(|(bytes, repeated, _)| (bytes.start, *repeated));
    with_paths(text, &found)
}

/// The first ones of each path.
fn with_paths(text: &str, found: &[Found]) -> Vec<StrictError> {
    let mut paths = BTreeMap::new();
    if !found.is_empty() {
        walk(text, &mut |path, name, value| {
            if found.binary_search_by_key(&name.start, |(bytes, ..)| bytes.start).is_ok() {
                paths.insert(name.start, (path.to_owned(), value));
            }
        });
    }
    let mut seen = BTreeSet::new();
    let told = found.iter().filter_map(|(bytes, repeated, known)| {
        let (path, value) = paths.get(&bytes.start)?;
        let error = StrictError {
            repeated: *repeated,
            path: path.clone(),
            bytes: bytes.clone(),
            value: value.clone(),
            known,
        };
        seen.insert((*repeated, path)).then_some(error)
    });
    told.take(MOST).collect()
}

/// A field of an object that is about to be read.
struct Field<'de> {
    name: Cow<'de, str>,
    bytes: Range<usize>,
    end: usize,
    /// Its place among the fields, from 1.
    place: u32,
}

/// Notes what is wrong with the fields of the object that begins at `start`, and gives the places of those that are not to
/// be read: what is not known, and of what comes often all but one.
pub(super) fn note(cursor: &mut Cursor<'_>, start: usize, form: Form) -> Result<Box<[u32]>, Mismatch> {
    let mut fields = fields(cursor, start)?;
    fields.sort_by(|a, b| (&a.name, a.place).cmp(&(&b.name, b.place)));
    let Some(notes) = &mut cursor.notes else { return Ok(Box::default()) };
    let mut skipped = Vec::new();
    for same in fields.chunk_by(|a, b| a.name == b.name) {
        let read = match (form, same) {
            (Form::Structure(known), [first, ..]) if !notes.knows(known, &first.name) => {
                notes.found.push((first.bytes.clone(), false, known));
                None
            }
            (Form::Any | Form::Nothing, _) => same.last().map(|field| field.place),
            (Form::Structure(_) | Form::Map, _) => {
                if let [_, second, ..] = same {
                    notes.found.push((second.bytes.clone(), true, &[]));
                }
                notes.choose(same)
            }
        };
        skipped.extend(same.iter().map(|field| field.place).filter(|place| Some(*place) != read));
    }
    skipped.sort_unstable();
    Ok(skipped.into())
}

impl Notes {
    fn knows(&self, known: Names, name: &str) -> bool {
        let absent = |(beside, absent): &(&str, &str)| *absent == name && known.contains(beside);
        known.contains(&name) && !self.absent.iter().any(absent)
    }

    /// Which one of a field that comes often is read: one that was not, or that holds such, else the last.
    fn choose(&mut self, same: &[Field<'_>]) -> Option<u32> {
        if same.len() > 1 {
            let fresh = same.iter().map(|field| field.bytes.start).filter(|start| !self.read.contains(start));
            self.pending.extend(fresh);
        }
        let holds_some =
            |field: &&Field<'_>| self.pending.range(field.bytes.start..field.end).next().is_some();
        let read = same.iter().find(holds_some).or(same.last())?;
        if self.pending.remove(&read.bytes.start) {
            self.read.insert(read.bytes.start);
        }
        Some(read.place)
    }
}

/// Those of the object; none where it has more than any object of Kubernetes'.
fn fields<'de>(cursor: &Cursor<'de>, start: usize) -> Result<Vec<Field<'de>>, Mismatch> {
    let mut cursor = cursor.looking_from(start);
    cursor.expect(b'{')?;
    let mut fields = Vec::new();
    while cursor.peek() != Some(b'}') {
        if !fields.is_empty() {
            cursor.expect(b',')?;
            cursor.peek();
        }
        let name_at = cursor.at();
        let name = cursor.text()?;
        let bytes = name_at..cursor.at();
        cursor.expect(b':')?;
        cursor.value()?;
        let place = u32::try_from(fields.len()).unwrap_or(u32::MAX).saturating_add(1);
        fields.push(Field { name, bytes, end: cursor.at(), place });
        if place > MOST_FIELDS {
            return Ok(Vec::new());
        }
    }
    Ok(fields)
}
