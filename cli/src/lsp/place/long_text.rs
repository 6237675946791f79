//! Texts over several lines, which are no structure, whatever they look like; but for a document in a text.

use super::above::{Above, path_of};
use super::flow::flow;
use super::lines::{Line, indent, is_blank_at_all, without_comment};
use super::{INSIDE, Part, Place, Shape};

/// Where the position is in a text that begins on an earlier line: a block, or a value that goes on. `None` where it is in none.
#[expect(clippy::option_option, reason = "a place that is none, and no such text")]
pub(super) fn in_long_text(
    text: &str,
    lines: &[Line<'_>],
    above: &[Above<'_>],
    offset: usize,
    shape: &Shape,
) -> Option<Option<Place>> {
    let (index, outer) = above.iter().enumerate().find(|(_, above)| {
        let line = lines[above.line];
        let end = line.start + line.text.len();
        above
            .value
            .is_some_and(|value| offset > end && !without_comment(&line.text[value..]).trim().is_empty())
    })?;
    let line = lines[outer.line];
    let value = line.start + outer.value?;
    let path = path_of(&above[..=index]);
    let written = without_comment(text.get(value..line.start + line.text.len())?).trim();
    // What only names or tags what follows.
    if written.starts_with(['&', '!']) && !written.contains(' ') {
        return None;
    }
    if written.starts_with(['{', '[']) {
        return Some(flow(text, value, offset, path));
    }
    // The lines below that are further in.
    let is_within = |line: &&Line<'_>| is_blank_at_all(line.text) || indent(line.text) > outer.column;
    let body: Vec<&Line<'_>> = lines[outer.line + 1..].iter().take_while(is_within).collect();
    let last = body.last().map_or(line.start + line.text.len(), |line| line.start + line.text.len());
    if offset > last {
        return None;
    }
    if !written.starts_with(['|', '>']) {
        return Some(Some(scalar(text, value, last, offset, path)));
    }
    let start = body.first()?.start;
    let margin =
        body.iter().filter(|line| !is_blank_at_all(line.text)).map(|line| indent(line.text)).min()?;
    // Without its margin, as the document in it has its columns.
    let mut inner = String::new();
    let (mut at, mut starts) = (0, Vec::new());
    for line in &body {
        let content = line.text.get(margin.min(line.text.len())..).unwrap_or_default();
        let content_start = line.start + line.text.len() - content.len();
        if offset >= line.start {
            at = inner.len() + offset.saturating_sub(content_start).min(content.len());
        }
        starts.push((inner.len(), content_start));
        inner.push_str(content);
        inner.push('\n');
    }
    let mut deep = path.clone();
    deep.push(INSIDE.to_owned());
    let Some(embedded) = shape.follow(&deep) else {
        return Some(Some(Place {
            path,
            part: Part::Value,
            text: inner,
            at,
            start,
            keys: Vec::new(),
            closed: true,
        }));
    };
    let Some(mut place) = super::at(&inner, at, embedded) else { return Some(None) };
    let (from, outer_start) =
        starts.iter().rev().find(|(from, _)| *from <= place.start).copied().unwrap_or((0, start));
    place.start = outer_start + (place.start - from);
    deep.append(&mut place.path);
    place.path = deep;
    Some(Some(place))
}

/// A scalar between two bytes.
pub(super) fn scalar(text: &str, start: usize, end: usize, offset: usize, path: Vec<String>) -> Place {
    let raw = text.get(start..end).unwrap_or_default();
    let quote = raw.starts_with(['"', '\'']);
    let start = start + usize::from(quote);
    let mut inner = text.get(start..end.max(start)).unwrap_or_default();
    if quote {
        inner = inner.strip_suffix(['"', '\'']).unwrap_or(inner);
    }
    let at = offset.saturating_sub(start).min(inner.len());
    Place { path, part: Part::Value, text: inner.to_owned(), at, start, keys: Vec::new(), closed: true }
}
