//! The HPA: objects of every version, and chains of syncs in a cluster that changes.

mod autoscale;
mod cluster;
mod metric;
mod object;
mod sequence;
mod status;
mod strict;

use serde_json::{Map, Value, json};

use super::{Case, Random, case_of};

/// A part of `hpa.*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hpa {
    /// Chains of `hpa.reconcile`.
    Sequence,
    /// `hpa.autoscale`.
    Autoscale,
    /// `hpa.default`.
    Default,
    /// `hpa.validate`.
    Validate,
    /// `hpa.validate` of a text, with `strict`.
    Strict,
    /// `hpa.convert`.
    Convert,
    /// `hpa.requests`.
    Requests,
    /// `hpa.show`.
    Show,
}

impl Hpa {
    /// Every part.
    pub const ALL: [Self; 8] = [
        Self::Sequence,
        Self::Autoscale,
        Self::Default,
        Self::Validate,
        Self::Strict,
        Self::Convert,
        Self::Requests,
        Self::Show,
    ];

    /// The name of its area.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sequence => "hpa",
            Self::Autoscale => "hpa-autoscale",
            Self::Default => "hpa-default",
            Self::Validate => "hpa-validate",
            Self::Strict => "hpa-strict",
            Self::Convert => "hpa-convert",
            Self::Requests => "hpa-requests",
            Self::Show => "hpa-show",
        }
    }

    /// Whether a release is asked about it. `hpa.autoscale` has no profile.
    #[must_use]
    pub const fn is_of(self, release: Release) -> bool {
        matches!(release, Release::V1_37) || !matches!(self, Self::Autoscale)
    }

    /// What it asks.
    #[must_use]
    pub const fn operation(self) -> &'static str {
        match self {
            Self::Sequence => "hpa.sequence",
            Self::Autoscale => "hpa.autoscale",
            Self::Default => "hpa.default",
            Self::Validate | Self::Strict => "hpa.validate",
            Self::Convert => "hpa.convert",
            Self::Requests => "hpa.requests",
            Self::Show => "hpa.show",
        }
    }
}

/// A Kubernetes release that can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Release {
    /// 1.37.
    V1_37,
    /// 1.36.
    V1_36,
    /// 1.35, the last of these with the beta versions of the HPA.
    V1_35,
    /// 1.34.
    V1_34,
    /// 1.33.
    V1_33,
}

impl Release {
    /// Every release.
    pub const ALL: [Self; 5] = [Self::V1_37, Self::V1_36, Self::V1_35, Self::V1_34, Self::V1_33];

    /// Its name, as profiles have it.
    #[must_use]
    pub const fn profile(self) -> &'static str {
        match self {
            Self::V1_37 => "1.37",
            Self::V1_36 => "1.36",
            Self::V1_35 => "1.35",
            Self::V1_34 => "1.34",
            Self::V1_33 => "1.33",
        }
    }

    /// Whether it has `autoscaling/v2beta1` and `v2beta2`.
    const fn has_betas(self) -> bool {
        matches!(self, Self::V1_35 | Self::V1_34 | Self::V1_33)
    }

    /// The release of a profile.
    #[must_use]
    pub fn of(profile: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|release| release.profile() == profile)
    }
}

/// One question about an HPA.
pub(super) fn case(part: Hpa, release: Release, random: &mut Random<'_>) -> Case {
    let op = part.operation();
    let profile = ("profile", json!(release.profile()));
    match part {
        Hpa::Sequence => case_of(op, &sequence::input(random, release)),
        Hpa::Autoscale => autoscale::case(op, random),
        Hpa::Default => {
            let version = object::version(random, release);
            case_of(op, &[("hpa", object::hpa(random, version, object::Care::Some)), profile])
        }
        Hpa::Validate => {
            let version = if random.percent(90) { "v2" } else { object::version(random, release) };
            case_of(op, &[("hpa", object::hpa(random, version, object::Care::None)), profile])
        }
        Hpa::Strict => {
            let version = object::version(random, release);
            let text = strict::text(random, version);
            case_of(op, &[("hpa", json!(text)), ("strict", json!(true)), profile])
        }
        Hpa::Convert => {
            let (from, to) = object::versions(random, release);
            let hpa = object::hpa(random, from, object::Care::Some);
            case_of(op, &[("hpa", hpa), ("to", json!(format!("autoscaling/{to}")))])
        }
        Hpa::Requests => {
            let hpa = object::hpa(random, "v2", object::Care::Some);
            case_of(op, &[("hpa", hpa), ("selector", json!(scale_selector(random, release)))])
        }
        Hpa::Show => status::show(random, op),
    }
}

/// The selector of a scale. With more than 12 requirements upstream's sort is not stable, and up to Kubernetes 1.34 some
/// lists with empty values are refused.
fn scale_selector(random: &mut Random<'_>, release: Release) -> String {
    if matches!(release, Release::V1_33 | Release::V1_34) {
        return random.pick(&["", "app=web", "app in (web,api),!x", "a b", "x=1,y!=2"]).to_owned();
    }
    let text = super::selector(random);
    if text.matches(',').count() < 12 { text } else { "app=web".to_owned() }
}

/// An object of the fields that are there.
fn fields(fields: Vec<(&str, Value)>) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// An instant, so many seconds after the year 2000 began.
fn instant(seconds: f64) -> String {
    // 946684800 is 2000-01-01T00:00:00Z.
    let nanos = 946_684_800_000_000_000_i128 + (seconds * 1e9) as i128;
    counterpoise::kube::Time::from_unix_nanos(nanos).unwrap_or_default().precise().to_string()
}
