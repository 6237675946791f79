//! Rules and HPAs of all texts that are known, read once for each text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use lsp_types::{Location, Uri};

use super::kind;
use super::metrics::{Api, Asked, Made, Metrics, documents};
use super::text::{Encoding, Text};
use super::workspace::Workspace;

/// A text with what it has of metrics.
pub(super) struct Known {
    pub(super) uri: Uri,
    pub(super) text: Text,
    pub(super) metrics: Metrics,
    /// What each of its documents has, by the document's text.
    documents: BTreeMap<Box<str>, Rc<Metrics>>,
}

/// What was read, by URI.
#[derive(Default)]
pub(super) struct Library {
    held: BTreeMap<String, Held>,
}

/// A text as it was read; one that has neither rules nor HPAs is nothing more.
struct Held {
    shared: Arc<str>,
    known: Option<Rc<Known>>,
}

impl Library {
    /// All that is known now. A text that is as it was is not read again, nor is a document of a text.
    pub(super) fn of(&mut self, workspace: &Workspace) -> Vec<Rc<Known>> {
        let mut before = std::mem::take(&mut self.held);
        for (uri, shared) in workspace.texts() {
            let held = match before.remove(uri.as_ref()) {
                Some(held) if Arc::ptr_eq(&held.shared, &shared) => held,
                other => {
                    let old = other.and_then(|held| held.known);
                    let known = kind::looks_like_ours(&shared)
                        .then(|| Rc::new(Known::read(uri.clone(), &shared, old.as_deref())));
                    Held { shared, known }
                }
            };
            self.held.insert(uri.to_string(), held);
        }
        self.held.values().filter_map(|held| held.known.clone()).collect()
    }
}

impl Known {
    fn read(uri: Uri, text: &str, old: Option<&Self>) -> Self {
        let (mut metrics, mut held) = (Metrics::default(), BTreeMap::new());
        for (start, document) in documents(text) {
            let before = old.and_then(|old| old.documents.get(document));
            let own = before.map_or_else(|| Rc::new(Metrics::of(document)), Rc::clone);
            metrics.add(&own, start);
            held.insert(document.into(), own);
        }
        Self { uri, text: Text::new(text.to_owned()), metrics, documents: held }
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
