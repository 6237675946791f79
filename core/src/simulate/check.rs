//! What is asked of the numbers of an input, wherever they stand.

use crate::error::{Code, Error, Result, codes};
use crate::quantity::Quantity;

use super::input::Period;

/// 25 years in nanoseconds: no time of a simulation is later, so that sums of some of them fit.
const LONGEST: i64 = 25 * 366 * 24 * 3_600 * 1_000_000_000;

fn wrong(code: &'static Code, message: impl Into<String>, path: &str) -> Error {
    Error::new(code, message).in_path(path)
}

/// A time since the start, or a delay, in nanoseconds: not below 0.
pub(super) fn time(period: Period, path: &str) -> Result<i64> {
    let nanos = period.nanos();
    if nanos < 0 {
        return Err(wrong(codes::simulate::DURATION, format!("{} is below 0", period.0), path));
    }
    if nanos > LONGEST {
        let message = format!("{} is longer than 25 years", period.0);
        return Err(wrong(codes::simulate::DURATION, message, path));
    }
    Ok(nanos)
}

/// How often something happens, in nanoseconds: more than 0.
pub(super) fn period(period: Period, path: &str) -> Result<i64> {
    if period.nanos() == 0 {
        return Err(wrong(codes::simulate::DURATION, "a period of 0 has no end", path));
    }
    time(period, path)
}

/// A number that is finite and not below 0.
pub(super) fn amount(number: f64, path: &str) -> Result<f64> {
    amount_as(codes::simulate::VALUE, number, MOST, path)
}

/// As [`amount`], of a value that may be bytes of many pods, and that fits a quantity in milli.
pub(super) fn value(number: f64, path: &str) -> Result<f64> {
    amount_as(codes::simulate::VALUE, number, 1e15, path)
}

/// As [`amount`], of a load.
pub(super) fn rate(number: f64, path: &str) -> Result<f64> {
    amount_as(codes::simulate::LOAD, number, MOST, path)
}

/// So that what adds up over years stays finite, and exact enough.
const MOST: f64 = 1e12;

fn amount_as(code: &'static Code, number: f64, most: f64, path: &str) -> Result<f64> {
    if !number.is_finite() {
        return Err(wrong(code, format!("{number} is no amount"), path));
    }
    if number < 0.0 {
        return Err(wrong(code, format!("{number} is below 0"), path));
    }
    if number > most {
        return Err(wrong(code, format!("{number} is more than {most}"), path));
    }
    Ok(number)
}

/// A share from 0 to 1.
pub(super) fn share(number: f64, path: &str) -> Result<f64> {
    if (0.0..=1.0).contains(&number) {
        return Ok(number);
    }
    Err(wrong(codes::simulate::VALUE, format!("{number} is not a share from 0 to 1"), path))
}

/// A quantity that is not below 0, as a number.
pub(super) fn quantity(quantity: &Quantity, path: &str) -> Result<f64> {
    let number = quantity.as_f64();
    // Bytes are large numbers.
    if (0.0..=1e18).contains(&number) {
        return Ok(number);
    }
    Err(wrong(codes::simulate::VALUE, format!("{quantity} is not an amount from 0 to 1e18"), path))
}

/// A count from a smallest one on.
pub(super) fn count(count: i32, least: i32, path: &str) -> Result<i32> {
    if count >= least {
        return Ok(count);
    }
    Err(wrong(codes::simulate::VALUE, format!("{count} is less than {least}"), path))
}
