//! Where in a YAML text its values stand, for errors and for edits.

use std::ops::Range;

use counterpoise::error::Span;
use granit_parser::{Event, Parser, ScalarStyle, StrInput, StructureStyle, options};

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Place {
    /// Its bytes; those of a value in block style end with its last character that is no space.
    pub(crate) bytes: Range<usize>,
    pub(crate) span: Span,
    pub(crate) form: Form,
}

/// How a value is written.
#[derive(Debug)]
pub(crate) enum Form {
    Scalar,
    Sequence { is_flow: bool, items: Vec<Place> },
    Mapping { is_flow: bool, entries: Vec<Entry> },
}

/// A field of a mapping.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) key: Place,
    pub(crate) value: Place,
}

impl Place {
    /// The value of a text's first document; `None` where the text cannot be read.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let given = options! { emit_comments: false, block_scalar_eof_without_line_feed: true };
        let mut reader = Reader { text, events: Parser::new_from_str_with_options(text, given) };
        loop {
            if let Event::DocumentStart(..) = reader.next()?.0 {
                let (event, span) = reader.next()?;
                return reader.place(&event, span);
            }
        }
    }

    /// What stands at a path such as `tests[0].name`.
    pub(crate) fn at(&self, path: &str) -> Option<&Self> {
        steps(path).try_fold(self, Self::inner)
    }

    /// What stands at a path, or as near to it as there is something.
    pub(crate) fn nearest(&self, path: &str) -> &Self {
        let mut place = self;
        for step in steps(path) {
            let Some(inner) = place.inner(step) else { break };
            place = inner;
        }
        place
    }

    /// The field at a path, with its name.
    pub(crate) fn entry(&self, path: &str) -> Option<&Entry> {
        let (outer, name) = path.rsplit_once('.')?;
        match &self.at(outer)?.form {
            Form::Mapping { entries, .. } => entries.iter().find(|entry| entry.name == name),
            _ => None,
        }
    }

    fn inner(&self, step: &str) -> Option<&Self> {
        match &self.form {
            Form::Sequence { items, .. } => items.get(step.parse::<usize>().ok()?),
            Form::Mapping { entries, .. } => {
                entries.iter().find(|entry| entry.name == step).map(|entry| &entry.value)
            }
            Form::Scalar => None,
        }
    }

    /// Whether it is a list or a mapping in brackets or braces.
    pub(crate) fn is_flow(&self) -> bool {
        matches!(self.form, Form::Sequence { is_flow: true, .. } | Form::Mapping { is_flow: true, .. })
    }
}

/// Where the line begins that a byte is in.
pub(crate) fn line_start(text: &str, byte: usize) -> usize {
    text[..byte].rfind('\n').map_or(0, |end| end + 1)
}

/// How many characters stand before a byte in its line.
pub(crate) fn column(text: &str, byte: usize) -> usize {
    text[line_start(text, byte)..byte].chars().count()
}

fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split(['.', '[']).map(|step| step.trim_end_matches(']')).filter(|step| !step.is_empty())
}

struct Reader<'t> {
    text: &'t str,
    events: Parser<'t, StrInput<'t>>,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Option<(Event<'t>, granit_parser::Span)> {
        self.events.next_event()?.ok()
    }

    fn place(&mut self, event: &Event<'t>, span: granit_parser::Span) -> Option<Place> {
        let bytes = span.byte_range()?;
        Some(match event {
            Event::Scalar(_, style, ..) => {
                let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let start = if is_block { self.header(bytes.start) } else { bytes.start };
                self.placed(start..bytes.end, Form::Scalar)
            }
            Event::Alias(_) => self.placed(bytes, Form::Scalar),
            Event::SequenceStart(style, ..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => {
                            let is_flow = *style == StructureStyle::Flow;
                            let first = items.first().map(|item: &Place| self.dash(item.bytes.start));
                            let last = items.last().map(|item: &Place| item.bytes.end);
                            let bytes = whole(bytes, is_flow, first.zip(last), &end)?;
                            break self.placed(bytes, Form::Sequence { is_flow, items });
                        }
                        (event, span) => items.push(self.place(&event, span)?),
                    }
                }
            }
            Event::MappingStart(style, ..) => {
                let mut entries: Vec<Entry> = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, end) => {
                            let is_flow = *style == StructureStyle::Flow;
                            let first = entries.first().map(|entry| entry.key.bytes.start);
                            let last =
                                entries.last().map(|entry| entry.value.bytes.end.max(entry.key.bytes.end));
                            let bytes = whole(bytes, is_flow, first.zip(last), &end)?;
                            break self.placed(bytes, Form::Mapping { is_flow, entries });
                        }
                        (event, span) => {
                            let name = match &event {
                                Event::Scalar(name, ..) => name.to_string(),
                                _ => String::new(),
                            };
                            let key = self.place(&event, span)?;
                            let (event, span) = self.next()?;
                            let mut value = self.place(&event, span)?;
                            if value.bytes.is_empty() {
                                // A value that is left out stands behind the colon.
                                let colon = self.text.get(key.bytes.end..)?.find(':')?;
                                let at = key.bytes.end + colon + 1;
                                value = self.placed(at..at, value.form);
                            }
                            entries.push(Entry { name, key, value });
                        }
                    }
                }
            }
            _ => return None,
        })
    }

    /// Where the sign of a block scalar stands, whose text begins at a byte.
    fn header(&self, text: usize) -> usize {
        let before = self.text.get(..text).unwrap_or_default().trim_end();
        let line = line_start(before, before.len());
        let signs = [": |", ": >", "- |", "- >"];
        let sign = signs.iter().filter_map(|sign| before[line..].find(sign)).min();
        sign.map_or(text, |sign| line + sign + 2)
    }

    /// Where the hyphen stands before an item.
    fn dash(&self, item: usize) -> usize {
        self.text.get(..item).and_then(|before| before.rfind('-')).unwrap_or(item)
    }

    fn placed(&self, bytes: Range<usize>, form: Form) -> Place {
        let own = self.text.get(bytes.clone()).unwrap_or_default();
        let bytes = bytes.start..bytes.start + own.trim_end().len();
        Place { span: Span::of(self.text, bytes.clone()), bytes, form }
    }
}

/// The bytes of a list or a mapping: in flow style with its brackets, in block style from its first to its last value.
fn whole(
    begin: Range<usize>,
    is_flow: bool,
    inner: Option<(usize, usize)>,
    end: &granit_parser::Span,
) -> Option<Range<usize>> {
    match inner {
        Some((first, last)) if !is_flow => Some(first..last),
        _ if is_flow => Some(begin.start..end.byte_range()?.end),
        _ => Some(begin),
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn values_end_where_they_are_written() {
        let text = "a:\n- {b: [1, 2], c: x} # one\n- d: |\n    two\n    lines\n\n  e:\nf: last # end\n";
        let root = Place::of(text).unwrap();
        let at = |path: &str| &text[root.at(path).unwrap().bytes.clone()];
        assert_eq!(at("a[0]"), "{b: [1, 2], c: x}");
        assert_eq!(at("a[0].b"), "[1, 2]");
        assert_eq!(at("a[1].d"), "|\n    two\n    lines");
        assert_eq!(at("a"), "- {b: [1, 2], c: x} # one\n- d: |\n    two\n    lines\n\n  e:");
        assert_eq!(at("a[1].e"), "");
        assert_eq!(at("f"), "last");
        assert_eq!(root.nearest("a[1].e.g").span.line, 7);
        assert!(root.at("a[2]").is_none());
    }
}
