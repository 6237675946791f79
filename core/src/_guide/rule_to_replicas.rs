//! From a rule to replicas.
//!
//! The HPA controller asks a metrics API for a metric; prometheus-adapter looks a rule up for it, writes PromQL, asks
//! Prometheus and makes values of the answer; the controller makes a replica count of the values. The program below goes
//! the same way without a cluster and without Prometheus: everything that they would say is a text in it.
//!
//! It is `examples/chain.rs`, and prints each step with its reason:
//!
//! ```text
//! because  pods metric http_requests_per_second is at 24 for each pod of 10: ratio 2.4, times 2 ready pods, rounded up, is 5 replicas
//! because  the desired replica count is increasing faster than the maximum scale rate: 4 instead of 5
//! replicas 4
//! ```
//!
//! ```
#![doc = include_str!("../../examples/chain.rs")]
//! ```
//!
//! Where only one arrow matters, start in the middle: [`Engine::plan`](crate::Engine::plan) takes any request,
//! [`hpa::reconcile`](crate::hpa::reconcile()) any answers, and [`explain::explain`](crate::explain::explain()) tells all of
//! it as text.
