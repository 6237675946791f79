//! Texts and arrays on their way from C, and the caller's buffers on their way back.

use std::ffi::c_char;
use std::{slice, str};

use counterpoise::error::codes;
use counterpoise::{Error, limits};

use crate::guard::{Failure, present};

/// A text argument as Rust sees it, of no more bytes than an input may have; NULL of no length is the empty text.
///
/// # Safety
/// `data` is NULL or points to `len` bytes that stay unchanged for `'a`.
pub(crate) unsafe fn text<'a>(argument: &str, data: *const c_char, len: usize) -> Result<&'a str, Failure> {
    if len > limits::INPUT_BYTES {
        // It is not even looked at: a length that is wrong is too long, as a rule.
        let message = format!("{argument}: {len} bytes are more than {}", limits::INPUT_BYTES);
        return Err(Error::new(codes::limit::SIZE, message).into());
    }
    // SAFETY: as the caller says.
    unsafe { text_of_any_length(argument, data, len) }
}

/// As [`text`], of any length.
///
/// # Safety
/// As [`text`].
pub(crate) unsafe fn text_of_any_length<'a>(
    argument: &str,
    data: *const c_char,
    len: usize,
) -> Result<&'a str, Failure> {
    // SAFETY: as the caller says.
    let bytes = unsafe { array_of_any_length(argument, data.cast::<u8>(), len)? };
    str::from_utf8(bytes).map_err(|cause| Failure::not_utf8(argument, cause))
}

/// An array argument, of no more values than an input may have bytes; NULL of no length is the empty array.
///
/// # Safety
/// `data` is NULL or points to `len` values that stay unchanged for `'a`.
pub(crate) unsafe fn array<'a, T>(argument: &str, data: *const T, len: usize) -> Result<&'a [T], Failure> {
    if len > limits::INPUT_BYTES {
        let message = format!("{argument}: {len} values are more than {}", limits::INPUT_BYTES);
        return Err(Error::new(codes::limit::SIZE, message).into());
    }
    // SAFETY: as the caller says.
    unsafe { array_of_any_length(argument, data, len) }
}

/// As [`array()`], of any length.
///
/// # Safety
/// As [`array()`].
unsafe fn array_of_any_length<'a, T>(argument: &str, data: *const T, len: usize) -> Result<&'a [T], Failure> {
    if len == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Failure::null(argument));
    }
    let fits = len.checked_mul(size_of::<T>()).is_some_and(|bytes| isize::try_from(bytes).is_ok());
    if !fits {
        let message = format!("{argument}: no object has a length of {len}");
        return Err(Error::new(codes::limit::SIZE, message).into());
    }
    // SAFETY: the pointer is not NULL and the length fits an object; the rest is the caller's word.
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// A list of texts: the bytes of all, one after another, and where each ends.
///
/// # Safety
/// `ends` is NULL or points to `count` ends, and `data` is NULL or points to as many bytes as the last of them says; both stay
/// unchanged for `'a`.
pub(crate) unsafe fn texts<'a>(
    argument: &str,
    data: *const c_char,
    ends: *const usize,
    count: usize,
) -> Result<Vec<&'a str>, Failure> {
    // SAFETY: as the caller says.
    let ends = unsafe { array(argument, ends, count)? };
    // SAFETY: as the caller says.
    let all = unsafe { text(argument, data, ends.last().copied().unwrap_or(0))? };
    let mut texts = Vec::with_capacity(count);
    let mut start = 0;
    for (place, end) in ends.iter().enumerate() {
        let Some(text) = all.get(start..*end) else {
            let message = format!("{argument}: text {place} cannot be from {start} to {end}");
            return Err(Failure::argument(message));
        };
        texts.push(text);
        start = *end;
    }
    Ok(texts)
}

/// What a caller has room for.
#[derive(Clone, Copy)]
pub(crate) struct Room<T> {
    data: *mut T,
    capacity: usize,
    needed: *mut usize,
}

impl<T: Copy> Room<T> {
    /// Refuses parameters that are NULL; a buffer may be where it has no capacity.
    pub(crate) fn new(
        argument: &str,
        data: *mut T,
        capacity: usize,
        needed: *mut usize,
    ) -> Result<Self, Failure> {
        present("needed", needed)?;
        if capacity > 0 {
            present(argument, data)?;
        }
        Ok(Self { data, capacity, needed })
    }

    /// Whether there is room for so many values; says in `needed` how many there are.
    ///
    /// # Safety
    /// `needed` is writable.
    pub(crate) unsafe fn take(&self, count: usize) -> Result<(), Failure> {
        // SAFETY: as the caller says.
        unsafe { self.needed.write(count) };
        if count > self.capacity { Err(Failure::TOO_SMALL) } else { Ok(()) }
    }

    /// Writes the values, where there is room for all.
    ///
    /// # Safety
    /// `data` is NULL or has room for `capacity` values, and `needed` is writable.
    pub(crate) unsafe fn fill(&self, values: &[T]) -> Result<(), Failure> {
        // SAFETY: as the caller says.
        unsafe { self.take(values.len())? };
        if !values.is_empty() {
            // SAFETY: there is room for all of them, and so data that is not NULL; nothing of Rust's overlaps the caller's.
            unsafe { self.data.copy_from_nonoverlapping(values.as_ptr(), values.len()) };
        }
        Ok(())
    }
}

impl Room<c_char> {
    /// Writes a text without a NUL, where there is room for it.
    ///
    /// # Safety
    /// As [`fill`](Self::fill).
    pub(crate) unsafe fn fill_text(&self, text: &str) -> Result<(), Failure> {
        let room = Room { data: self.data.cast::<u8>(), capacity: self.capacity, needed: self.needed };
        // SAFETY: as the caller says.
        unsafe { room.fill(text.as_bytes()) }
    }
}
