//! Vectors of what upstream answers.

use std::collections::BTreeSet;
use std::io::Write;

use serde_json::{Value, json};

use super::diff::SEQUENCE;
use super::{stream, verdict, versions};
use crate::generate::Area;

/// Writes so many vectors, each case once, behind a first line that says where they are from.
///
/// # Errors
/// The oracle is not there or does not answer, or the output cannot be written.
pub fn run(area: Area, seed: u64, count: usize, mut out: impl Write) -> Result<(), String> {
    let comment = format!("from {}, area {}, seed {seed}", versions::of_area(area)?, area.name());
    writeln!(out, "{}", json!({ "comment": comment })).map_err(|error| error.to_string())?;
    let mut written = BTreeSet::new();
    // Some come twice, and some have no answer.
    stream::ask(area, seed, 2 * count + 100, |question, reply| {
        if written.len() == count {
            return Ok(());
        }
        let mut vector = json!({ "op": question.case.op, "input": question.case.input });
        match verdict::reply(reply)? {
            Ok(mut ok) if question.case.op == SEQUENCE => {
                let mut sequence = question.case.input;
                for (step, ok) in steps(&mut sequence).iter_mut().zip(steps(&mut ok)) {
                    step["ok"] = ok.take();
                }
                sequence["op"] = json!(SEQUENCE);
                sequence["eventsAsRecorded"] = json!(true);
                vector = sequence;
            }
            Ok(ok) => vector["ok"] = ok,
            Err(error) if error["code"] == "upstream" => {
                vector["error"] = json!(true);
                vector["note"] = error["message"].clone();
            }
            Err(_) => return Ok(()),
        }
        let vector = vector.to_string();
        if !written.contains(&vector) {
            writeln!(out, "{vector}").map_err(|error| error.to_string())?;
            written.insert(vector);
        }
        Ok(())
    })
}

fn steps(of: &mut Value) -> &mut [Value] {
    of["steps"].as_array_mut().map(Vec::as_mut_slice).unwrap_or_default()
}
