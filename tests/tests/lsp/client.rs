//! An editor: it starts the command, says what a test has it say, and keeps what it is told.

#![expect(clippy::needless_pass_by_value, reason = "a test reads better where it writes json! alone")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use counterpoise_tests::surface;
use serde_json::{Value, json};

pub(crate) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: i64,
    versions: BTreeMap<String, i64>,
    /// The findings that it was last told, by URI.
    pub(crate) shown: BTreeMap<String, Value>,
    /// Everything else that it was told or asked.
    pub(crate) told: Vec<Value>,
}

impl Client {
    /// Starts the command, and says nothing.
    pub(crate) fn start() -> Self {
        let mut command = surface::command().unwrap();
        command.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            input,
            output,
            asked: 0,
            versions: BTreeMap::new(),
            shown: BTreeMap::new(),
            told: Vec::new(),
        }
    }

    /// An editor with a folder open.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut client = Self::start();
        client.initialize(folder, json!({}));
        client
    }

    pub(crate) fn initialize(&mut self, folder: &Path, capabilities: Value) -> Value {
        let folders = json!([{ "uri": uri(folder), "name": "folder" }]);
        let params = json!({
            "processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders,
        });
        let result = self.ask("initialize", params);
        self.tell("initialized", json!({}));
        result
    }

    pub(crate) fn send(&mut self, message: &Value) {
        self.send_text(&message.to_string());
    }

    pub(crate) fn send_text(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        input.flush().unwrap();
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request, and gives its number.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        self.asked
    }

    /// The answer to a request: its result, or its error.
    pub(crate) fn answer(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            let message = self.read().expect("an answer");
            if message["id"] == id && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.take(message);
        }
    }

    pub(crate) fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.request(method, params);
        self.answer(id)
    }

    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    fn take(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap().to_owned();
            self.shown.insert(uri, message["params"].clone());
        } else {
            self.told.push(message);
        }
    }

    /// The next message; `None` at the end.
    pub(crate) fn read(&mut self) -> Option<Value> {
        let mut length = None;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if line.trim().is_empty() {
                break;
            }
            if let Some(given) = line.strip_prefix("Content-Length: ") {
                length = Some(given.trim().parse::<usize>().unwrap());
            }
        }
        let mut body = vec![0; length.unwrap()];
        self.output.read_exact(&mut body).unwrap();
        Some(serde_json::from_slice(&body).unwrap())
    }

    pub(crate) fn open(&mut self, path: &Path, text: &str) {
        self.open_uri(&uri(path), text);
    }

    pub(crate) fn open_uri(&mut self, uri: &str, text: &str) {
        self.versions.insert(uri.to_owned(), 1);
        let item = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub(crate) fn change(&mut self, path: &Path, changes: Value) {
        let uri = uri(path);
        let version = self.versions.get_mut(&uri).unwrap();
        *version += 1;
        let document = json!({ "uri": uri, "version": *version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// The actions for a whole document; they come when it is checked as it is.
    pub(crate) fn actions(&mut self, path: &Path) -> Value {
        let end = json!({ "line": 1_000_000, "character": 0 });
        let params = json!({
            "textDocument": { "uri": uri(path) },
            "range": { "start": { "line": 0, "character": 0 }, "end": end },
            "context": { "diagnostics": [] },
        });
        self.ask("textDocument/codeAction", params)
    }

    /// The findings of a document as it is now.
    pub(crate) fn findings(&mut self, path: &Path) -> Vec<Value> {
        self.actions(path);
        let shown = self.shown.get(&uri(path));
        let mut found = shown.map_or_else(Vec::new, |shown| shown["diagnostics"].as_array().unwrap().clone());
        found.sort_by_key(Value::to_string);
        found
    }

    /// Asks about a position, given as the line, and the column in units of UTF-16.
    pub(crate) fn at(
        &mut self,
        method: &str,
        path: &Path,
        (line, character): (u64, u64),
    ) -> Result<Value, Value> {
        let position = json!({ "line": line, "character": character });
        self.try_ask(method, json!({ "textDocument": { "uri": uri(path) }, "position": position }))
    }

    /// Ends, and gives the exit status and what was said on standard error.
    pub(crate) fn end(mut self, say: impl FnOnce(&mut Self)) -> (i32, String) {
        say(&mut self);
        drop(self.input.take());
        while self.read().is_some() {}
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code().unwrap(), said)
    }
}

/// Of a test that failed nothing goes on.
impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A text with edits made, each a range in units of UTF-16.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let [start, end] = ["start", "end"].map(|end| offset(text, &edit["range"][end]));
            (start, end, edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    let (mut out, mut copied) = (String::new(), 0);
    for (start, end, new) in edits {
        out.push_str(&text[copied..start]);
        out.push_str(new);
        copied = end;
    }
    out + &text[copied..]
}

/// The byte of a position.
pub(crate) fn offset(text: &str, position: &Value) -> usize {
    let [line, character] = ["line", "character"].map(|field| position[field].as_u64().unwrap() as usize);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = 0;
    for (at, c) in text[start..].char_indices() {
        if units >= character {
            return start + at;
        }
        units += c.len_utf16();
    }
    text.len()
}

/// The position of a byte.
pub(crate) fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.matches('\n').count();
    json!({ "line": line, "character": before[start..].encode_utf16().count() })
}
