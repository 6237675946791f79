//! What there is to say of what stands at a position.

use std::fmt::Write;
use std::ops::Range;
use std::rc::Rc;

use counterpoise::ops::call_value;
use serde_json::{Value, json};

use super::completion::told;
use super::known::{About, Known, askers_of, rules_of};
use super::metrics::{Api, Asked, Made};
use super::place::{Part, Place};
use super::query::{is_in_template, word_at};
use super::shape::Shape;
use super::words::words;

/// HPAs that one hover names.
const SHOWN: usize = 10;

/// A text in Markdown, and the bytes that it is about.
pub(super) type Told = (String, Range<usize>);

/// What a field, or a word of a query, is.
pub(super) fn of_place(place: &Place, root: &Shape) -> Option<Told> {
    let whole = |text: String| (text, place.start..place.start + place.text.len());
    if place.part == Part::Key {
        let mut path = place.path.clone();
        path.push(place.text.clone());
        let field = root.follow(&path)?;
        let about = told(field);
        return (!about.is_empty()).then(|| whole(titled(&field.term, &about)));
    }
    let own = root.follow(&place.path)?;
    if let Some((value, about)) =
        own.values.iter().find(|(value, about)| *value == place.text && !about.is_empty())
    {
        return Some(whole(titled(value, about)));
    }
    if !matches!(own.of.as_str(), "query" | "selector" | "promql" | "labelTemplate") {
        return None;
    }
    let (start, text) = word_at(&place.text, place.at)?;
    let word = match is_in_template(&place.text, start) {
        true => words().of_template(text),
        false => words().of_query(text),
    }?;
    let about = titled(word.form.as_ref().unwrap_or(&word.name), &word.about.en);
    // In a text of several lines positions are those of the text, not of the file.
    let is_one_line = !place.text.contains('\n');
    let start = place.start + if is_one_line { start } else { place.at };
    Some((about, start..start + if is_one_line { text.len() } else { 0 }))
}

/// What a metric comes from, or what a rule is asked for.
pub(super) fn of_metric(
    here: &Known,
    offset: usize,
    known: &[Rc<Known>],
    series: Option<&str>,
) -> Option<Told> {
    match here.at(offset)? {
        About::Asked(asked) => Some((of_asked(asked, known, series), asked.bytes.clone())),
        About::Made(made) => {
            let (name, bytes) = made.name.as_ref()?;
            let is_there = bytes.start <= offset && offset <= bytes.end;
            is_there.then(|| (of_made(made, name, known), bytes.clone()))
        }
    }
}

fn of_asked(asked: &Asked, known: &[Rc<Known>], series: Option<&str>) -> String {
    let mut told = String::new();
    for (known, made) in rules_of(known, asked.api, &asked.metric).take(SHOWN) {
        // Writing to a String cannot fail.
        let _ = write!(
            told,
            "`{}` is given by `{}` of {}:\n\n```promql\n{}\n```\n",
            asked.metric,
            made.place,
            known.uri.as_ref().rsplit('/').next().unwrap_or_default(),
            made.query
        );
        if let Some(promql) = series.and_then(|series| promql(asked, known, made, series)) {
            let _ = write!(told, "\nFor this HPA Prometheus is asked:\n\n```promql\n{promql}\n```\n");
        }
    }
    if told.is_empty() {
        let api = match asked.api {
            Api::Custom => "custom",
            Api::External => "external",
        };
        let _ = write!(told, "No rule that is known here gives `{}` to the {api} metrics API.", asked.metric);
    }
    told
}

fn of_made(made: &Made, name: &str, known: &[Rc<Known>]) -> String {
    let mut told = match &made.only {
        Some(only) => format!("`{}` gives `{only}`.", made.place),
        None => format!("`{}` gives metrics by the pattern `{name}`.", made.place),
    };
    let askers: Vec<String> =
        askers_of(known, made).map(|(_, asked)| format!("`{}`", asked.hpa)).take(SHOWN).collect();
    let _ = match askers.is_empty() {
        true => write!(told, "\n\nNo HPA that is known here asks for it."),
        false => write!(told, "\n\nAsked for by {}.", askers.join(", ")),
    };
    told
}

/// What Prometheus is asked, where the series that are given make the metric.
fn promql(asked: &Asked, known: &Known, made: &Made, series: &str) -> Option<String> {
    let namespace = asked.namespace.as_deref().unwrap_or("default");
    let request = match asked.api {
        Api::Custom if asked.is_of_pods => {
            format!("/apis/custom.metrics.k8s.io/v1beta1/namespaces/{namespace}/pods/*/{}", asked.metric)
        }
        Api::Custom => return None,
        Api::External => {
            format!("/apis/external.metrics.k8s.io/v1beta1/namespaces/{namespace}/{}", asked.metric)
        }
    };
    let config = known.document_of(made)?;
    let input = json!({ "config": config, "series": series, "request": request, "objects": ["POD"] });
    let output = call_value(None, "metrics.query", input).ok()?;
    output.get("promql").and_then(Value::as_str).map(str::to_owned)
}

fn titled(term: &str, about: &str) -> String {
    if term.is_empty() { about.to_owned() } else { format!("`{term}`\n\n{about}") }
}
