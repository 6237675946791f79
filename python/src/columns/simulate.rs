//! `hpa.simulate`, with a load that is a table, and tables in the place of the timeline and the events.

use arrow_array::RecordBatch;
use counterpoise::budget::Budget;
use counterpoise::error::codes;
use counterpoise::ops::simulate::Prepared;
use counterpoise::simulate::Simulation;
use counterpoise::simulate::compare::Course;
use counterpoise::{Error, Result};
use pyo3::prelude::{Bound, PyAny, PyResult, Python, pyfunction};

use super::arrow::{Table, batches};
use super::{load, timeline};
use crate::{error, guard};

/// Runs a simulation. `input` is the operation's as text, in which a load that is given as a table stands as 0. Gives tables of the
/// timeline, of its metrics and of the events, and all else as the text of an object.
#[pyfunction]
#[pyo3(signature = (input, load=None))]
pub(crate) fn simulate(
    py: Python<'_>,
    input: &str,
    load: Option<&Bound<'_, PyAny>>,
) -> PyResult<(Table, Table, Table, String)> {
    let given = load.map(|load| batches("load", load)).transpose()?;
    let given = given.transpose().map_err(|error| error::raised(py, &error))?;
    let (points, metrics, events, rest) = guard::run(py, || run(input, given.as_deref()))?;
    Ok((points.into(), metrics.into(), events.into(), rest))
}

fn run(input: &str, load: Option<&[RecordBatch]>) -> Result<(RecordBatch, RecordBatch, RecordBatch, String)> {
    let (prepared, limits) = Prepared::from_json(input)?;
    let mut side = prepared.side();
    if let (Course::Model(model), Some(load)) = (&mut side.course, load) {
        model.workload.load = load::load(load)?;
    }
    let mut simulation = side.run(&Budget::new(limits))?;
    let points = timeline::points(&simulation.timeline)?;
    let metrics = timeline::metrics(&simulation.timeline, &simulation.drivers)?;
    let events = timeline::events(&simulation.events)?;
    simulation.timeline.clear();
    simulation.events.clear();
    Ok((points, metrics, events, text(&simulation)?))
}

fn text(simulation: &Simulation) -> Result<String> {
    serde_json::to_string(simulation)
        .map_err(|error| Error::new(codes::abi::PANIC, format!("a result could not be written: {error}")))
}
