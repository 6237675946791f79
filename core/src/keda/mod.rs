//! KEDA's ScaledObject, and the HPA that KEDA makes of it. Mirrors `controllers/keda` of `github.com/kedacore/keda/v2`
//! v2.21.0.
//!
//! KEDA scales between zero and one replica itself; from one on an HPA does it, which KEDA writes and keeps.
//! [`horizontal_pod_autoscaler`] is that HPA:
//!
//! 1. annotations that pause: KEDA then keeps no HPA;
//! 2. the target of the scaling, which must have a `scale`;
//! 3. the bounds of the replicas;
//! 4. each trigger's metric, with its name and its target ([`TRIGGERS`] says of which types);
//! 5. the formula of `scalingModifiers`, which is compiled and run once with -1 for each trigger, as KEDA does it, and whose
//!    one metric then stands for those of all triggers that KEDA serves;
//! 6. labels, annotations, behavior.
//!
//! ```
//! use counterpoise::keda::{self, ScaledObject};
//! use counterpoise::kube;
//! use counterpoise::resources::Mapper;
//!
//! let object: ScaledObject = kube::from_str(
//!     "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: web}, spec: {scaleTargetRef: {name: web}, \
//!       triggers: [{type: prometheus, metadata: {serverAddress: http://p, query: up, threshold: '0.5'}}]}}",
//! )?;
//! let hpa = keda::horizontal_pod_autoscaler(&object, Mapper::builtin_ref())?.expect("it is not paused");
//! assert_eq!(hpa.metadata.name, "keda-hpa-web");
//! let metric = hpa.spec.metrics[0].external.as_ref().expect("a metric that KEDA serves");
//! assert_eq!(metric.metric.name, "s0-prometheus");
//! assert_eq!(metric.target.average_value.as_ref().map(ToString::to_string).as_deref(), Some("500m"));
//! # Ok::<(), counterpoise::Error>(())
//! ```

mod annotations;
mod bounds;
mod formula;
mod hpa;
mod modifiers;
mod object;
mod target;
mod triggers;

#[cfg(test)]
mod tests;

pub use annotations::{
    EXCLUDED_LABELS, NAME_LABEL, PAUSED, PAUSED_REPLICAS, PAUSED_SCALE_IN, PAUSED_SCALE_OUT,
    TRANSFER_OWNERSHIP,
};
pub use hpa::{KedaHpa, horizontal_pod_autoscaler};
pub use object::{
    AdvancedConfig, AuthenticationRef, Fallback, HorizontalPodAutoscalerConfig, ScaleTarget, ScaleTrigger,
    ScaledObject, ScaledObjectSpec, ScalingModifiers,
};
pub use triggers::TRIGGERS;
