//! The least and the most replicas.

use super::object::ScaledObjectSpec;
use crate::error::{Error, Result, codes};

/// The HPA's least replicas where the ScaledObject has none, or has 0: below them KEDA scales itself.
const LEAST: i32 = 1;
/// The HPA's most replicas where the ScaledObject has none.
const MOST: i32 = 100;

/// `minReplicas` and `maxReplicas` of the HPA. Mirrors `CheckReplicaCountBoundsAreValid`.
///
/// # Errors
/// `keda.replicas`.
pub(super) fn bounds(spec: &ScaledObjectSpec) -> Result<(i32, i32)> {
    let least = spec.min_replica_count.filter(|count| *count > 0).unwrap_or(LEAST);
    let most = spec.max_replica_count.unwrap_or(MOST);
    // What is compared is 0 where no minimum is written, and 1 where 0 is.
    let compared = spec.min_replica_count.map_or(0, |_| least);
    if compared > most {
        let message = format!("minReplicaCount is {compared} and maxReplicaCount {most}, which is less");
        return Err(Error::new(codes::keda::REPLICAS, message).in_path("spec.maxReplicaCount"));
    }
    match spec.idle_replica_count {
        Some(idle) if idle >= compared => {
            let written = match spec.min_replica_count {
                None => "is absent, which counts as 0,".to_owned(),
                Some(_) => format!("counts as {compared}"),
            };
            let message =
                format!("idleReplicaCount is {idle} and minReplicaCount {written} while it must be more");
            Err(Error::new(codes::keda::REPLICAS, message).in_path("spec.idleReplicaCount"))
        }
        _ => Ok((least, most)),
    }
}
