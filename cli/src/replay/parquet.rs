//! Parquet files with the columns `namespace`, `hpa`, `metric`, `timestamp`, `value` and `replicas`, a row for each value of a metric
//! at a time; `type` may say what the values are.

use std::fs::File;
use std::path::Path;

use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::prometheus::of;
use super::record::Records;
use crate::failure::Failure;

const COLUMNS: [&str; 6] = ["namespace", "hpa", "metric", "timestamp", "value", "replicas"];
const KIND: &str = "type";

/// Adds what a file holds.
pub(super) fn read(records: &mut Records, path: &Path) -> Result<(), Failure> {
    let wrong = |message: String| Failure::usage(format!("{}: {message}", path.display()));
    let file = File::open(path).map_err(|error| wrong(format!("cannot read it: {error}")))?;
    let reader = SerializedFileReader::new(file).map_err(|error| wrong(format!("no Parquet: {error}")))?;
    let schema = reader.metadata().file_metadata().schema().get_fields().to_vec();
    let held: Vec<_> = schema.iter().map(|column| column.name()).collect();
    if let Some(missing) = COLUMNS.iter().find(|column| !held.contains(*column)) {
        let message = format!(
            "it has no column {missing}: {} are wanted, and it has {}",
            COLUMNS.join(", "),
            held.join(", ")
        );
        return Err(wrong(message));
    }
    let timestamp = schema.iter().find(|column| column.name() == "timestamp");
    let scale = timestamp.map_or(Scale::Seconds, |column| Scale::of(column));
    let rows = reader.get_row_iter(None).map_err(|error| wrong(error.to_string()))?;
    for (index, row) in rows.enumerate() {
        let row = row.map_err(|error| wrong(format!("row {index}: {error}")))?;
        add(records, &row, scale).map_err(|message| wrong(format!("row {index}: {message}")))?;
    }
    Ok(())
}

/// What a timestamp that is a number counts.
#[derive(Clone, Copy)]
enum Scale {
    Seconds,
    Nanos,
}

impl Scale {
    fn of(column: &Type) -> Self {
        match column.get_basic_info().logical_type_ref() {
            // Rows give milliseconds and microseconds as what they are, and nanoseconds as a number.
            Some(LogicalType::Timestamp(timestamp)) if matches!(timestamp.unit, TimeUnit::NANOS) => {
                Self::Nanos
            }
            _ => Self::Seconds,
        }
    }
}

fn add(records: &mut Records, row: &Row, scale: Scale) -> Result<(), String> {
    let field =
        |name: &str| row.get_column_iter().find(|(column, _)| *column == name).map(|(_, field)| field);
    let text = |name: &'static str| match field(name) {
        Some(Field::Str(text)) => Ok(text.as_str()),
        other => Err(format!("{name} is {}, and a text is wanted", told(other))),
    };
    let number = |name: &'static str| match field(name) {
        None | Some(Field::Null) => Ok(None),
        Some(other) => number(other)
            .map(Some)
            .ok_or_else(|| format!("{name} is {}, and a number is wanted", told(Some(other)))),
    };
    let (namespace, hpa, metric) = (text("namespace")?, text("hpa")?, text("metric")?);
    let millis = match field("timestamp") {
        Some(Field::TimestampMillis(millis)) => *millis,
        Some(Field::TimestampMicros(micros)) => micros.div_euclid(1_000),
        Some(Field::Long(nanos)) if matches!(scale, Scale::Nanos) => nanos.div_euclid(1_000_000),
        other => {
            let seconds = other.and_then(self::number);
            let millis = seconds
                .map(|seconds| (seconds * 1000.0).round())
                .filter(|millis| (0.0..1e14).contains(millis));
            let millis = millis.ok_or_else(|| {
                format!("timestamp is {}, and a timestamp or seconds since 1970 are wanted", told(other))
            })?;
            #[expect(clippy::cast_possible_truncation, reason = "it is within the bounds above, and whole")]
            let millis = millis as i64;
            millis
        }
    };
    let kind = match field(KIND) {
        Some(Field::Str(kind)) => Some(of(kind).ok_or_else(|| {
            format!("type is {kind:?}, and utilization, average, value or total is wanted")
        })?),
        _ => None,
    };
    let recorded = records.of(namespace, hpa);
    if let Some(value) = number("value")? {
        recorded.metrics.entry((metric.to_owned(), kind)).or_default().insert(millis, value);
    }
    if let Some(replicas) = number("replicas")? {
        recorded.replicas.insert(millis, replicas);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a count, or seconds")]
fn number(field: &Field) -> Option<f64> {
    match field {
        Field::Double(number) => Some(*number),
        Field::Float(number) => Some(f64::from(*number)),
        Field::Int(number) => Some(f64::from(*number)),
        Field::UInt(number) => Some(f64::from(*number)),
        Field::Short(number) => Some(f64::from(*number)),
        Field::Long(number) => Some(*number as f64),
        _ => None,
    }
}

fn told(field: Option<&Field>) -> String {
    match field {
        None | Some(Field::Null) => "missing".to_owned(),
        Some(field) => field.to_string(),
    }
}
