//! Kubernetes' resources: group, version, plural, singular, kind and scope, and how a partial name finds one.

mod builtin;
mod group_resource;
mod guess;
mod listed;
mod mapper;

#[cfg(test)]
mod tests;

pub use group_resource::GroupResource;
pub use mapper::{Mapper, Mapping, ResourceInfo};
