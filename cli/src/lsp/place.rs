//! Where in a document of YAML, or JSON, a position is. By indentation and brackets alone, so that a text which is only half
//! written has places, too.

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

/// A line, and where it begins in the document.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
}

/// What a line has at a column.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark<'t> {
    /// A hyphen.
    Item(usize),
    /// A key, and the column of what stands behind its colon; `None` without one.
    Key(usize, &'t str, Option<usize>),
    /// Anything else.
    Text(usize),
}

impl Mark<'_> {
    fn column(&self) -> usize {
        match self {
            Self::Item(column) | Self::Key(column, ..) | Self::Text(column) => *column,
        }
    }
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

/// A key or an item that encloses a position.
#[derive(Debug)]
struct Above<'t> {
    /// The line that it is on.
    line: usize,
    step: &'t str,
    column: usize,
    /// The column of what stands behind the key on its line.
    value: Option<usize>,
}

/// What encloses a column of a line, from the root on.
fn ancestors<'t>(lines: &[Line<'t>], number: usize, own: &[Mark<'t>], bound: usize) -> Vec<Above<'t>> {
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

fn path_of(above: &[Above<'_>]) -> Vec<String> {
    above.iter().map(|above| above.step.to_owned()).collect()
}

/// Where the position is in a text that begins on an earlier line: a block, or a value that goes on. `None` where it is in none.
#[expect(clippy::option_option, reason = "a place that is none, and no such text")]
fn in_long_text(
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
    let Some(mut place) = self::at(&inner, at, embedded) else { return Some(None) };
    let (from, outer_start) =
        starts.iter().rev().find(|(from, _)| *from <= place.start).copied().unwrap_or((0, start));
    place.start = outer_start + (place.start - from);
    deep.append(&mut place.path);
    place.path = deep;
    Some(Some(place))
}

/// A scalar between two bytes.
fn scalar(text: &str, start: usize, end: usize, offset: usize, path: Vec<String>) -> Place {
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

/// An open bracket of a flow collection.
struct Open {
    is_mapping: bool,
    /// The key whose value is being written.
    key: Option<String>,
    keys: Vec<String>,
}

/// The place in a collection in brackets that begins at a byte.
fn flow(text: &str, begin: usize, offset: usize, mut path: Vec<String>) -> Option<Place> {
    let mut open: Vec<Open> = Vec::new();
    let mut token = begin;
    let mut chars = text.char_indices().skip_while(|(at, _)| *at < begin).peekable();
    let mut quote: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        if at >= offset {
            break;
        }
        if let Some(own) = quote {
            match c {
                '\\' if own == '"' => drop(chars.next()),
                c if c == own => quote = None,
                _ => {}
            }
            continue;
        }
        let word = text.get(token..at).unwrap_or_default().trim();
        match c {
            '"' | '\'' if word.is_empty() => quote = Some(c),
            '{' | '[' if word.is_empty() => {
                open.push(Open { is_mapping: c == '{', key: None, keys: Vec::new() });
                token = at + 1;
            }
            '}' | ']' => {
                open.pop();
                token = at + 1;
                if open.is_empty() {
                    return None;
                }
            }
            ',' => {
                if let Some(last) = open.last_mut() {
                    last.key = None;
                }
                token = at + 1;
            }
            ':' => {
                let ends =
                    chars.peek().is_none_or(|(_, next)| next.is_whitespace() || ",{[}]\"'".contains(*next));
                if let Some(last) =
                    open.last_mut().filter(|last| last.is_mapping && last.key.is_none() && ends)
                {
                    let key = word.trim_matches(['"', '\'']).to_owned();
                    last.keys.push(key.clone());
                    last.key = Some(key);
                    token = at + 1;
                }
            }
            '#' if word.is_empty() && text[..at].ends_with([' ', '\n']) => {
                let rest = text[at..].find('\n').map_or(text.len(), |end| at + end);
                if offset <= rest {
                    return None;
                }
                while chars.next_if(|(next, _)| *next <= rest).is_some() {}
                token = rest;
            }
            _ => {}
        }
    }
    let last = open.last()?;
    // The last mapping without a key is the one that has its key being written.
    path.extend(open.iter().filter_map(|open| match open.is_mapping {
        true => open.key.clone(),
        false => Some(ITEM.to_owned()),
    }));
    let lead = text.get(token..offset)?;
    let mut start = token + (lead.len() - lead.trim_start().len());
    let quoted = text[start..].starts_with(['"', '\'']);
    let rest = text.get(offset..).unwrap_or_default();
    let stop = match quote {
        Some(own) => rest.find([own, '\n']),
        None => rest.find([',', '}', ']', '\n', ':']),
    };
    let end = offset + stop.unwrap_or(rest.len());
    start += usize::from(quoted && start < offset);
    let inner = text.get(start..end.max(start)).unwrap_or_default().trim_end();
    let inner = if quoted { inner.trim_end_matches(['"', '\'']) } else { inner };
    let is_key = last.is_mapping && last.key.is_none();
    let behind = text.get(end..).unwrap_or_default().trim_start_matches(['"', '\'']);
    Some(Place {
        path,
        part: if is_key { Part::Key } else { Part::Value },
        at: offset.saturating_sub(start).min(inner.len()),
        text: inner.to_owned(),
        start,
        keys: last.keys.clone(),
        closed: !is_key || behind.starts_with(':'),
    })
}

fn lines(text: &str) -> Vec<Line<'_>> {
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
fn marks(line: &str) -> Vec<Mark<'_>> {
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

/// Keys of the mapping that has one at a column of a line.
fn siblings(lines: &[Line<'_>], number: usize, column: usize) -> Vec<String> {
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

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_blank_at_all(line: &str) -> bool {
    line.trim().is_empty()
}

fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// Whether what stands before a position begins a comment.
fn is_comment(before: &str) -> bool {
    without_comment(before).len() < before.len()
}

/// A line up to its comment.
fn without_comment(line: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::{Part, at};
    use crate::lsp::shape;

    /// The path of what stands where `¦` is.
    fn path(marked: &str) -> (String, Part, String) {
        let at_byte = marked.find('¦').unwrap();
        let text = marked.replace('¦', "");
        let place = at(&text, at_byte, shape::rules()).unwrap();
        (place.path.join("/"), place.part, place.text)
    }

    fn key(path: &str, text: &str) -> (String, Part, String) {
        (path.to_owned(), Part::Key, text.to_owned())
    }

    fn value(path: &str, text: &str) -> (String, Part, String) {
        (path.to_owned(), Part::Value, text.to_owned())
    }

    #[test]
    fn a_position_has_its_path() {
        assert_eq!(path("ru¦"), key("", "ru"));
        assert_eq!(path("rules:\n- ser¦: x"), key("rules/[]", "ser"));
        assert_eq!(path("rules:\n  - a: b\n    ¦"), key("rules/[]", ""));
        assert_eq!(path("rules:\n- a: b\n  name:\n    as: req¦"), value("rules/[]/name/as", "req"));
        assert_eq!(path("rules:\n- a: b\n- name: {matches: x, as: '$¦1'}"), value("rules/[]/name/as", "$1"));
        assert_eq!(path("rules:\n- name: {¦"), key("rules/[]/name", ""));
        assert_eq!(path("rules:\n- seriesFilters: [{is: a}, {i¦}]"), key("rules/[]/seriesFilters/[]", "i"));
        assert_eq!(path("{\"rules\": [{\"name\": {\"as\": \"x¦\"}}]}"), value("rules/[]/name/as", "x"));
        assert_eq!(
            path("rules:\n- metricsQuery: sum(\n    rate(¦x))"),
            value("rules/[]/metricsQuery", "sum(\n    rate(x))")
        );
        assert_eq!(
            path("rules:\n- metricsQuery: |\n    sum(\n      up¦)\n  name:"),
            value("rules/[]/metricsQuery", "sum(\n  up)\n")
        );
        let config_map = "kind: ConfigMap\ndata:\n  config.yaml: |\n    rules:\n    - name: {as: ¦x}\n";
        assert_eq!(path(config_map), value("data/config.yaml/|/rules/[]/name/as", "x"));
        assert_eq!(path("rules:\n- a: b\nexternalRules:\n- na¦"), key("externalRules/[]", "na"));
        assert!(at("rules: # all", 9, shape::rules()).is_none());
    }

    #[test]
    fn no_text_is_too_broken() {
        let text = "rules:\n- name: {as: \"ä\", matches: [x, 'y']} # é\n  metricsQuery: |-\n    s🦀(\n\n     up{a=\"b\"})\n- - : ?\n  \"q\": [{\n---\n{\"a\": [1, {\"b\": \"\\\"\"}]}\ndata:\n  ü: >\r\n   rules:\r\n   - {";
        let places = text.char_indices().map(|(at, _)| at);
        for end in places.clone().chain([text.len()]) {
            let text = &text[..end];
            for offset in text.char_indices().map(|(at, _)| at).chain([end]) {
                if let Some(place) = at(text, offset, shape::rules()) {
                    assert!(place.at <= place.text.len() && place.start <= text.len());
                }
            }
        }
    }
}
