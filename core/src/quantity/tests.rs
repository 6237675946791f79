use super::{Format, Quantity, Spelled};

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
        ("1Ki", "1Ki"),
        ("1e3", "1e3"),
        ("0.1n", "1n"),
        ("-0.1n", "-1n"),
        ("9Ei", "9223372036854775807"),
        (".", "0"),
        ("k", "0"),
        ("+", "0"),
        ("1000E", "1"),
    ] {
        assert_eq!(quantity(text).to_string(), canonical, "{text}");
    }
}

#[test]
fn keeps_the_spellings_that_go_keeps() {
    for (text, spelling) in [("+5", "+5"), ("5.", "5."), ("03e3", "03e3"), ("1.50", "1500m"), ("8Ki", "8Ki")]
    {
        assert_eq!(Quantity::spelling(text).unwrap(), spelling);
        assert_eq!(Spelled::parse(text).unwrap().to_string(), spelling);
    }
}

#[test]
fn reads_json() {
    let read = |json: &str| serde_json::from_str::<Quantity>(json).map(|quantity| quantity.to_string());
    assert_eq!(read("30").unwrap(), "30");
    assert_eq!(read("0.5").unwrap(), "500m");
    assert_eq!(read("null").unwrap(), "0");
    assert_eq!(read("\" 2Gi \"").unwrap(), "2Gi");
    assert_eq!(read("1e21").unwrap(), "1e21");
    assert!(read("true").is_err());
    assert_eq!(serde_json::to_string(&Quantity::from_milli(1500, Format::DecimalSi)).unwrap(), "\"1500m\"");
}
