//! Findings: what changed is given to be checked, and what was found is shown to whom it belongs.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_server::Notification;
use lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};
use serde_json::Value;

use super::Server;
use super::message::written;
use crate::lsp::check::{Found, Job, Outcome, Settings};
use crate::lsp::workspace::{Document, Group};
use crate::lsp::{actions, diagnostics, quick};

/// What is known of a group's findings.
#[derive(Default)]
pub(super) struct Checked {
    /// Counts what was asked.
    revision: u64,
    /// Whether the answer is there.
    is_current: bool,
    found: BTreeMap<String, Vec<Found>>,
    /// The texts that these are of.
    texts: BTreeMap<String, Arc<str>>,
}

impl Checked {
    /// Takes what a text is now, as far as that can be told at once.
    fn quickly(&mut self, name: &str, text: &Arc<str>, settings: Settings) {
        let Some(old) = self.texts.get_mut(name).filter(|old| **old != *text) else { return };
        let found = self.found.entry(name.to_owned()).or_default();
        *found = quick::check(name, old, text, found, settings).found;
        *old = Arc::clone(text);
    }
}

impl Server {
    /// Has everything that is open checked anew.
    pub(super) fn change_all(&mut self) {
        self.changed.extend(self.workspace.open_documents().map(Document::group));
    }

    /// Whether HPAs of other folders are to be checked with something else than they were.
    fn is_configured_otherwise(&mut self) -> bool {
        let now = self.workspace.configuration();
        let is_same = match (&self.configuration, now) {
            (Some((path, text)), Some((now, new))) => path == now && Arc::ptr_eq(text, new),
            (before, now) => before.is_none() && now.is_none(),
        };
        if !is_same {
            self.configuration = now.map(|(path, text)| (path.to_owned(), Arc::clone(text)));
        }
        !is_same
    }

    /// Gives what changed to be checked.
    pub(super) fn check_changed(&mut self) {
        if self.is_configured_otherwise() {
            self.change_all();
        }
        for group in std::mem::take(&mut self.changed) {
            let mut files = self.workspace.files_of(&group);
            let is_large = files.iter().map(|(_, text)| text.len()).sum::<usize>() >= quick::FROM;
            let checked = self.groups.entry(group.clone()).or_default();
            checked.revision += 1;
            checked.is_current = false;
            if is_large {
                for (name, text) in &files {
                    checked.quickly(name, text, self.settings);
                }
            }
            let revision = checked.revision;
            if is_large {
                self.show(&group);
            }
            files.extend(self.workspace.beside(&group, &files));
            let _ = self.jobs.send(Job { group, revision, files });
        }
    }

    /// Takes what was found; what is of earlier texts is on its way anew.
    pub(super) fn take(&mut self, outcome: Outcome) {
        let Outcome { group, revision, files, found, held } = outcome;
        let Some(checked) = self.groups.get_mut(&group).filter(|checked| checked.revision == revision) else {
            return;
        };
        self.workspace.told(&files, &held);
        checked.found = found;
        checked.texts = files.into_iter().collect();
        checked.is_current = true;
        self.show(&group);
        // Whoever waits is to see what comes of that, too.
        self.check_changed();
        self.answer_waiting();
    }

    /// Shows the findings of a group's open documents, where they are others than are shown.
    fn show(&mut self, group: &Group) {
        let Some(checked) = self.groups.get(group) else { return };
        let mut changed = Vec::new();
        for document in self.workspace.open_of(group) {
            let found = checked.found.get(&document.name()).map_or(&[][..], Vec::as_slice);
            let new = diagnostics::of(found, &document.uri, &document.text, self.client.encoding);
            let shown = self.shown.get(document.uri.as_ref());
            let is_shown = match shown {
                Some((version, shown)) => *version == document.version && *shown == new,
                // Of what is none of ours nothing is said, not even that there is nothing.
                None => new.is_empty(),
            };
            if !is_shown {
                changed.push((document.uri.clone(), document.version, new));
            }
        }
        for (uri, version, new) in changed {
            self.publish(&uri, Some(version), new.clone());
            self.shown.insert(uri.to_string(), (version, new));
        }
    }

    pub(super) fn publish(&self, uri: &Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), version, diagnostics };
        if let Ok(params) = written(params) {
            self.send(Notification { method: "textDocument/publishDiagnostics".to_owned(), params });
        }
    }

    /// Answers requests whose documents are checked as they are.
    pub(super) fn answer_waiting(&mut self) {
        for (id, params) in std::mem::take(&mut self.waiting) {
            let uri = &params.text_document.uri;
            let Some(document) = self.workspace.get(uri) else {
                self.reply(id, Ok(Value::Null));
                continue;
            };
            match self.groups.get(&document.group()).filter(|checked| checked.is_current) {
                Some(checked) => {
                    let found = checked.found.get(&document.name()).map_or(&[][..], Vec::as_slice);
                    let given = (uri, &document.text, self.client.encoding);
                    self.reply(id, written(actions::at(&params, found, given)));
                }
                None => self.waiting.push((id, params)),
            }
        }
    }
}
