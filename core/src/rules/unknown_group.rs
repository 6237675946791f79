//! References of `name.as` to groups that `name.matches` does not have.

use crate::error::{Error, Fix, codes};
use crate::go::regexp::UnknownGroup;
use crate::yaml::Text;

/// The finding about a name, at the first of its references to nothing.
pub(super) fn finding(name: &Text, unknown: &[UnknownGroup]) -> Option<Error> {
    let first = unknown.first()?;
    let given = name.as_str();
    let message = format!("{given:?} names a group that name.matches does not have, which prints nothing");
    let error = Error::new(codes::rules::UNKNOWN_GROUP, message);
    let span = name.span_of(first.at.clone()).or(name.span());
    Some(error.placed(span).with_fix(fix(name, unknown)))
}

/// Each number in braces of its own, where that is what all of them lack.
fn fix(name: &Text, unknown: &[UnknownGroup]) -> Option<Fix> {
    let (first, last) = (unknown.first()?, unknown.last()?);
    let mut text = String::new();
    let mut from = first.at.start;
    for group in unknown {
        text.push_str(name.as_str().get(from..group.at.start)?);
        text.push_str(group.meant.as_deref()?);
        from = group.at.end;
    }
    // What stands between them is written again, which must not be what quotes or escapes spell in another way.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "${}_:".contains(c);
    let span = name.span_of(first.at.start..last.at.end)?;
    text.chars().all(is_plain).then_some(Fix { span, text })
}
