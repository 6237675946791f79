//! What two replies to one question say of each other.

use serde_json::{Map, Value, json};

use super::evaluated;
use crate::case::Expected;
use crate::compare::{self, Reply};
use crate::generate::Case;
use crate::surface::{self, Surface as _};

/// How our reply and upstream's relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They say the same.
    Same,
    /// They differ, and that is meant: why.
    Meant(&'static str),
    /// They differ: how, a line for each place.
    Different(Vec<String>),
}

/// Reads the reply of an envelope.
pub(super) fn reply(line: &str) -> Result<Reply, String> {
    let mut reply: Value = serde_json::from_str(line).map_err(|error| format!("{error}: {line}"))?;
    match (reply.get_mut("ok").map(Value::take), reply.get_mut("error").map(Value::take)) {
        (Some(ok), None) => Ok(Ok(ok)),
        (None, Some(error)) => Ok(Err(error)),
        _ => Err(format!("a reply needs one of ok and error: {line}")),
    }
}

/// Compares our reply to upstream's.
pub(super) fn compare(case: &Case, ours: &Reply, upstream: &Reply) -> Verdict {
    match (ours, upstream) {
        (_, Err(error)) if code(error) == "limit" => {
            Verdict::Meant("upstream does not come to an end in time")
        }
        (_, Err(error)) if code(error) == "panic" || is_fault(error) => Verdict::Meant("upstream panics"),
        (_, Err(error)) if is_about_asking(error) => {
            Verdict::Different(vec![format!("the oracle does not understand: {error}")])
        }
        (Err(error), Ok(_)) if is_about_size(error) => {
            Verdict::Meant("beyond the size that is computed with")
        }
        _ if case.op == "promql.evaluate" => evaluated::compare(case, ours, upstream),
        (Ok(ours), Ok(upstream)) if same_but_for_named_hpas(ours, upstream) => {
            Verdict::Meant("more than one HPA for a pod: upstream names them in a map's order")
        }
        (Ok(ours), Ok(upstream)) if case.op == "hpa.validate" && same_but_for_sources(ours, upstream) => {
            Verdict::Meant("a metric with several sources: upstream goes over them in a map's order")
        }
        (Ok(ours), Ok(upstream)) if case.input["strict"] == true => strictly(ours, upstream),
        (Ok(ours), Err(_))
            if case.input["strict"] == true && ours["strict"].to_string().contains("duplicate") =>
        {
            Verdict::Meant(
                "a field that comes twice: upstream wants the first one to be of the right form, too",
            )
        }
        // A case that is made smaller may lose what makes it one.
        (_, Ok(upstream)) if upstream.get("strict").is_some() && case.input["strict"] != true => {
            Verdict::Same
        }
        (Ok(ours), Ok(upstream)) if same_requirements(ours, upstream) => {
            Verdict::Meant("more than 12 requirements: upstream's sort moves those of one key")
        }
        (Ok(ours), Ok(upstream)) if case.op == "promql.labels" => sound(case, ours, upstream),
        (Ok(ours), Ok(upstream)) => values(case, ours, upstream),
        (Err(ours), Err(upstream)) => errors(case, ours, upstream),
        (Err(error), Ok(ok)) => {
            Verdict::Different(vec![format!("upstream gives {ok}, we give error {error}")])
        }
        (Ok(ok), Err(error)) => {
            Verdict::Different(vec![format!("upstream gives error {error}, we give {ok}")])
        }
    }
}

/// Whether Prometheus' engine made an error of a fault of its own: `promql.evaluator.recover` says so of a `runtime.Error`.
fn is_fault(error: &Value) -> bool {
    error["message"]
        .as_str()
        .is_some_and(|message| message.starts_with("unexpected error: interface conversion"))
}

/// Whether two long selectors hold the same requirements in another order. Upstream sorts by key with a sort that is
/// stable up to 12 items; we sort by key and keep the order of the text.
fn same_requirements(ours: &Value, upstream: &Value) -> bool {
    let sorted = |reply: &Value| {
        let mut requirements: Vec<_> =
            reply["requirements"].as_array()?.iter().map(Value::to_string).collect();
        requirements.sort_unstable();
        Some(requirements).filter(|requirements| requirements.len() > 12)
    };
    ours != upstream && sorted(ours).is_some_and(|ours| sorted(upstream) == Some(ours))
}

/// Whether two replies differ in nothing but the order of the HPAs that an ambiguous selector's message names.
fn same_but_for_named_hpas(ours: &Value, upstream: &Value) -> bool {
    if ours == upstream {
        return false;
    }
    let sorted = |reply: &Value| {
        let mut text = reply.to_string();
        let mut at = 0;
        while let Some(found) = text[at..].find(" HPA") {
            at += found + " HPA".len();
            let Some(open) = text[at..].find('[').filter(|open| *open < 10) else { continue };
            let Some(close) = text[at..].find(']') else { continue };
            let mut names: Vec<_> = text[at + open + 1..at + close].split(' ').collect();
            names.sort_unstable();
            let names = names.join(" ");
            text.replace_range(at + open + 1..at + close, &names);
        }
        text
    };
    sorted(ours) == sorted(upstream)
}

/// Whether two lists of errors differ in nothing but the order of a metric's sources that are too many.
fn same_but_for_sources(ours: &Value, upstream: &Value) -> bool {
    let sorted = |reply: &Value| {
        let mut errors: Vec<_> = reply["errors"].as_array()?.iter().map(Value::to_string).collect();
        // Only these are moved.
        let mut moved: Vec<_> = errors
            .extract_if(.., |error| error.contains("must populate the given metric source only"))
            .collect();
        moved.sort_unstable();
        errors.append(&mut moved);
        Some(errors)
    };
    ours != upstream && sorted(ours) == sorted(upstream)
}

/// Compares what strict decoding refuses; hints and places are our own.
fn strictly(ours: &Value, upstream: &Value) -> Verdict {
    let messages: Value =
        ours["strict"].as_array().into_iter().flatten().map(|error| error["message"].clone()).collect();
    if messages == upstream["strict"] {
        return Verdict::Same;
    }
    Verdict::Different(vec![format!("upstream says {}, we say {messages}", upstream["strict"])])
}

/// Whether what is told of a result's labels holds of all samples that the engine gives, with the series told and without.
fn sound(case: &Case, ours: &Value, upstream: &Value) -> Verdict {
    let without = surface::RustText.call(case.op, &json!({ "text": case.input["text"] }));
    let mut found = Vec::new();
    for (told, flow) in [("with series", Some(ours)), ("without series", without.as_ref().ok())] {
        let Some(flow) = flow else {
            found.push(format!("{told}: an error"));
            continue;
        };
        let list = |field: &str| flow[field].as_array().map(Vec::as_slice);
        let present = list("present").unwrap_or_default();
        for samples in upstream["times"].as_array().into_iter().flatten().filter_map(Value::as_array) {
            let labels = || samples.iter().filter_map(Value::as_object);
            let mut unsound = |field: &str| found.push(format!("{told}, {field}: {flow}, but {samples:?}"));
            if labels().any(|labels| {
                present.iter().any(|label| !labels.contains_key(label.as_str().unwrap_or_default()))
            }) {
                unsound("present");
            }
            let is_possible = |label: &String| {
                list("possible").is_none_or(|possible| possible.iter().any(|held| held == label.as_str()))
            };
            if labels().any(|labels| !labels.keys().all(is_possible)) {
                unsound("possible");
            }
            if flow["single"] == true && samples.len() > 1 {
                unsound("single");
            }
            if flow["empty"] == true && !samples.is_empty() {
                unsound("empty");
            }
        }
    }
    if found.is_empty() { Verdict::Same } else { Verdict::Different(found) }
}

fn values(case: &Case, ours: &Value, upstream: &Value) -> Verdict {
    let mut ours = ours.clone();
    if let ("promql.parse", Some(fields)) = (case.op, ours.as_object_mut()) {
        // The tree is told in our way.
        fields.remove("tree");
    }
    let ours = &ours;
    if ours == upstream {
        return Verdict::Same;
    }
    let (Value::Object(fields), none) = (upstream, Map::new()) else {
        return Verdict::Different(vec![format!("upstream gives {upstream}")]);
    };
    let mut found = compare::differences(&Expected::Ok(fields.clone()), &Ok(ours.clone()));
    for (name, value) in ours.as_object().unwrap_or(&none) {
        if !fields.contains_key(name) {
            found.push(format!("ok.{name}: expected nothing, got {value}"));
        }
    }
    // Numbers may be written in two ways.
    if found.is_empty() { Verdict::Same } else { Verdict::Different(found) }
}

/// Both refuse: the kind of the error, or its words where they are upstream's, must be the same.
fn errors(case: &Case, ours: &Value, upstream: &Value) -> Verdict {
    let found = compare::differences(&Expected::Error(Value::Bool(true)), &Err(ours.clone()));
    if !found.is_empty() {
        return Verdict::Different(found);
    }
    let message = text(upstream, "message");
    if case.op.starts_with("quantity.") {
        // Upstream has an error of its own for a suffix; what we refuse as out of range is some other one there.
        let suffix = message == "unable to parse quantity's suffix";
        if suffix != (code(ours) == "quantity.suffix") {
            return Verdict::Different(vec![format!("upstream says {message:?}, we say {ours}")]);
        }
    }
    if case.op.starts_with("template.") {
        return reasons(text(ours, "message"), message);
    }
    let same_words = match case.op {
        // What is no TYPE/NAME, and what is wrong with a quantity, we tell in our own words.
        "hpa.autoscale" => {
            let own = text(ours, "message").contains("is not TYPE/NAME") || is_about_size(ours);
            !own && !is_about_quantities(message)
        }
        // Go looks at the size before it looks at the counts.
        "rules.name" => code(ours) == "rules.regex" && !message.contains("expression too large"),
        op => op.starts_with("selector.") && one_message(&case.input),
    };
    if same_words && message != text(ours, "message") {
        return Verdict::Different(vec![format!(
            "upstream says\n  {message}\nwe say\n  {}",
            text(ours, "message")
        )]);
    }
    Verdict::Same
}

/// What is wrong with a template, without where it is: Go tells the line and the node, we tell a span and its text.
fn reasons(ours: &str, upstream: &str) -> Verdict {
    /// The reasons that show values, nodes or limits in Go's way only.
    const OTHERWISE: [&str; 4] = [
        "error calling call: non-function",
        "can't give argument to non-function",
        "expected string; found",
        "exceeded maximum template depth",
    ];
    /// Where two things are wrong, we tell these first: an action is read to its end before we look at what it says.
    const FIRST: [&str; 9] = [
        "bad character",
        "bad number syntax",
        "expected :=",
        "unclosed action",
        "unclosed left paren",
        "unexpected right paren",
        "unrecognized character",
        "unterminated",
        "comment ends",
    ];
    let reason = |message: &str| {
        let (_, reason) = message.rsplit_once(">: ").unwrap_or(("", message));
        let reason = reason.rsplit_once(" started at ").map_or(reason, |(before, _)| before);
        reason.strip_suffix(" in action").unwrap_or(reason).to_owned()
    };
    let (ours, upstream) = (reason(ours), reason(upstream));
    let begins = |text: &str, with: &[&str]| with.iter().any(|with| text.starts_with(with));
    let same = match ours.strip_suffix("...") {
        Some(shortened) => upstream.contains(shortened),
        None => !ours.is_empty() && upstream.ends_with(&ours),
    };
    if same || begins(&ours, &FIRST) || begins(&upstream, &OTHERWISE) {
        return Verdict::Same;
    }
    Verdict::Different(vec![format!("upstream says\n  {upstream}\nwe say\n  {ours}")])
}

/// Whether upstream says so of a quantity.
fn is_about_quantities(message: &str) -> bool {
    ["quantities must match the regular expression", "unable to parse quantity's suffix"]
        .iter()
        .any(|words| message.starts_with(words))
}

/// Upstream looks at `matchLabels` in random order and tells the first error.
fn one_message(input: &Value) -> bool {
    input["labelSelector"]["matchLabels"].as_object().is_none_or(|labels| labels.len() <= 1)
}

/// Whether an error says that an input is too large or takes too long: upstream has no such limits.
pub(super) fn is_about_size(error: &Value) -> bool {
    code(error).starts_with("limit.") || code(error) == "quantity.range"
}

/// Whether an error is about the request, before anybody was asked.
pub(super) fn is_about_asking(error: &Value) -> bool {
    code(error).starts_with("request.")
}

fn code(error: &Value) -> &str {
    text(error, "code")
}

fn text<'a>(error: &'a Value, field: &str) -> &'a str {
    error[field].as_str().unwrap_or_default()
}
