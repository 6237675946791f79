//! Kubernetes quantities.
use serde::{Deserialize, Serialize};

/// placeholder
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Quantity(String);
