//! One text for each input.

use std::collections::BTreeMap;

use super::pieces::Found;
use super::{There, answers, excerpt};
use crate::go::json;
use crate::kinds::{Kind, Role};
use crate::metrics::series::SeriesList;
use crate::promql::NAME;

/// Chooses what is taken for each input, says why the rest is not, and gives the texts.
pub(super) fn join(found: &mut [Found], there: &There<'_>) -> BTreeMap<&'static str, String> {
    let mut inputs: BTreeMap<&'static str, String> = BTreeMap::new();
    for role in Role::ALL {
        if role == Role::Metrics {
            let of = |field: &str| inputs.get(field).map(String::as_str);
            answers::place(found, of("hpa").or(there.hpa), of("scale").or(there.scale));
        }
        let mut of_role: Vec<&mut Found> =
            found.iter_mut().filter(|found| found.role == Some(role)).collect();
        let text = match role {
            Role::Pods => {
                several(&mut of_role, |texts| format!("apiVersion: v1\nkind: PodList\nitems:\n{texts}"), true)
            }
            Role::Resources => several(&mut of_role, str::to_owned, false),
            Role::Series => series(&mut of_role),
            Role::Metrics if of_role.iter().all(|found| found.kind == Some(Kind::MetricsApiAnswer)) => {
                mapping(&mut of_role)
            }
            _ => first(&mut of_role, role),
        };
        inputs.extend(text.map(|text| (role.field(), text)));
    }
    inputs
}

/// The first that can be read, or that says what it is.
fn first(of_role: &mut [&mut Found], role: Role) -> Option<String> {
    let place = of_role.iter().position(|found| found.kind.is_some()).unwrap_or(0);
    let chosen = of_role.get_mut(place)?;
    chosen.taken = true;
    let name = chosen.name.clone().unwrap_or_else(|| chosen.file.clone());
    let text = std::mem::take(&mut chosen.text);
    for (_, other) in of_role.iter_mut().enumerate().filter(|(at, _)| *at != place) {
        other.why = Some(format!("{} is {name} already", role.field()));
    }
    Some(text)
}

/// Objects of a list; one that is a list itself, and alone, is left as it is.
fn several(of_role: &mut [&mut Found], list: impl Fn(&str) -> String, may_be_alone: bool) -> Option<String> {
    if let [only] = of_role {
        only.taken = true;
        let is_list = only.text.trim_start().starts_with('[') || only.text.trim_start().starts_with('-');
        if may_be_alone || is_list || only.kind.is_none() {
            return Some(std::mem::take(&mut only.text));
        }
    }
    let mut texts = String::new();
    for found in of_role.iter_mut() {
        found.taken = found.kind.is_some();
        if found.taken {
            excerpt::objects(&std::mem::take(&mut found.text))
                .iter()
                .for_each(|text| texts.push_str(&item(text)));
        }
    }
    (!texts.is_empty()).then(|| list(&texts))
}

/// Answers under their paths, one after the other.
fn mapping(of_role: &mut [&mut Found]) -> Option<String> {
    let mut texts = String::new();
    for found in of_role.iter_mut() {
        found.taken = true;
        texts.push_str(&std::mem::take(&mut found.text));
    }
    Some(texts).filter(|texts| !texts.is_empty())
}

/// A document as an item of a list.
pub(super) fn item(text: &str) -> String {
    indented(text, "- ", "  ")
}

/// The lines of a text with something before the first, and before the others.
pub(super) fn indented(text: &str, first: &str, others: &str) -> String {
    let mut indented = String::new();
    for (index, line) in text.trim_end().lines().enumerate() {
        indented.push_str(match index {
            0 => first,
            _ if line.is_empty() => "",
            _ => others,
        });
        indented.push_str(line);
        indented.push('\n');
    }
    indented
}

/// Series of several texts as label sets; pages alone stay pages.
fn series(of_role: &mut [&mut Found]) -> Option<String> {
    let is_alone = of_role.len() == 1;
    let are_pages = of_role.iter().all(|found| found.kind == Some(Kind::MetricsPage));
    let mut labels: Vec<BTreeMap<String, String>> = Vec::new();
    let mut pages = String::new();
    for found in of_role.iter_mut() {
        if is_alone {
            found.taken = true;
            return Some(std::mem::take(&mut found.text));
        }
        match SeriesList::parse(&found.text) {
            Ok(list) => {
                found.taken = true;
                if are_pages {
                    pages.push_str(found.text.trim_end());
                    pages.push('\n');
                } else {
                    labels.extend(list.0.iter().map(|series| {
                        let name = Some((NAME, series.name())).filter(|(_, name)| !name.is_empty());
                        let all = name.into_iter().chain(series.labels());
                        all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
                    }));
                }
                found.text.clear();
            }
            Err(error) => found.why = Some(error.message().to_owned()),
        }
    }
    if are_pages {
        return Some(pages).filter(|pages| !pages.is_empty());
    }
    let sets: Vec<String> = labels.iter().filter_map(|set| json::write(set, usize::MAX).ok()).collect();
    (!sets.is_empty()).then(|| format!("[\n  {}\n]\n", sets.join(",\n  ")))
}
