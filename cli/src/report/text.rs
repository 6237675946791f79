//! For people: each finding at its line, then how many there are.

use super::{Report, Shown, render};
use crate::style::Colour;

pub(super) fn of(report: &Report<'_>) -> String {
    let colour = Colour::stdout();
    let shown = report.findings().map(|finding| {
        let source = report.sources.iter().find(|source| source.name == finding.file());
        let source = source.map(|source| (&*source.name, &*source.text));
        render(&Shown::of(finding.0), source, colour) + "\n"
    });
    shown.collect::<String>() + report.summary() + "\n"
}
