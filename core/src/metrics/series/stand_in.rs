//! Which label of the series could stand for a resource, where the one that a rule names does not.

use super::Series;

/// Series that are looked at: others of a rule have the same labels.
const LOOKED_AT: usize = 100;
/// Ends of labels' names that tell something else about an object than its name.
const OTHER: [&str; 9] = ["_ip", "_hash", "_uid", "_id", "_phase", "_host", "_count", "_port", "monitor"];

/// The label of a resource, given by its singular: one that holds one of these values, else one whose name says so.
pub(crate) fn stand_in<'s>(
    series: impl IntoIterator<Item = &'s Series>,
    singular: &str,
    values: &[&str],
    except: &[&str],
) -> Option<&'s str> {
    let labels: Vec<(&str, &str)> = series
        .into_iter()
        .take(LOOKED_AT)
        .flat_map(Series::labels)
        .filter(|(label, value)| !except.contains(label) && !value.is_empty())
        .collect();
    let says_so = |label: &str| {
        label.to_ascii_lowercase().contains(singular) && !OTHER.iter().any(|other| label.ends_with(other))
    };
    let holds = |value: &str| values.contains(&value);
    let best = |wanted: &dyn Fn(&(&str, &str)) -> bool| {
        labels
            .iter()
            .filter(|label| wanted(label))
            .map(|(label, _)| *label)
            .min_by_key(|label| (label.len(), *label))
    };
    best(&|(label, value)| says_so(label) && holds(value))
        .or_else(|| best(&|(_, value)| holds(value)))
        .or_else(|| best(&|(label, _)| says_so(label)))
}
