use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as DecodeError, SeqAccess, Visitor};

use crate::error::Error;
use crate::json::Text;
use crate::kube::{ConditionStatus, Time};

/// The `Ready` condition of a pod.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadyCondition {
    /// Whether it holds.
    pub status: ConditionStatus,
    /// When the status last changed.
    pub last_transition_time: Option<Time>,
}

/// A condition of a pod before it is known to be the one that counts.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Condition<'a> {
    #[serde(borrow)]
    r#type: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    last_transition_time: Option<Text<'a>>,
}

/// The first condition that says whether a pod is ready; the others are passed over.
pub(super) fn ready<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ReadyCondition>, D::Error> {
    struct ConditionsVisitor;

    impl<'de> Visitor<'de> for ConditionsVisitor {
        type Value = Option<ReadyCondition>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_unit<E: DecodeError>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut ready = None;
            while let Some(condition) = seq.next_element::<Condition<'de>>()? {
                if ready.is_none() && condition.r#type.as_ref() == "Ready" {
                    let changed = condition.last_transition_time.as_ref();
                    ready = Some(ReadyCondition {
                        status: condition.status.as_ref().into(),
                        last_transition_time: changed
                            .map(|text| text.as_ref().parse())
                            .transpose()
                            .map_err(|error: Error| A::Error::custom(error.message()))?,
                    });
                }
            }
            Ok(ready)
        }
    }

    deserializer.deserialize_any(ConditionsVisitor)
}
