use super::{Conversion, HISTOGRAM, MetricList, NULL_SAMPLE, SampleFate, SampleOutcome, value};
use crate::error::{Error, Result, codes};
use crate::kube::{ExternalMetricValue, ExternalMetricValueList, ListMeta};
use crate::metrics::answer::QueryResult;
use crate::metrics::request::{EXTERNAL_GROUP_VERSION, ExternalRequest};
use crate::quantity::Format;
use crate::rules::{Compat, Switch};

/// Makes the values of an external metric: one for each sample, or one for a scalar. Mirrors
/// `metricConverter.Convert`.
pub(crate) fn external(
    request: &ExternalRequest<'_>,
    result: &QueryResult<'_>,
    compat: Compat,
) -> Result<Conversion> {
    let mut items = Vec::new();
    let mut fates = Vec::new();
    match result {
        QueryResult::Matrix(_) => return Err(super::unfit(result)),
        QueryResult::Vector(None) => {
            return Err(Error::new(
                codes::metrics::ANSWER,
                "the provided input did not contain vector query results",
            ));
        }
        QueryResult::Scalar(point) => match value::quantity(point.value, Format::DecimalSi, compat) {
            Ok(value) => {
                fates.push(SampleFate::new(0, SampleOutcome::Used, None));
                items.push(ExternalMetricValue {
                    metric_name: request.metric.clone().into_owned(),
                    metric_labels: None,
                    timestamp: value::instant(point.millis),
                    window_seconds: None,
                    value,
                });
            }
            Err(reason) => fates.push(SampleFate::new(0, SampleOutcome::Refused, Some(reason))),
        },
        QueryResult::Vector(Some(samples)) => {
            items.reserve(samples.len());
            fates.reserve(samples.len());
            for (index, sample) in samples.iter().enumerate() {
                let sample = sample.ok_or_else(|| Error::new(codes::metrics::ANSWER, NULL_SAMPLE))?;
                let value = match sample.histogram && compat.mends(Switch::Histograms) {
                    true => Err(HISTOGRAM),
                    false => value::quantity(sample.point.value, Format::DecimalSi, compat),
                };
                match value {
                    Ok(value) => {
                        let reason = sample.histogram.then_some(HISTOGRAM);
                        fates.push(SampleFate::new(index, SampleOutcome::Used, reason));
                        items.push(ExternalMetricValue {
                            metric_name: request.metric.clone().into_owned(),
                            metric_labels: Some(sample.labels.to_map()),
                            timestamp: value::instant(sample.point.millis),
                            window_seconds: None,
                            value,
                        });
                    }
                    Err(reason) => fates.push(SampleFate::new(index, SampleOutcome::Refused, Some(reason))),
                }
            }
        }
    }
    let list = ExternalMetricValueList {
        kind: "ExternalMetricValueList".to_owned(),
        api_version: EXTERNAL_GROUP_VERSION.to_owned(),
        metadata: ListMeta {},
        items,
    };
    Ok(Conversion { list: MetricList::External(list), fates, failure: None })
}
