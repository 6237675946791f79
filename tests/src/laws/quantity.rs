//! Quantities: two of them, with a space between.

use std::cmp::Ordering;

use counterpoise::quantity::{Form, Format, Quantity};
use serde_json::json;

use super::asked::ask;
use super::given::text;
use crate::generate;

pub(super) fn check(bytes: &[u8]) {
    let make = |random: &mut generate::Random<'_>| {
        format!("{} {}", generate::quantity(random), generate::quantity(random))
    };
    let Some(text) = text(bytes, make) else { return };
    let (a, b) = text.split_once(' ').unwrap_or((&text, "1"));
    let parsed = [a, b].map(|text| {
        let parsed = Quantity::parse(text);
        let asked = ask("quantity.parse", &json!({ "text": text }));
        assert_eq!(parsed.is_ok(), asked.is_ok(), "{text:?}");
        if let (Ok(parsed), Ok(asked)) = (&parsed, asked) {
            assert_eq!(asked["canonical"], parsed.to_string());
            one(text, parsed);
        }
        parsed.ok()
    });
    if let [Some(a), Some(b)] = parsed {
        two(&a, &b);
    }
}

fn one(text: &str, quantity: &Quantity) {
    let canonical = quantity.to_string();
    let again = Quantity::parse(&canonical).unwrap_or_else(|error| panic!("{canonical:?}: {error}"));
    // Canonical of canonical. Upstream knows no suffix for powers beyond 10^18, and prints such a number without its power.
    if quantity.as_f64().abs() < 1e21 {
        assert_eq!(&again, quantity, "{text:?} is {canonical:?}");
        assert_eq!(again.to_string(), canonical, "{text:?}");
        let written = serde_json::to_string(quantity).expect("a quantity is written");
        assert_eq!(serde_json::from_str(&written).ok().as_ref(), Some(quantity), "{written}");
    }
    // What is not whole, or below 1024, loses powers of 1024 in print.
    if canonical.ends_with('i') {
        assert_eq!(
            (again.format(), quantity.format()),
            (Format::BinarySi, Format::BinarySi),
            "{text:?} is {canonical:?}"
        );
    }
    assert_eq!(quantity.neg().neg(), *quantity);
    assert_eq!(quantity.sign(), -quantity.neg().sign());
    assert_eq!(quantity.is_zero(), quantity.sign() == 0);
    if let Some(plain) = quantity.to_plain() {
        assert_eq!(plain.to_quantity().as_ref(), Some(quantity), "{text:?}");
    }
    // Rounded away from zero, and by less than one.
    if let Some(milli) = quantity.checked_milli_value().filter(|_| is_exact(quantity)) {
        let rounded = Quantity::from_milli(milli, Format::DecimalSi);
        let nearer = Quantity::from_milli(milli.saturating_sub(milli.signum()), Format::DecimalSi);
        let (outward, inward) = match quantity.sign() {
            0 => (Ordering::Equal, Ordering::Equal),
            1 => (Ordering::Greater, Ordering::Less),
            _ => (Ordering::Less, Ordering::Greater),
        };
        assert!(
            rounded == *quantity || rounded.cmp(quantity) == outward,
            "{text:?}, {quantity}, becomes {milli}m"
        );
        assert!(nearer.cmp(quantity) == inward, "{text:?}, {quantity}, becomes {milli}m");
    }
    let (same, _) = quantity.mul(1);
    assert_eq!(same, *quantity);
}

fn two(a: &Quantity, b: &Quantity) {
    assert_eq!(a.cmp(b), b.cmp(a).reverse());
    assert_eq!(a.cmp(b) == Ordering::Equal, a == b);
    assert_eq!(a.sub(b).sign(), a.cmp(b) as i32, "{a} - {b}");
    assert_eq!(a.add(b), b.add(a), "{a} + {b}");
    assert_eq!(a.sub(b), a.add(&b.neg()), "{a} - {b}");
    assert_eq!(a.add(b).sub(b), *a, "{a} + {b}");
    // What counts in milli-units keeps the order.
    if let (Some(of_a), Some(of_b), true) =
        (a.checked_milli_value(), b.checked_milli_value(), is_exact(a) && is_exact(b))
    {
        assert!(a > b || of_a <= of_b, "{a} is {of_a}m and {b} is {of_b}m");
    }
    for op in ["quantity.add", "quantity.sub", "quantity.cmp"] {
        ask(op, &json!({ "a": a.to_string(), "b": b.to_string() })).expect("both are quantities");
    }
}

/// Whether a value in other units is what the number is. Of a negative number that is held with all its digits, since it has many of
/// them, upstream's is another: it looks whether the number is too large for an int64, and not whether it is too small.
fn is_exact(quantity: &Quantity) -> bool {
    quantity.sign() >= 0 || quantity.to_plain().is_some_and(|plain| plain.form == Form::Int64Amount)
}
