//! A text by its lines.

use std::cell::Cell;

use crate::error::Span;

/// The lines of a text, each without its end.
pub(super) struct Source<'t> {
    lines: Vec<&'t str>,
    last: Cell<Place>,
}

/// A place that was looked up: a line, a character of it, counted from 0, and the byte where that begins.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    line: u32,
    character: usize,
    byte: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        Self { lines, last: Cell::default() }
    }

    /// A line by its number.
    pub(super) fn line(&self, number: u32) -> Option<&'t str> {
        self.lines.get(usize::try_from(number).ok()?.checked_sub(1)?).copied()
    }

    /// The characters of a line from one on up to another, counted from 0. Those that are asked for one behind the other are found in
    /// one walk along the line, which may be all there is.
    pub(super) fn characters(&self, number: u32, from: usize, to: usize) -> Option<&'t str> {
        let line = self.line(number)?;
        let [start, end] = [from, to.max(from)].map(|character| self.byte(number, line, character));
        line.get(start..end)
    }

    /// Where a character of a line begins; the end of a line that has not so many.
    fn byte(&self, number: u32, line: &str, character: usize) -> usize {
        let last = self.last.get();
        let known = match last.line == number && last.character <= character {
            true => last,
            false => Place { line: number, ..Place::default() },
        };
        let mut behind = line.get(known.byte..).unwrap_or_default().char_indices();
        match behind.nth(character.saturating_sub(known.character)) {
            Some((further, _)) => {
                let byte = known.byte.saturating_add(further);
                self.last.set(Place { line: number, character, byte });
                byte
            }
            None => line.len(),
        }
    }

    /// What stands before and behind a span of one line.
    pub(super) fn around(&self, span: Span) -> Option<(&'t str, &'t str)> {
        let line = self.line(span.line).filter(|_| span.line == span.end_line)?;
        let at = |column: u32| {
            let column = usize::try_from(column).ok()?.checked_sub(1)?;
            line.char_indices().map(|(byte, _)| byte).chain([line.len()]).nth(column)
        };
        Some((line.get(..at(span.column)?)?, line.get(at(span.end_column)?..)?))
    }

    /// The column that comes after the beginning of a line.
    pub(super) fn column_after(beginning: &str) -> u32 {
        u32::try_from(beginning.chars().count()).unwrap_or(u32::MAX).saturating_add(1)
    }
}
