use std::fmt;

use super::value::Current;
use crate::hpa::sync::step::DeadBandStep;

/// Where the count changes, without a capital or a full stop.
impl fmt::Display for DeadBandStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.below, &self.above) {
            (Some(below), Some(above)) => {
                write!(
                    f,
                    "the count changes at {} or less, and at {} or more",
                    Current(below),
                    Current(above)
                )
            }
            (Some(below), None) => write!(f, "the count changes at {} or less", Current(below)),
            (None, Some(above)) => write!(f, "the count changes at {} or more", Current(above)),
            (None, None) => f.write_str("no value changes the count"),
        }
    }
}

/// `; the count changes at …`.
pub(super) struct Ends<'a>(pub(super) Option<&'a DeadBandStep>);

impl fmt::Display for Ends<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |band| write!(f, "; {band}"))
    }
}
