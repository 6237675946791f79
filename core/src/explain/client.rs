use crate::hpa::Answer;
use crate::metrics::MetricList;

/// The list as the controller's client reads it.
pub(super) fn read(list: MetricList) -> Answer {
    match list {
        MetricList::Custom(values) => Answer::Values(values.into_list()),
        MetricList::External(list) => Answer::ExternalValues(list),
        MetricList::Pods(list) => Answer::PodMetrics(list),
        MetricList::Pod(_) | MetricList::Nodes(_) | MetricList::Node(_) => {
            Answer::Error("an HPA asks for lists of pods only".to_owned())
        }
    }
}
