//! A load that is given as a table.

use arrow_array::RecordBatch;
use counterpoise::Result;
use counterpoise::simulate::input::{Load, LoadEntry, Point, Series};

use super::column::Columns;

const TABLE: &str = "load";
const SECONDS: &str = "seconds";
const REQUESTS: &str = "requests";

/// Requests a second, in straight lines between the rows.
///
/// # Errors
/// `request.*` with the column.
pub(super) fn load(batches: &[RecordBatch]) -> Result<Load> {
    let mut points = Vec::new();
    for batch in batches {
        let columns = Columns::of(TABLE, batch, &[SECONDS, REQUESTS])?;
        let seconds = columns.all(SECONDS, "numbers", columns.numbers(SECONDS)?)?;
        let requests = columns.all(REQUESTS, "numbers", columns.numbers(REQUESTS)?)?;
        points.extend(seconds.into_iter().zip(requests).map(|(seconds, value)| Point { seconds, value }));
    }
    let mut entry = LoadEntry::default();
    entry.series = Some(Series(points));
    Ok(Load(vec![entry]))
}
