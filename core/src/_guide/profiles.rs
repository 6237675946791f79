//! Profiles: whose behaviour you get.
//!
//! Two switches, and they are independent of each other.
//!
//! # The release
//!
//! Kubernetes' controller changes from release to release: whether 1.1 is within a tolerance of 0.1, what a target at zero
//! means, how a sum overflows. A [`Profile`](crate::hpa::Profile) is one release; the newest is the default.
//!
//! ```
//! use counterpoise::hpa::{self, Profile, ReconcileInput};
//! use counterpoise::kube::{self, Scale};
//!
//! let hpa = hpa::from_str(
//!     "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {minReplicas: 0, maxReplicas: 9}}",
//! )?;
//! let scale: Scale = kube::from_str("{spec: {replicas: 0}, status: {replicas: 0, selector: app=web}}")?;
//! let sync = ReconcileInput::new(&hpa, &scale, &[], "2026-05-01T12:00:00Z".parse()?);
//! let reason = |release| {
//!     let output = hpa::reconcile(&sync.profile(Profile::of(release)?))?;
//!     Ok::<_, counterpoise::Error>(output.status.conditions.last().map(|condition| condition.reason.clone()))
//! };
//! assert_ne!(reason("1.33")?, reason("1.36")?);
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # Upstream's oddities
//!
//! prometheus-adapter and the controller do some things that hurt: names that leave their string in PromQL, counts that
//! overflow, one bad rule that fails all. By default you get upstream's behaviour byte for byte;
//! [`Compat`](crate::rules::Compat) mends them, all or one by one.
//!
//! ```
//! use counterpoise::engine::{Engine, EngineInput};
//! use counterpoise::rules::{Compat, Switch};
//!
//! let rules = "rules: [{seriesQuery: up, metricsQuery: up}, {seriesQuery: up, name: {matches: '('}, metricsQuery: up}]";
//! assert!(Engine::new(&EngineInput::new(rules).compat(Compat::UPSTREAM)).is_err());
//!
//! let compat = Compat::UPSTREAM.with(Switch::BadRules);
//! let engine = Engine::new(&EngineInput::new(rules).compat(compat))?;
//! assert_eq!((engine.compiled().custom.len(), engine.compiled().left_out.len()), (1, 1));
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! For counts that overflow it is the profile that is asked: [`Profile::saturating`](crate::hpa::Profile::saturating).
