//! Quantities as structs, one at a time.

use std::ffi::c_char;

use counterpoise::Error;
use counterpoise::error::codes;
use counterpoise::quantity::{Form, Format, Plain, Quantity};

use crate::error::CounterpoiseError;
use crate::guard::{self, Failure};
use crate::text::{Room, text};

/// A quantity written with decimal suffixes: 100m, 12M.
pub const COUNTERPOISE_DECIMAL_SI: u16 = 0;
/// A quantity written with binary suffixes: 12Mi.
pub const COUNTERPOISE_BINARY_SI: u16 = 1;
/// A quantity written with an exponent: 12e6.
pub const COUNTERPOISE_DECIMAL_EXPONENT: u16 = 2;

/// A quantity that Kubernetes holds as int64Amount, as it does nearly all.
pub const COUNTERPOISE_INT64_AMOUNT: u16 = 0;
/// A quantity that Kubernetes holds as inf.Dec, such as 1.5Gi.
pub const COUNTERPOISE_INF_DEC: u16 = 1;
/// A quantity that Kubernetes holds as inf.Dec in nano-units, which are more than an int64, such as 16.5Gi.
pub const COUNTERPOISE_INF_DEC_NANO: u16 = 2;

/// A Kubernetes quantity that is an int64 times a power of ten: value * 10^scale. Zeroed it is 0.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CounterpoiseQuantity {
    /// The integer.
    pub value: i64,
    /// The power of ten: -3 for milli-units.
    pub scale: i32,
    /// How it is written: COUNTERPOISE_DECIMAL_SI, COUNTERPOISE_BINARY_SI or COUNTERPOISE_DECIMAL_EXPONENT.
    pub format: u16,
    /// How Kubernetes holds it, which decides about rounding: COUNTERPOISE_INT64_AMOUNT for one that the caller makes, else as it
    /// was given.
    pub form: u16,
}

impl CounterpoiseQuantity {
    #[inline]
    pub(crate) fn of(quantity: &Quantity) -> Result<Self, Failure> {
        let Some(Plain { value, scale, format, form }) = quantity.to_plain() else {
            let message = format!("{quantity} is no int64 times a power of ten");
            return Err(Error::new(codes::quantity::WIDE, message).into());
        };
        let format = match format {
            Format::DecimalSi => COUNTERPOISE_DECIMAL_SI,
            Format::BinarySi => COUNTERPOISE_BINARY_SI,
            Format::DecimalExponent => COUNTERPOISE_DECIMAL_EXPONENT,
        };
        let form = match form {
            Form::Int64Amount => COUNTERPOISE_INT64_AMOUNT,
            Form::InfDec => COUNTERPOISE_INF_DEC,
            Form::InfDecNano => COUNTERPOISE_INF_DEC_NANO,
        };
        Ok(Self { value, scale, format, form })
    }

    pub(crate) fn read(self) -> Result<Quantity, Failure> {
        let format = match self.format {
            COUNTERPOISE_DECIMAL_SI => Format::DecimalSi,
            COUNTERPOISE_BINARY_SI => Format::BinarySi,
            COUNTERPOISE_DECIMAL_EXPONENT => Format::DecimalExponent,
            other => return Err(Failure::argument(format!("the format of a quantity cannot be {other}"))),
        };
        let form = match self.form {
            COUNTERPOISE_INT64_AMOUNT => Form::Int64Amount,
            COUNTERPOISE_INF_DEC => Form::InfDec,
            COUNTERPOISE_INF_DEC_NANO => Form::InfDecNano,
            other => return Err(Failure::argument(format!("the form of a quantity cannot be {other}"))),
        };
        let plain = Plain { value: self.value, scale: self.scale, format, form };
        plain.to_quantity().ok_or_else(|| {
            let message =
                format!("a quantity of the scale {} and the form {} is none", self.scale, self.form);
            Failure::argument(message)
        })
    }
}

/// Reads a quantity as Kubernetes does. May be called from any thread.
///
/// @param text  The quantity; UTF-8, no NUL needed.
/// @param len   Its length in bytes.
/// @param out   Receives the quantity. Written only on success.
/// @param error Receives the error, for counterpoise_error_free: "quantity.wide" for one that the struct does not hold, which the
///              operations quantity.* take as text. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_parse(
    text: *const c_char,
    len: usize,
    out: *mut CounterpoiseQuantity,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's text is NULL or as long as its length says, and stays while the call runs.
        let text = unsafe { self::text("text", text, len)? };
        CounterpoiseQuantity::of(&Quantity::parse(text).map_err(|error| error.in_path("text"))?)
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

/// Prints a quantity in its canonical form. May be called from any thread.
///
/// @param quantity The quantity.
/// @param buffer   Receives the text, without a NUL. Written only on success. May be NULL where capacity is 0.
/// @param capacity The bytes that the buffer has; 32 are enough but for an exponent with many digits.
/// @param needed   Receives the length of the text in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
/// @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_print(
    quantity: *const CounterpoiseQuantity,
    buffer: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        let room = Room::new("buffer", buffer, capacity, needed)?;
        let mut text = String::new();
        // SAFETY: the caller's quantity is NULL or one.
        unsafe { one("quantity", quantity)? }.append_to(&mut text);
        // SAFETY: the caller's buffer has room for as much as it says, and the length is writable.
        unsafe { room.fill_text(&text) }
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// Compares two quantities by their numbers, whatever their formats. May be called from any thread.
///
/// @param a     The first.
/// @param b     The second.
/// @param out   Receives -1 where a is less than b, 0 where they are equal, 1 where a is more. Written only on success.
/// @param error Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_compare(
    a: *const CounterpoiseQuantity,
    b: *const CounterpoiseQuantity,
    out: *mut i32,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's quantities are NULL or such.
        let (a, b) = unsafe { (one("a", a)?, one("b", b)?) };
        Ok(a.cmp(&b) as i32)
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

/// Adds two quantities. The sum has the format of a, or that of b where a is zero. May be called from any thread.
///
/// @param a     The first.
/// @param b     The second.
/// @param out   Receives the sum; may be a or b. Written only on success.
/// @param error Receives the error, for counterpoise_error_free: "quantity.wide" for a sum that the struct does not hold. Written
///              only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_add(
    a: *const CounterpoiseQuantity,
    b: *const CounterpoiseQuantity,
    out: *mut CounterpoiseQuantity,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's quantities are NULL or such.
        let (a, b) = unsafe { (one("a", a)?, one("b", b)?) };
        CounterpoiseQuantity::of(&a.add(&b))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

/// Subtracts a quantity from another. The difference has the format of a, or that of b where a is zero. May be called from any
/// thread.
///
/// @param a     The first.
/// @param b     What is subtracted from it.
/// @param out   Receives the difference; may be a or b. Written only on success.
/// @param error Receives the error, for counterpoise_error_free: "quantity.wide" for a difference that the struct does not hold.
///              Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_sub(
    a: *const CounterpoiseQuantity,
    b: *const CounterpoiseQuantity,
    out: *mut CounterpoiseQuantity,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's quantities are NULL or such.
        let (a, b) = unsafe { (one("a", a)?, one("b", b)?) };
        CounterpoiseQuantity::of(&a.sub(&b))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

/// The value of a quantity in milli-units, rounded up. May be called from any thread.
///
/// @param quantity The quantity.
/// @param out      Receives the milli-units. Written only on success.
/// @param error    Receives the error, for counterpoise_error_free: "quantity.range" for a value out of int64. Written only on
///                 failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_milli(
    quantity: *const CounterpoiseQuantity,
    out: *mut i64,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    // SAFETY: the caller's quantity is NULL or one.
    let body = || milli(&unsafe { one("quantity", quantity)? });
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

/// The value of a quantity in whole units, rounded up. May be called from any thread.
///
/// @param quantity The quantity.
/// @param out      Receives the value. Written only on success.
/// @param error    Receives the error, for counterpoise_error_free: "quantity.range" for a value out of int64. Written only on
///                 failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_quantity_value(
    quantity: *const CounterpoiseQuantity,
    out: *mut i64,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's quantity is NULL or one.
        let quantity = unsafe { one("quantity", quantity)? };
        quantity.checked_value().ok_or_else(|| out_of_int64(&quantity, "whole units"))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::put(out, error, body) }
}

/// A quantity argument.
///
/// # Safety
/// It is NULL or a quantity.
unsafe fn one(argument: &str, quantity: *const CounterpoiseQuantity) -> Result<Quantity, Failure> {
    // SAFETY: as the caller says.
    unsafe { quantity.as_ref() }.ok_or_else(|| Failure::null(argument))?.read()
}

/// In milli-units, where int64 holds them.
pub(crate) fn milli(quantity: &Quantity) -> Result<i64, Failure> {
    quantity.checked_milli_value().ok_or_else(|| out_of_int64(quantity, "milli-units"))
}

fn out_of_int64(quantity: &Quantity, units: &str) -> Failure {
    Error::new(codes::quantity::RANGE, format!("{quantity} is no int64 in {units}")).into()
}
