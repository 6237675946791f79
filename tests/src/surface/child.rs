//! Surfaces in a process of their own. One process answers all vectors, a line for a line.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{self, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::Surface;
use crate::compare::Reply;
use crate::generate::Area;
use crate::{oracle, paths};

/// A debug build of the slowest surface answers within a fraction of this; more is a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// A process that reads a request a line and writes a reply a line.
#[derive(Debug)]
pub struct Child {
    name: &'static str,
    framing: Framing,
    process: process::Child,
    requests: Option<ChildStdin>,
    replies: Receiver<String>,
}

#[derive(Debug, Clone, Copy)]
enum Framing {
    /// `{"id", "op", "input"}` and `{"id", "ok" or "error"}`: the contract's envelope.
    Envelope,
    /// Calls of tools by the Model Context Protocol.
    Mcp,
    /// `op TAB input` and `ok TAB object` or `error TAB object`: the operation and its texts, nothing around them.
    Tab,
}

/// `counterpoise batch`.
///
/// # Errors
/// It is not built; how to build it.
pub fn cli() -> Result<Child, String> {
    let mut command = command()?;
    command.arg("batch");
    Child::start("CLI", Framing::Envelope, command)
}

/// `counterpoise mcp`, after the handshake, with the operations and areas that are named or all.
///
/// # Errors
/// It is not built; how to build it.
pub fn mcp(names: &[&str]) -> Result<Child, String> {
    let mut command = command()?;
    command.arg("mcp").args(names);
    let mut child = Child::start("MCP", Framing::Mcp, command)?;
    let client = json!({ "name": "counterpoise-tests", "version": "0" });
    let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client });
    let hello = json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params });
    child.line(&hello.to_string()).map_err(|error| {
        format!("{error}; it takes cargo build -p counterpoise-cli --features counterpoise-cli/mcp")
    })?;
    child.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string())?;
    Ok(child)
}

/// The `counterpoise` command.
///
/// # Errors
/// It is not built; how to build it.
pub fn command() -> Result<Command, String> {
    let path = paths::built("COUNTERPOISE_CLI", "debug/counterpoise");
    if !paths::fresh(&path, &["core/src", "cli/src"]) {
        return Err("the command is not built of this code (cargo build -p counterpoise-cli)".to_owned());
    }
    Ok(Command::new(path))
}

/// The WebAssembly package in Node.
///
/// # Errors
/// It is not built, or there is no Node; how to get it.
pub fn node() -> Result<Child, String> {
    let module = paths::files(&paths::root().join("wasm/pkg"), "wasm").unwrap_or_default();
    if module.is_empty() || !module.iter().all(|module| paths::fresh(module, &["core/src", "wasm/src"])) {
        return Err("the WebAssembly package is not built of this code (cargo xtask wasm)".to_owned());
    }
    let mut command = Command::new(std::env::var_os("NODE").unwrap_or_else(|| "node".into()));
    command.arg(paths::root().join("wasm/tests/surface.mjs"));
    Child::start("Node", Framing::Tab, command)
}

/// The wheel as it is installed in an environment of its own.
///
/// # Errors
/// It is not built; how to build it.
pub fn python() -> Result<Child, String> {
    let mut command = python_command()?;
    command.arg(paths::root().join("python/tests/surface.py"));
    Child::start("Python", Framing::Tab, command)
}

/// The Python that has the wheel.
///
/// # Errors
/// It is not built; how to build it.
pub fn python_command() -> Result<Command, String> {
    let folder = paths::built("COUNTERPOISE_PYTHON", "surfaces/python");
    if !paths::fresh(&folder.join("installed"), &["core/src", "python/src"]) {
        return Err("the wheel is not built of this code (cargo xtask python)".to_owned());
    }
    Ok(Command::new(folder.join("venv/bin/python")))
}

/// The C library, behind a small C program.
///
/// # Errors
/// It is not built; how to build it.
pub fn c() -> Result<Child, String> {
    let path = paths::built("COUNTERPOISE_C_SURFACE", "surfaces/c/surface");
    if !paths::fresh(&path, &["core/src", "ffi/src"]) {
        return Err("the C surface is not built of this code (cargo xtask test)".to_owned());
    }
    Child::start("C", Framing::Tab, Command::new(path))
}

/// The Go package, whose engine is a WebAssembly module.
///
/// # Errors
/// It is not built; how to build it.
pub fn go() -> Result<Child, String> {
    Child::start("Go", Framing::Tab, Command::new(go_surface("surface")?))
}

/// The Go package with the C library as its engine.
///
/// # Errors
/// It is not built; how to build it.
pub fn go_cgo() -> Result<Child, String> {
    Child::start("Go with cgo", Framing::Tab, Command::new(go_surface("surface-cgo")?))
}

fn go_surface(name: &str) -> Result<PathBuf, String> {
    let path = paths::built("COUNTERPOISE_GO_SURFACES", "surfaces/go").join(name);
    if !paths::fresh(&path, &["core/src", "ffi/src", "ffi/go"]) {
        return Err(format!("the Go program {name} is not built of this code (cargo xtask test)"));
    }
    Ok(path)
}

/// Upstream itself, behind the Go program in `tests/oracle` that answers an area.
///
/// # Errors
/// It is not built; how to build it.
pub fn upstream(area: Area) -> Result<Child, String> {
    Child::start("upstream", Framing::Envelope, Command::new(oracle::program(area)?))
}

impl Child {
    fn start(name: &'static str, framing: Framing, mut command: Command) -> Result<Self, String> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{name}: {command:?} does not start: {error}"))?;
        let output = process.stdout.take().ok_or("no standard output")?;
        let (sender, replies) = channel();
        // A thread of its own, so that a reply that never comes is an error with a name and no hang.
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                let Ok(line) = line else { break };
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let requests = process.stdin.take();
        Ok(Self { name, framing, process, requests, replies })
    }

    /// Sends a line as it is and gives the line that comes back.
    ///
    /// # Errors
    /// The process has ended or does not answer.
    pub fn line(&mut self, request: &str) -> Result<String, String> {
        self.send(request)?;
        self.receive()
    }

    /// Sends a line as it is.
    ///
    /// # Errors
    /// The process has ended.
    pub fn send(&mut self, request: &str) -> Result<(), String> {
        let name = self.name;
        let requests = self.requests.as_mut().ok_or("ended")?;
        writeln!(requests, "{request}")
            .and_then(|()| requests.flush())
            .map_err(|error| format!("{name}: it does not take a request: {error}"))
    }

    /// The next line that comes.
    ///
    /// # Errors
    /// The process has ended or does not answer.
    pub fn receive(&mut self) -> Result<String, String> {
        self.replies.recv_timeout(PATIENCE).map_err(|error| format!("{}: no reply: {error}", self.name))
    }

    /// Ends its input, and gives the lines that still come and the exit status.
    ///
    /// # Errors
    /// The process does not end.
    pub fn end(&mut self) -> Result<(Vec<String>, ExitStatus), String> {
        self.requests.take();
        let mut lines = Vec::new();
        loop {
            match self.replies.recv_timeout(PATIENCE) {
                Ok(line) => lines.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => return Err(format!("{} does not end", self.name)),
            }
        }
        self.process.wait().map(|status| (lines, status)).map_err(|error| error.to_string())
    }

    fn reply(&mut self, op: &str, input: &Value) -> Result<Reply, String> {
        match self.framing {
            Framing::Envelope => {
                let id = json!("any 1");
                let line = self.line(&json!({ "id": id, "op": op, "input": input }).to_string())?;
                let mut reply: Value = serde_json::from_str(&line).map_err(|e| format!("{e}: {line}"))?;
                if reply.get("id") != Some(&id) {
                    return Err(format!("the reply has not the request's id: {line}"));
                }
                match (reply.get_mut("ok").map(Value::take), reply.get_mut("error").map(Value::take)) {
                    (Some(ok), None) => Ok(Ok(ok)),
                    (None, Some(error)) => Ok(Err(error)),
                    _ => Err(format!("a reply needs one of ok and error: {line}")),
                }
            }
            Framing::Mcp => {
                // The protocol itself has no arguments but objects.
                if !input.is_object() {
                    return Ok(Err(json!({ "code": "request.type" })));
                }
                let params = json!({ "name": op.replace('.', "_"), "arguments": input });
                let request = json!({ "jsonrpc": "2.0", "id": op, "method": "tools/call", "params": params });
                let line = self.line(&request.to_string())?;
                let mut reply: Value = serde_json::from_str(&line).map_err(|e| format!("{e}: {line}"))?;
                let given = reply["result"]["structuredContent"].take();
                // And an error of its own for a tool that there is not.
                let code = reply["error"]["code"].as_i64();
                match (reply["id"] == op, reply["result"]["isError"].as_bool(), code) {
                    (true, Some(false), None) => Ok(Ok(given)),
                    (true, Some(true), None) => Ok(Err(given["error"].clone())),
                    (true, None, Some(-32602)) => Ok(Err(reply["error"]["data"].take())),
                    _ => Err(format!("no result of the call: {line}")),
                }
            }
            Framing::Tab => {
                let line = self.line(&format!("{op}\t{input}"))?;
                let (kind, object) = line.split_once('\t').ok_or_else(|| format!("no tab: {line}"))?;
                let object = serde_json::from_str(object).map_err(|e| format!("{e}: {line}"))?;
                match kind {
                    "ok" => Ok(Ok(object)),
                    "error" => Ok(Err(object)),
                    _ => Err(format!("neither ok nor error: {line}")),
                }
            }
        }
    }
}

impl Surface for Child {
    fn name(&self) -> &str {
        self.name
    }

    /// # Panics
    /// When the process breaks the protocol: no vector may take that for an error that it expects.
    fn call(&mut self, op: &str, input: &Value) -> Reply {
        self.reply(op, input).unwrap_or_else(|broken| panic!("{}: {broken}", self.name))
    }

    fn call_engine(&mut self, engine: &Value, op: &str, input: &Value) -> Option<Reply> {
        match self.framing {
            Framing::Envelope | Framing::Mcp => None,
            // The op `@` builds the engine, and one that starts with it runs on what was built.
            Framing::Tab => Some(self.call("@", engine).and_then(|_| self.call(&format!("@{op}"), input))),
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // End of input ends the process; what it says then concerns no vector.
        self.requests.take();
        let _ = self.process.wait();
    }
}
