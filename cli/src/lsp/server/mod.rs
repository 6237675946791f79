//! The loop that reads what the editor says and answers it.
//!
//! Changes are taken as they come; when nothing more is waiting, what they touch is checked in a thread of its own. Requests are
//! answered at once from the texts as they are, but for those about findings, which wait until the texts are checked.

mod findings;
mod message;
mod notifications;
mod requests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, select};
use lsp_server::{Message, RequestId, Response};
use lsp_types::{CodeActionParams, Diagnostic};

use self::findings::Checked;
use self::message::{Answer, Refusal, taken_back, takes_back};
use super::capabilities::Client;
use super::check::{self, Job, Outcome, Settings};
use super::known::Library;
use super::workspace::{Group, Workspace};

/// How serving ended.
pub(super) enum End {
    /// The editor said `exit`.
    Exit { after_shutdown: bool },
    /// The stream ended before that.
    Closed,
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
}
