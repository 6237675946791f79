//! Rules and HPAs of all texts that are known, read once for each text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use lsp_types::{Location, Uri};

use super::metrics::{Api, Asked, Made, Metrics, documents};
use super::text::{Encoding, Text};
use super::workspace::Workspace;

/// A text with what it has of metrics.
pub(super) struct Known {
    pub(super) uri: Uri,
    /// Its version, where it is open.
    pub(super) version: Option<i32>,
    shared: Arc<str>,
    pub(super) text: Text,
    pub(super) metrics: Metrics,
}

/// What was read, by URI.
#[derive(Default)]
pub(super) struct Library {
    held: BTreeMap<String, Rc<Known>>,
}

impl Library {
    /// All that is known now. A text that is as it was is not read again.
    pub(super) fn of(&mut self, workspace: &Workspace) -> Vec<Rc<Known>> {
        let mut held = std::mem::take(&mut self.held);
        for (uri, version, shared) in workspace.ours() {
            let known = held.remove(uri.as_ref()).filter(|known| {
                known.version == version && (Arc::ptr_eq(&known.shared, &shared) || known.shared == shared)
            });
            let known = known.unwrap_or_else(|| {
                let (text, metrics) = (Text::new(shared.to_string()), Metrics::of(&shared));
                Rc::new(Known { uri: uri.clone(), version, shared, text, metrics })
            });
            self.held.insert(uri.to_string(), known);
        }
        self.held.values().map(Rc::clone).collect()
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
        let text = self.text.as_str();
        let mut at = 0;
        documents(text)
            .into_iter()
            .find(|(_, document)| {
                at += document.len();
                made.bytes.start < at
            })
            .map(|(_, document)| document)
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
