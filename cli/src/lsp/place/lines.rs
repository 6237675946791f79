//! Lines, and what each has: hyphens, keys, text, comments.

/// A line, and where it begins in the document.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

/// What a line has at a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark<'t> {
    /// A hyphen.
    Item(usize),
    /// A key, and the column of what stands behind its colon; `None` without one.
    Key(usize, &'t str, Option<usize>),
    /// Anything else.
    Text(usize),
}

impl Mark<'_> {
    pub(super) fn column(&self) -> usize {
        match self {
            Self::Item(column) | Self::Key(column, ..) | Self::Text(column) => *column,
        }
    }
}

pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(Line { start, text: line.trim_end_matches(['\n', '\r']) });
        start += line.len();
    }
    if text.is_empty() || text.ends_with('\n') {
        lines.push(Line { start, text: "" });
    }
    lines
}

/// The hyphens of a line, and the key or the text behind them.
pub(super) fn marks(line: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut column = indent(line);
    while let Some(rest) = line.get(column..).and_then(|rest| rest.strip_prefix('-')) {
        if !rest.is_empty() && !rest.starts_with(' ') {
            break;
        }
        marks.push(Mark::Item(column));
        column += 1 + indent(rest);
    }
    let rest = line.get(column..).unwrap_or_default();
    if rest.is_empty() || rest.starts_with('#') {
        return marks;
    }
    marks.push(match key_end(rest) {
        Some(colon) => {
            let behind = &rest[colon + 1..];
            Mark::Key(column, rest[..colon].trim_end(), Some(column + colon + 1 + indent(behind)))
        }
        None => Mark::Text(column),
    });
    marks
}

/// Where the colon of a key stands.
fn key_end(text: &str) -> Option<usize> {
    if text.starts_with(['{', '[', '|', '>']) {
        return None;
    }
    let skipped = match text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => text[1..].find(quote)? + 2,
        None => 0,
    };
    text.char_indices()
        .filter(|(at, c)| *at >= skipped && *c == ':')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with(' '))
        .filter(|colon| !text[skipped..*colon].contains(" #"))
}

pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

pub(super) fn is_blank_at_all(line: &str) -> bool {
    line.trim().is_empty()
}

pub(super) fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// Whether what stands before a position begins a comment.
pub(super) fn is_comment(before: &str) -> bool {
    without_comment(before).len() < before.len()
}

/// A line up to its comment.
pub(super) fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') if last.is_whitespace() => return &line[..at],
            (None, '"' | '\'') if last.is_whitespace() || "{[,:(=".contains(last) => quote = Some(c),
            (Some(own), c) if own == c => quote = None,
            _ => {}
        }
        last = c;
    }
    line
}
