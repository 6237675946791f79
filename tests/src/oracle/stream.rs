//! Many questions to the oracle at once: while it answers, the next ones are generated and the last ones compared.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::program;
use crate::generate::{Area, Case, cases};

/// Cases that are written at once.
const CHUNK: usize = 256;
/// Chunks that wait for their answers.
const AHEAD: usize = 8;

/// A template may run for seconds; more is a hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// A case and its request, as both sides read it.
pub(super) struct Question {
    pub(super) case: Case,
    pub(super) request: String,
}

/// Asks the oracle so many generated cases and hands each on with the reply. Memory does not grow with their number.
pub(super) fn ask(
    area: Area,
    seed: u64,
    count: usize,
    mut answered: impl FnMut(Question, &str) -> Result<(), String>,
) -> Result<(), String> {
    let mut oracle = Command::new(program(area)?)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("the oracle does not start: {error}"))?;
    let requests = oracle.stdin.take().ok_or("no standard input")?;
    let output = oracle.stdout.take().ok_or("no standard output")?;
    thread::scope(|scope| {
        // The receivers go when this closure is left, and then the threads end.
        let (sender, chunks) = sync_channel::<Vec<Question>>(AHEAD);
        scope.spawn(move || send(area, seed, count, requests, &sender));
        let (sender, replies) = sync_channel::<String>(CHUNK);
        scope.spawn(move || {
            let lines = BufReader::with_capacity(1 << 16, output).lines().map_while(Result::ok);
            let _ = lines.map(|line| sender.send(line)).take_while(Result::is_ok).count();
        });
        let mut all = || {
            for question in chunks.iter().flatten() {
                let reply = replies.recv_timeout(PATIENCE).map_err(|error| {
                    format!("the oracle has no answer ({error}) to this or soon after: {}", question.request)
                })?;
                answered(question, &reply)?;
            }
            Ok(())
        };
        let result = all();
        // It may still be busy with what nobody waits for any more.
        let _ = oracle.kill();
        let _ = oracle.wait();
        result
    })
}

fn send(area: Area, seed: u64, count: usize, mut requests: impl Write, sender: &SyncSender<Vec<Question>>) {
    let mut cases = cases(area, seed).take(count).peekable();
    while cases.peek().is_some() {
        let chunk: Vec<_> = cases.by_ref().take(CHUNK).map(question).collect();
        let text: String = chunk.iter().map(|question| question.request.as_str()).collect();
        // The questions go first: the oracle may stop reading until somebody takes its replies.
        if sender.send(chunk).is_err() || requests.write_all(text.as_bytes()).is_err() {
            break;
        }
    }
}

pub(super) fn question(case: Case) -> Question {
    let request = format!("{}\n", json!({ "op": case.op, "input": case.input }));
    Question { case, request }
}
