//! Schedules of five fields. Mirrors the parser of `github.com/robfig/cron/v3` v3.0.1.

use crate::go::quote::quote;

/// A field of a schedule.
struct Field {
    what: &'static str,
    least: u64,
    most: u64,
    /// Its values by name, from the least on.
    names: &'static [&'static str],
}

const FIELDS: [Field; 5] = [
    Field { what: "minute", least: 0, most: 59, names: &[] },
    Field { what: "hour", least: 0, most: 23, names: &[] },
    Field { what: "day of the month", least: 1, most: 31, names: &[] },
    Field {
        what: "month",
        least: 1,
        most: 12,
        names: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    Field {
        what: "day of the week",
        least: 0,
        most: 6,
        names: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
    },
];

/// Says what is wrong with a schedule, where something is. A time zone in front of it is any text: which zones there are
/// is KEDA's to know.
pub(super) fn check(text: &str) -> Result<(), String> {
    let text = match text.starts_with("TZ=") || text.starts_with("CRON_TZ=") {
        true => text.split_once(' ').ok_or_else(|| "there is nothing but a time zone".to_owned())?.1,
        false => text,
    };
    let fields: Vec<&str> = text.split_whitespace().collect();
    if text.trim_start().starts_with('@') {
        return Err(format!("{} is a name, and what is wanted is five fields", quote(text)));
    }
    if fields.len() != FIELDS.len() {
        return Err(format!("it has {} fields, and what is wanted is five", fields.len()));
    }
    for (text, field) in fields.into_iter().zip(&FIELDS) {
        // Upstream passes over what is empty between two commas, and over a field of nothing else.
        for range in text.split(',').filter(|range| !range.is_empty()) {
            field
                .check(range)
                .map_err(|problem| format!("the {} {}: {problem}", field.what, quote(range)))?;
        }
    }
    Ok(())
}

impl Field {
    /// `*`, `5`, `5-10`, each with `/2` behind it.
    fn check(&self, range: &str) -> Result<(), String> {
        let mut parts = range.split('/');
        let (bounds, step, more) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
        let mut ends = bounds.split('-');
        let (first, last, third) = (ends.next().unwrap_or_default(), ends.next(), ends.next());
        let is_any = matches!(first, "*" | "?");
        let (start, end) = match (is_any, last) {
            // What stands behind the hyphen of a star is not looked at.
            (true, _) => (self.least, self.most),
            (false, None) => (self.value(first)?, self.value(first)?),
            (false, Some(_)) if third.is_some() => return Err("it has too many hyphens".into()),
            (false, Some(last)) => (self.value(first)?, self.value(last)?),
        };
        if more.is_some() {
            return Err("it has too many slashes".into());
        }
        let step_of = step.map(number).transpose()?;
        // A step makes one value the beginning of a range.
        let end = if step.is_some() && last.is_none() { self.most } else { end };
        if start < self.least || end > self.most {
            return Err(format!("it is outside of {} to {}", self.least, self.most));
        }
        if start > end {
            return Err("it ends before it begins".into());
        }
        if step_of == Some(0) {
            return Err("its step is 0".into());
        }
        Ok(())
    }

    fn value(&self, text: &str) -> Result<u64, String> {
        let named = self.names.iter().position(|name| name.eq_ignore_ascii_case(text));
        match named.and_then(|at| u64::try_from(at).ok()) {
            Some(at) => Ok(self.least.saturating_add(at)),
            None => number(text),
        }
    }
}

/// Mirrors `strconv.Atoi` for what is not below nothing.
fn number(text: &str) -> Result<u64, String> {
    let number = text.parse::<i64>().ok().and_then(|number| u64::try_from(number).ok());
    number.ok_or_else(|| format!("{} is no number", quote(text)))
}
