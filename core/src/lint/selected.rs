//! What to select by in the place of a label that keeps all series out and stands for no object: the selector of an HPA's
//! metric has it, or the query itself.

use super::miss::{Refusing, few};
use crate::error::similar::meant;
use crate::metrics::series::{Series, stand_in};

/// Labels that Prometheus sets itself when it scrapes.
const OF_THE_SCRAPE: [&str; 2] = ["job", "instance"];
/// What an application's own label is called where the scrape sets one of the same name.
const EXPORTED: &str = "exported_";

/// What to change; `None` where no label of the series has anything of it.
pub(super) fn hint(refusing: &Refusing<'_>, series: &[&Series], mapped: &[&str]) -> Option<String> {
    let (label, wanted, held) = (refusing.matcher.name.as_str(), refusing.wanted(), &refusing.held);
    if wanted.is_empty() {
        return None;
    }
    let exported = format!("{EXPORTED}{label}");
    let holds = |value: Option<&str>| value.is_some_and(|value| wanted.contains(&value));
    if series.iter().any(|series| holds(series.label(&exported))) {
        return Some(format!(
            "Prometheus sets {label} when it scrapes, here to {}, and keeps the application's own as {exported}: select by \
             {exported}, or scrape with honor_labels: true.",
            few(held)
        ));
    }
    // By its value alone: the name of this label is what is wrong.
    let other = stand_in(series.iter().copied(), label, &wanted, mapped).filter(|other| *other != label);
    let other = other.filter(|other| series.iter().any(|series| holds(series.label(other))));
    if let Some(other) = other {
        return Some(format!(
            "{other} of the series is {}: select by {other} in place of {label}.",
            few(&wanted)
        ));
    }
    if held.is_empty() {
        return OF_THE_SCRAPE.contains(&label).then(|| {
            format!("Prometheus adds {label} when it scrapes: a page of the application itself has it not.")
        });
    }
    if OF_THE_SCRAPE.contains(&label) {
        return Some(format!(
            "Prometheus sets {label} when it scrapes: select by a label of the application's own, or by {label}={:?}.",
            held.first().copied().unwrap_or_default()
        ));
    }
    let value = wanted.iter().find_map(|wanted| meant(wanted, held))?;
    Some(format!("Write {label}={value:?}, which the series have."))
}
