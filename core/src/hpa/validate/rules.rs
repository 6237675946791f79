/// What one Kubernetes release's validation does differently from another's. A release's facts are those of its last patch
/// with the feature gates at their defaults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidationRules {
    /// The least `minReplicas` (`HPAScaleToZero`).
    pub(super) least_min_replicas: i32,
    /// Whether the target's `apiVersion` must name a group.
    pub(super) target_group: bool,
    /// Whether a behavior may have tolerances (`HPAConfigurableTolerance`); else they are taken away before.
    pub(super) tolerances: bool,
    /// Whether `maxReplicas: 0` counts as missing.
    pub(super) zero_is_missing: bool,
    /// Whether limits are checked by declarative validation, which reports last and drops repeated errors.
    pub(super) declarative: bool,
    /// Whether the API server sets the generation itself (`HPAGeneration`).
    pub(super) sets_generation: bool,
    /// Whether values print as JSON, not in Go's own syntax.
    pub(super) json_values: bool,
    /// Whether keys are label keys, whose length counts in bytes, or still qualified names, in characters.
    pub(super) label_keys: bool,
    /// Whether each owner has a path of its own, and what it lacks is missing rather than invalid.
    pub(super) owner_paths: bool,
    /// Whether what an owner lacks is named in the message, too, and not in the path alone.
    pub(super) owner_words: bool,
}

const V1_33: ValidationRules = ValidationRules {
    least_min_replicas: 1,
    target_group: false,
    tolerances: false,
    zero_is_missing: false,
    declarative: false,
    sets_generation: false,
    json_values: false,
    label_keys: false,
    owner_paths: false,
    owner_words: true,
};
const V1_34: ValidationRules =
    ValidationRules { target_group: true, json_values: true, owner_words: false, ..V1_33 };
const V1_35: ValidationRules = ValidationRules { tolerances: true, label_keys: true, ..V1_34 };
const V1_36: ValidationRules = ValidationRules { zero_is_missing: true, ..V1_35 };
const V1_37: ValidationRules = ValidationRules {
    least_min_replicas: 0,
    declarative: true,
    sets_generation: true,
    owner_paths: true,
    ..V1_36
};

impl ValidationRules {
    /// The rules of a release such as `1.33`; of the newest for a release that is not known.
    #[must_use]
    pub fn of(release: &str) -> Self {
        match release {
            "1.33" => V1_33,
            "1.34" => V1_34,
            "1.35" => V1_35,
            "1.36" => V1_36,
            _ => V1_37,
        }
    }
}
