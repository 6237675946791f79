//! A request as a struct.

use std::ffi::c_char;

use counterpoise::metrics::request::{Api, CustomApi, Request, RequestParts};

use crate::error::CounterpoiseError;
use crate::guard::{self, Failure};
use crate::text::{Room, text};

/// The custom metrics API, custom.metrics.k8s.io/v1beta1.
pub const COUNTERPOISE_API_CUSTOM_V1BETA1: u32 = 1;
/// The custom metrics API, custom.metrics.k8s.io/v1beta2.
pub const COUNTERPOISE_API_CUSTOM_V1BETA2: u32 = 2;
/// The external metrics API, external.metrics.k8s.io/v1beta1.
pub const COUNTERPOISE_API_EXTERNAL: u32 = 3;
/// The resource metrics API, metrics.k8s.io/v1beta1.
pub const COUNTERPOISE_API_RESOURCE: u32 = 4;

/// A text of the caller's: UTF-8, no NUL needed. NULL and 0 are the empty text.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct CounterpoiseText {
    /// Its first byte.
    pub data: *const c_char,
    /// Its length in bytes.
    pub len: usize,
}

/// A request to one of the metrics APIs, part by part: what its path says, without the escapes. Zeroed, every text in it is empty.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct CounterpoiseRequest {
    /// The API that is asked, a COUNTERPOISE_API_ constant.
    pub api: u32,
    /// 0.
    pub reserved: u32,
    /// The namespace; empty in the root scope, and for the pods of all namespaces. A namespace's own metric has no namespace, the
    /// resource "namespaces" and the namespace as the object's name.
    pub in_namespace: CounterpoiseText,
    /// The objects' resource with its group after a dot, "ingresses.networking.k8s.io"; "pods" or "nodes" of the resource metrics
    /// API, none of the external.
    pub resource: CounterpoiseText,
    /// The object's name; empty for all that the label selector selects. None of the external metrics API.
    pub name: CounterpoiseText,
    /// The metric's name; none of the resource metrics API.
    pub metric: CounterpoiseText,
    /// What selects the objects, or the external metric's own selector.
    pub label_selector: CounterpoiseText,
    /// What goes into the query of a custom metric.
    pub metric_label_selector: CounterpoiseText,
}

impl CounterpoiseRequest {
    /// The request.
    ///
    /// # Safety
    /// Each text is NULL or as long as its length says, and stays unchanged for `'a`.
    pub(crate) unsafe fn read<'a>(&self) -> Result<Request<'a>, Failure> {
        let api = match self.api {
            COUNTERPOISE_API_CUSTOM_V1BETA1 => Api::Custom(CustomApi::V1Beta1),
            COUNTERPOISE_API_CUSTOM_V1BETA2 => Api::Custom(CustomApi::V1Beta2),
            COUNTERPOISE_API_EXTERNAL => Api::External,
            COUNTERPOISE_API_RESOURCE => Api::Resource,
            other => return Err(Failure::argument(format!("request->api cannot be {other}"))),
        };
        // SAFETY: as the caller says.
        let part = |argument, part: CounterpoiseText| unsafe { text(argument, part.data, part.len) };
        Ok(Request::of(RequestParts {
            api,
            namespace: part("request->in_namespace", self.in_namespace)?,
            resource: part("request->resource", self.resource)?,
            name: part("request->name", self.name)?,
            metric: part("request->metric", self.metric)?,
            label_selector: part("request->label_selector", self.label_selector)?,
            metric_label_selector: part("request->metric_label_selector", self.metric_label_selector)?,
        })
        .map_err(|error| error.in_path("request"))?)
    }
}

/// The path of a request with its query, as Go's clients send it. May be called from any thread.
///
/// @param request  The request.
/// @param buffer   Receives the path, without a NUL. Written only on success. May be NULL where capacity is 0.
/// @param capacity The bytes that the buffer has.
/// @param needed   Receives the length of the path in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
/// @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_request_path(
    request: *const CounterpoiseRequest,
    buffer: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        let room = Room::new("buffer", buffer, capacity, needed)?;
        // SAFETY: the caller's request is NULL or one whose texts are as long as they say, and stay while the call runs.
        let request = unsafe { request.as_ref().ok_or_else(|| Failure::null("request"))?.read()? };
        // SAFETY: the caller's buffer has room for as much as it says, and the length is writable.
        unsafe { room.fill_text(&request.to_string()) }
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}
