//! Embedding: what a host does around the calls.
//!
//! The crate does no I/O, reads no clock and starts no thread. A host does the four things that it does not:
//!
//! | the host | then gives |
//! |---|---|
//! | asks Prometheus which series there are | [`SeriesList`](crate::metrics::series::SeriesList) to [`EngineInput`](crate::engine::EngineInput) |
//! | lists the names of the objects behind a `*` | `objects` of [`Engine::plan`](crate::Engine::plan) |
//! | sends the PromQL of a plan | the text of the answer to `convert` |
//! | reads the clock | `now` |
//!
//! # What is kept
//!
//! An [`Engine`](crate::Engine) compiles every pattern and template once and is immutable, so it can be shared by threads;
//! build a new one when the configuration or the series change. A plan borrows from it and from the request.
//!
//! A controller remembers recommendations from sync to sync. What it remembers is
//! [`ReconcileOutput::state`](crate::hpa::ReconcileOutput::state); give it to the next sync, with the status and the replicas
//! that the last one wrote:
//!
//! ```
//! use counterpoise::hpa::{self, ReconcileInput, State};
//! use counterpoise::kube::{self, Scale};
//!
//! let mut hpa = hpa::from_str(
//!     "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {minReplicas: 4, maxReplicas: 9}}",
//! )?;
//! let mut scale: Scale = kube::from_str("{spec: {replicas: 2}, status: {replicas: 2, selector: app=web}}")?;
//! let mut state = State::new();
//! for now in ["2026-05-01T12:00:00Z", "2026-05-01T12:00:15Z"] {
//!     let sync = ReconcileInput::new(&hpa, &scale, &[], now.parse()?).state(&state);
//!     let output = hpa::reconcile(&sync)?;
//!     if output.rescale {
//!         scale.spec.replicas = output.desired_replicas; // what the host writes to the cluster
//!     }
//!     (hpa.status, state) = (output.status, output.state);
//! }
//! assert_eq!(scale.spec.replicas, 4);
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # Other languages
//!
//! [`ops`](crate::ops) has the same operations on JSON, which the command line, WebAssembly and C are made of. From Rust the
//! typed functions are shorter and keep what is compiled.
//!
//! # Input that is not yours
//!
//! Size, depth and work are bounded ([`limits`](crate::limits)); a hostile rule gets an error, never a hang or a panic. To
//! bound an engine more tightly, give [`EngineInput::limits`](crate::engine::EngineInput::limits()).
