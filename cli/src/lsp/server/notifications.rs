//! Notifications: what the editor opens, edits and closes, and what changes on the disk.

use std::path::PathBuf;

use lsp_server::{Notification, Request, RequestId};
use lsp_types::{
    CodeActionParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    TextDocumentContentChangeEvent,
};
use serde_json::{Value, json};

use super::Server;
use super::message::{Refusal, is_id, read, taken_back};
use crate::files::ENDINGS;
use crate::lsp::uri;
use crate::lsp::workspace::{Document, Group};

impl Server {
    pub(super) fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if !self.is_initialized || self.is_shut_down {
            return;
        }
        // One that cannot be read has nobody to be told to but the editor's log.
        let taken = match method.as_str() {
            "initialized" => {
                self.watch();
                Ok(())
            }
            "$/cancelRequest" => {
                self.cancel(&params);
                Ok(())
            }
            "textDocument/didOpen" => read(&method, params).map(|params| self.opened(params)),
            "textDocument/didChange" => read(&method, params).map(|params| self.edited(&params)),
            "textDocument/didClose" => read(&method, params).map(|params| self.closed(&params)),
            "workspace/didChangeWatchedFiles" => read(&method, params).map(|params| self.files(&params)),
            "workspace/didChangeWorkspaceFolders" => {
                read(&method, params).map(|params| self.folders(&params))
            }
            _ => Ok(()),
        };
        if let Err(Refusal { message, .. }) = taken {
            let params = json!({ "type": 1, "message": message });
            self.send(Notification { method: "window/logMessage".to_owned(), params });
        }
    }

    /// Asks to be told of files that change on the disk.
    fn watch(&mut self) {
        if !self.client.watches {
            return;
        }
        let glob = format!("**/*.{{{}}}", ENDINGS.join(","));
        let params = json!({ "registrations": [{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": [{ "globPattern": glob }] },
        }] });
        self.asked += 1;
        self.send(Request { id: self.asked.into(), method: "client/registerCapability".to_owned(), params });
    }

    /// Takes a request back that waits.
    fn cancel(&mut self, params: &Value) {
        let is_taken_back = |id: &RequestId| params.get("id").is_some_and(|given| is_id(id, given));
        let (gone, left) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(id, _)| is_taken_back(id));
        self.waiting = left;
        let gone: Vec<(RequestId, CodeActionParams)> = gone;
        for (id, _) in gone {
            self.refuse(id, taken_back());
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let document = Document::new(item.uri, item.version, item.text);
        self.changed.insert(document.group());
        self.workspace.open(document);
    }

    fn edited(&mut self, params: &DidChangeTextDocumentParams) {
        let uri = &params.text_document.text_document_identifier.uri;
        let encoding = self.client.encoding;
        let Some(document) = self.workspace.get_mut(uri) else { return };
        for change in &params.content_changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(change) => {
                    document.text.edit(Some(change.range), &change.text, encoding);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(change) => {
                    document.text.edit(None, &change.text, encoding);
                }
            }
        }
        document.version = params.text_document.version;
        document.shared = document.text.as_str().into();
        let group = document.group();
        self.changed.insert(group);
    }

    fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let Some(document) = self.workspace.close(&params.text_document.uri) else { return };
        let uri = document.uri.clone();
        if self.shown.remove(uri.as_ref()).is_some_and(|(_, shown)| !shown.is_empty()) {
            self.publish(&uri, None, Vec::new());
        }
        let group = document.group();
        if self.workspace.open_of(&group).next().is_some() {
            self.changed.insert(group);
        } else {
            self.groups.remove(&group);
            self.changed.remove(&group);
        }
    }

    fn files(&mut self, params: &DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| uri::path(&change.uri));
        let groups: Vec<Group> = paths.filter_map(|path| self.workspace.changed(&path)).collect();
        for group in groups {
            if self.workspace.open_of(&group).next().is_some() {
                self.changed.insert(group);
            }
        }
    }

    fn folders(&mut self, params: &DidChangeWorkspaceFoldersParams) {
        let path = |folder: &lsp_types::WorkspaceFolder| -> Option<PathBuf> { uri::path(&folder.uri) };
        for folder in params.event.removed.iter().filter_map(path) {
            self.workspace.remove_folder(&folder);
        }
        for folder in params.event.added.iter().filter_map(path) {
            self.workspace.add_folder(folder);
        }
        self.change_all();
    }
}
