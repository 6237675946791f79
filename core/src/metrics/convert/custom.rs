use crate::kube::ShortString;

use super::by_name::ByName;
use super::values::MetricValues;
use super::{
    Conversion, HISTOGRAM, LATER_SAMPLE, MetricList, NAN_IS_ZERO, NO_LABEL, NOT_ASKED_FOR, NULL_SAMPLE,
    SampleFate, SampleOutcome, value,
};
use crate::error::{Error, Result, codes};
use crate::kube::{MetricIdentifier, MetricValue, ObjectReference, Time};
use crate::metrics::answer::{QueryResult, ResultSample, ResultSamples};
use crate::metrics::request::{CustomApi, CustomRequest, Objects};
use crate::quantity::{Format, Quantity};
use crate::resources::ResourceInfo;
use crate::rules::{Compat, Switch};
use crate::selector::{LabelSelector, Selector};

/// What a custom metric's values are made of, besides the samples.
pub(crate) struct CustomTarget<'a> {
    /// The request.
    pub(crate) request: &'a CustomRequest<'a>,
    /// The names that the host's listing gave for a request of all objects.
    pub(crate) objects: &'a [&'a str],
    /// The kind and version behind the request's resource.
    pub(crate) described: &'a ResourceInfo,
    /// The label that names an object in the samples.
    pub(crate) label: &'a str,
    /// The request's metric selector.
    pub(crate) selector: &'a Selector,
    /// When the values are said to be taken.
    pub(crate) now: Time,
    /// How values are read.
    pub(crate) compat: Compat,
}

/// Makes the values of a custom metric. Mirrors `prometheusProvider.GetMetricByName` and `GetMetricBySelector`.
pub(crate) fn custom(target: &CustomTarget<'_>, result: &QueryResult<'_>) -> Result<Conversion> {
    let QueryResult::Vector(samples) = result else {
        return Err(super::unfit(result));
    };
    let mut fates = Vec::new();
    let last = last_of_each(target, *samples, &mut fates)?;
    let one;
    let names = match &target.request.objects {
        Objects::All => target.objects,
        Objects::Named(name) => {
            one = [&**name];
            &one[..]
        }
    };
    let mut values = MetricValues::new(target.request.api.group_version(), pattern(target));
    values.reserve(names.len());
    for name in names {
        let Some(place) = last.get(name) else { continue };
        let (Some(sample), Some(fate)) =
            (samples.and_then(|samples| samples.get(place)), fates.get_mut(place))
        else {
            continue;
        };
        if let Some(quantity) = quantity_of(&sample, target.compat, fate) {
            values.push(name, quantity);
        }
    }
    if let (true, Objects::Named(name)) = (values.is_empty(), &target.request.objects) {
        return Err(no_value(target, name, *samples));
    }
    if !values.is_empty() {
        values.set_selector(object_form(target.selector)?);
    }
    Ok(Conversion { list: MetricList::Custom(values), fates, failure: None })
}

/// The place of the last sample of each object, with a fate for every sample: not asked for, until it is.
fn last_of_each<'b>(
    target: &CustomTarget<'_>,
    samples: Option<ResultSamples<'b>>,
    fates: &mut Vec<SampleFate>,
) -> Result<ByName<'b, usize>> {
    let count = samples.map_or(0, |samples| samples.len());
    let mut last = ByName::with_capacity(count);
    fates.reserve(count);
    for (place, sample) in samples.into_iter().flat_map(ResultSamples::iter).enumerate() {
        let name = sample.map_or("", |sample| sample.labels.get(target.label));
        let reason = match sample {
            None => NULL_SAMPLE,
            Some(_) if name.is_empty() => NO_LABEL,
            Some(_) => NOT_ASKED_FOR,
        };
        fates.push(SampleFate::new(place, SampleOutcome::Ignored, Some(reason)));
        if name.is_empty() {
            continue;
        }
        let Some(earlier) = last.insert(name, place) else { continue };
        if target.compat.mends(Switch::SeveralSamples) {
            return Err(Error::new(
                codes::metrics::SEVERAL_SAMPLES,
                format!("the answer has several samples for {} {name}", target.request.resource),
            ));
        }
        if let Some(fate) = fates.get_mut(earlier) {
            (fate.outcome, fate.reason) = (SampleOutcome::Overwritten, Some(LATER_SAMPLE));
        }
    }
    Ok(last)
}

fn quantity_of(sample: &ResultSample<'_>, compat: Compat, fate: &mut SampleFate) -> Option<Quantity> {
    (fate.outcome, fate.reason) = (SampleOutcome::Used, None);
    if sample.histogram {
        fate.reason = Some(HISTOGRAM);
        if compat.mends(Switch::Histograms) {
            fate.outcome = SampleOutcome::Refused;
            return None;
        }
    }
    if sample.point.value.is_nan() && !compat.mends(Switch::Unrepresentable) {
        fate.reason = Some(NAN_IS_ZERO);
        return Some(Quantity::new(0, Format::DecimalSi));
    }
    match value::quantity(sample.point.value, Format::DecimalSi, compat) {
        Ok(quantity) => Some(quantity),
        Err(reason) => {
            (fate.outcome, fate.reason) = (SampleOutcome::Refused, Some(reason));
            None
        }
    }
}

/// The selector as the answer carries it. Only an answer with items does, so that a selector which has no such form
/// fails with the first item.
fn object_form(selector: &Selector) -> Result<Option<LabelSelector>> {
    if selector.is_empty() {
        return Ok(None);
    }
    LabelSelector::parse(&selector.to_string()).map(Some).map_err(|error| {
        Error::new(codes::metrics::SELECTOR_FORM, error.message())
            .in_path("request.metricLabelSelector")
            .with_hint("The answer carries the selector as an object, which has no `!=`: ask with `key notin (value)`.")
    })
}

/// An item but for the object's name, the value and the selector.
fn pattern(target: &CustomTarget<'_>) -> MetricValue {
    let metric = ShortString::from(&*target.request.metric);
    let mut item = MetricValue {
        described_object: ObjectReference {
            kind: target.described.kind.as_str().into(),
            namespace: target.request.namespace.as_deref().unwrap_or_default().into(),
            name: Default::default(),
            api_version: target.described.group_version().into(),
        },
        timestamp: target.now,
        ..MetricValue::default()
    };
    match target.request.api {
        CustomApi::V1Beta2 => item.metric = Some(MetricIdentifier { name: metric, selector: None }),
        CustomApi::V1Beta1 | CustomApi::LegacyV1Alpha1 | CustomApi::LegacyV1Beta1 => {
            (item.metric_name, item.selector) = (Some(metric), Some(None));
        }
    }
    item
}

/// The error of a named object without a value, with the objects that have one as a hint.
fn no_value(target: &CustomTarget<'_>, name: &str, samples: Option<ResultSamples<'_>>) -> Error {
    let request = target.request;
    let error = Error::new(
        codes::metrics::NO_VALUE,
        format!("the server could not find the metric {} for {} {name}", request.metric, request.resource),
    );
    let found: Vec<_> = samples
        .into_iter()
        .flat_map(ResultSamples::iter)
        .flatten()
        .map(|sample| sample.labels.get(target.label))
        .take(3)
        .collect();
    if found.is_empty() {
        return error.with_hint("Prometheus answered no sample: run the query without its label matchers to see which one keeps the series out.");
    }
    error.with_hint(format!(
        "No sample has {}={name:?}; the label's values are {found:?}. Group the query by <<.GroupBy>>, and check the label.",
        target.label
    ))
}
