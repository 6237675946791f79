use std::fmt;

use super::metric::Part;
use crate::selector::{LabelSelector, LabelSelectorRequirement, Selector};

/// A label selector as Go's `%+v` prints a pointer to one: messages of external metrics carry it.
/// Mirrors `metav1.LabelSelector.String`.
pub(super) struct GoSelector<'a>(pub(super) Option<&'a LabelSelector>);

impl fmt::Display for GoSelector<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(selector) = self.0 else {
            return f.write_str("nil");
        };
        f.write_str("&LabelSelector{MatchLabels:map[string]string{")?;
        for (key, value) in &selector.match_labels {
            write!(f, "{key}: {value},")?;
        }
        f.write_str("},MatchExpressions:[]LabelSelectorRequirement{")?;
        for LabelSelectorRequirement { key, operator, values } in &selector.match_expressions {
            write!(f, "LabelSelectorRequirement{{Key:{key},Operator:{operator},Values:[")?;
            for (index, value) in values.iter().enumerate() {
                write!(f, "{}{value}", if index == 0 { "" } else { " " })?;
            }
            f.write_str("],},")?;
        }
        f.write_str("},}")
    }
}

/// Refuses a selector that the client could not turn into a query.
pub(super) fn check_selector(selector: Option<&LabelSelector>) -> Part<()> {
    Selector::of_object(selector).map(|_| ()).map_err(|error| error.message().to_owned())
}
