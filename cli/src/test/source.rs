use counterpoise::Error;
use counterpoise::error::{Span, codes};

use crate::document::Document;
use crate::failure::Failure;
use crate::files;
use crate::places::Place;

/// A file of tests as it is read.
pub(crate) struct Source {
    /// As the user named it.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whether it can be written.
    pub(crate) is_file: bool,
    place: Option<Place>,
}

impl Source {
    pub(crate) fn of(read: files::Source) -> Self {
        let place = Place::of(&read.text);
        Self { name: read.name, text: read.text, is_file: read.is_file, place }
    }

    /// Where its values stand.
    pub(super) fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }

    /// Where the value at a path stands, or what is nearest to it.
    pub(super) fn span(&self, path: &str) -> Option<Span> {
        self.place.as_ref().map(|place| place.nearest(path).span)
    }

    /// An error at a path of the file.
    pub(super) fn refuse(&self, error: Error) -> Failure {
        refuse(error, &self.name, &self.text, self.place.as_ref())
    }

    /// An error in a text that stands at a path of the file, with its position in the file.
    pub(super) fn refuse_in(&self, path: &str, error: Error) -> Failure {
        let inner = error.span();
        let error = error.without_span().in_path(path);
        let Some(place) = self.place.as_ref().and_then(|place| place.at(path)) else {
            return self.refuse(error);
        };
        let span = inner.and_then(|inner| within(place, &self.text, inner)).unwrap_or(place.span);
        self.refuse(error.at(span))
    }
}

/// An error in a file, placed by its path where it has no position.
pub(super) fn refuse(error: Error, name: &str, text: &str, place: Option<&Place>) -> Failure {
    let error = meant(error);
    let error = match (error.span(), error.path(), place) {
        (None, Some(path), Some(place)) => {
            let span = place.nearest(path).span;
            error.at(span)
        }
        _ => error,
    };
    Failure::new(error, vec![Document { field: "config", name: name.to_owned(), text: text.to_owned() }])
}

/// With the name that was meant by one that is not known.
fn meant(error: Error) -> Error {
    if !error.is(codes::yaml::UNKNOWN_FIELD) && !error.is(codes::request::UNKNOWN_FIELD) {
        return error;
    }
    let found = |message: &str| {
        let (field, known) = message.strip_prefix("unknown field \"")?.split_once("\", known are ")?;
        let likeness = |name: &&str| strsim::normalized_damerau_levenshtein(field, name);
        let nearest = known.split(", ").max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (likeness(&nearest) >= NEAR).then(|| format!("Did you mean {nearest}?"))
    };
    match found(error.message()) {
        Some(hint) => error.with_hint(hint),
        None => error,
    }
}

/// How alike two names are of which one was meant by the other.
const NEAR: f64 = 0.6;

/// A stretch of a scalar's value in the file, where the scalar is one line that is written as it is.
fn within(place: &Place, text: &str, inner: Span) -> Option<Span> {
    let written = text.get(place.bytes.clone())?;
    let quote = u32::from(written.starts_with(['"', '\'']));
    let escapes = if quote == 1 { &["\\", "''"][..] } else { &[] };
    if inner.line != 1 || inner.end_line != 1 || written.contains('\n') || written.starts_with(['|', '>']) {
        return None;
    }
    if escapes.iter().any(|escape| written.contains(escape)) {
        return None;
    }
    let column = |column: u32| place.span.column + quote + column - 1;
    Some(Span { column: column(inner.column), end_column: column(inner.end_column), ..place.span })
}
