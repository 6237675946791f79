//! The rule into a file that is there: values of the chart, alone or in those of a chart that depends on it, or the adapter's
//! own configuration. Nothing else of the text changes.

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::{Map, Value};
use similar::TextDiff;

use super::{File, Rendered};
use crate::failure::Failure;
use crate::places::{Form, Place, column, line_start};

/// The chart's values in those of a chart that depends on it.
const SUBCHART: &str = "prometheus-adapter";

/// A file that gets a rule.
pub(crate) struct Extended {
    name: String,
    before: String,
    after: String,
    /// Where the rule stands then, such as `rules.custom[2]`.
    place: String,
}

impl Extended {
    /// Adds the rule that was rendered to a file of its kind.
    ///
    /// # Errors
    /// What is no file of either kind, or has a form that cannot be added to without changing more.
    pub(crate) fn of(path: &Path, rendered: &Rendered) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let cannot = |why: String| Failure::usage(format!("cannot add a rule to {name}: {why}"));
        let before = fs::read_to_string(path).map_err(|error| cannot(error.to_string()))?;
        let given = read(&before).map_err(&cannot)?;
        let whose = Whose::of(&given).map_err(|why| cannot(why.to_owned()))?;
        let given_as = if whose == Whose::Adapter { rendered.config() } else { Some(&rendered.values) };
        let rule = given_as.and_then(|file| Rule::of(&file.text));
        let rule = rule.ok_or_else(|| cannot("its template has not one rule in one list".to_owned()))?;
        let steps: Vec<&str> =
            whose.outer().into_iter().chain(rule.steps.iter().map(String::as_str)).collect();
        let (expected, place) = with(given, &steps, &rule.value).map_err(|why| cannot(why.to_owned()))?;
        let after = if expected.is_none() { before.clone() } else { written(&before, &steps, &rule) };
        // Whatever form the file has: what is written must read as what was meant.
        if let Some(expected) = expected
            && read(&after).ok() != Some(expected)
        {
            let steps = steps.join(".");
            return Err(cannot(format!("the list {steps} has a form that is not known here: use --values")));
        }
        Ok(Self { name, before, after, place })
    }

    /// Whether the rule is there already.
    pub(crate) fn is_as_before(&self) -> bool {
        self.before == self.after
    }

    /// The file as it was, and as it will be.
    pub(crate) fn files(&self) -> [File; 2] {
        [&self.before, &self.after].map(|text| File { name: self.name.clone(), text: text.clone() })
    }

    /// What changes, as a unified diff.
    pub(crate) fn diff(&self) -> String {
        let name = &self.name;
        let diff = TextDiff::from_lines(&self.before, &self.after);
        diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_string()
    }

    /// Writes the file, and says what was added.
    pub(crate) fn write(&self) -> Result<String, Failure> {
        let Self { name, place, .. } = self;
        if self.is_as_before() {
            return Ok(format!("{name}: {place} is the rule already"));
        }
        fs::write(name, &self.after)
            .map_err(|error| Failure::usage(format!("cannot write {name}: {error}")))?;
        Ok(format!("{name}: added {place}"))
    }
}

/// Whose file it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Values of the chart.
    Chart,
    /// Values of a chart that depends on it.
    Dependent,
    /// The adapter's own configuration.
    Adapter,
}

impl Whose {
    fn of(given: &Value) -> Result<Self, &'static str> {
        let fields = match given {
            Value::Null => return Ok(Self::Chart),
            Value::Object(fields) => fields,
            _ => return Err("it holds no values of a chart"),
        };
        if fields.contains_key("apiVersion") && fields.contains_key("kind") {
            return Err(
                "it is an object of a cluster: give the values of its chart, or the configuration in it",
            );
        }
        let is_list = |field: &str| fields.get(field).is_some_and(Value::is_array);
        Ok(match () {
            () if ["rules", "externalRules", "resourceRules"].into_iter().any(is_list) => Self::Adapter,
            () if fields.contains_key("externalRules") || fields.contains_key("resourceRules") => {
                Self::Adapter
            }
            () if fields.contains_key(SUBCHART) && !fields.contains_key("rules") => Self::Dependent,
            () => Self::Chart,
        })
    }

    /// The fields that everything stands in.
    fn outer(self) -> Option<&'static str> {
        (self == Self::Dependent).then_some(SUBCHART)
    }
}

/// A rule as a template wrote it.
struct Rule {
    /// The fields that lead to its list.
    steps: Vec<String>,
    value: Value,
    /// The lines of its item; the first begins with a hyphen.
    lines: Vec<String>,
}

impl Rule {
    /// The only item of the only list that a rendered text has under single fields.
    fn of(text: &str) -> Option<Self> {
        let root = Place::of(text)?;
        let mut value: Value = counterpoise::kube::from_str(text).ok()?;
        let (mut place, mut steps) = (&root, Vec::new());
        loop {
            match &place.form {
                Form::Mapping { entries, .. } => {
                    let [entry] = entries.as_slice() else { return None };
                    value = value.get(&entry.name)?.clone();
                    steps.push(entry.name.clone());
                    place = &entry.value;
                }
                Form::Sequence { is_flow: false, items } if items.len() == 1 => break,
                _ => return None,
            }
        }
        let indent = column(text, place.bytes.start);
        let lines = text[line_start(text, place.bytes.start)..place.bytes.end].lines();
        let lines = lines.map(|line| line.get(indent..).unwrap_or_default().to_owned()).collect();
        Some(Self { steps, value: value.get(0)?.clone(), lines })
    }

    /// Its lines, and above them those of fields that are not there yet, each behind so many spaces.
    fn block(&self, missing: &[&str], indent: usize, line_end: &str) -> String {
        let mut block = String::new();
        for (depth, field) in missing.iter().enumerate() {
            block += &format!("{line_end}{}{field}:", " ".repeat(indent + 2 * depth));
        }
        let indent = indent + 2 * missing.len().saturating_sub(1);
        for line in &self.lines {
            block += &format!("{line_end}{}{line}", " ".repeat(indent));
        }
        block
    }

    /// In one line, with braces for fields that are not there yet.
    fn flow(&self, missing: &[&str]) -> String {
        // JSON is YAML in flow style.
        let item = self.value.to_string();
        match missing {
            [] => item,
            [field] => format!("\"{field}\": [{item}]"),
            [field, rest @ ..] => format!("\"{field}\": {{{}}}", self.flow(rest)),
        }
    }
}

fn read(text: &str) -> Result<Value, String> {
    if Place::of(text).is_none() && text.lines().all(|line| line.trim().is_empty() || line.starts_with('#')) {
        return Ok(Value::Null);
    }
    counterpoise::kube::from_str(text).map_err(|error| error.to_string())
}

/// The file's value with the rule, `None` where it has it, and the place of the rule.
fn with(mut given: Value, steps: &[&str], rule: &Value) -> Result<(Option<Value>, String), &'static str> {
    let mut place = &mut given;
    for step in steps {
        if place.is_null() {
            *place = Value::Object(Map::new());
        }
        let Value::Object(fields) = place else { return Err("what should hold its list is no mapping") };
        place = fields.entry(*step).or_insert(Value::Null);
    }
    if place.is_null() {
        *place = Value::Array(Vec::new());
    }
    let Value::Array(rules) = place else { return Err("what should be its list is none") };
    let at = |index: usize| format!("{}[{index}]", steps.join("."));
    if let Some(index) = rules.iter().position(|held| held == rule) {
        return Ok((None, at(index)));
    }
    rules.push(rule.clone());
    let at = at(rules.len() - 1);
    Ok((Some(given), at))
}

/// The text with the rule at the end of its list.
fn written(text: &str, steps: &[&str], rule: &Rule) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let Some(root) = Place::of(text) else {
        return joined(text, &rule.block(steps, 0, line_end), line_end);
    };
    let (mut place, mut missing, mut indent, mut is_flow) = (&root, steps, 0, false);
    while let ([step, rest @ ..], Form::Mapping { entries, .. }) = (missing, &place.form) {
        is_flow |= place.is_flow() && !entries.is_empty();
        indent = entries.first().map_or(indent, |entry| column(text, entry.key.bytes.start));
        let Some(entry) = entries.iter().find(|entry| entry.name == *step) else { break };
        (place, missing) = (&entry.value, rest);
    }
    let holds_something = match &place.form {
        Form::Scalar => false,
        Form::Sequence { items, .. } => !items.is_empty(),
        Form::Mapping { entries, .. } => !entries.is_empty(),
    };
    if is_flow || place.is_flow() && holds_something {
        let (open, close) = if missing.is_empty() { ("[", "]") } else { ("{", "}") };
        let flow = rule.flow(missing);
        if !holds_something {
            return replaced(text, place.bytes.clone(), &format!(" {open}{flow}{close}"));
        }
        let end = place.bytes.end - 1;
        let gap = if text[..end].trim_end().ends_with(',') { " " } else { ", " };
        return replaced(text, end..end, &format!("{gap}{flow}"));
    }
    let indent = match &place.form {
        Form::Sequence { .. } if holds_something => column(text, place.bytes.start),
        // Below the field whose value was left out, or at the end of a mapping, or in an empty file.
        _ if missing.is_empty() || holds_something || place.bytes == root.bytes => indent,
        _ => indent + 2,
    };
    let block = rule.block(missing, indent, line_end);
    let end = place.bytes.end + text[place.bytes.end..].find('\n').unwrap_or(text.len() - place.bytes.end);
    let end = if text[..end].ends_with('\r') { end - 1 } else { end };
    let with = if text[end..].is_empty() { format!("{block}{line_end}") } else { block };
    let extended = replaced(text, end..end, &with);
    // An empty value makes room for what stands below it.
    if holds_something { extended } else { replaced(&extended, spaced(text, &place.bytes), "") }
}

/// A text with lines behind it, which begin with a line's end.
fn joined(text: &str, block: &str, line_end: &str) -> String {
    let text = text.trim_end();
    let block = if text.is_empty() { block.trim_start() } else { block };
    format!("{text}{block}{line_end}")
}

/// The bytes of a value, and the spaces before it.
fn spaced(text: &str, bytes: &Range<usize>) -> Range<usize> {
    if bytes.is_empty() { bytes.clone() } else { text[..bytes.start].trim_end_matches(' ').len()..bytes.end }
}

fn replaced(text: &str, bytes: Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..bytes.start], &text[bytes.end..])
}
