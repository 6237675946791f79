/// How the reader takes what formats differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rules {
    /// Of repeated fields the last counts, where they are an error else.
    pub(super) last_counts: bool,
    /// `null` leaves a field out of a structure, and is an empty structure, list or string.
    pub(super) null_is_absent: bool,
    /// The names of a structure's fields may be written in another case.
    pub(super) any_case: bool,
}

/// An input of ours.
pub(crate) const OURS: Rules = Rules { last_counts: false, null_is_absent: false, any_case: false };

/// An object of Kubernetes' within one of ours.
pub(super) const THEIRS: Rules = Rules { last_counts: true, ..OURS };

/// An object as API servers read it. Mirrors `sigs.k8s.io/json`.
pub(crate) const API: Rules = Rules { null_is_absent: true, ..THEIRS };

/// Mirrors `json.Unmarshal` of Go's `encoding/json`.
pub(crate) const GO: Rules = Rules { any_case: true, ..API };
