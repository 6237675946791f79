use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};

use super::Period;
use crate::kube::ResourceList;
use crate::quantity::{Format, Quantity};

/// The pods, all alike.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Pods {
    /// The name of the one container.
    pub container: Option<String>,
    /// What it requests.
    pub requests: ResourceList,
    /// What it uses without a request.
    pub idle: ResourceList,
    /// Bytes by which its memory grows every hour.
    pub memory_growth: Quantity,
    /// CPU that it uses while it starts.
    pub startup_cpu: Quantity,
    /// For how long it does; until it is ready where it is absent.
    pub startup_time: Option<Period>,
    /// From its creation until a node is found.
    pub scheduling_delay: Period,
    /// From there until its container runs.
    pub image_pull: Period,
    /// From there until it is ready.
    pub readiness_delay: Period,
    /// The share of starts that fail.
    pub start_failures: f64,
    /// From its deletion until it is gone.
    pub termination_grace: Period,
}

impl Default for Pods {
    fn default() -> Self {
        let list = |milli, mebibytes: i64| {
            let mut list = ResourceList::default();
            list.insert("cpu", Quantity::from_milli(milli, Format::DecimalSi));
            list.insert("memory", Quantity::new(mebibytes << 20, Format::BinarySi));
            list
        };
        Self {
            container: None,
            requests: list(250, 256),
            idle: list(5, 64),
            memory_growth: Quantity::default(),
            startup_cpu: Quantity::default(),
            startup_time: None,
            scheduling_delay: Period::from_secs(1),
            image_pull: Period::from_secs(2),
            readiness_delay: Period::from_secs(10),
            start_failures: 0.0,
            termination_grace: Period::from_secs(30),
        }
    }
}

/// A rollout of the Deployment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Rollout {
    /// When it begins, since the start.
    pub at: Period,
    /// Pods above the replicas.
    #[serde(default)]
    pub max_surge: IntOrPercent,
    /// Replicas that may be unavailable.
    #[serde(default)]
    pub max_unavailable: IntOrPercent,
}

/// A number, or per cent. Mirrors `intstr.IntOrString`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntOrPercent {
    /// A number.
    Int(i32),
    /// So many per cent.
    Percent(i32),
}

/// A Deployment's own default.
impl Default for IntOrPercent {
    fn default() -> Self {
        Self::Percent(25)
    }
}

impl<'de> Deserialize<'de> for IntOrPercent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IntOrPercentVisitor;

        impl Visitor<'_> for IntOrPercentVisitor {
            type Value = IntOrPercent;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or per cent such as 25%")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<IntOrPercent, E> {
                Ok(IntOrPercent::Int(i32::try_from(number).unwrap_or(i32::MAX)))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<IntOrPercent, E> {
                Ok(IntOrPercent::Int(i32::try_from(number).unwrap_or(i32::MIN)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<IntOrPercent, E> {
                let percent = text.strip_suffix('%').and_then(|digits| digits.parse().ok());
                percent.map(IntOrPercent::Percent).ok_or_else(|| {
                    E::custom(format_args!("{text:?} is neither a number nor per cent such as 25%"))
                })
            }
        }

        deserializer.deserialize_any(IntOrPercentVisitor)
    }
}

/// Room for pods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[non_exhaustive]
pub struct Nodes {
    /// Pods that fit on a node.
    pub pods: i32,
    /// Nodes at the start.
    #[serde(default)]
    pub count: Option<i32>,
    /// Nodes at most.
    #[serde(default)]
    pub max: Option<i32>,
    /// How long a node takes to come.
    #[serde(default = "two_minutes")]
    pub delay: Period,
}

fn two_minutes() -> Period {
    Period::from_secs(120)
}
