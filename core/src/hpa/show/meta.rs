use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use crate::go::time::civil;
use crate::kube::Time;

const WEEKDAYS: &str = "Sun Mon Tue Wed Thu Fri Sat";
const MONTHS: &str = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

/// The annotation in which kubectl keeps an object's last form; it is not printed.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";
/// Bytes of an annotation that stay on one line.
const ANNOTATION_BYTES: usize = 140;

/// The labels, one a line. Mirrors `describe.printLabelsMultiline`.
pub(super) fn labels(out: &mut String, labels: &BTreeMap<String, String>) -> fmt::Result {
    out.write_str("Labels:")?;
    if labels.is_empty() {
        return out.write_str("\t<none>\n");
    }
    labels.iter().try_for_each(|(key, value)| writeln!(out, "\t{key}={value}"))
}

/// The annotations; a long one starts on a line of its own and is shortened. Mirrors
/// `describe.printAnnotationsMultiline`.
pub(super) fn annotations(out: &mut String, annotations: &BTreeMap<String, String>) -> fmt::Result {
    out.write_str("Annotations:")?;
    let mut printed = annotations.iter().filter(|(key, _)| *key != LAST_APPLIED).peekable();
    if printed.peek().is_none() {
        return out.write_str("\t<none>\n");
    }
    for (key, value) in printed {
        let value = value.strip_suffix('\n').unwrap_or(value);
        let bytes = value.len().saturating_add(key.len()).saturating_add(2);
        if bytes > ANNOTATION_BYTES || value.contains('\n') {
            writeln!(out, "\t{key}:")?;
            for line in value.split('\n') {
                writeln!(out, "\t  {}", shorten(line, ANNOTATION_BYTES - 2))?;
            }
        } else {
            writeln!(out, "\t{key}: {value}")?;
        }
    }
    Ok(())
}

/// Cuts a line after so many bytes. A character that upstream cuts through leaves a replacement character for each of
/// its bytes, as Go's JSON has it.
fn shorten(line: &str, bytes: usize) -> String {
    if line.len() <= bytes {
        return line.to_owned();
    }
    let whole = line.floor_char_boundary(bytes);
    let mut shortened = line.get(..whole).unwrap_or_default().to_owned();
    shortened.extend(std::iter::repeat_n('\u{fffd}', bytes.saturating_sub(whole)));
    shortened.push_str("...");
    shortened
}

/// The day and time of creation in UTC, in the form of RFC 1123 with a numeric zone.
pub(super) fn creation(time: Option<Time>) -> String {
    time.map_or_else(
        || "Mon, 01 Jan 0001 00:00:00 +0000".to_owned(),
        |time| {
            let at = civil(time.unix_seconds());
            let name =
                |names: &'static str, place: u8| names.split(' ').nth(place.into()).unwrap_or_default();
            let (weekday, month) = (name(WEEKDAYS, at.weekday), name(MONTHS, at.month.saturating_sub(1)));
            let (day, year) = (at.day, at.year);
            format!(
                "{weekday}, {day:02} {month} {year:04} {:02}:{:02}:{:02} +0000",
                at.hour, at.minute, at.second
            )
        },
    )
}
