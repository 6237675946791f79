//! What holds for every input, area by area: functions that panic where a law is broken.
//!
//! A fuzzer calls them with bytes that it chooses (`fuzz/fuzz_targets`), and `tests/fuzz_corpus.rs` with those that are committed
//! and with some at random. Bytes are the text that an area reads, or, behind a first byte 0xFF, which no text begins with, what
//! its generator chooses by.
//!
//! ```
//! use counterpoise_tests::laws;
//!
//! laws::find("quantity").unwrap().check(b"1.5Gi 200m");
//! ```

mod abi;
mod annotations;
mod answers;
mod asked;
mod config;
mod evaluate;
mod exposition;
mod flagger;
mod given;
mod hpa;
mod ops;
mod paths;
mod promql;
mod quantity;
mod reader;
mod regex;
mod seeds;
mod selector;
mod series;
mod syncs;
mod template;
mod world;
mod wrappers;

#[cfg(test)]
mod tests;

pub use seeds::{choices, seeds};

/// An area with laws of its own.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// Its name, and that of its fuzz target.
    pub name: &'static str,
    /// Panics where a law is broken.
    check: fn(&[u8]),
}

impl Area {
    /// Holds one input to the area's laws.
    ///
    /// # Panics
    /// Where one is broken.
    pub fn check(self, bytes: &[u8]) {
        (self.check)(bytes);
    }
}

/// Every area, by name.
pub const AREAS: [Area; 19] = [
    Area { name: "abi", check: abi::check },
    Area { name: "annotations", check: annotations::check },
    Area { name: "answers", check: answers::check },
    Area { name: "config", check: config::check },
    Area { name: "evaluate", check: evaluate::check },
    Area { name: "exposition", check: exposition::check },
    Area { name: "flagger", check: flagger::check },
    Area { name: "hpa", check: hpa::check },
    Area { name: "ops", check: ops::check },
    Area { name: "paths", check: paths::check },
    Area { name: "promql", check: promql::check },
    Area { name: "quantity", check: quantity::check },
    Area { name: "reader", check: reader::check },
    Area { name: "regex", check: regex::check },
    Area { name: "selector", check: selector::check },
    Area { name: "series", check: series::check },
    Area { name: "syncs", check: syncs::check },
    Area { name: "template", check: template::check },
    Area { name: "wrappers", check: wrappers::check },
];

/// The area of a name.
#[must_use]
pub fn find(name: &str) -> Option<Area> {
    AREAS.into_iter().find(|area| area.name == name)
}
