//! The scalars of a text of YAML or JSON, document by document, with their paths and places.

use std::ops::Range;

use granit_parser::{Event, Parser, options};

/// A scalar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scalar {
    /// The document, counted from 0.
    pub(super) document: usize,
    /// Such as `spec.metrics[0].type`.
    pub(super) path: String,
    pub(super) value: String,
    /// Its bytes, without quotes where the value has them.
    pub(super) bytes: Range<usize>,
}

/// Where the reader is.
enum Level {
    /// An item of a list.
    Items(usize),
    /// A mapping: the key whose value comes next, or none where a key does.
    Fields(Option<String>),
}

/// All scalars up to the first place that cannot be read, and whether there is none.
pub(super) fn of(text: &str) -> (Vec<Scalar>, bool) {
    let given = options! { emit_comments: false, block_scalar_eof_without_line_feed: true };
    let mut events = Parser::new_from_str_with_options(text, given);
    let (mut levels, mut scalars): (Vec<Level>, Vec<Scalar>) = (Vec::new(), Vec::new());
    let mut documents = 0usize;
    while let Some(next_event) = events.next_event() {
        let Ok((event, span)) = next_event else { return (scalars, false) };
        match event {
            Event::DocumentStart(..) => documents += 1,
            Event::SequenceStart(..) => levels.push(Level::Items(0)),
            Event::MappingStart(..) => levels.push(Level::Fields(None)),
            Event::SequenceEnd | Event::MappingEnd => {
                levels.pop();
                next(&mut levels, None);
            }
            Event::Alias(_) => next(&mut levels, Some("")),
            Event::Scalar(value, ..) => {
                let is_key = matches!(levels.last(), Some(Level::Fields(None)));
                if !is_key && let Some(bytes) = span.byte_range() {
                    let bytes = without_quotes(text, bytes, &value);
                    let path = path(&levels);
                    scalars.push(Scalar { document: documents - 1, path, value: value.to_string(), bytes });
                }
                next(&mut levels, Some(&value));
            }
            _ => {}
        }
    }
    (scalars, true)
}

/// Steps on behind a node, which is a key where one is awaited.
fn next(levels: &mut [Level], scalar: Option<&str>) {
    match levels.last_mut() {
        Some(Level::Items(index)) => *index += 1,
        Some(Level::Fields(key)) => {
            *key = match key.take() {
                Some(_) => None,
                // A mapping as a key has no name.
                None => Some(scalar.unwrap_or_default().to_owned()),
            };
        }
        None => {}
    }
}

fn path(levels: &[Level]) -> String {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Items(index) => path.push_str(&format!("[{index}]")),
            Level::Fields(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key.as_deref().unwrap_or_default());
            }
        }
    }
    path
}

fn without_quotes(text: &str, bytes: Range<usize>, value: &str) -> Range<usize> {
    let raw = text.get(bytes.clone()).unwrap_or_default();
    let inner = bytes.start + 1..bytes.end.saturating_sub(1).max(bytes.start + 1);
    match raw.starts_with(['"', '\'']) && text.get(inner.clone()) == Some(value) {
        true => inner,
        false => bytes.start..bytes.start + raw.trim_end().len(),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn each_scalar_has_its_path_and_its_place() {
        let text = "a:\n- {b: 'x', c: [1, \"two\"]}\nd: &n e\nf: *n\n---\ng:\n";
        let (scalars, is_whole) = of(text);
        assert!(is_whole && !of("a: b\nc: [").1);
        let scalars: Vec<_> = scalars
            .into_iter()
            .map(|scalar| (scalar.document, scalar.path, text[scalar.bytes].to_owned()))
            .collect();
        let expected =
            [(0, "a[0].b", "x"), (0, "a[0].c[0]", "1"), (0, "a[0].c[1]", "two"), (0, "d", "e"), (1, "g", "")];
        assert_eq!(
            scalars,
            expected.map(|(document, path, text)| (document, path.to_owned(), text.to_owned()))
        );
    }
}
