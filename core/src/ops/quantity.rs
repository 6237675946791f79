//! `quantity.*`: quantities without a type to hold them.

use serde::{Deserialize, Serialize};

use super::operation::{Operation, operation};
use crate::error::{Error, Result, codes};
use crate::quantity::{Format, Quantity, Spelled};

pub(super) const OPERATIONS: &[Operation] = &[
    operation!("quantity.parse" => parse),
    operation!("quantity.add" => add),
    operation!("quantity.sub" => sub),
    operation!("quantity.cmp" => cmp),
    operation!("quantity.mul" => mul),
    operation!("quantity.neg" => neg),
    operation!("quantity.roundUp" => round_up),
    operation!("quantity.fromMilli" => from_milli),
];

/// One quantity, as text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ParseInput {
    /// The quantity.
    pub text: String,
}

/// All that a quantity says.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ParseOutput {
    /// The canonical form.
    pub canonical: Quantity,
    /// What Go's `String()` gives right after parsing.
    pub string: Spelled,
    /// The family of its suffix.
    pub format: Format,
    /// In whole units, rounded up; absent out of int64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// In milli-units, rounded up; absent out of int64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milli_value: Option<String>,
    /// `AsApproximateFloat64`; absent where it is infinite.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approximate: Option<f64>,
}

/// Reads a quantity.
///
/// # Errors
/// `quantity.syntax`, `quantity.suffix`, `quantity.range`.
pub fn parse(input: ParseInput) -> Result<ParseOutput> {
    let string = named("text", Spelled::parse(&input.text))?;
    let quantity = string.quantity();
    Ok(ParseOutput {
        canonical: quantity.clone(),
        format: quantity.format(),
        value: quantity.checked_value().map(|value| value.to_string()),
        milli_value: quantity.checked_milli_value().map(|value| value.to_string()),
        approximate: Some(quantity.as_f64()).filter(|value| value.is_finite()),
        string,
    })
}

/// Two quantities, as text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PairInput {
    /// The first.
    pub a: String,
    /// The second.
    pub b: String,
}

impl PairInput {
    fn quantities(&self) -> Result<(Quantity, Quantity)> {
        Ok((named("a", Quantity::parse(&self.a))?, named("b", Quantity::parse(&self.b))?))
    }
}

/// A result in canonical form.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CanonicalOutput {
    /// The canonical form.
    pub canonical: Quantity,
}

/// A result in canonical form, and whether it is what was asked for.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ExactOutput {
    /// The canonical form.
    pub canonical: Quantity,
    /// What upstream says of it.
    pub exact: bool,
}

/// The sum.
///
/// # Errors
/// As [`parse`].
pub fn add(input: PairInput) -> Result<CanonicalOutput> {
    let (a, b) = input.quantities()?;
    Ok(CanonicalOutput { canonical: a.add(&b) })
}

/// The difference.
///
/// # Errors
/// As [`parse`].
pub fn sub(input: PairInput) -> Result<CanonicalOutput> {
    let (a, b) = input.quantities()?;
    Ok(CanonicalOutput { canonical: a.sub(&b) })
}

/// How two quantities compare.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct CmpOutput {
    /// -1, 0 or 1.
    pub ordering: i32,
}

/// Compares the numbers.
///
/// # Errors
/// As [`parse`].
pub fn cmp(input: PairInput) -> Result<CmpOutput> {
    let (a, b) = input.quantities()?;
    Ok(CmpOutput { ordering: i32::from(a > b) - i32::from(a < b) })
}

/// A quantity and an int64.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MulInput {
    /// The quantity.
    pub a: String,
    /// The factor, an int64 as text.
    pub by: Int64Text,
}

/// The product.
///
/// # Errors
/// As [`parse`].
pub fn mul(input: MulInput) -> Result<ExactOutput> {
    let (canonical, exact) = named("a", Quantity::parse(&input.a))?.mul(input.by.0);
    Ok(ExactOutput { canonical, exact })
}

/// One quantity.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NegInput {
    /// The quantity.
    pub a: String,
}

/// The number with the other sign.
///
/// # Errors
/// As [`parse`].
pub fn neg(input: NegInput) -> Result<CanonicalOutput> {
    Ok(CanonicalOutput { canonical: named("a", Quantity::parse(&input.a))?.neg() })
}

/// A quantity and a power of ten.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RoundUpInput {
    /// The quantity.
    pub a: String,
    /// From -9, nano, to 18, exa.
    pub scale: i8,
}

/// Rounds away from zero to a multiple of `10^scale`.
///
/// # Errors
/// As [`parse`], and `quantity.range` for a scale that has no name.
pub fn round_up(input: RoundUpInput) -> Result<ExactOutput> {
    let quantity = named("a", Quantity::parse(&input.a))?;
    if !(-9..=18).contains(&input.scale) {
        let error =
            Error::new(codes::quantity::RANGE, format!("scale {} is not between -9 and 18", input.scale));
        return Err(error.in_path("scale"));
    }
    let (canonical, exact) = quantity.round_up(input.scale);
    Ok(ExactOutput { canonical, exact })
}

/// A number of milli-units.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FromMilliInput {
    /// The milli-units, an int64 as text.
    pub milli: Int64Text,
    /// How to write it.
    #[serde(default)]
    pub format: Format,
}

/// A quantity of so many milli-units.
///
/// # Errors
/// None.
pub fn from_milli(input: FromMilliInput) -> Result<CanonicalOutput> {
    Ok(CanonicalOutput { canonical: Quantity::from_milli(input.milli.0, input.format) })
}

/// An int64, which travels as text; a JSON number will do.
#[derive(Debug, Clone, Copy)]
pub struct Int64Text(pub i64);

impl<'de> Deserialize<'de> for Int64Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Number(i64),
            Text(String),
        }
        match Either::deserialize(deserializer)? {
            Either::Number(value) => Ok(Self(value)),
            Either::Text(text) => text.parse().map(Self).map_err(serde::de::Error::custom),
        }
    }
}

fn named<T>(field: &'static str, result: Result<T>) -> Result<T> {
    result.map_err(|error| error.in_path(field))
}
