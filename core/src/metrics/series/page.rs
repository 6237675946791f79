//! A `/metrics` page: the names and labels of its samples. Values, timestamps and exemplars are read, and left aside.

use super::{Series, SeriesList};
use crate::error::{Error, Result, codes};
use crate::exposition;
use crate::limits::reading;

/// Bytes of a series, with its text and where its parts end, at least.
const SERIES_BYTES: usize = size_of::<Series>() + 64;

/// Reads every sample's name and labels.
pub(super) fn read(text: &str) -> Result<SeriesList> {
    let mut list = Vec::new();
    let mut left = reading::room_for(text.len());
    for sample in exposition::samples(text) {
        let sample = sample?;
        // Short lines make series that are many times as large.
        left = left.checked_sub(SERIES_BYTES).ok_or_else(too_many)?;
        list.push(Series::new(sample.labels));
    }
    Ok(SeriesList(list))
}

fn too_many() -> Error {
    Error::new(codes::limit::SIZE, reading::Exceeded.to_string())
}
