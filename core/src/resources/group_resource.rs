use std::fmt;

/// A group and a resource in it, such as `deployments` of `apps`. Mirrors `schema.GroupResource`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct GroupResource {
    /// The API group; empty for the core group.
    pub group: String,
    /// The resource: after normalising, its plural in lower case.
    pub resource: String,
}

impl GroupResource {
    /// A group and a resource.
    #[must_use]
    pub fn new(group: impl Into<String>, resource: impl Into<String>) -> Self {
        Self { group: group.into(), resource: resource.into() }
    }

    /// A resource of the core group.
    #[must_use]
    pub fn core(resource: impl Into<String>) -> Self {
        Self { group: String::new(), resource: resource.into() }
    }

    /// Reads `resource` or `resource.group`; the group begins after the first dot. Mirrors
    /// `schema.ParseGroupResource`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.split_once('.') {
            Some((resource, group)) => Self::new(group, resource),
            None => Self::core(text),
        }
    }

    /// Whether prometheus-adapter counts it as outside of namespaces: namespaces, nodes and persistent volumes of
    /// the core group, and nothing else, whatever the cluster says.
    #[must_use]
    pub fn is_root_scoped(&self) -> bool {
        self.group.is_empty()
            && matches!(self.resource.as_str(), "namespaces" | "nodes" | "persistentvolumes")
    }
}

/// `resource.group`, or `resource` alone in the core group.
impl fmt::Display for GroupResource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.resource)?;
        if !self.group.is_empty() {
            write!(f, ".{}", self.group)?;
        }
        Ok(())
    }
}
