//! Edits that mend a finding and change nothing else. Those that a finding brings are held to the text, and those that only
//! the text shows are made here.

use std::collections::BTreeSet;

use super::Options;
use super::finding::Finding;
use super::gather::{self, File};
use super::{rules, source::Source};
use crate::budget::Budget;
use crate::error::{Fix, Span, codes, fixed};
use crate::limits::Limits;

/// Edits of one file that are tried alone where they do not do together.
const ALONE: usize = 16;

/// Gives findings their edits; one that does not do what it should is taken away.
pub(super) fn give(found: &mut [Finding], files: &[File<'_>], options: &Options<'_>) {
    for file in files {
        // Two files of one name cannot be told apart.
        if files.iter().filter(|other| other.name == file.name).count() > 1 {
            without(found, file, &BTreeSet::new());
            continue;
        }
        let of_file = || found.iter().filter(|finding| finding.file == file.name);
        let may_be_mended = |finding: &Finding| {
            let error = &finding.diagnostic.error;
            error.fix().is_some()
                || error.is(codes::rules::NAMESPACED_IGNORED)
                || error.is(codes::rules::EMPTY_MATCHERS)
        };
        if !of_file().any(may_be_mended) {
            continue;
        }
        let source = Source::new(file.text);
        for finding in found.iter_mut().filter(|finding| finding.file == file.name) {
            let error = &finding.diagnostic.error;
            let Some(span) = error.span().filter(|_| error.fix().is_none()) else { continue };
            let fix = if error.is(codes::rules::NAMESPACED_IGNORED) {
                without_field(&source, span, "namespaced")
            } else if error.is(codes::rules::EMPTY_MATCHERS) {
                fixed_first(&source, span)
            } else {
                continue;
            };
            finding.diagnostic.error = error.clone().with_fix(fix);
        }
        let good = tried(found, file, options);
        without(found, file, &good);
    }
}

/// Takes edits of a file away, but for the good ones.
fn without(found: &mut [Finding], file: &File<'_>, good: &BTreeSet<Cause>) {
    for finding in found.iter_mut().filter(|finding| finding.file == file.name) {
        let error = &finding.diagnostic.error;
        if error.fix().is_some() && !good.contains(&cause(finding)) {
            finding.diagnostic.error = error.clone().with_fix(None);
        }
    }
}

/// What is found, and of which field.
type Cause = (&'static str, String);

fn cause(finding: &Finding) -> Cause {
    let error = &finding.diagnostic.error;
    (error.code(), error.path().unwrap_or_default().to_owned())
}

/// The causes that are gone when their edits are made: all of them together, or each that is alone.
fn tried(found: &[Finding], file: &File<'_>, options: &Options<'_>) -> BTreeSet<Cause> {
    let mended: Vec<(Cause, Fix)> = found
        .iter()
        .filter(|finding| finding.file == file.name)
        .filter_map(|finding| Some((cause(finding), finding.diagnostic.error.fix()?.clone())))
        .collect();
    let before = syntax_errors(found.iter().filter(|finding| finding.file == file.name));
    let do_as_they_should = |mended: &[(Cause, Fix)]| {
        let fixes: Vec<Fix> = mended.iter().map(|(_, fix)| fix.clone()).collect();
        let causes: BTreeSet<&Cause> = mended.iter().map(|(cause, _)| cause).collect();
        let left = look_again(file, &fixed(file.text, &fixes), options);
        syntax_errors(left.iter()) <= before && !left.iter().any(|left| causes.contains(&cause(left)))
    };
    if do_as_they_should(&mended) {
        return mended.into_iter().map(|(cause, _)| cause).collect();
    }
    let causes: BTreeSet<Cause> = mended.iter().map(|(cause, _)| cause.clone()).take(ALONE).collect();
    causes
        .into_iter()
        .filter(|cause| {
            let alone: Vec<_> = mended.iter().filter(|(of, _)| of == cause).cloned().collect();
            do_as_they_should(&alone)
        })
        .collect()
}

fn syntax_errors<'f>(found: impl Iterator<Item = &'f Finding>) -> usize {
    found.filter(|finding| finding.diagnostic.error.is(codes::yaml::SYNTAX)).count()
}

/// What a file says of itself with another text. It costs what the check of the file costs, and draws from no other budget.
fn look_again(file: &File<'_>, text: &str, options: &Options<'_>) -> Vec<Finding> {
    let budget = Budget::new(Limits::for_input(text.len()));
    let (given, mut found) = gather::gather(&[File { name: file.name, text }]);
    let mapper = given.mapper(&mut found);
    rules::check(&given, &mapper, options, &budget, &mut found);
    found
}

/// A field and its value, which stands at a span, taken out of its mapping.
fn without_field(source: &Source<'_>, value: Span, field: &str) -> Option<Fix> {
    let line = source.line(value.line)?;
    let (before, after) = source.around(value)?;
    let before = before.trim_end().strip_suffix(':')?.trim_end().strip_suffix(field)?;
    let outer = before.trim_end();
    let key = Source::column_after(before);
    let delete = |column: u32, (end_line, end_column): (u32, u32)| {
        let span = Span { line: value.line, column, end_line, end_column };
        Some(Fix { span, text: String::new() })
    };
    let rest = after.trim_start();
    if let Some(others) = outer.strip_suffix(',') {
        return delete(Source::column_after(others), (value.end_line, value.end_column));
    }
    if outer.ends_with('{') {
        let next = match rest.strip_prefix(',') {
            Some(next) => next.trim_start(),
            None => rest,
        };
        let skipped = line.strip_suffix(next)?;
        return delete(key, (value.line, Source::column_after(skipped)));
    }
    let is_last = source.line(value.line.saturating_add(1)).is_none();
    if outer.is_empty() && rest.is_empty() && !is_last {
        return delete(1, (value.line.saturating_add(1), 1));
    }
    // A comment stays.
    let has_only_comment = rest.is_empty() || rest.starts_with('#');
    if outer.is_empty() && has_only_comment {
        return delete(key, (value.line, Source::column_after(line.strip_suffix(rest)?)));
    }
    None
}

/// The matchers that are written before those that may be none: `{<<.LabelMatchers>>,job="x"}` with the first two the other
/// way round.
fn fixed_first(source: &Source<'_>, span: Span) -> Option<Fix> {
    const MATCHERS: &str = "<<.LabelMatchers>>";
    let (before, _) = source.around(Span { end_line: span.line, end_column: span.column, ..span })?;
    let line = source.line(span.line)?;
    let braces = line.strip_prefix(before)?.strip_prefix('{')?;
    let (inside, _) = braces.split_once('}')?;
    let others = inside.strip_prefix(MATCHERS)?.strip_prefix(',')?.trim();
    let others = others.strip_suffix(',').unwrap_or(others);
    if others.is_empty() || others.contains(['{', '<']) {
        return None;
    }
    let end_column =
        Source::column_after(before).saturating_add(Source::column_after(inside)).saturating_add(1);
    let span = Span { end_line: span.line, end_column, ..span };
    Some(Fix { span, text: format!("{{{others},{MATCHERS}}}") })
}
