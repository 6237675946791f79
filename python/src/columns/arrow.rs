//! Batches from Python and back, by the PyCapsule interface of Arrow.
#![allow(unsafe_code, reason = "a capsule holds a pointer to a struct of the C data interface")]

use arrow_array::ffi::{self, FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{Array, RecordBatch, RecordBatchIterator, StructArray};
use arrow_schema::ArrowError;
use counterpoise::Error;
use counterpoise::error::codes;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::{Bound, PyAny, PyAnyMethods, PyResult, Python, pyclass, pymethods};
use pyo3::types::{PyCapsule, PyCapsuleMethods, PyTypeMethods};

/// The batches of anything that Arrow's consumers take: one with `__arrow_c_stream__`, or with `__arrow_c_array__`.
///
/// # Errors
/// What Python raises meanwhile, and an error of ours for what has neither.
pub(crate) fn batches(name: &str, given: &Bound<'_, PyAny>) -> PyResult<Result<Vec<RecordBatch>, Error>> {
    if given.hasattr("__arrow_c_stream__")? {
        let capsule = given.call_method0("__arrow_c_stream__")?;
        let pointer = capsule.cast::<PyCapsule>()?.pointer_checked(Some(c"arrow_array_stream"))?;
        // SAFETY: a capsule of this name holds such a stream, which is taken out of it, and lives as long as it does.
        let reader = unsafe { RecordBatchStreamReader::from_raw(pointer.as_ptr().cast()) };
        return Ok(reader.and_then(Iterator::collect).map_err(|error| unreadable(name, &error)));
    }
    if given.hasattr("__arrow_c_array__")? {
        let pair = given.call_method0("__arrow_c_array__")?;
        let (schema, array) = pair.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>()?;
        let schema = schema.cast::<PyCapsule>()?.pointer_checked(Some(c"arrow_schema"))?;
        let array = array.cast::<PyCapsule>()?.pointer_checked(Some(c"arrow_array"))?;
        // SAFETY: capsules of these names hold such structs, and live as long as `pair` does; the array is taken out of its own.
        let data = unsafe {
            let array = FFI_ArrowArray::from_raw(array.as_ptr().cast());
            ffi::from_ffi(array, &*schema.as_ptr().cast::<FFI_ArrowSchema>())
        };
        let batch = data.and_then(|data| {
            if matches!(data.data_type(), arrow_schema::DataType::Struct(_)) && data.null_count() == 0 {
                Ok(RecordBatch::from(StructArray::from(data)))
            } else {
                Err(ArrowError::SchemaError("the array is no struct of columns".to_owned()))
            }
        });
        return Ok(batch.map(|batch| vec![batch]).map_err(|error| unreadable(name, &error)));
    }
    let kind = given.get_type().name()?.to_string();
    Ok(Err(Error::new(codes::request::TYPE, format!("a {kind} has no columns of Arrow"))
        .in_path(name)
        .with_hint(
            "Give a table of pyarrow, polars, or pandas 2.2 and newer, or what else has __arrow_c_stream__.",
        )))
}

fn unreadable(name: &str, error: &ArrowError) -> Error {
    Error::new(codes::request::TYPE, format!("the columns cannot be read: {error}")).in_path(name)
}

/// A table that Arrow's consumers take, such as `pyarrow.table` and `pandas.DataFrame.from_arrow`.
#[pyclass(frozen, module = "counterpoise")]
pub(crate) struct Table {
    batch: RecordBatch,
}

impl From<RecordBatch> for Table {
    fn from(batch: RecordBatch) -> Self {
        Self { batch }
    }
}

#[pymethods]
impl Table {
    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema_ref().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<counterpoise.Table of {} rows: {}>", self.batch.num_rows(), self.column_names().join(", "))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema =
            FFI_ArrowSchema::try_from(self.batch.schema_ref().as_ref()).map_err(|error| raised(&error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The columns as one array of structs. Another schema than theirs is not had, which the interface leaves to us.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        let array = StructArray::from(self.batch.clone());
        let (array, schema) = ffi::to_ffi(&array.to_data()).map_err(|error| raised(&error))?;
        let schema = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
        Ok((schema, PyCapsule::new_with_value(py, array, c"arrow_array")?))
    }

    /// The columns as a stream of one batch.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let reader = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }
}

fn raised(error: &ArrowError) -> pyo3::PyErr {
    PyValueError::new_err(error.to_string())
}
