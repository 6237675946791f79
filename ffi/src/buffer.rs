//! Memory of the module for a host of WebAssembly: there is no other way to hand a text in.

use std::alloc::{Layout, alloc, dealloc};
use std::ptr;

/// What every value of the header is aligned to.
const ALIGNMENT: usize = 16;

/// Gives memory that the host writes to, of at least one byte; NULL where there is not so much. For counterpoise_buffer_free.
#[unsafe(no_mangle)]
pub extern "C" fn counterpoise_buffer_new(len: usize) -> *mut u8 {
    match Layout::from_size_align(len.max(1), ALIGNMENT) {
        // SAFETY: the layout is not empty.
        Ok(layout) => unsafe { alloc(layout) },
        Err(_) => ptr::null_mut(),
    }
}

/// Takes memory back; `len` is what it was asked for with. Does nothing for NULL.
///
/// # Safety
/// `buffer` is NULL or came from counterpoise_buffer_new with this length, and is dead afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_buffer_free(buffer: *mut u8, len: usize) {
    if let (false, Ok(layout)) = (buffer.is_null(), Layout::from_size_align(len.max(1), ALIGNMENT)) {
        // SAFETY: the memory came from `alloc` with this layout.
        unsafe { dealloc(buffer, layout) };
    }
}
