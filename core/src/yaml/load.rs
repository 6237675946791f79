//! The documents of a text as trees of nodes.

use std::collections::BTreeMap;
use std::rc::Rc;

use granit_parser::{self, Event, Parser, ScalarStyle, StructureStyle, Tag, options};

use super::tabs::{Begin, Continued};
use super::{Node, Scalar, Text, Value, narrow};
use crate::error::{Error, Result, Span, codes};
use crate::limits;

/// Reads the first document of a YAML or JSON text. An empty text is null.
///
/// # Errors
/// `yaml.syntax` with line and column, `limit.size`.
pub(crate) fn parse(text: &str) -> Result<Node> {
    limits::check_size(text.as_bytes())?;
    Loader::new(text, None).document()
}

/// Reads a document that is itself a value of a document, such as the configuration in a ConfigMap: positions are
/// those of the outer source.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_within(text: &Text) -> Result<Node> {
    Loader::new(text.as_str(), Some(text)).document().map_err(|error| match error.span() {
        Some(_) => text.place_error(error),
        None => error,
    })
}

/// Reads every document of a text; those before an error are kept. What is empty, such as what follows a last `---`, is no
/// document.
pub(crate) fn parse_all(text: &str) -> (Vec<Node>, Option<Error>) {
    if let Err(error) = limits::check_size(text.as_bytes()) {
        return (Vec::new(), Some(error));
    }
    let mut loader = Loader::new(text, None);
    let mut documents = Vec::new();
    loop {
        match loader.next_document() {
            Ok(Some(document)) if document.is_null() => {}
            Ok(Some(document)) => documents.push(document),
            Ok(None) => return (documents, None),
            Err(error) => return (documents, Some(error)),
        }
    }
}

struct Loader<'a> {
    text: &'a str,
    outer: Option<&'a Text>,
    events: Parser<'a, granit_parser::StrInput<'a>>,
    anchors: BTreeMap<usize, Rc<Node>>,
    continued: Continued,
    begin: Begin,
    nodes: usize,
}

impl<'a> Loader<'a> {
    fn new(text: &'a str, outer: Option<&'a Text>) -> Self {
        let events = Parser::new_from_str_with_options(
            text,
            options! {
                emit_comments: false,
                block_scalar_eof_without_line_feed: true,
                flow_nesting_limit: limits::DEPTH,
                block_nesting_limit: limits::DEPTH,
            },
        );
        Self {
            text,
            outer,
            events,
            anchors: BTreeMap::new(),
            continued: Continued::default(),
            begin: Begin::default(),
            nodes: 0,
        }
    }

    fn document(mut self) -> Result<Node> {
        let empty = || {
            let empty = Scalar { text: Text::default(), plain: true, tag: None };
            Node { value: Value::Scalar(empty), span: None }
        };
        Ok(self.next_document()?.unwrap_or_else(empty))
    }

    /// `None` at the end of the text.
    fn next_document(&mut self) -> Result<Option<Node>> {
        loop {
            match self.next()? {
                Some((Event::DocumentStart(..), _)) => {
                    self.continued = Continued::default();
                    // Anchors are those of their document.
                    self.anchors.clear();
                    let (event, span) = self.node_event()?;
                    let first = place(span).line;
                    let root = self.node(event, span, 0)?;
                    if let Some(error) = self.continued.tab(self.text, first, &mut self.begin) {
                        return Err(error);
                    }
                    return Ok(Some(Rc::unwrap_or_clone(root)));
                }
                Some((Event::StreamEnd, _)) | None => return Ok(None),
                Some(_) => {}
            }
        }
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, granit_parser::Span)>> {
        self.events.next_event().transpose().map_err(|error| {
            let at = error.marker();
            let column = at.col().saturating_add(1);
            Error::new(codes::yaml::SYNTAX, error.info())
                .at(Span::point(narrow_size(at.line()), narrow_size(column)))
        })
    }

    fn node_event(&mut self) -> Result<(Event<'a>, granit_parser::Span)> {
        self.next()?
            .ok_or_else(|| Error::new(codes::yaml::SYNTAX, "the document ends in the middle of a value"))
    }

    fn node(&mut self, event: Event<'a>, span: granit_parser::Span, depth: usize) -> Result<Rc<Node>> {
        if depth > limits::DEPTH {
            return Err(Error::new(codes::limit::DEPTH, format!("nested more than {} deep", limits::DEPTH)));
        }
        let mut place = place(span);
        self.nodes += 1;
        if self.nodes > limits::NODES {
            let message = format!("more than {} values", limits::NODES);
            return Err(Error::new(codes::limit::SIZE, message).at(place));
        }
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let scalar = self.scalar(text.into_owned(), style, tag.as_deref(), span);
                (Value::Scalar(scalar), anchor)
            }
            Event::SequenceStart(style, anchor, _) => {
                let mut items = Vec::new();
                loop {
                    match self.node_event()? {
                        (Event::SequenceEnd, end) => {
                            close(&mut place, style, end);
                            break;
                        }
                        (event, span) => items.push(self.node(event, span, depth + 1)?),
                    }
                }
                (Value::Sequence(items), anchor)
            }
            Event::MappingStart(style, anchor, _) => {
                let mut entries = Vec::new();
                loop {
                    match self.node_event()? {
                        (Event::MappingEnd, end) => {
                            close(&mut place, style, end);
                            break;
                        }
                        (event, span) => {
                            let key = self.node(event, span, depth + 1)?;
                            let (event, span) = self.node_event()?;
                            entries.push((key, self.node(event, span, depth + 1)?));
                        }
                    }
                }
                (Value::Mapping(entries), anchor)
            }
            Event::Alias(anchor) => {
                // An anchor is known once its node is complete, so no node contains itself.
                return self.anchors.get(&anchor).cloned().ok_or_else(|| {
                    Error::new(codes::yaml::SYNTAX, "an anchor's value contains itself").at(place)
                });
            }
            _ => return Err(Error::new(codes::yaml::SYNTAX, "a value is missing").at(place)),
        };
        self.continued.note(place);
        let span = match self.outer {
            Some(outer) => outer.locate(place),
            None => Some(place),
        };
        let node = Rc::new(Node { value, span });
        if anchor != 0 {
            self.anchors.insert(anchor, Rc::clone(&node));
        }
        Ok(node)
    }

    fn scalar(
        &self,
        value: String,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: granit_parser::Span,
    ) -> Scalar {
        let raw = span.slice(self.text).unwrap_or_default();
        // The parser spells out what is left empty.
        let value = if raw.is_empty() && style == ScalarStyle::Plain { String::new() } else { value };
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let text = Text::placed(value, raw, place(span), is_block);
        Scalar {
            text: match self.outer {
                Some(outer) => text.within(outer),
                None => text,
            },
            plain: style == ScalarStyle::Plain,
            // `!` alone is the tag of what is no plain scalar.
            tag: tag.map(|tag| if tag.suffix().is_empty() { "str" } else { tag.suffix() }.to_owned()),
        }
    }
}

/// Ends a collection at its bracket; one in block style is shown by its first character.
fn close(place: &mut Span, style: StructureStyle, end: granit_parser::Span) {
    *place = match style {
        StructureStyle::Flow => {
            let end = self::place(end);
            Span { end_line: end.end_line, end_column: end.end_column, ..*place }
        }
        StructureStyle::Block => Span::point(place.line, place.column),
    };
}

fn place(span: granit_parser::Span) -> Span {
    Span {
        line: narrow_size(span.start.line()),
        column: narrow_size(span.start.col().saturating_add(1)),
        end_line: narrow_size(span.end.line()),
        end_column: narrow_size(span.end.col().saturating_add(1)),
    }
}

fn narrow_size(count: usize) -> u32 {
    u64::try_from(count).map_or(u32::MAX, narrow)
}
