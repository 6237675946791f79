//! The text handle.

use std::ffi::c_char;
use std::ptr;

use crate::handle::{self, Handle};

/// Text that Counterpoise made: UTF-8, owned by the caller, freed with counterpoise_string_free. Immutable, so any
/// number of threads may read it at once.
#[derive(Debug)]
pub struct CounterpoiseString {
    /// The text and, for callers that expect one, a NUL after it.
    terminated: Box<[u8]>,
}

impl Handle for CounterpoiseString {
    const KIND: &'static str = "counterpoise_string";
}

impl CounterpoiseString {
    pub(crate) fn new(text: String) -> Self {
        let mut bytes = text.into_bytes();
        bytes.push(0);
        Self { terminated: bytes.into_boxed_slice() }
    }

    pub(crate) fn data(&self) -> *const c_char {
        self.terminated.as_ptr().cast()
    }

    pub(crate) fn len(&self) -> usize {
        self.terminated.len() - 1
    }
}

/// The text's first byte. It stays valid until the handle is freed; a NUL follows the text.
///
/// @param string A text handle, or NULL.
/// @return NULL for NULL.
///
/// # Safety
/// `string` is NULL or a live handle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_string_data(string: *const CounterpoiseString) -> *const c_char {
    // SAFETY: the caller hands over NULL or a live handle.
    unsafe { handle::seen(string) }.map_or(ptr::null(), CounterpoiseString::data)
}

/// The text's length in bytes, without the NUL after it.
///
/// @param string A text handle, or NULL.
/// @return 0 for NULL.
///
/// # Safety
/// `string` is NULL or a live handle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_string_len(string: *const CounterpoiseString) -> usize {
    // SAFETY: the caller hands over NULL or a live handle.
    unsafe { handle::seen(string) }.map_or(0, CounterpoiseString::len)
}

/// Frees a text handle. Does nothing for NULL.
///
/// @param string A text handle that no thread uses any more, or NULL.
///
/// # Safety
/// `string` is NULL or a live handle; it is dead afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_string_free(string: *mut CounterpoiseString) {
    // SAFETY: the caller hands over NULL or a live handle, and gives it up.
    unsafe { handle::free(string) }
}
