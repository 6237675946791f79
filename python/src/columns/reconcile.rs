//! `hpa.reconcile`, with pods and metrics that are tables, and a table in the place of the events.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use counterpoise::error::codes;
use counterpoise::hpa::versions::read_v2;
use counterpoise::hpa::{ControllerEvent, requests};
use counterpoise::kube::{Document, PodList};
use counterpoise::ops::reconcile::{Input, ScaleAnswer, reconcile as sync};
use counterpoise::resources::Mapper;
use counterpoise::{Error, Result};
use pyo3::prelude::{Bound, PyAny, PyResult, Python, pyfunction};

use super::arrow::{Table, batches};
use super::timeline::{made, word};
use super::{metrics, pods};
use crate::{error, guard};

/// Runs a sync. `input` is the operation's as text, without what is given as a table. Gives a table of the events, and all else as the
/// text of an object.
#[pyfunction]
#[pyo3(signature = (input, pods=None, metrics=None))]
pub(crate) fn reconcile(
    py: Python<'_>,
    input: &str,
    pods: Option<&Bound<'_, PyAny>>,
    metrics: Option<&Bound<'_, PyAny>>,
) -> PyResult<(Table, String)> {
    let read = |name, table: Option<&Bound<'_, PyAny>>| -> PyResult<Option<Vec<RecordBatch>>> {
        let given = table.map(|table| batches(name, table)).transpose()?;
        given.transpose().map_err(|error| error::raised(py, &error))
    };
    let (pods, metrics) = (read("pods", pods)?, read("metrics", metrics)?);
    let (events, rest) = guard::run(py, || run(input, pods.as_deref(), metrics.as_deref()))?;
    Ok((events.into(), rest))
}

fn run(
    input: &str,
    pods: Option<&[RecordBatch]>,
    metrics: Option<&[RecordBatch]>,
) -> Result<(RecordBatch, String)> {
    let mut input = Input::from_json(input)?;
    let hpa = read_v2(&input.hpa)?;
    let namespace =
        Some(hpa.metadata.namespace.as_str()).filter(|name| !name.is_empty()).unwrap_or("default");
    if let Some(batches) = pods {
        input.pods = Some(Document::Object(PodList { items: pods::pods(batches, namespace)? }));
    }
    if let Some(batches) = metrics {
        let ScaleAnswer::Scale(scale) = input.scale.read("scale")? else {
            return Err(metrics::no_selector());
        };
        let mapper = Mapper::of(input.resources.as_deref())?;
        let requests = requests(&hpa, &scale.status.selector, &mapper)?;
        let answers = metrics::answers(batches, &requests, namespace, input.now)?;
        input.scale = Document::Object(ScaleAnswer::Scale(scale));
        input.metrics.extend(answers.into_iter().map(|(path, answer)| (path, Document::Object(answer))));
    }
    let mut output = sync(input)?;
    let events = events(&output.events)?;
    output.events.clear();
    let rest = serde_json::to_string(&output);
    let rest = rest
        .map_err(|error| Error::new(codes::abi::PANIC, format!("a result could not be written: {error}")));
    Ok((events, rest?))
}

/// A row an event.
fn events(events: &[ControllerEvent]) -> Result<RecordBatch> {
    let text = |of: &dyn Fn(&ControllerEvent) -> String| -> ArrayRef {
        Arc::new(events.iter().map(|event| Some(of(event))).collect::<StringArray>())
    };
    made([
        ("type", text(&|event| word(&event.r#type)), false),
        ("reason", text(&|event| event.reason.to_owned()), false),
        ("message", text(&|event| event.message.clone()), false),
    ])
}
