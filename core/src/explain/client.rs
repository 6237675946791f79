use crate::hpa::ApiAnswer;
use crate::metrics::MetricList;

/// The list as the controller's client reads it.
pub(super) fn read(list: MetricList) -> ApiAnswer {
    match list {
        MetricList::Custom(values) => ApiAnswer::Values(values.into_list()),
        MetricList::External(list) => ApiAnswer::ExternalValues(list),
        MetricList::Pods(list) => ApiAnswer::PodMetrics(list),
        MetricList::Pod(_) | MetricList::Nodes(_) | MetricList::Node(_) => {
            ApiAnswer::Error("an HPA asks for lists of pods only".to_owned())
        }
    }
}
