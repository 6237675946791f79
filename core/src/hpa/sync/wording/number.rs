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
        // What is not zero is not told as zero.
        if matches!(short, "0" | "-0") && self.value != 0.0 {
            return write!(f, "{:e}", self.value);
        }
        f.write_str(if short == "-0" { "0" } else { short })
    }
}

/// A ratio, which is no number or without an end only where it was divided by zero.
pub(crate) struct Ratio(pub(crate) Decimal);

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0.value;
        if value.is_nan() {
            f.write_str("none (0 over 0)")
        } else if value.is_infinite() {
            f.write_str(if value > 0.0 { "infinite (over 0)" } else { "-infinite (over 0)" })
        } else {
            self.0.fmt(f)
        }
    }
}

/// What becomes of a number of replicas that is not whole.
pub(super) struct Rounded {
    pub(super) number: f64,
    pub(super) count: i32,
}

impl Rounded {
    /// Whether the count is the next whole number.
    pub(super) fn is_up(&self) -> bool {
        self.number.ceil() == f64::from(self.count)
    }
}

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_up() {
            f.write_str("rounded up")
        } else if self.count == i32::MAX && self.number > f64::from(i32::MAX) {
            f.write_str("at most the largest count")
        } else {
            f.write_str("which no count holds, so that Go makes another of it")
        }
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

/// `2 pods`, `1 pod`.
pub(super) struct Pods(pub(super) i64);

impl fmt::Display for Pods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pod{}", self.0, if self.0 == 1 { "" } else { "s" })
    }
}
