use num_bigint::BigInt;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};

use super::{Form, Format, Plain, Quantity, Spelled};

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

#[test]
fn is_24_bytes() {
    assert_eq!(size_of::<Quantity>(), 24);
    assert_eq!(size_of::<Option<Quantity>>(), 24);
}

#[test]
fn prints_canonically() {
    for (text, canonical) in [
        ("0.5", "500m"),
        ("1.5Gi", "1536Mi"),
        ("0.5Ki", "512"),
        ("0.5Mi", "512Ki"),
        ("1Ki", "1Ki"),
        ("1e3", "1e3"),
        ("1e2", "100"),
        ("1e-1", "100e-3"),
        ("0.1n", "1n"),
        ("-0.1n", "-1n"),
        ("-24.n", "-24n"),
    ] {
        assert_eq!(quantity(text).to_string(), canonical, "{text}");
    }
}

#[test]
fn binary_quantities_end_at_int64() {
    assert_eq!(quantity("8Ei").to_string(), "9223372036854775807");
    assert_eq!(quantity("-8Ei").to_string(), "-9223372036854775807");
    assert_eq!(quantity("7Ei").to_string(), "7Ei");
    assert_eq!(quantity("8E").to_string(), "8E");
    assert_eq!(quantity("9e30").to_string(), "9e30");
}

#[test]
fn a_fraction_with_a_binary_suffix_is_held_in_nano_units() {
    for (text, canonical, milli) in [
        ("1.5Gi", "1536Mi", 1_610_612_736_000),
        ("-1.5Gi", "-1536Mi", -1_610_612_736_000),
        ("0.25Ki", "256", 256_000),
        ("0.0001Ki", "102400u", 103),
        ("-0.0001Ki", "-102400u", -101),
        ("1.000000001Ki", "1024000001024n", 1_024_001),
        ("1.0000000001Ki", "1024000000103n", 1_024_001),
        ("7.999999999Ei", "9223372035701854303393153024n", i64::MIN),
        ("0.0Gi", "0", 0),
    ] {
        let quantity = quantity(text);
        assert_eq!(quantity.to_string(), canonical, "{text}");
        if milli != i64::MIN {
            assert_eq!(quantity.milli_value(), milli, "{text}");
        }
        assert!(quantity.int64_amount().is_none(), "{text}");
    }
}

#[test]
fn a_power_without_a_suffix_is_lost_in_print() {
    assert_eq!(quantity("1000E").to_string(), "1");
    assert_eq!(quantity("1024Pi").mul(1024).0.mul(1024).0.to_string(), "1");
    assert_eq!(quantity("-2Ei").mul(4).0.to_string(), "-8Ei");
    assert_eq!(quantity("1Gi").mul(i64::MIN).0.to_string(), "-8");
}

#[test]
fn a_number_may_have_no_digits_in_the_fast_form() {
    for text in ["+", "-", ".", "k", "-m", "e5", "Ti"] {
        assert!(quantity(text).is_zero(), "{text}");
    }
    for text in ["Ei", ".e-20", "-e-20"] {
        assert_eq!(Quantity::parse(text).unwrap_err().code(), "quantity.syntax", "{text}");
    }
}

#[test]
fn errors_have_a_place() {
    for (text, code, column, end) in [
        ("\t1", "quantity.syntax", 1, 2),
        ("1 Gi", "quantity.syntax", 2, 3),
        ("1.5.5", "quantity.syntax", 4, 5),
        ("1é", "quantity.syntax", 2, 3),
        ("10KB", "quantity.syntax", 4, 5),
        ("10K", "quantity.suffix", 3, 4),
        ("1e", "quantity.suffix", 2, 3),
        ("1e9999999999999999999", "quantity.suffix", 2, 22),
        ("1e99999", "quantity.range", 2, 8),
        ("0e-99999", "quantity.range", 2, 9),
    ] {
        let error = Quantity::parse(text).unwrap_err();
        let span = error.span().unwrap();
        assert_eq!((error.code(), span.column, span.end_column), (code, column, end), "{text}");
    }
    assert_eq!(Quantity::parse("").unwrap_err().code(), "quantity.syntax");
    assert_eq!(Quantity::parse("e17000").unwrap_err().code(), "quantity.range");
    assert_eq!(Quantity::parse(&"9".repeat(100_000)).unwrap_err().code(), "quantity.range");
}

#[test]
fn an_exponent_wraps_as_an_int32() {
    assert_eq!(quantity("1e4294967297"), quantity("10"));
    assert_eq!(quantity("7e-2147483648"), quantity("1n"));
}

#[test]
fn keeps_the_spellings_that_go_keeps() {
    for (text, spelling) in [
        ("0", "0"),
        ("00", "0"),
        ("+5", "+5"),
        ("5.", "5."),
        ("03e3", "03e3"),
        ("020497E3", "020497E3"),
        ("1.50", "1500m"),
        ("1.500", "1.500"),
        ("1000", "1k"),
        ("0.500", "500m"),
        ("8Ki", "8Ki"),
        ("08Ki", "8Ki"),
        ("09Ki", "09Ki"),
        ("9.0Ki", "9Ki"),
    ] {
        assert_eq!(Quantity::spelling(text).unwrap(), spelling);
        let spelled = Spelled::parse(text).unwrap();
        assert_eq!(spelled.to_string(), spelling);
    }
}

#[test]
fn values_round_up_as_go_does() {
    for (text, value, milli) in [
        ("501484u", 1, 502),
        ("-1500m", -2, -1500),
        // Beyond the fast form a negative fraction goes the other way, and one too far.
        ("-239.530666u", 1, 1),
        // Below the smallest int64 in nano-units, only the lower 64 bits of these count.
        ("-1234567890123456789m", -1_096_246_370, -1_096_246_371_336),
        ("1234567890123456789m", 1_234_567_890_123_457, 1_234_567_890_123_456_789),
        // Overflows.
        ("1000000000000000000", 1_000_000_000_000_000_000, 3_875_820_019_684_212_736),
        ("90P", 90_000_000_000_000_000, 0),
    ] {
        let quantity = quantity(text);
        assert_eq!((quantity.value(), quantity.milli_value()), (value, milli), "{text}");
    }
    assert_eq!(quantity("1E").scaled_value(-4), 0);
}

#[test]
fn checked_values_stay_below_the_largest_int64() {
    assert_eq!(quantity("9223372036854775806").checked_value(), Some(i64::MAX - 1));
    assert_eq!(quantity("9223372036854775807").checked_value(), None);
    assert_eq!(quantity("-8Ei").checked_value(), None);
    assert_eq!(quantity("27E").checked_value(), None);
    assert_eq!(quantity("1E").checked_milli_value(), None);
    assert_eq!(quantity("5m").checked_milli_value(), Some(5));
}

#[test]
fn floats_are_gos() {
    assert_eq!(quantity("501484m").as_f64(), 501.484_000_000_000_04);
    assert_eq!(quantity("1.5Gi").as_f64(), 1_610_612_736.0);
    assert_eq!(quantity("1e400").as_f64(), f64::INFINITY);
}

#[test]
fn a_zero_takes_the_format_of_what_is_added() {
    let sum = |a: &str, b: &str| quantity(a).add(&quantity(b)).to_string();
    assert_eq!(sum("0", "1Ki"), "1Ki");
    assert_eq!(sum("0Ki", "2048m"), "2048m");
    assert_eq!(sum("24", "1Ki"), "1048");
    assert_eq!(sum("1Ki", "1m"), "1024001m");
    assert_eq!(quantity("0").sub(&quantity("2Mi")).to_string(), "-2Mi");
    assert_eq!(["1Gi", "1Gi"].map(quantity).into_iter().sum::<Quantity>().to_string(), "2Gi");
}

#[test]
fn products_are_exact_and_say_when_the_integer_grows() {
    let product = |text: &str, by| {
        let (product, exact) = quantity(text).mul(by);
        (product.to_string(), exact)
    };
    assert_eq!(product("1500m", 2), ("3".to_owned(), true));
    assert_eq!(product("9223372036854775807", 2), ("18446744073709551614".to_owned(), false));
    assert_eq!(product("1G", i64::MIN), ("-9223372036854775808G".to_owned(), true));
    assert_eq!(product("1.5", 0), ("0".to_owned(), true));
}

#[test]
fn rounds_away_from_zero() {
    let round = |text: &str, scale| {
        let (rounded, exact) = quantity(text).round_up(scale);
        (rounded.to_string(), exact)
    };
    assert_eq!(round("1001m", 0), ("2".to_owned(), false));
    assert_eq!(round("-9", 1), ("-10".to_owned(), false));
    assert_eq!(round("0.5n", -9), ("1n".to_owned(), true));
    assert_eq!(round("828Pi", 3), ("932245122865693000".to_owned(), false));
    assert_eq!(round("2G", 6), ("2G".to_owned(), true));
}

#[test]
fn from_scaled_reaches_beyond_the_suffixes() {
    assert_eq!(Quantity::from_scaled(12, 6, Format::DecimalSi).to_string(), "12M");
    assert_eq!(Quantity::from_scaled(12, i8::MAX, Format::DecimalExponent).to_string(), "120e126");
    assert_eq!(Quantity::from_scaled(i64::MIN, 0, Format::BinarySi).to_string(), "-9223372036854775808");
    assert!(Quantity::from_scaled(1, i8::MIN, Format::DecimalSi) < quantity("1n"));
}

#[test]
fn reads_json_and_yaml() {
    let json = |text: &str| serde_json::from_str::<Quantity>(text).map(|quantity| quantity.to_string());
    assert_eq!(json("30").unwrap(), "30");
    assert_eq!(json("18446744073709551615").unwrap(), "18446744073709551615");
    assert_eq!(json("0.5").unwrap(), "500m");
    assert_eq!(json("null").unwrap(), "0");
    assert_eq!(json("\" 2Gi \"").unwrap(), "2Gi");
    assert_eq!(json("1e21").unwrap(), "1e21");
    assert_eq!(json("1e-7").unwrap(), "100e-9");
    assert!(json("true").is_err());
    assert!(json("\"1 Gi\"").is_err());
    let yaml = |text: &str| crate::yaml::from_str::<Spelled>(text).map(|quantity| quantity.to_string());
    for (text, string) in [("30", "30"), ("0.5", "500m"), ("100m", "100m"), ("'+5'", "+5"), ("null", "0")] {
        assert_eq!(yaml(text).unwrap(), string, "{text}");
    }
    let written = serde_json::to_string(&Quantity::from_milli(1500, Format::DecimalSi)).unwrap();
    assert_eq!(written, "\"1500m\"");
}

#[test]
fn the_largest_inputs_are_quick() {
    let (large, small) = (quantity(&format!("{}e16384", "9".repeat(16_384))), quantity("1n"));
    let sum = large.add(&small);
    assert!(sum > large);
    assert_eq!(sum.sub(&large), small);
    assert_eq!(sum.to_string().len(), 32_768 + 9 + "e-9".len());
    assert_eq!(sum.value(), large.value().wrapping_add(1));
}

/// A quantity's text that parsing does not round, and ten billion times its number.
fn exact_text() -> impl Strategy<Value = (String, BigInt)> {
    let suffix = proptest::sample::select(vec![
        ("", 0, 0),
        ("m", 0, -3),
        ("k", 0, 3),
        ("G", 0, 9),
        ("Ki", 10, 0),
        ("Gi", 30, 0),
        ("e3", 0, 3),
        ("E-2", 0, -2),
        ("e+40", 0, 40),
    ]);
    (any::<bool>(), "[0-9]{1,30}", "[0-9]{0,6}", suffix).prop_filter_map(
        "cut at int64",
        |(negative, whole, fraction, (suffix, bits, exponent))| {
            let sign = if negative { "-" } else { "" };
            let digits: BigInt = format!("{sign}{whole}{fraction}").parse().ok()?;
            let places = 10 + exponent - i32::try_from(fraction.len()).ok()?;
            let number: BigInt = (digits << bits) * BigInt::from(10).pow(u32::try_from(places).ok()?);
            let cut =
                bits > 0 && number.magnitude() > (BigInt::from(i64::MAX) * 10_000_000_000u64).magnitude();
            (!cut).then(|| (format!("{sign}{whole}.{fraction}{suffix}"), number))
        },
    )
}

proptest! {
    #[test]
    fn never_panics(text in "\\PC*") {
        let _ = Quantity::parse(&text);
    }

    #[test]
    fn quantity_like_text_never_panics(text in "[-+]{0,2}[0-9.]{0,25}[eEinumkKMGTP]{0,3}[-+]?[0-9]{0,12}") {
        if let Ok(quantity) = Quantity::parse(&text) {
            let _ = (quantity.to_string(), quantity.milli_value(), quantity.as_f64(), quantity.mul(7));
            prop_assert_eq!(Spelled::parse(&text).unwrap().to_string(), Quantity::spelling(&text).unwrap());
        }
    }

    #[test]
    fn canonical_form_is_read_back((text, _) in exact_text()) {
        let quantity = quantity(&text).with_format(Format::DecimalExponent);
        let printed = quantity.to_string();
        let again = Quantity::parse(&printed).unwrap();
        prop_assert_eq!(&again, &quantity);
        prop_assert_eq!(again.to_string(), printed);
    }

    #[test]
    fn every_format_is_read_back(number in -999_999_999i64..=999_999_999, format in 0usize..3, milli: bool) {
        let format = [Format::DecimalExponent, Format::BinarySi, Format::DecimalSi][format];
        let quantity = Quantity::from_scaled(number, if milli { -3 } else { 0 }, format);
        prop_assert_eq!(Quantity::parse(&quantity.to_string()).unwrap(), quantity);
    }

    #[test]
    fn order_is_that_of_the_numbers((a, exact_a) in exact_text(), (b, exact_b) in exact_text()) {
        prop_assert_eq!(quantity(&a).cmp(&quantity(&b)), exact_a.cmp(&exact_b));
        prop_assert_eq!(quantity(&a).sign(), i32::from(exact_a > BigInt::ZERO) - i32::from(exact_a < BigInt::ZERO));
    }

    #[test]
    fn sums_are_exact((a, exact_a) in exact_text(), (b, exact_b) in exact_text(), (c, exact_c) in exact_text()) {
        let (a, b, c) = (quantity(&a), quantity(&b), quantity(&c));
        prop_assert_eq!(a.add(&b), b.add(&a));
        prop_assert_eq!(a.add(&b).cmp(&c), (exact_a + exact_b).cmp(&exact_c));
        prop_assert_eq!(a.add(&b).sub(&b), a);
    }

    #[test]
    fn a_sum_adds_one_by_one(terms in proptest::collection::vec(("-?[0-9]{1,19}|-?[0-9]{0,4}\\.[0-9]{1,9}", "[num]|[kGE]|[KGE]i|e[12]|"), 0..6)) {
        let terms: Vec<_> = terms.iter().map(|(number, suffix)| quantity(&format!("{number}{suffix}"))).collect();
        let sum: Quantity = terms.iter().sum();
        let one_by_one = terms.iter().fold(Quantity::default(), |sum, term| sum.add(term));
        prop_assert_eq!(format!("{:?}", sum.0), format!("{:?}", one_by_one.0));
        prop_assert_eq!(terms.into_iter().sum::<Quantity>().to_string(), one_by_one.to_string());
    }

    #[test]
    fn appending_prints_the_same((a, _) in exact_text(), format in 0usize..3) {
        let quantity = quantity(&a).with_format([Format::DecimalExponent, Format::BinarySi, Format::DecimalSi][format]);
        let mut text = String::from("=");
        quantity.append_to(&mut text);
        prop_assert_eq!(text, format!("={quantity}"));
    }

    #[test]
    fn products_are_exact((a, exact) in exact_text(), by: i64, (b, exact_b) in exact_text()) {
        prop_assert_eq!(quantity(&a).mul(by).0.cmp(&quantity(&b)), (exact * by).cmp(&exact_b));
    }

    #[test]
    fn rounding_moves_away_from_zero((a, _) in exact_text(), scale in -9i8..=18) {
        let quantity = quantity(&a);
        let (rounded, exact) = quantity.round_up(scale);
        prop_assert_eq!(rounded == quantity, exact);
        prop_assert!(rounded.sign() == quantity.sign());
        let moved = rounded.sub(&quantity);
        prop_assert!(moved.is_zero() || moved.sign() == quantity.sign());
        prop_assert!(moved.mul(i64::from(moved.sign())).0 < Quantity::from_scaled(1, scale, Format::DecimalSi));
    }
}

/// All that can be told of a quantity.
fn told(quantity: &Quantity) -> impl PartialEq + std::fmt::Debug + use<> {
    let sum = quantity.add(&Quantity::from_milli(1, Format::DecimalSi));
    (
        (quantity.to_string(), quantity.format(), quantity.value(), quantity.milli_value()),
        (quantity.scaled_value(-9), quantity.neg().milli_value(), quantity.round_up(0).0.to_string()),
        (sum.to_string(), sum.milli_value(), quantity.mul(3).1, quantity.as_f64().to_bits()),
    )
}

#[test]
fn a_plain_quantity_is_the_same_quantity() {
    for text in [
        "0",
        "1",
        "-1",
        "1500m",
        "1.5Gi",
        "-1.5Gi",
        "16.5Gi",
        "-16.5Gi",
        "7.5Ei",
        "0.1n",
        "-239.530666u",
        "12e6",
        "1e-3",
        "9223372036854775807",
        "-9223372036854775808",
        "1000E",
        "8Ei",
        "1234567890123456789m",
        "0.000000001Ki",
    ] {
        let read = quantity(text);
        let plain = read.to_plain().unwrap_or_else(|| panic!("{text} is not plain"));
        assert_eq!(told(&plain.to_quantity().unwrap()), told(&read), "{text}");
    }
}

#[test]
fn what_is_no_int64_times_a_power_of_ten_is_not_plain() {
    for text in ["12345678901234567891", "123456789012345678901e3", "1.000000001Ei", "7.999999999Ei"] {
        assert_eq!(quantity(text).to_plain(), None, "{text}");
    }
}

#[test]
fn plain_numbers_that_no_text_gives_are_no_quantity() {
    let plain = |scale, form| Plain { value: 1, scale, format: Format::DecimalSi, form };
    assert_eq!(plain(0, Form::Int64Amount).to_quantity(), Some(Quantity::from(1)));
    for (scale, form) in [
        (i32::MAX, Form::Int64Amount),
        (i32::MIN, Form::InfDec),
        (-10, Form::InfDecNano),
        (i32::MIN, Form::InfDecNano),
        (40, Form::InfDecNano),
    ] {
        assert_eq!(plain(scale, form).to_quantity(), None, "{scale} {form:?}");
    }
}

proptest! {
    #[test]
    fn plain_quantities_are_the_same(value: i64, scale in -9..19i32, by in 1..100_000i64) {
        let quantity = Quantity::from_scaled(value, i8::try_from(scale).unwrap(), Format::DecimalSi).mul(by).0;
        if let Some(plain) = quantity.to_plain() {
            prop_assert_eq!(told(&plain.to_quantity().unwrap()), told(&quantity));
        } else {
            prop_assert!(quantity.int64_amount().is_none());
        }
    }
}
