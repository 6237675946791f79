//! Reading vectors.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};
use serde_saphyr::Spanned;

use crate::sequence::Sequence;

/// One vector.
#[derive(Debug, Clone)]
pub struct Case {
    /// `file:line`, relative to the repository.
    pub at: String,
    /// What it is about; may be empty.
    pub note: String,
    /// What is asked, and what must come back.
    pub body: Body,
}

/// What a vector asks.
#[derive(Debug, Clone)]
pub enum Body {
    /// One operation.
    Call {
        /// The operation's name.
        op: String,
        /// Its input.
        input: Value,
        /// What must come back.
        expected: Expected,
    },
    /// Syncs of one HPA, each on the state that the one before left.
    Sequence(Box<Sequence>),
}

/// What must come back.
#[derive(Debug, Clone)]
pub enum Expected {
    /// Success with these fields; there may be more.
    Ok(Map<String, Value>),
    /// Success with these fields; there may be more, and in the objects below too.
    Part(Map<String, Value>),
    /// An error: `true` for any, a string for its code, an object for some of its fields.
    Error(Value),
}

impl Case {
    /// The operation's name, `hpa.sequence` for a sequence.
    #[must_use]
    pub fn op(&self) -> &str {
        match &self.body {
            Body::Call { op, .. } => op,
            Body::Sequence(_) => "hpa.sequence",
        }
    }

    fn new(at: String, value: Value) -> Result<Self, String> {
        let wrong = |what: &str| format!("{at}: {what}");
        let Value::Object(mut fields) = value else { return Err(wrong("not an object")) };
        let note = match fields.remove("note") {
            None => String::new(),
            Some(Value::String(note)) => note,
            Some(_) => return Err(wrong("note is no string")),
        };
        let Some(Value::String(op)) = fields.remove("op") else { return Err(wrong("no op")) };
        let body = if op == "hpa.sequence" {
            Body::Sequence(serde_json::from_value(fields.into()).map_err(|e| wrong(&e.to_string()))?)
        } else {
            let input = fields.remove("input").ok_or_else(|| wrong("no input"))?;
            let expected = match (fields.remove("ok"), fields.remove("part"), fields.remove("error")) {
                (Some(Value::Object(ok)), None, None) => Expected::Ok(ok),
                (None, Some(Value::Object(part)), None) => Expected::Part(part),
                (None, None, Some(error)) => Expected::Error(error),
                _ => return Err(wrong("needs one of ok and part, an object, and error")),
            };
            if let Some((key, _)) = fields.into_iter().next() {
                return Err(wrong(&format!("unknown key {key:?}")));
            }
            Body::Call { op, input, expected }
        };
        Ok(Self { at, note, body })
    }
}

/// Reads a file of vectors: YAML with a list `cases`, or JSON lines after a comment line.
///
/// # Errors
/// What is wrong, with file and line.
pub fn read(path: &Path) -> Result<Vec<Case>, String> {
    Ok(lines(path)?.into_iter().map(|(case, _)| case).collect())
}

/// Reads every vector below a folder, in the order of the file names.
///
/// # Errors
/// What is wrong, with file and line.
pub fn read_all(folder: &Path) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for extension in ["yaml", "jsonl"] {
        for path in
            crate::paths::files(folder, extension).map_err(|e| format!("{}: {e}", folder.display()))?
        {
            cases.extend(read(&path)?);
        }
    }
    Ok(cases)
}

/// The vectors of a file, each with its line as it stands in the file; a written vector has no such line.
///
/// # Errors
/// What is wrong, with file and line.
pub fn lines(path: &Path) -> Result<Vec<(Case, String)>, String> {
    let name = path.strip_prefix(crate::paths::root()).unwrap_or(path).display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| format!("{name}: {e}"))?;
    if path.extension().is_some_and(|is| is == "yaml") {
        return written(&name, &text);
    }
    let mut cases = Vec::new();
    for (line, text) in text.lines().enumerate() {
        let at = format!("{name}:{}", line + 1);
        let value: Value = serde_json::from_str(text).map_err(|e| format!("{at}: {e}"))?;
        if value.get("op").is_some() {
            cases.push((Case::new(at, value)?, text.to_owned()));
        }
    }
    Ok(cases)
}

fn written(name: &str, text: &str) -> Result<Vec<(Case, String)>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        cases: Vec<Spanned<Value>>,
    }
    let written: Written = serde_saphyr::from_str(text).map_err(|e| format!("{name}: {e}"))?;
    let case = |case: Spanned<Value>| {
        let at = format!("{name}:{}", case.defined.line());
        Ok((Case::new(at, case.value)?, String::new()))
    };
    written.cases.into_iter().map(case).collect()
}
