use super::Registry;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::kube::{ApiResource, ApiResourceList};
use crate::metrics::request::{CustomApi, EXTERNAL_GROUP_VERSION};

/// Bytes of a metric in the list beside its name, about.
const ENTRY: usize = 64;

impl Registry {
    /// The metrics of a group and version as discovery lists them, sorted by name and then by scope. Mirrors
    /// `ListAPIResources` of custom-metrics-apiserver.
    ///
    /// # Errors
    /// `metrics.group` for a group and version that lists no metrics, `limit.output` for more text than the budget has left.
    pub fn list(&self, group: &str, version: &str, budget: &Budget) -> Result<ApiResourceList> {
        let group_version = format!("{group}/{version}");
        let resource = |name: String, namespaced, kind: &str| ApiResource {
            name,
            namespaced,
            kind: kind.to_owned(),
            verbs: vec!["get".to_owned()],
            ..ApiResource::default()
        };
        // One name of a metric is listed for each of its resources.
        let listed = self.all_custom().map(|(entry, described)| {
            ENTRY.saturating_add(entry.metric.len()).saturating_add(described.text.len())
        });
        listed
            .chain(self.all_external().map(|entry| ENTRY.saturating_add(entry.metric.len())))
            .try_for_each(|len| budget.take_output(len))?;
        let mut resources: Vec<ApiResource> = if CustomApi::find(group, version).is_some() {
            self.all_custom()
                .map(|(entry, described)| {
                    let namespaced = !described.group_resource.is_root_scoped();
                    resource(format!("{}/{}", described.text, entry.metric), namespaced, "MetricValueList")
                })
                .collect()
        } else if group_version == EXTERNAL_GROUP_VERSION {
            self.all_external()
                .map(|entry| resource(entry.metric.to_string(), true, "ExternalMetricValueList"))
                .collect()
        } else {
            return Err(Error::new(codes::metrics::GROUP, format!("{group_version} lists no metrics")));
        };
        resources.sort_by(|a, b| (&a.name, a.namespaced).cmp(&(&b.name, b.namespaced)));
        Ok(ApiResourceList {
            kind: "APIResourceList".to_owned(),
            api_version: "v1".to_owned(),
            group_version,
            resources,
        })
    }
}
