use std::collections::BTreeMap;

use super::{
    Conversion, Fate, HISTOGRAM, LATER_SAMPLE, MetricList, NAN_IS_ZERO, NO_LABEL, NOT_ASKED_FOR, NULL_SAMPLE,
    Outcome, value,
};
use crate::error::{Error, Result, codes};
use crate::kube::{ListMeta, MetricIdentifier, MetricValue, MetricValueList, ObjectReference, Time};
use crate::metrics::answer::{QueryResult, Sample, Samples};
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
pub(crate) fn custom(target: &CustomTarget<'_>, result: &QueryResult<'_, '_>) -> Result<Conversion> {
    let QueryResult::Vector(samples) = result else {
        return Err(super::unfit(result));
    };
    let mut fates = Vec::new();
    let samples: Vec<Option<&Sample<'_>>> = samples.map(Samples::iter).into_iter().flatten().collect();
    let mut values = last_of_each(target, &samples, &mut fates)?;
    let mut items = Vec::new();
    let mut selector = None;
    let one;
    let names = match &target.request.objects {
        Objects::All => target.objects,
        Objects::Named(name) => {
            one = [&**name];
            &one[..]
        }
    };
    for name in names {
        let Some((sample, used)) = values.get_mut(name) else { continue };
        let Some(fate) = fates.get_mut(*sample) else { continue };
        let Some(quantity) = quantity_of(samples.get(*sample).copied().flatten(), target.compat, fate) else {
            continue;
        };
        *used = true;
        let selector = match &mut selector {
            Some(selector) => selector,
            none => none.insert(object_form(target.selector)?),
        };
        items.push(item(target, name, quantity, selector.clone()));
    }
    for (sample, used) in values.values() {
        if let (false, Some(fate)) = (*used, fates.get_mut(*sample))
            && fate.outcome == Outcome::Used
        {
            (fate.outcome, fate.reason) = (Outcome::Ignored, Some(NOT_ASKED_FOR));
        }
    }
    if let (true, Objects::Named(name)) = (items.is_empty(), &target.request.objects) {
        return Err(no_value(target, name, &samples));
    }
    let list = MetricValueList {
        kind: "MetricValueList".to_owned(),
        api_version: target.request.api.group_version().to_owned(),
        metadata: ListMeta {},
        items,
    };
    Ok(Conversion { list: MetricList::Custom(list), fates, failure: None })
}

/// The last sample of each object, with a fate for every sample.
fn last_of_each<'a>(
    target: &CustomTarget<'_>,
    samples: &[Option<&'a Sample<'_>>],
    fates: &mut Vec<Fate>,
) -> Result<BTreeMap<&'a str, (usize, bool)>> {
    let mut values: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (index, sample) in samples.iter().enumerate() {
        let Some(sample) = sample else {
            fates.push(Fate::new(index, Outcome::Ignored, Some(NULL_SAMPLE)));
            continue;
        };
        let name = sample.labels.get(target.label);
        if name.is_empty() {
            fates.push(Fate::new(index, Outcome::Ignored, Some(NO_LABEL)));
            continue;
        }
        fates.push(Fate::new(index, Outcome::Used, None));
        if let Some((earlier, _)) = values.insert(name, (index, false)) {
            if target.compat.mends(Switch::SeveralSamples) {
                return Err(Error::new(
                    codes::metrics::SEVERAL_SAMPLES,
                    format!("the answer has several samples for {} {name}", target.request.resource),
                ));
            }
            if let Some(fate) = fates.get_mut(earlier) {
                (fate.outcome, fate.reason) = (Outcome::Overwritten, Some(LATER_SAMPLE));
            }
        }
    }
    Ok(values)
}

fn quantity_of(sample: Option<&Sample<'_>>, compat: Compat, fate: &mut Fate) -> Option<Quantity> {
    let sample = sample?;
    if sample.histogram {
        fate.reason = Some(HISTOGRAM);
        if compat.mends(Switch::Histograms) {
            fate.outcome = Outcome::Refused;
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
            (fate.outcome, fate.reason) = (Outcome::Refused, Some(reason));
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

fn item(
    target: &CustomTarget<'_>,
    name: &str,
    value: Quantity,
    selector: Option<LabelSelector>,
) -> MetricValue {
    let metric = target.request.metric.clone().into_owned();
    let mut item = MetricValue {
        described_object: ObjectReference {
            kind: target.described.kind.clone(),
            namespace: target.request.namespace.as_deref().unwrap_or_default().to_owned(),
            name: name.to_owned(),
            api_version: target.described.group_version(),
        },
        timestamp: target.now,
        value,
        ..MetricValue::default()
    };
    match target.request.api {
        CustomApi::V1Beta2 => item.metric = Some(MetricIdentifier { name: metric, selector }),
        CustomApi::V1Beta1 | CustomApi::LegacyV1Alpha1 | CustomApi::LegacyV1Beta1 => {
            (item.metric_name, item.selector) = (Some(metric), Some(selector));
        }
    }
    item
}

/// The error of a named object without a value, with the objects that have one as a hint.
fn no_value(target: &CustomTarget<'_>, name: &str, samples: &[Option<&Sample<'_>>]) -> Error {
    let request = target.request;
    let error = Error::new(
        codes::metrics::NO_VALUE,
        format!("the server could not find the metric {} for {} {name}", request.metric, request.resource),
    );
    let found: Vec<_> =
        samples.iter().flatten().map(|sample| sample.labels.get(target.label)).take(3).collect();
    if found.is_empty() {
        return error.with_hint("Prometheus answered no sample: run the query without its label matchers to see which one keeps the series out.");
    }
    error.with_hint(format!(
        "No sample has {}={name:?}; the label's values are {found:?}. Group the query by <<.GroupBy>>, and check the label.",
        target.label
    ))
}
