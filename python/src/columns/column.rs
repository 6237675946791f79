//! One column, held to its type. What does not fit is told by the column's name, with what was expected.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, TimeUnit};
use counterpoise::error::codes;
use counterpoise::kube::Time;
use counterpoise::{Error, Result};

/// The columns of a table.
pub(super) struct Columns<'a> {
    table: &'static str,
    batch: &'a RecordBatch,
}

impl<'a> Columns<'a> {
    /// The columns of a batch, of which no other than the known ones is there.
    ///
    /// # Errors
    /// `request.unknown-field`.
    pub(super) fn of(table: &'static str, batch: &'a RecordBatch, known: &[&str]) -> Result<Self> {
        for field in batch.schema_ref().fields() {
            if !known.contains(&field.name().as_str()) {
                let message = format!("there is no column {:?}", field.name());
                return Err(Error::new(codes::request::UNKNOWN_FIELD, message)
                    .in_path(field.name())
                    .in_path(table)
                    .with_hint(format!("Leave it out, or give it one of the names {}.", known.join(", "))));
            }
        }
        Ok(Self { table, batch })
    }

    pub(super) fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// Texts.
    pub(super) fn texts(&self, name: &str) -> Result<Option<Vec<Option<String>>>> {
        self.typed(name, "texts", texts)
    }

    /// Whole numbers.
    pub(super) fn whole(&self, name: &str) -> Result<Option<Vec<Option<i64>>>> {
        self.typed(name, "whole numbers of 64 bits", whole)
    }

    /// Numbers.
    pub(super) fn numbers(&self, name: &str) -> Result<Option<Vec<Option<f64>>>> {
        self.typed(name, "numbers", |array| match array.data_type() {
            DataType::Float32 => Some(each::<Float32Type, _>(array, f64::from)),
            DataType::Float64 => Some(each::<Float64Type, _>(array, |number| number)),
            #[expect(clippy::cast_precision_loss, reason = "as Python and Arrow turn one into the other")]
            _ => {
                whole(array).map(|several| several.into_iter().map(|one| one.map(|one| one as f64)).collect())
            }
        })
    }

    /// Truth values.
    pub(super) fn flags(&self, name: &str) -> Result<Option<Vec<Option<bool>>>> {
        self.typed(name, "truth values", |array| array.as_boolean_opt().map(|flags| flags.iter().collect()))
    }

    /// Instants: those without a time zone are in UTC.
    pub(super) fn times(&self, name: &str) -> Result<Option<Vec<Option<Time>>>> {
        let nanos = self.typed(name, "timestamps", |array| {
            let DataType::Timestamp(unit, _) = array.data_type() else { return None };
            Some(match unit {
                TimeUnit::Second => each::<TimestampSecondType, _>(array, |t| i128::from(t) * 1_000_000_000),
                TimeUnit::Millisecond => {
                    each::<TimestampMillisecondType, _>(array, |t| i128::from(t) * 1_000_000)
                }
                TimeUnit::Microsecond => each::<TimestampMicrosecondType, _>(array, |t| i128::from(t) * 1000),
                TimeUnit::Nanosecond => each::<TimestampNanosecondType, _>(array, i128::from),
            })
        })?;
        let Some(nanos) = nanos else { return Ok(None) };
        let time = |(row, nanos): (usize, Option<i128>)| {
            nanos
                .map(|nanos| {
                    Time::from_unix_nanos(nanos)
                        .ok_or_else(|| self.wrong(name, row, "an instant that has a date"))
                })
                .transpose()
        };
        nanos.into_iter().enumerate().map(time).collect::<Result<_>>().map(Some)
    }

    /// The values of a column that must be there, each of which must be, too.
    ///
    /// # Errors
    /// `request.missing-field` without the column, `request.type` for a null.
    pub(super) fn all<T>(&self, name: &str, wanted: &str, column: Option<Vec<Option<T>>>) -> Result<Vec<T>> {
        let column = column.ok_or_else(|| {
            Error::new(codes::request::MISSING_FIELD, format!("the column {name} is missing"))
                .in_path(name)
                .in_path(self.table)
                .with_hint(format!("Give a column {name} of {wanted}."))
        })?;
        let present = |(row, value): (usize, Option<T>)| value.ok_or_else(|| self.wrong(name, row, wanted));
        column.into_iter().enumerate().map(present).collect()
    }

    /// That a row of a column holds something else than it should.
    pub(super) fn wrong(&self, name: &str, row: usize, wanted: &str) -> Error {
        Error::new(codes::request::TYPE, format!("the column {name} has no {wanted} in row {row}"))
            .in_path(format!("[{row}]"))
            .in_path(name)
            .in_path(self.table)
            .with_hint(format!("Give {wanted} in each row; rows are counted from 0."))
    }

    fn typed<T>(
        &self,
        name: &str,
        wanted: &str,
        read: impl FnOnce(&ArrayRef) -> Option<Vec<Option<T>>>,
    ) -> Result<Option<Vec<Option<T>>>> {
        let Some(array) = self.batch.column_by_name(name) else { return Ok(None) };
        // Where every value is null, libraries give no type to them.
        if *array.data_type() == DataType::Null {
            return Ok(Some((0..array.len()).map(|_| None).collect()));
        }
        read(array).map(Some).ok_or_else(|| {
            let message = format!("the column {name} is of {wanted}, not of {}", array.data_type());
            Error::new(codes::request::TYPE, message)
                .in_path(name)
                .in_path(self.table)
                .with_hint(format!("Cast the column to {wanted}."))
        })
    }
}

/// Texts of every form that libraries have, those of a dictionary among them.
fn texts(array: &ArrayRef) -> Option<Vec<Option<String>>> {
    Some(match array.data_type() {
        DataType::Utf8 => owned(array.as_string::<i32>().iter()),
        DataType::LargeUtf8 => owned(array.as_string::<i64>().iter()),
        DataType::Utf8View => owned(array.as_string_view().iter()),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let words = texts(dictionary.values())?;
            // Where there are no words, there are no keys of any.
            let keys = if words.is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
            let word = |(row, key): (usize, usize)| {
                words.get(key).filter(|_| array.is_valid(row)).cloned().flatten()
            };
            keys.into_iter().enumerate().map(word).collect()
        }
        _ => return None,
    })
}

fn owned<'t>(texts: impl Iterator<Item = Option<&'t str>>) -> Vec<Option<String>> {
    texts.map(|text| text.map(str::to_owned)).collect()
}

fn each<A: ArrowPrimitiveType, T>(array: &ArrayRef, to: impl Fn(A::Native) -> T) -> Vec<Option<T>> {
    array.as_primitive::<A>().iter().map(|value| value.map(&to)).collect()
}

/// Whole numbers of any width; of those that 64 bits with a sign do not hold, none.
fn whole(array: &ArrayRef) -> Option<Vec<Option<i64>>> {
    Some(match array.data_type() {
        DataType::Int8 => each::<Int8Type, _>(array, i64::from),
        DataType::Int16 => each::<Int16Type, _>(array, i64::from),
        DataType::Int32 => each::<Int32Type, _>(array, i64::from),
        DataType::Int64 => each::<Int64Type, _>(array, |number| number),
        DataType::UInt8 => each::<UInt8Type, _>(array, i64::from),
        DataType::UInt16 => each::<UInt16Type, _>(array, i64::from),
        DataType::UInt32 => each::<UInt32Type, _>(array, i64::from),
        DataType::UInt64 => {
            let numbers = array.as_primitive::<UInt64Type>().iter();
            numbers.map(|number| number.map(i64::try_from).transpose()).collect::<Result<_, _>>().ok()?
        }
        _ => return None,
    })
}
