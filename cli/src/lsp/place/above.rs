//! What encloses a position, and what stands beside it.

use super::ITEM;
use super::lines::{Line, Mark, indent, is_blank, marks};

/// A key or an item that encloses a position.
#[derive(Debug)]
pub(super) struct Above<'t> {
    /// The line that it is on.
    pub(super) line: usize,
    pub(super) step: &'t str,
    pub(super) column: usize,
    /// The column of what stands behind the key on its line.
    pub(super) value: Option<usize>,
}

/// What encloses a column of a line, from the root on.
pub(super) fn ancestors<'t>(
    lines: &[Line<'t>],
    number: usize,
    own: &[Mark<'t>],
    bound: usize,
) -> Vec<Above<'t>> {
    let mut above = Vec::new();
    let mut bound = bound;
    // A list may stand at the column of its key.
    let mut is_item = false;
    let mut take = |line: usize, marks: &[Mark<'t>]| {
        for mark in marks.iter().rev() {
            match mark {
                Mark::Item(column) if *column < bound => {
                    above.push(Above { line, step: ITEM, column: *column, value: None });
                    (bound, is_item) = (*column, true);
                }
                Mark::Key(column, name, value)
                    if *column < bound
                        || is_item && *column == bound && !marks.contains(&Mark::Item(bound)) =>
                {
                    above.push(Above {
                        line,
                        step: name.trim_matches(['"', '\'']),
                        column: *column,
                        value: *value,
                    });
                    (bound, is_item) = (*column, false);
                }
                _ => {}
            }
        }
        bound == 0 && !is_item
    };
    if take(number, own) {
        above.reverse();
        return above;
    }
    for (line, held) in lines.iter().enumerate().take(number).rev() {
        if is_blank(held.text) {
            continue;
        }
        if take(line, &marks(held.text)) {
            break;
        }
    }
    above.reverse();
    above
}

pub(super) fn path_of(above: &[Above<'_>]) -> Vec<String> {
    above.iter().map(|above| above.step.to_owned()).collect()
}

/// Keys of the mapping that has one at a column of a line.
pub(super) fn siblings(lines: &[Line<'_>], number: usize, column: usize) -> Vec<String> {
    let mut keys = Vec::new();
    let mut take = |line: &Line<'_>, is_above: bool| {
        if is_blank(line.text) {
            return true;
        }
        let marks = marks(line.text);
        for mark in &marks {
            if let Mark::Key(at, name, _) = mark
                && *at == column
            {
                keys.push(name.trim_matches(['"', '\'']).to_owned());
            }
        }
        let starts_item = marks.iter().any(|mark| matches!(mark, Mark::Item(at) if *at < column));
        let is_outer = indent(line.text) < column;
        match is_above {
            // The item that the mapping is begins with its first key.
            true => !is_outer,
            false => !is_outer && !starts_item,
        }
    };
    let has_item = lines.get(number).is_some_and(|line| line.text.trim_start().starts_with("- "));
    if !has_item {
        let _ = lines[..number].iter().rev().all(|line| take(line, true));
    }
    let _ = lines[number + 1..]
        .iter()
        .all(|line| indent(line.text) >= column && take(line, false) || is_blank(line.text));
    keys
}
