use std::fmt;

/// A number in at most so many decimals, without trailing zeros.
pub(crate) struct Decimal {
    value: f64,
    decimals: usize,
}

impl Decimal {
    /// A ratio as a sentence names it.
    pub(crate) fn short(value: f64) -> Self {
        Self { value, decimals: 3 }
    }

    /// A ratio as a row shows it.
    #[cfg(feature = "explain")]
    pub(crate) fn long(value: f64) -> Self {
        Self { value, decimals: 4 }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.*}", self.decimals, self.value);
        let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        f.write_str(short)
    }
}

/// `2 replicas`, `1 replica`.
pub(crate) struct Replicas(pub(crate) i32);

impl fmt::Display for Replicas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} replica{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}

/// `2 replicas stay`, `1 replica stays`.
pub(super) struct Stay(pub(super) i32);

impl fmt::Display for Stay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} stay{}", Replicas(self.0), if self.0 == 1 { "s" } else { "" })
    }
}

/// `2 ready pods`, `1 ready pod`.
pub(super) struct ReadyPods(pub(super) usize);

impl fmt::Display for ReadyPods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ready pod{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}
