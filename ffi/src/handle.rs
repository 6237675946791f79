//! Handles on their way back from C.

use std::panic::{self, AssertUnwindSafe};

/// Takes a handle back and drops it.
///
/// # Safety
/// `handle` is NULL or came from [`run`](crate::guard::run) and was not freed before.
pub(crate) unsafe fn free<T>(handle: *mut T) {
    if handle.is_null() {
        return;
    }
    // SAFETY: the handle came from `Box::into_raw` in `run` and is given up here.
    let owned = unsafe { Box::from_raw(handle) };
    // Dropping runs no code that panics; were it otherwise, the panic must not reach C.
    let _ = panic::catch_unwind(AssertUnwindSafe(|| drop(owned)));
}
