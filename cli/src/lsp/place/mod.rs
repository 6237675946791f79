//! Where in a document of YAML, or JSON, a position is. By indentation and brackets alone, so that a text which is only half
//! written has places, too.

mod above;
mod flow;
mod lines;
mod long_text;
#[cfg(test)]
mod tests;

use self::above::{ancestors, path_of, siblings};
use self::flow::flow;
use self::lines::{Mark, is_comment, lines, marks, without_comment};
use self::long_text::{in_long_text, scalar};
use super::shape::{INSIDE, ITEM, Shape};

/// Where a position is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// From the root: keys, [`ITEM`] for an item, [`INSIDE`] for the document in a text.
    pub(super) path: Vec<String>,
    pub(super) part: Part,
    /// What stands there, without quotes.
    pub(super) text: String,
    /// How many bytes of it are before the position.
    pub(super) at: usize,
    /// The byte of the document where it begins.
    pub(super) start: usize,
    /// Other keys of the same mapping.
    pub(super) keys: Vec<String>,
    /// Whether a key has its colon.
    pub(super) closed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Key,
    Value,
}

/// The document that a byte is in, and where it begins.
pub(super) fn document_at(text: &str, offset: usize) -> (usize, &str) {
    let is_mark = |line: &str| line.trim_end() == "---" || line.starts_with("--- ");
    let (mut start, mut end, mut at) = (0, text.len(), 0);
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if is_mark(line) {
            if next > offset {
                end = at;
                break;
            }
            start = next;
        }
        at = next;
    }
    (start.min(offset), text.get(start.min(offset)..end.max(offset)).unwrap_or_default())
}

/// The place of a byte of a document; `None` in a comment.
pub(super) fn at(text: &str, offset: usize, shape: &Shape) -> Option<Place> {
    within(text, offset, shape)
}

fn within(text: &str, offset: usize, shape: &Shape) -> Option<Place> {
    if let Some(open) =
        text.find(|c: char| !c.is_whitespace()).filter(|at| text[*at..].starts_with(['{', '[']))
    {
        return (open < offset).then(|| flow(text, open, offset, Vec::new())).flatten();
    }
    let lines = lines(text);
    let number = lines.partition_point(|line| line.start <= offset).checked_sub(1)?;
    let line = lines[number];
    let column = offset - line.start;
    if is_comment(line.text.get(..column)?) {
        return None;
    }
    let marks = marks(line.text);
    let own = marks.iter().rposition(|mark| mark.column() <= column);
    // What encloses the position: everything above, and on this line what stands before.
    let (bound, part) = match own.map(|own| &marks[own]) {
        Some(Mark::Key(at, _, Some(value))) if column >= *value => (at + 1, Part::Value),
        Some(Mark::Key(at, ..) | Mark::Text(at)) => (*at, Part::Key),
        Some(Mark::Item(at)) => (at + 1, Part::Key),
        // An empty line: a key that is to come where the cursor is.
        None => (column, Part::Key),
    };
    let above = ancestors(&lines, number, &marks, bound);
    // A text over several lines is no structure, whatever it looks like.
    if let Some(place) = in_long_text(text, &lines, &above, offset, shape) {
        return place;
    }
    let path = path_of(&above);
    if let (Part::Value, Some(Mark::Key(_, _, Some(value)))) = (part, own.map(|own| &marks[own])) {
        let start = line.start + value;
        if text[start..].starts_with(['{', '[']) {
            return flow(text, start, offset, path);
        }
        let end = line.start + without_comment(line.text).trim_end().len();
        return Some(scalar(text, start, end.max(offset), offset, path));
    }
    if let (Some(Mark::Text(at)), true) = (own.map(|own| &marks[own]), part == Part::Key) {
        let start = line.start + at;
        if text[start..].starts_with(['{', '[']) {
            return flow(text, start, offset, path);
        }
    }
    let (start, name, closed) = match own.map(|own| &marks[own]) {
        Some(Mark::Key(at, name, closed)) => (line.start + at, *name, closed.is_some()),
        Some(Mark::Text(at)) => (line.start + at, line.text[*at..].trim_end(), false),
        _ => (offset, "", false),
    };
    let keys = siblings(
        &lines,
        number,
        own.map_or(bound, |own| match &marks[own] {
            Mark::Item(_) => column,
            mark => mark.column(),
        }),
    );
    let name = name.trim_matches(['"', '\'']);
    let keys = keys.into_iter().filter(|key| key != name).collect();
    let at = (offset - start).min(name.len());
    Some(Place { path, part: Part::Key, text: name.to_owned(), at, start, keys, closed })
}
