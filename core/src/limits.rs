//! How much work one input may cause. A hostile input gets an error of the `limit` area, never a hang.
//!
//! What is bounded by the shape of an input is a constant here. What adds up while an operation works has a size that the
//! host may set: [`Limits`], of which a [`Budget`](crate::budget::Budget) says how much is left.

use serde::{Deserialize, Serialize};

pub(crate) mod reading;

use crate::error::{Error, Result, codes};

/// Bytes of one input text: 16 MiB.
pub const INPUT_BYTES: usize = 16 << 20;
/// Bytes of a request's `id`, as it is written.
pub const ID_BYTES: usize = 1024;
/// Levels of nesting in one input document: what the JSON reader allows, and the same for YAML and templates.
pub const DEPTH: usize = 128;
/// Expressions within each other in one query, where they are a chain of operators: such as `a or b or c`, which holds as many as
/// it has operators.
pub const QUERY_DEPTH: usize = 500;
/// Bytes of the text of one query that is read: 1 MiB, as much as a template may print.
pub const QUERY_BYTES: usize = 1 << 20;
/// Values in one configuration, and in another document that is read as a tree: half a million, far above the largest known.
pub const NODES: usize = 500_000;

/// Refuses a document of more values than [`NODES`].
///
/// # Errors
/// `limit.size`.
pub fn check_nodes(values: usize) -> Result<()> {
    if values > NODES {
        return Err(Error::new(codes::limit::SIZE, TooManyNodes.to_string()));
    }
    Ok(())
}

/// What is told of a document of more values than [`NODES`].
pub(crate) struct TooManyNodes;

impl std::fmt::Display for TooManyNodes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "more than {NODES} values")
    }
}

/// Bytes of the text of one selector, of labels or of series: 2 MiB, more than an API server takes as a request.
pub const SELECTOR_BYTES: usize = 2 << 20;
/// Requirements of one selector that is an object.
pub const REQUIREMENTS: usize = 100_000;
/// Bytes of the text of one template: 1 MiB, as much as it may print.
pub const TEMPLATE_BYTES: usize = 1 << 20;
/// Bytes of one HPA: 4 MiB; etcd keeps none of more than 1.5 MiB.
pub const HPA_BYTES: usize = 4 << 20;
/// Resources that the discovery of a cluster lists.
pub const RESOURCES: usize = 100_000;
/// Bytes of the errors of one validation: 4 MiB.
pub const VALIDATION_BYTES: usize = 4 << 20;

/// Refuses a text that is longer than one of its kind may be.
///
/// # Errors
/// `limit.size`.
pub fn check_length(what: &str, bytes: usize, most: usize) -> Result<()> {
    if bytes > most {
        return Err(Error::new(codes::limit::SIZE, format!("{what} of {bytes} bytes is longer than {most}")));
    }
    Ok(())
}

/// Rules in one list of a configuration.
pub const RULES: usize = 10_000;
/// Labels that one rule may map to resources.
pub const OVERRIDES: usize = 10_000;
/// Findings that a check tells of one input.
pub const FINDINGS: usize = 1_000;
/// Findings of one configuration among which a check of files chooses those that it tells.
pub(crate) const FOUND: usize = 100_000;
/// Bytes that one template may print: 1 MiB.
pub const TEMPLATE_OUTPUT_BYTES: usize = 1 << 20;
/// Bytes that an operation may give back where its output can be many times its input: 16 MiB.
pub const OUTPUT_BYTES: usize = 16 << 20;

/// Segments of a step function.
pub const SEGMENTS: usize = 1_000;

/// Pods of a simulation at one time.
pub const SIMULATED_PODS: usize = 20_000;

/// Bytes of the reply of any operation: 48 MiB.
pub const REPLY_BYTES: usize = 48 << 20;

/// Refuses an output larger than [`OUTPUT_BYTES`].
///
/// # Errors
/// `limit.output`.
pub fn check_output(bytes: usize) -> Result<()> {
    if bytes > OUTPUT_BYTES {
        let message = format!("an output of {bytes} bytes or more is larger than {OUTPUT_BYTES}");
        return Err(Error::new(codes::limit::OUTPUT, message));
    }
    Ok(())
}

/// What one operation may cost, or the building of one engine. Every field of the JSON form may be left out.
///
/// ```
/// use counterpoise::limits::Limits;
///
/// let mut limits = Limits::default();
/// limits.steps = 100_000;
/// assert!(limits.steps < Limits::for_input(0).steps);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Limits {
    /// Steps of templates, labels that a rule looks at, comparisons of rules with series (eight are a step), and the bytes
    /// that regular expressions read (sixteen are a step; where groups are looked for, each is one for each place of the
    /// pattern). Some 30 million are a second.
    pub steps: usize,
    /// Bytes of the names that rules give to metrics.
    pub output_bytes: usize,
    /// Bytes that regular expressions compile to, each pattern once, though it be compiled only when something is compared
    /// with it. Some 100 million are a second.
    pub pattern_bytes: usize,
    /// Pairs of a rule and a series that it selects, and metrics that are given once more.
    pub matches: usize,
    /// Samples that evaluating a query makes, those in between and those of the result: 16 bytes each. Reading eight is a step.
    pub samples: usize,
    /// Syncs of a simulation.
    pub syncs: usize,
    /// Pods that the syncs of a simulation look at, each at each sync and for each metric, and events. Some 20 million are a
    /// second.
    pub looks: usize,
}

impl Limits {
    /// What an input of so many bytes may cost. It grows with the input, so that a small one never costs much: a fifth of a
    /// second and 64 MB for one of 100 kB, two seconds and 256 MB for the largest text.
    #[must_use]
    pub fn for_input(bytes: usize) -> Self {
        Self {
            steps: (1usize << 22).saturating_add(bytes.saturating_mul(3)),
            output_bytes: (1usize << 20).saturating_add(bytes.saturating_mul(16)).min(OUTPUT_BYTES),
            pattern_bytes: (8usize << 20).saturating_add(bytes.saturating_mul(80)).min(128 << 20),
            matches: 300_000usize.saturating_add(bytes / 12),
            samples: (1usize << 21).saturating_add(bytes),
            syncs: 200_000usize.saturating_add(bytes / 4),
            looks: (1usize << 23).saturating_add(bytes.saturating_mul(3)),
        }
    }
}

/// Those of the largest text.
impl Default for Limits {
    fn default() -> Self {
        Self::for_input(INPUT_BYTES)
    }
}

/// [`Limits`] of which some are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct GivenLimits {
    /// See [`Limits::steps`].
    pub steps: Option<usize>,
    /// See [`Limits::output_bytes`].
    pub output_bytes: Option<usize>,
    /// See [`Limits::pattern_bytes`].
    pub pattern_bytes: Option<usize>,
    /// See [`Limits::matches`].
    pub matches: Option<usize>,
    /// See [`Limits::samples`].
    pub samples: Option<usize>,
    /// See [`Limits::syncs`].
    pub syncs: Option<usize>,
    /// See [`Limits::looks`].
    pub looks: Option<usize>,
}

impl GivenLimits {
    /// These, and for those that are not given others.
    #[must_use]
    pub fn or(self, others: Limits) -> Limits {
        Limits {
            steps: self.steps.unwrap_or(others.steps),
            output_bytes: self.output_bytes.unwrap_or(others.output_bytes),
            pattern_bytes: self.pattern_bytes.unwrap_or(others.pattern_bytes),
            matches: self.matches.unwrap_or(others.matches),
            samples: self.samples.unwrap_or(others.samples),
            syncs: self.syncs.unwrap_or(others.syncs),
            looks: self.looks.unwrap_or(others.looks),
        }
    }
}

/// Refuses a text larger than [`INPUT_BYTES`].
///
/// # Errors
/// `limit.size`.
pub fn check_size(text: &[u8]) -> Result<()> {
    if text.len() > INPUT_BYTES {
        return Err(Error::new(
            codes::limit::SIZE,
            format!("{} bytes are more than {INPUT_BYTES}", text.len()),
        ));
    }
    Ok(())
}
