//! Quantities as structs, many in one call.

use std::ffi::c_char;

use counterpoise::quantity::Quantity;

use crate::error::CounterpoiseError;
use crate::guard::{self, Failure, present};
use crate::quantity::{CounterpoiseQuantity, milli};
use crate::text::{Room, array, texts};

/// Reads many quantities. May be called from any thread.
///
/// @param data  The quantities: the bytes of all, one after another. UTF-8, no NUL needed.
/// @param ends  Where each of them ends in data. May be NULL where count is 0.
/// @param count How many there are.
/// @param out   Receives the quantities; there is room for count of them. May be NULL where count is 0.
/// @param done  Receives how many of them are written, on success and on failure: a failure is about the text at that place, and
///              what stands before it is good. May be NULL.
/// @param error Receives the error, for counterpoise_error_free: "quantity.wide" for one that the struct does not hold. Written
///              only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantities_parse(
    data: *const c_char,
    ends: *const usize,
    count: usize,
    out: *mut CounterpoiseQuantity,
    done: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let mut written = 0;
    let body = || {
        if count > 0 {
            present("out", out)?;
        }
        // SAFETY: the caller's texts are NULL or as long as they say, and stay while the call runs.
        for text in unsafe { texts("data", data, ends, count)? } {
            let quantity = Quantity::parse(text).map_err(Failure::from);
            let quantity = quantity.and_then(|quantity| CounterpoiseQuantity::of(&quantity));
            let quantity = quantity.map_err(|failure| failure.at(written))?;
            // SAFETY: there is room for as many quantities as texts.
            unsafe { out.add(written).write(quantity) };
            written += 1;
        }
        Ok(())
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    let status = unsafe { guard::run(error, body) };
    if !done.is_null() {
        // SAFETY: the caller's non-NULL out-parameter is writable.
        unsafe { done.write(written) };
    }
    status
}

/// Prints many quantities in their canonical forms. May be called from any thread.
///
/// @param quantities The quantities. May be NULL where count is 0.
/// @param count      How many there are.
/// @param buffer     Receives the texts, one after another and without a NUL. Written only on success. May be NULL where capacity
///                   is 0.
/// @param capacity   The bytes that the buffer has.
/// @param ends       Receives where each text ends in the buffer; there is room for count of them. Written only on success. May be
///                   NULL where count is 0.
/// @param needed     Receives the length of all texts in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantities_print(
    quantities: *const CounterpoiseQuantity,
    count: usize,
    buffer: *mut c_char,
    capacity: usize,
    ends: *mut usize,
    needed: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        let room = Room::new("buffer", buffer, capacity, needed)?;
        if count > 0 {
            present("ends", ends)?;
        }
        // SAFETY: the caller's array is NULL or as long as it says, and stays while the call runs.
        let quantities = unsafe { array("quantities", quantities, count)? };
        let mut text = String::with_capacity(quantities.len().saturating_mul(8));
        let mut made = Vec::with_capacity(quantities.len());
        for (place, quantity) in quantities.iter().enumerate() {
            quantity.read().map_err(|failure| failure.at(place))?.append_to(&mut text);
            made.push(text.len());
        }
        // SAFETY: the caller's buffer has room for as much as it says, and the length is writable.
        unsafe { room.fill_text(&text)? };
        // SAFETY: there is room for as many ends as quantities.
        unsafe { ends.copy_from_nonoverlapping(made.as_ptr(), made.len()) };
        Ok(())
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// The values of many quantities in milli-units, rounded up. May be called from any thread.
///
/// @param quantities The quantities. May be NULL where count is 0.
/// @param count      How many there are.
/// @param out        Receives the milli-units; there is room for count of them. Written only on success. May be NULL where count is
///                   0.
/// @param error      Receives the error, for counterpoise_error_free: "quantity.range" for a value out of int64. Written only on
///                   failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantities_milli(
    quantities: *const CounterpoiseQuantity,
    count: usize,
    out: *mut i64,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        if count > 0 {
            present("out", out)?;
        }
        // SAFETY: the caller's array is NULL or as long as it says, and stays while the call runs.
        let quantities = unsafe { array("quantities", quantities, count)? };
        let mut made = Vec::with_capacity(quantities.len());
        for (place, quantity) in quantities.iter().enumerate() {
            let value = quantity.read().and_then(|quantity| milli(&quantity));
            made.push(value.map_err(|failure| failure.at(place))?);
        }
        // SAFETY: there is room for as many values as quantities.
        unsafe { out.copy_from_nonoverlapping(made.as_ptr(), made.len()) };
        Ok(())
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// The sum of many quantities, in the format of the first that is not zero. May be called from any thread.
///
/// @param quantities The quantities. May be NULL where count is 0, of which the sum is 0.
/// @param count      How many there are.
/// @param out        Receives the sum. Written only on success.
/// @param error      Receives the error, for counterpoise_error_free: "quantity.wide" for a sum that the struct does not hold.
///                   Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantities_sum(
    quantities: *const CounterpoiseQuantity,
    count: usize,
    out: *mut CounterpoiseQuantity,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's array is NULL or as long as it says, and stays while the call runs.
        let quantities = unsafe { array("quantities", quantities, count)? };
        let mut sum = Quantity::default();
        for (place, quantity) in quantities.iter().enumerate() {
            sum += quantity.read().map_err(|failure| failure.at(place))?;
        }
        CounterpoiseQuantity::of(&sum)
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}
