//! From a file to what it holds, piece by piece.

use super::excerpt;
use crate::kinds::{self, Kind, Role};
use crate::limits;
use crate::lint::File;
use crate::lint::source::Source;
use crate::yaml::{self, Node, Value};

/// A piece with its text.
pub(super) struct Found {
    pub(super) file: String,
    /// What it is; `None` for what cannot be read.
    pub(super) kind: Option<Kind>,
    pub(super) name: Option<String>,
    pub(super) role: Option<Role>,
    pub(super) taken: bool,
    pub(super) why: Option<String>,
    pub(super) text: String,
}

/// Rules that stand alone, as documentation shows them, are put where the adapter reads them.
const UNDER_RULES: &str = "put under rules:, where the adapter reads them";

/// Takes a file apart.
pub(super) fn of(file: &File<'_>, found: &mut Vec<Found>) {
    if let Err(error) = limits::check_size(file.text.as_bytes()) {
        let why = format!("{}. {}", error.message(), error.hint());
        return found.push(Found { why: Some(why), ..piece(file, None, String::new()) });
    }
    if let Some(kind) = kinds::at_a_glance(file.text) {
        return found.push(whole(file, Some(kind), file.text.to_owned()));
    }
    let documents = documents(file.text);
    let is_one = documents.len() == 1;
    for text in documents {
        // Comments above and below a document that is alone are a part of the file.
        let text = if is_one { file.text } else { text };
        document(file, text, is_one, found);
    }
}

/// The documents of a YAML text, so that what cannot be read of one does not take the others with it.
fn documents(text: &str) -> Vec<&str> {
    let mut documents = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim_end() == "---" || line.starts_with("--- ") {
            documents.extend(text.get(start..at));
            start = end;
        }
        at = end;
    }
    documents.extend(text.get(start..));
    documents.retain(|text| kinds::at_a_glance(text) != Some(Kind::Empty));
    documents
}

fn document(file: &File<'_>, text: &str, is_one: bool, found: &mut Vec<Found>) {
    if let Some(kind) = kinds::at_a_glance(text) {
        return found.push(piece(file, Some(kind), text.to_owned()));
    }
    let node = match yaml::parse(text) {
        Ok(node) => node,
        Err(error) => {
            let why = match error.span() {
                Some(span) => format!("{}, at {span}", error.message()),
                None => error.message().to_owned(),
            };
            let unread = Found { why: Some(why), ..whole_if(is_one, file, None, text.to_owned()) };
            return found.push(unread);
        }
    };
    match kinds::of_node(&node) {
        Kind::List => list(file, &Source::new(text), &node, found),
        kind => {
            let name = name(&node);
            found.push(Found { name, ..whole_if(is_one, file, Some(kind), text.to_owned()) });
        }
    }
}

/// The objects of a list, such as `kubectl get -o yaml` prints one.
fn list(file: &File<'_>, source: &Source<'_>, node: &Node, found: &mut Vec<Found>) {
    let Some(Value::Sequence(items)) = node.get("items").map(|items| &items.value) else { return };
    for item in items {
        let kind = kinds::of_node(item);
        if kind == Kind::List {
            list(file, source, item, found);
            continue;
        }
        match excerpt::of(source, item) {
            Ok(text) => found.push(Found { name: name(item), ..piece(file, Some(kind), text) }),
            Err(error) => {
                let why = Some(error.message().to_owned());
                found.push(Found {
                    name: name(item),
                    role: None,
                    why,
                    ..piece(file, Some(kind), String::new())
                });
            }
        }
    }
}

fn whole_if(is_one: bool, file: &File<'_>, kind: Option<Kind>, text: String) -> Found {
    if is_one { whole(file, kind, text) } else { piece(file, kind, text) }
}

/// All that a file holds: its name may say what it is.
fn whole(file: &File<'_>, kind: Option<Kind>, text: String) -> Found {
    let named = Role::of_name(file.name).filter(|role| role.takes(kind.as_ref()));
    let found = piece(file, kind, text);
    // Neither a page nor nothing is data, whatever it is called.
    let is_data = !found.kind.as_ref().is_some_and(|kind| kind.is_no_data() || *kind == Kind::Empty);
    match named.filter(|_| is_data) {
        Some(role) => Found { role: Some(role), why: None, ..found },
        None => found,
    }
}

/// What goes by what it holds.
fn piece(file: &File<'_>, kind: Option<Kind>, text: String) -> Found {
    let mut found =
        Found { file: file.name.to_owned(), kind, name: None, role: None, taken: false, why: None, text };
    match &found.kind {
        Some(Kind::Rules) => {
            found.role = Some(Role::Config);
            found.why = Some(UNDER_RULES.to_owned());
            found.text = under_rules(&found.text);
        }
        Some(kind) => {
            found.role = Role::of(kind);
            if found.role.is_none() {
                found.why = Some(why_not(kind, &found.text));
            }
        }
        // What it says it is above the place where it cannot be read.
        None => found.role = kinds::declared(&found.text).and_then(|kind| of_declared(&kind)),
    }
    found
}

fn of_declared(kind: &str) -> Option<Role> {
    match kind {
        "HorizontalPodAutoscaler" => Some(Role::Hpa),
        "Scale" => Some(Role::Scale),
        "Pod" | "PodList" => Some(Role::Pods),
        "Application" | "HelmRelease" => Some(Role::Config),
        _ => None,
    }
}

fn why_not(kind: &Kind, text: &str) -> String {
    match kind {
        Kind::Html | Kind::Prose => {
            kinds::page::hint(text).unwrap_or("It holds no data that an explanation is made from.").to_owned()
        }
        Kind::Empty => "It is empty, but for comments at most.".to_owned(),
        Kind::MetricsApiAnswer => {
            "It does not say which request it answers: give it under the request's path, as {\"/apis/…\": …}."
                .to_owned()
        }
        _ => "An explanation does not look at it.".to_owned(),
    }
}

/// `default/web`.
fn name(node: &Node) -> Option<String> {
    let metadata = node.get("metadata")?;
    let text = |key: &str| Some(metadata.get(key)?.scalar()?.text.as_str().to_owned());
    let name = text("name")?;
    Some(text("namespace").map_or_else(|| name.clone(), |namespace| format!("{namespace}/{name}")))
}

fn under_rules(text: &str) -> String {
    let is_list = text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
    match is_list.is_some_and(|line| line.starts_with('-')) {
        true => format!("rules:\n{text}"),
        false => format!("rules:\n{}", super::joined::item(text)),
    }
}
