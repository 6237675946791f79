//! The loop that reads what the editor says and answers it.
//!
//! Changes are taken as they come; when nothing more is waiting, what they touch is checked in a thread of its own. Requests are
//! answered at once from the texts as they are, but for those about findings, which wait until the texts are checked.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, select};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    CodeActionParams, CompletionParams, DefinitionParams, Diagnostic, DidChangeTextDocumentParams,
    DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentSymbolParams, HoverParams, InitializeParams, InitializeResult,
    PrepareRenameParams, PublishDiagnosticsParams, RenameParams, ServerInfo, TextDocumentContentChangeEvent,
    Uri, WorkspaceFolders,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::capabilities::{self, Client};
use super::check::{self, Found, Job, Outcome, Settings};
use super::known::Library;
use super::questions::{self, Questions};
use super::workspace::{Document, Group, Workspace};
use super::{actions, diagnostics, quick, uri};
use crate::files::ENDINGS;

/// How serving ended.
pub(super) enum End {
    /// The editor said `exit`.
    Exit { after_shutdown: bool },
    /// The stream ended before that.
    Closed,
}

/// What is answered to a request.
type Answer = Result<Value, Refusal>;

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    code: ErrorCode,
    message: String,
}

impl Refusal {
    /// What was asked for cannot be done.
    pub(super) fn cannot(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed, message: message.into() }
    }
}

/// What is known of a group's findings.
#[derive(Default)]
struct Checked {
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

pub(super) struct Server {
    settings: Settings,
    sender: Sender<Message>,
    client: Client,
    workspace: Workspace,
    jobs: Sender<Job>,
    outcomes: Receiver<Outcome>,
    groups: BTreeMap<Group, Checked>,
    /// Rules and HPAs as they were last read.
    library: Library,
    /// What changed since it was last given to be checked.
    changed: BTreeSet<Group>,
    /// The configuration that HPAs of all folders were last checked with, and its text.
    configuration: Option<(PathBuf, Arc<str>)>,
    /// What the editor shows, by document: its version, and the findings.
    shown: BTreeMap<String, (i32, Vec<Diagnostic>)>,
    /// Requests that wait for findings.
    waiting: Vec<(RequestId, CodeActionParams)>,
    is_initialized: bool,
    is_shut_down: bool,
    /// Counts requests of ours.
    asked: i32,
}

impl Server {
    pub(super) fn new(sender: Sender<Message>, settings: Settings) -> Self {
        let (jobs, outcomes) = check::start(settings);
        Self {
            settings,
            sender,
            client: Client::default(),
            workspace: Workspace::default(),
            jobs,
            outcomes,
            groups: BTreeMap::new(),
            library: Library::default(),
            changed: BTreeSet::new(),
            configuration: None,
            shown: BTreeMap::new(),
            waiting: Vec::new(),
            is_initialized: false,
            is_shut_down: false,
            asked: 0,
        }
    }

    /// Serves until the editor says `exit`, or is gone.
    pub(super) fn serve(mut self, receiver: &Receiver<Message>) -> End {
        let outcomes = self.outcomes.clone();
        loop {
            let mut messages = VecDeque::new();
            select! {
                recv(receiver) -> message => match message {
                    Ok(message) => messages.push_back(message),
                    Err(_) => return End::Closed,
                },
                recv(outcomes) -> outcome => match outcome {
                    Ok(outcome) => self.take(outcome),
                    Err(_) => return End::Closed,
                },
            }
            // All that waits, so that a request which was taken back is not answered first.
            messages.extend(receiver.try_iter());
            while let Some(message) = messages.pop_front() {
                match message {
                    Message::Request(request) => {
                        if messages.iter().any(|message| takes_back(message, &request.id)) {
                            self.refuse(request.id, taken_back());
                        } else {
                            self.request(request);
                        }
                    }
                    Message::Notification(notification) if notification.method == "exit" => {
                        return End::Exit { after_shutdown: self.is_shut_down };
                    }
                    Message::Notification(notification) => self.notification(notification),
                    Message::Response(_) => {}
                }
            }
            self.check_changed();
        }
    }

    /// Sends what the editor gets; one that is gone ends the loop when it next reads.
    fn send(&self, message: impl Into<Message>) {
        let _ = self.sender.send(message.into());
    }

    fn reply(&self, id: RequestId, answer: Answer) {
        match answer {
            Ok(value) => self.send(Response::new_ok(id, value)),
            Err(refusal) => self.refuse(id, refusal),
        }
    }

    fn refuse(&self, id: RequestId, Refusal { code, message }: Refusal) {
        self.send(Response::new_err(id, code as i32, message));
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.is_shut_down {
            let message = format!("{method} came after shutdown, after which only exit is left");
            return self.refuse(id, Refusal { code: ErrorCode::InvalidRequest, message });
        }
        match method.as_str() {
            "initialize" => {
                let answer = self.initialize(params);
                self.reply(id, answer);
            }
            _ if !self.is_initialized => {
                let message = format!("{method} came before initialize");
                self.refuse(id, Refusal { code: ErrorCode::ServerNotInitialized, message });
            }
            "shutdown" => {
                self.is_shut_down = true;
                self.reply(id, Ok(Value::Null));
            }
            "textDocument/codeAction" => match read::<CodeActionParams>(&method, params) {
                Ok(params) => {
                    self.waiting.push((id, params));
                    // What waits is looked at behind what came before it.
                    self.check_changed();
                    self.answer_waiting();
                }
                Err(refusal) => self.refuse(id, refusal),
            },
            _ if questions::KNOWN.contains(&method.as_str()) => {
                let answer = self.question(&method, params);
                self.reply(id, answer);
            }
            _ => {
                let message = format!("{method} is nothing that counterpoise does");
                self.refuse(id, Refusal { code: ErrorCode::MethodNotFound, message });
            }
        }
    }

    fn initialize(&mut self, params: Value) -> Answer {
        if self.is_initialized {
            let message = "initialize comes once".to_owned();
            return Err(Refusal { code: ErrorCode::InvalidRequest, message });
        }
        // Of editors that know one folder only.
        let root = params.get("rootUri").and_then(Value::as_str).map(Uri::from);
        let params: InitializeParams = read("initialize", params)?;
        self.client = Client::of(&params);
        let folders = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
                folders.iter().map(|folder| folder.uri.clone()).collect()
            }
            _ => Vec::from_iter(root),
        };
        for folder in folders.iter().filter_map(uri::path) {
            self.workspace.add_folder(folder);
        }
        self.is_initialized = true;
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        written(InitializeResult {
            capabilities: capabilities::of_server(self.client),
            server_info: Some(ServerInfo { name: "counterpoise".to_owned(), version }),
        })
    }

    /// Answers from the texts as they are.
    fn question(&mut self, method: &str, params: Value) -> Answer {
        let mut questions = Questions {
            workspace: &self.workspace,
            library: &mut self.library,
            encoding: self.client.encoding,
        };
        match method {
            questions::HOVER => {
                let params: HoverParams = read(method, params)?;
                written(questions.hover(&params.text_document_position_params))
            }
            questions::COMPLETION => {
                let params: CompletionParams = read(method, params)?;
                written(questions.completion(&params.text_document_position_params))
            }
            questions::DEFINITION => {
                let params: DefinitionParams = read(method, params)?;
                written(questions.definition(&params.text_document_position_params))
            }
            questions::SYMBOLS => {
                let params: DocumentSymbolParams = read(method, params)?;
                written(questions.symbols(&params.text_document.uri))
            }
            questions::PREPARE_RENAME => {
                let params: PrepareRenameParams = read(method, params)?;
                let prepared = questions.prepare_rename(&params.text_document_position_params);
                written(prepared.map_err(Refusal::cannot)?)
            }
            _ => {
                let params: RenameParams = read(method, params)?;
                let at = &params.text_document_position_params;
                written(questions.rename(at, &params.new_name).map_err(Refusal::cannot)?)
            }
        }
    }

    fn notification(&mut self, notification: Notification) {
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

    /// Has everything that is open checked anew.
    fn change_all(&mut self) {
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
    fn check_changed(&mut self) {
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
    fn take(&mut self, outcome: Outcome) {
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

    fn publish(&self, uri: &Uri, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), version, diagnostics };
        if let Ok(params) = written(params) {
            self.send(Notification { method: "textDocument/publishDiagnostics".to_owned(), params });
        }
    }

    /// Answers requests whose documents are checked as they are.
    fn answer_waiting(&mut self) {
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

/// Whether a message takes a request back.
fn takes_back(message: &Message, id: &RequestId) -> bool {
    match message {
        Message::Notification(Notification { method, params }) if method == "$/cancelRequest" => {
            params.get("id").is_some_and(|given| is_id(id, given))
        }
        _ => false,
    }
}

fn taken_back() -> Refusal {
    Refusal { code: ErrorCode::RequestCanceled, message: "taken back".to_owned() }
}

/// Whether an id is the one that a message has.
fn is_id(id: &RequestId, given: &Value) -> bool {
    serde_json::to_value(id).is_ok_and(|id| id == *given)
}

/// Reads the parameters of a message.
fn read<T: DeserializeOwned>(method: &str, params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal {
        code: ErrorCode::InvalidParams,
        message: format!("the parameters of {method} do not fit: {error}"),
    })
}

/// A value as it is sent.
fn written(value: impl Serialize) -> Answer {
    serde_json::to_value(value)
        .map_err(|error| Refusal { code: ErrorCode::InternalError, message: error.to_string() })
}
