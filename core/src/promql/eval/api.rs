//! Results as Prometheus' API writes them: `resultType` and `result`, times in seconds, values as text.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::value::{Point, Value};
use crate::go::float::format_float;
use crate::go::number;
use crate::promql::Labels;

/// A time in seconds since 1970, and a value as Prometheus prints it.
type Timed = (f64, String);

/// The sample of a series: values that are very small or very large have an exponent. Mirrors `jsonutil.MarshalFloat`.
fn timed(point: &Point) -> Timed {
    let size = point.value.abs();
    let format = if size != 0.0 && !(1e-6..1e21).contains(&size) { 'e' } else { 'f' };
    (seconds(point.millis), format_float(point.value, format, None))
}

/// A scalar, whose value never has one. Mirrors `Scalar.MarshalJSON`.
fn scalar(point: &Point) -> Timed {
    (seconds(point.millis), format_float(point.value, 'f', None))
}

fn seconds(millis: i64) -> f64 {
    number::float64(millis) / 1000.0
}

#[derive(serde::Serialize)]
struct SampleOutput<'v> {
    metric: &'v Labels,
    value: Timed,
}

#[derive(serde::Serialize)]
struct SeriesOutput<'v> {
    metric: &'v Labels,
    values: Vec<Timed>,
}

impl Value {
    /// What it is: `scalar`, `vector`, `matrix` or `string`.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Scalar(_) => "scalar",
            Self::Vector(_) => "vector",
            Self::Matrix(_) => "matrix",
            Self::String { .. } => "string",
        }
    }
}

/// The `data` of an answer of `/api/v1/query`.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut data = serializer.serialize_struct("Value", 2)?;
        data.serialize_field("resultType", self.type_name())?;
        match self {
            Self::Scalar(point) => data.serialize_field("result", &scalar(point))?,
            Self::String { millis, value } => data.serialize_field("result", &(seconds(*millis), value))?,
            Self::Vector(samples) => {
                let samples =
                    samples.iter().map(|(metric, point)| SampleOutput { metric, value: timed(point) });
                data.serialize_field("result", &samples.collect::<Vec<_>>())?;
            }
            Self::Matrix(series) => {
                let rows = series.iter().map(|one| SeriesOutput {
                    metric: &one.labels,
                    values: one.points.iter().map(timed).collect(),
                });
                data.serialize_field("result", &rows.collect::<Vec<_>>())?;
            }
        }
        data.end()
    }
}
