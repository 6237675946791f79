//! Values of a Helm chart inside of what deploys it: Argo CD's `Application`, Flux' `HelmRelease`.

use std::rc::Rc;

use crate::error::{Error, Result, codes};
use crate::yaml::{self, Node, Text, Value};

/// Where values stand: as a mapping, or as the text of one.
enum Place<'n> {
    Mapping(&'n Rc<Node>),
    Text(&'n Text),
}

/// The values inside of an object; `None` for an object that holds none by its kind.
///
/// # Errors
/// `rules.no-config` for an object without values, and those of YAML for their text.
pub(super) fn values(object: &Node) -> Option<Result<Rc<Node>>> {
    let kind = object.get("kind")?.scalar()?.text.as_str();
    let api_version = object.get("apiVersion").and_then(|node| node.scalar());
    let is_argo = || api_version.is_some_and(|version| version.text.as_str().starts_with("argoproj.io/"));
    let spec = object.get("spec");
    let place = match kind {
        "Application" if is_argo() => spec.and_then(|spec| of_application(spec)),
        "HelmRelease" => spec.and_then(|spec| spec.get("values")).map(Place::Mapping),
        _ => return None,
    };
    Some(match place {
        Some(Place::Mapping(values)) => Ok(Rc::clone(values)),
        Some(Place::Text(text)) => match text.span() {
            Some(_) => yaml::parse_within(text).map(Rc::new),
            None => yaml::parse(text.as_str()).map(Rc::new),
        },
        None => Err(none(kind).placed(object.span)),
    })
}

/// The values of the first source that has any with rules in them, else of the first that has any.
fn of_application(spec: &Node) -> Option<Place<'_>> {
    let several = match spec.get("sources").map(|sources| &sources.value) {
        Some(Value::Sequence(sources)) => sources.as_slice(),
        _ => &[],
    };
    spec.get("source").into_iter().chain(several).filter_map(|source| of_source(source)).next()
}

fn of_source(source: &Node) -> Option<Place<'_>> {
    let helm = source.get("helm")?;
    // Argo CD takes the object where both are given.
    match helm.get("valuesObject") {
        Some(values) => Some(Place::Mapping(values)),
        None => Some(Place::Text(&helm.get("values")?.scalar()?.text)),
    }
}

fn none(kind: &str) -> Error {
    Error::new(
        codes::rules::NO_CONFIG,
        format!("the {kind} holds no values of the prometheus-adapter Helm chart"),
    )
}
