//! Functions of each sample of an instant vector.

use std::f64::consts::PI;

use super::SampleFunction;
use super::date;
use crate::go::math;

/// The function with a name; none where it is not one of single samples. Mirrors `FunctionCalls`.
pub(in crate::promql::eval) fn sample_function(name: &str) -> Option<SampleFunction> {
    Some(match name {
        "abs" => |v, _| Some(v.abs()),
        "acos" => |v, _| Some(math::acos(v)),
        "acosh" => |v, _| Some(math::acosh(v)),
        "asin" => |v, _| Some(math::asin(v)),
        "asinh" => |v, _| Some(math::asinh(v)),
        "atan" => |v, _| Some(math::atan(v)),
        "atanh" => |v, _| Some(math::atanh(v)),
        "ceil" => |v, _| Some(v.ceil()),
        "clamp" => |v, scalars| {
            let [least, most] = scalars else { return None };
            clamped(v, *least, *most)
        },
        "clamp_max" => |v, scalars| clamped(v, f64::NEG_INFINITY, *scalars.first()?),
        "clamp_min" => |v, scalars| clamped(v, *scalars.first()?, f64::INFINITY),
        "cos" => |v, _| Some(math::cos(v)),
        "cosh" => |v, _| Some(math::cosh(v)),
        "deg" => |v, _| Some(v * (180.0 / PI)),
        "exp" => |v, _| Some(math::exp(v)),
        "floor" => |v, _| Some(v.floor()),
        "ln" => |v, _| Some(math::log(v)),
        "log10" => |v, _| Some(math::log10(v)),
        "log2" => |v, _| Some(math::log2(v)),
        "rad" => |v, _| Some(v * (PI / 180.0)),
        "round" => |v, scalars| Some(rounded(v, scalars.first().copied().unwrap_or(1.0))),
        "sgn" => |v, _| Some(sign(v)),
        "sin" => |v, _| Some(math::sin(v)),
        "sinh" => |v, _| Some(math::sinh(v)),
        "sqrt" => |v, _| Some(v.sqrt()),
        "tan" => |v, _| Some(math::tan(v)),
        "tanh" => |v, _| Some(math::tanh(v)),
        _ => return date::function(name),
    })
}

/// Within limits, of which NaN is none that any value keeps to; nothing where they leave no room.
fn clamped(v: f64, least: f64, most: f64) -> Option<f64> {
    (least <= most || least.is_nan() || most.is_nan()).then(|| math::max(least, math::min(most, v)))
}

/// To the nearest multiple; halves go up.
fn rounded(v: f64, to_nearest: f64) -> f64 {
    let inverse = 1.0 / to_nearest;
    (v * inverse + 0.5).floor() / inverse
}

/// 1 or -1; what is neither above nor below 0 stays.
fn sign(v: f64) -> f64 {
    if v < 0.0 {
        -1.0
    } else if v > 0.0 {
        1.0
    } else {
        v
    }
}
