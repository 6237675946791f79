//! Angles as octants of the circle and the rest.

use std::f64::consts::FRAC_PI_4;

use super::super::number::{float64, int64};
use super::parts::{BIAS, FRACTION, SHIFT, exponent};

/// From here on an angle has too few bits left for the quick way.
const THRESHOLD: f64 = 536_870_912.0;

/// π/4 in three parts, the first two so short that their products with an octant's number are exact.
const PARTS: [f64; 3] = [0.7853981256484985, 3.774894707930798e-08, 2.6951514290790595e-15];

/// 4/π: the bits before the point, and 1216 behind it.
const DIGITS: [u64; 20] = [
    0x0000_0000_0000_0001,
    0x45f3_06dc_9c88_2a53,
    0xf84e_afa3_ea69_bb81,
    0xb6c5_2b32_7887_2083,
    0xfca2_c757_bd77_8ac3,
    0x6e48_dc74_849b_a5c0,
    0x0c92_5dd4_13a3_2439,
    0xfc3b_d639_6253_4e7d,
    0xd104_6bea_5d76_8909,
    0xd338_e04d_68be_fc82,
    0x7323_ac73_06a6_73e9,
    0x3908_bf17_7bf2_5076,
    0x3ff1_2fff_bc0b_301f,
    0xde5e_2316_b414_da3e,
    0xda6c_fd9e_4f96_136e,
    0x9e8c_7ecd_3cbf_d45a,
    0xea4f_758f_d7cb_e2f6,
    0x7a0e_73ef_14a5_25d4,
    0xd7f6_bf62_3f1a_ba10,
    0xac06_608d_f8f6_d757,
];

/// The octant of an angle that is not negative, made even, from 0 to 6, and the rest, from -π/4 to π/4.
pub(super) fn octant(x: f64) -> (u8, f64) {
    if x >= THRESHOLD {
        return of_large(x);
    }
    let whole = int64(x * (4.0 / std::f64::consts::PI));
    let even = whole + (whole & 1);
    let y = float64(even);
    let [first, second, third] = PARTS;
    (low(even.cast_unsigned()), ((x - y * first) - y * second) - y * third)
}

/// The same by Payne and Hanek: of 4/π only those bits are multiplied that are not whole turns. Mirrors `trigReduce`.
fn of_large(x: f64) -> (u8, f64) {
    let fraction = x.to_bits() & FRACTION | (FRACTION + 1);
    let place = (exponent(x) - i64::from(SHIFT) + 61).cast_unsigned();
    let (skipped, shift) = (usize::try_from(place / 64).unwrap_or_default(), place % 64);
    let mut digits = DIGITS.into_iter().skip(skipped);
    let mut above = digits.next().unwrap_or_default();
    let [first, second, third] = [(); 3].map(|()| {
        let below = digits.next().unwrap_or_default();
        let both = u128::from(above) << 64 | u128::from(below);
        above = below;
        high(both << shift)
    });
    let wide = |digit: u64| u128::from(digit) * u128::from(fraction);
    // The product without its top digit, which counts whole turns, and without its last one.
    let product = (u128::from(first.wrapping_mul(fraction)) << 64)
        .wrapping_add(wide(second))
        .wrapping_add(wide(third) >> 64);
    let (top, next) = (high(product), high(product << 64));
    let octant = top >> 61;
    let rest = top << 3 | next >> 61;
    let zeros = rest.leading_zeros();
    let field = (BIAS - 1 - i64::from(zeros)).cast_unsigned();
    // Of the digit that comes next, Go takes the same three bits once more.
    let follow = next.checked_shr(63_u32.wrapping_sub(zeros)).unwrap_or_default();
    let bits = (rest.checked_shl(zeros + 1).unwrap_or_default() | follow) >> (64 - SHIFT);
    let rest = f64::from_bits(field << SHIFT | bits);
    let is_odd = octant & 1 == 1;
    let rest = if is_odd { rest - 1.0 } else { rest };
    (low(octant + (octant & 1)), rest * FRAC_PI_4)
}

/// The upper half.
fn high(wide: u128) -> u64 {
    u64::try_from(wide >> 64).unwrap_or_default()
}

/// The number of an octant, without whole turns.
fn low(octant: u64) -> u8 {
    u8::try_from(octant & 7).unwrap_or_default()
}
