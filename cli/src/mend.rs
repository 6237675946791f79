//! The edits that findings bring: shown, or made.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use counterpoise::error::{Fix, fixed};
use serde_json::Value;
use similar::TextDiff;

use crate::failure::Failure;
use crate::files::Source;

/// A file with its edits made.
pub(crate) struct Mended {
    name: String,
    before: String,
    /// Its text then.
    after: String,
    /// How many findings of each code are mended.
    codes: BTreeMap<String, usize>,
    is_file: bool,
}

/// The files that have edits, each once.
pub(crate) fn mended(findings: &[Value], groups: &[Vec<Source>]) -> Vec<Mended> {
    let mut fixes: BTreeMap<&str, Vec<(&str, Fix)>> = BTreeMap::new();
    for finding in findings {
        let code = finding.get("code").and_then(Value::as_str).unwrap_or_default();
        let also = finding.get("also").and_then(Value::as_array).into_iter().flatten();
        for place in [finding].into_iter().chain(also) {
            let fix = place.get("fix").and_then(|fix| serde_json::from_value::<Fix>(fix.clone()).ok());
            let file = place.get("file").and_then(Value::as_str).unwrap_or_default();
            let of_file = fixes.entry(file).or_default();
            // A file that is in two groups is mended once.
            if let Some(fix) = fix.filter(|fix| !of_file.iter().any(|(_, held)| held == fix)) {
                of_file.push((code, fix));
            }
        }
    }
    let mut mended = Vec::new();
    for (name, fixes) in fixes {
        let source = groups.iter().flatten().find(|source| source.name == name);
        let Some(source) = source.filter(|_| !fixes.is_empty()) else { continue };
        let mut codes = BTreeMap::new();
        for (code, _) in &fixes {
            *codes.entry((*code).to_owned()).or_default() += 1;
        }
        let fixes: Vec<_> = fixes.into_iter().map(|(_, fix)| fix).collect();
        let after = fixed(&source.text, &fixes);
        let (before, is_file) = (source.text.clone(), source.is_file);
        mended.push(Mended { name: name.to_owned(), before, after, codes, is_file });
    }
    mended
}

impl Mended {
    /// Writes the file, and puts its new text into the groups; says what was changed. Standard input stays as it is.
    pub(crate) fn write(&self, groups: &mut [Vec<Source>]) -> Result<String, Failure> {
        if !self.is_file {
            return Ok(format!("{}: cannot be changed, {} not mended", self.name, self.told()));
        }
        fs::write(&self.name, &self.after)
            .map_err(|error| Failure::usage(format!("cannot write {}: {error}", self.name)))?;
        for source in groups.iter_mut().flatten().filter(|source| source.name == self.name) {
            source.text.clone_from(&self.after);
        }
        Ok(format!("{}: mended {}", self.name, self.told()))
    }

    /// Whether writing it changes a file.
    pub(crate) fn changes(&self) -> bool {
        self.is_file && self.before != self.after
    }

    /// As a unified diff.
    pub(crate) fn diff(&self) -> String {
        let name = &self.name;
        let diff = TextDiff::from_lines(&self.before, &self.after);
        diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
    }

    fn told(&self) -> String {
        let mut told = String::new();
        for (code, count) in &self.codes {
            let joint = if told.is_empty() { "" } else { ", " };
            // Writing to a String cannot fail.
            let _ = match count {
                1 => write!(told, "{joint}{code}"),
                count => write!(told, "{joint}{code} ({count} times)"),
            };
        }
        told
    }
}
