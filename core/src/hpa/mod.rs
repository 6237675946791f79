//! The HPA: its object in every version, and the algorithm of its controller.

pub mod defaults;
pub mod show;
pub mod versions;

pub use versions::{AnyHorizontalPodAutoscaler, Version};
