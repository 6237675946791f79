//! The whole chain of one HPA, told step by step: what it asks, which rule and series answer, the PromQL, Prometheus'
//! answer, the values, the replicas, and at each arrow why.

mod layout;

pub use layout::{Role, Row, Section, layout};
