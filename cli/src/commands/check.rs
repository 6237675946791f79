use std::collections::BTreeSet;
use std::process::ExitCode;

use counterpoise::ops::call_value;
use serde_json::{Value, json};

use super::{list, text};
use crate::args::{CheckArguments, Compat, FailOn};
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::mend::{self, Mended};
use crate::output;
use crate::report::Report;

/// `counterpoise check`: the findings, each at its line; exit status 1 where one is severe enough.
pub(crate) fn check(options: &CheckArguments) -> Result<ExitCode, Failure> {
    let paths = options.paths.iter().chain(&options.config).chain(&options.series).chain(&options.resources);
    let mut groups = files::groups(&paths.collect::<Vec<_>>())?;
    let mut all = Checked::of(&groups, options)?;
    if !all.looked_at_any() {
        return Err(Failure::usage(all.nothing_known()));
    }
    if options.fix {
        all = fix(all, &mut groups, options)?;
    }
    if options.diff {
        let mended = mend::mended(&all.findings, &groups);
        output::write(mended.iter().map(Mended::diff).collect())?;
    } else {
        let sources: Vec<&Source> = groups.iter().flatten().collect();
        Report { result: &all.result(), sources: &sources, fail_on: options.fail_on }
            .print(options.output)?;
    }
    Ok(if all.fails(options.fail_on) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Mends what can be, and gives what is left. An edit may show the next: a field whose name is mended is read.
fn fix(mut all: Checked, groups: &mut [Vec<Source>], options: &CheckArguments) -> Result<Checked, Failure> {
    const PASSES: usize = 8;
    let mut held = BTreeSet::new();
    for _ in 0..PASSES {
        let mut changed = false;
        for mended in mend::mended(&all.findings, groups) {
            let said = mended.write(groups)?;
            if held.insert(said.clone()) {
                eprintln!("{said}");
            }
            changed |= mended.changes();
        }
        if !changed {
            break;
        }
        all = Checked::of(groups, options)?;
    }
    Ok(all)
}

/// Checks one group of files.
fn one(group: &[Source], options: &CheckArguments) -> Result<Value, Failure> {
    let files: Vec<_> =
        group.iter().map(|source| json!({ "name": source.name, "text": source.text })).collect();
    let mut input = json!({ "files": files });
    if let Some(fields) = input.as_object_mut() {
        if matches!(options.compat, Compat::Safe) {
            fields.insert("compat".to_owned(), "safe".into());
        }
        if let Some(profile) = &options.profile {
            fields.insert("profile".to_owned(), profile.as_str().into());
        }
    }
    call_value(None, "files.check", input).map_err(|error| Failure::new(error, Vec::new()))
}

/// What the groups came to.
#[derive(Default)]
struct Checked {
    findings: Vec<Value>,
    files: Vec<Value>,
    more: u64,
}

impl Checked {
    fn of(groups: &[Vec<Source>], options: &CheckArguments) -> Result<Self, Failure> {
        let mut all = Self::default();
        for group in groups {
            all.add(&one(group, options)?);
        }
        Ok(all)
    }

    fn add(&mut self, result: &Value) {
        self.findings.extend_from_slice(list(result, "findings"));
        self.files.extend_from_slice(list(result, "files"));
        self.more += result.get("more").and_then(Value::as_u64).unwrap_or(0);
    }

    fn looked_at_any(&self) -> bool {
        let is_used = |file: &Value| file.get("used") == Some(&Value::Bool(true));
        !self.findings.is_empty() || self.files.iter().any(is_used)
    }

    fn nothing_known(&self) -> String {
        let held: Vec<_> = self
            .files
            .iter()
            .map(|file| format!("\n  {} holds {}", text(file, "file"), text(file, "holds")))
            .collect();
        format!(
            "there is nothing to check: give configurations of the adapter, HPAs, or what belongs to them{}",
            held.concat()
        )
    }

    fn count(&self, severity: &str) -> usize {
        self.findings.iter().filter(|finding| text(finding, "severity") == severity).count()
    }

    fn fails(&self, on: FailOn) -> bool {
        self.findings.iter().any(|finding| on.fails(text(finding, "severity")))
    }

    fn result(&self) -> Value {
        let several = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let more = match self.more {
            0 => String::new(),
            more => format!(", and {more} more findings that are not shown"),
        };
        let summary = format!(
            "{}, {}, {}{more}",
            several(self.count("error"), "error"),
            several(self.count("warning"), "warning"),
            several(self.count("info"), "note"),
        );
        let mut result = json!({ "findings": self.findings, "files": self.files, "summary": summary });
        if let Some(fields) = result.as_object_mut().filter(|_| self.more > 0) {
            fields.insert("more".to_owned(), self.more.into());
        }
        result
    }
}
