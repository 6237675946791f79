//! Rules and HPAs of all texts that are known, read once for each text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use lsp_types::{Location, Uri};

use super::kind;
use super::last::{self, Document};
use super::metrics::{Api, Asked, Made, Metrics, documents};
use super::text::{Encoding, Text};
use super::workspace::Workspace;

/// A text with what it has of metrics.
pub(super) struct Known {
    pub(super) uri: Uri,
    pub(super) text: Text,
    pub(super) metrics: Metrics,
}

/// What was read, by URI.
#[derive(Default)]
pub(super) struct Library {
    held: BTreeMap<String, Held>,
}

/// A text as it was read; one that has neither rules nor HPAs is nothing more.
struct Held {
    shared: Arc<str>,
    read: Option<Read>,
}

/// What a text that has some tells.
struct Read {
    /// As it is.
    now: Rc<Known>,
    /// With what its documents told when they could last be read, in the place of what cannot be now.
    last: Rc<Known>,
    documents: Vec<Document>,
}

impl Library {
    /// All that the texts tell as they are.
    pub(super) fn of(&mut self, workspace: &Workspace) -> Vec<Rc<Known>> {
        self.refresh(workspace);
        self.reads().map(|read| Rc::clone(&read.now)).collect()
    }

    /// The same, and of texts that are half written what they told before.
    pub(super) fn last_of(&mut self, workspace: &Workspace) -> Vec<Rc<Known>> {
        self.refresh(workspace);
        self.reads().map(|read| Rc::clone(&read.last)).collect()
    }

    /// A text that told something before and cannot be read now.
    pub(super) fn broken(&self) -> Option<&Uri> {
        self.reads().find(|read| !Rc::ptr_eq(&read.now, &read.last)).map(|read| &read.now.uri)
    }

    fn reads(&self) -> impl Iterator<Item = &Read> {
        self.held.values().filter_map(|held| held.read.as_ref())
    }

    /// A text that is as it was is not read again, nor is a document of a text.
    fn refresh(&mut self, workspace: &Workspace) {
        let mut before = std::mem::take(&mut self.held);
        for (uri, shared) in workspace.texts() {
            let held = match before.remove(uri.as_ref()) {
                Some(held) if Arc::ptr_eq(&held.shared, &shared) => held,
                other => {
                    let old = other.and_then(|held| held.read);
                    let old = old.as_ref().map_or(&[][..], |read| &read.documents);
                    let is_ours = kind::looks_like_ours(&shared);
                    let read = is_ours.then(|| Read::of(&uri, (&shared, workspace.whole(&uri)), old));
                    Held { shared, read }
                }
            };
            self.held.insert(uri.to_string(), held);
        }
    }
}

impl Read {
    /// Reads a text, which was whole before, maybe, and of which these documents were read when it was another.
    fn of(uri: &Uri, (text, whole): (&str, Option<&str>), old: &[Document]) -> Self {
        let mut read = last::read(text, old);
        // What nobody has asked about yet was never read while it could be.
        let is_lost = |document: &Document| document.now.is_broken && document.good.is_none();
        if let Some(whole) = whole.filter(|whole| *whole != text && read.iter().any(is_lost)) {
            read = last::read(text, &last::read(whole, old));
        }
        let documents = read;
        let known = |of: fn(&Document) -> Cow<'_, Metrics>| {
            let mut metrics = Metrics::default();
            for document in &documents {
                metrics.add(&of(document), document.start);
            }
            Rc::new(Known { uri: uri.clone(), text: Text::new(text.to_owned()), metrics })
        };
        let now = known(|document| Cow::Borrowed(&*document.now));
        let has_before = documents.iter().any(|document| document.good.is_some());
        let last = if has_before { known(Document::last) } else { Rc::clone(&now) };
        Self { now, last, documents }
    }
}

/// What a position is about.
pub(super) enum About<'k> {
    /// The metric of an HPA.
    Asked(&'k Asked),
    /// A rule, at what names its metric.
    Made(&'k Made),
}

impl Known {
    /// What a byte of the text is about: the name of a metric in an HPA, the name or the series of a rule.
    pub(super) fn at(&self, offset: usize) -> Option<About<'_>> {
        let holds = |bytes: &Range<usize>| bytes.start <= offset && offset <= bytes.end;
        if let Some(asked) = self.metrics.asked.iter().find(|asked| holds(&asked.bytes)) {
            return Some(About::Asked(asked));
        }
        let names = |made: &&Made| {
            let name = made.name.as_ref().map(|(_, bytes)| bytes);
            holds(&made.series.1) || name.is_some_and(holds)
        };
        self.metrics.made.iter().find(names).map(About::Made)
    }

    /// The document that a rule stands in.
    pub(super) fn document_of(&self, made: &Made) -> Option<&str> {
        let mut documents = documents(self.text.as_str()).into_iter().rev();
        documents.find(|(start, _)| *start <= made.bytes.start).map(|(_, document)| document)
    }

    pub(super) fn location(&self, bytes: Range<usize>, encoding: Encoding) -> Location {
        Location { uri: self.uri.clone(), range: self.text.stretch(bytes, encoding) }
    }
}

/// The rules that may give a metric.
pub(super) fn rules_of<'k>(
    known: &'k [Rc<Known>],
    api: Api,
    metric: &'k str,
) -> impl Iterator<Item = (&'k Known, &'k Made)> {
    let all = known.iter().flat_map(|known| known.metrics.made.iter().map(move |made| (&**known, made)));
    all.filter(move |(_, made)| made.api == api && made.may_give(metric))
}

/// The HPAs that ask for what a rule may give.
pub(super) fn askers_of<'k>(
    known: &'k [Rc<Known>],
    made: &'k Made,
) -> impl Iterator<Item = (&'k Known, &'k Asked)> {
    let all = known.iter().flat_map(|known| known.metrics.asked.iter().map(move |asked| (&**known, asked)));
    all.filter(move |(_, asked)| asked.api == made.api && made.may_give(&asked.metric))
}
