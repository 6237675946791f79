//! Requests: what is asked is answered from the texts as they are, but for actions, which wait for findings.

use lsp_server::{ErrorCode, Request};
use lsp_types::{
    CodeActionParams, CompletionParams, DefinitionParams, DocumentSymbolParams, HoverParams,
    InitializeParams, InitializeResult, PrepareRenameParams, RenameParams, ServerInfo, Uri, WorkspaceFolders,
};
use serde_json::Value;

use super::Server;
use super::message::{Answer, Refusal, read, written};
use crate::lsp::capabilities::{self, Client};
use crate::lsp::questions::{self, Questions};
use crate::lsp::uri;

impl Server {
    pub(super) fn request(&mut self, request: Request) {
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
}
