use super::{Expansion, Regexp};

fn refused(pattern: &str) -> String {
    Regexp::new(pattern).map_or_else(|error| error.to_string(), |_| "accepted".to_owned())
}

fn expanded(pattern: &str, template: &str, text: &str) -> Option<String> {
    let regexp = Regexp::new(pattern).unwrap();
    regexp.expand(&Expansion::new(template, &regexp), text).map(Iterator::collect)
}

#[test]
fn refuses_what_go_refuses_with_its_words() {
    for (pattern, message) in [
        ("(", "missing closing ): `(`"),
        ("a)", "unexpected ): `a)`"),
        ("a++", "invalid nested repetition operator: `++`"),
        ("x{2}{3}{1000}", "invalid nested repetition operator: `{2}{3}`"),
        ("(a{1000}){1000}", "invalid repeat count: `{1000}`"),
        ("a{2,1}", "invalid repeat count: `{2,1}`"),
        ("(|*)", "missing argument to repetition operator: `*`"),
        ("{1}", "missing argument to repetition operator: `{1}`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("(?P=n)", "invalid or unsupported Perl syntax: `(?P`"),
        ("(?P<a b>x)", "invalid named capture: `(?P<a b>`"),
        ("[z-a]", "invalid character class range: `z-a`"),
        ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
        ("\\pX", "invalid character class range: `\\pX`"),
        ("\\x{zz}", "invalid escape sequence: `\\x{z`"),
        ("\\Z", "invalid escape sequence: `\\Z`"),
        ("\\", "trailing backslash at end of expression: ``"),
        ("[a", "missing closing ]: `[a`"),
    ] {
        assert_eq!(refused(pattern), format!("error parsing regexp: {message}"), "{pattern}");
    }
}

#[test]
fn accepts_what_go_accepts() {
    for (pattern, text) in [
        ("^(?P<n>a)(?P<n>b)$", "ab"),
        ("(?P<1a>x)", "x"),
        (r"^\Qa.b", "a.b"),
        ("^a{,2}$", "a{,2}"),
        ("^[]a]+$", "]a"),
        ("^[a-b-c]+$", "b-c"),
        (r"^\pN[[:word:]\d]\z", "1_"),
        (r"^[\p{Greek}\P{^Lu}]+$", "αA"),
        ("^a}$", "a}"),
        ("^[a&&b]+$", "&&"),
        ("^a*(?i)*$", "aa"),
        (r"^\x41\x{42}\103$", "ABC"),
    ] {
        assert!(Regexp::new(pattern).unwrap().is_match(text), "{pattern}");
    }
}

#[test]
fn classes_are_of_ascii_and_case_folds_beyond_it() {
    assert!(!Regexp::new(r"\w").unwrap().is_match("é"));
    assert!(!Regexp::new(r"\d").unwrap().is_match("٣"));
    assert!(Regexp::new("(?i)k").unwrap().is_match("\u{212a}"));
    // The negation of a folded class.
    assert!(!Regexp::new(r"(?i)[\W]").unwrap().is_match("s"));
}

#[test]
fn expansion_takes_the_longest_name() {
    assert_eq!(expanded("^(.*)_total$", "${1}_x", "a_total").unwrap(), "a_x");
    assert_eq!(expanded("^(.*)_total$", "$1_x", "a_total").unwrap(), "");
    assert_eq!(expanded("a", "$0", "xay").unwrap(), "a");
    assert_eq!(expanded("(?P<n>a)|(?P<n>b)", "$n$$", "b").unwrap(), "b$");
    assert_eq!(expanded("(a)", "${1$ $01 $", "a").unwrap(), "${1$  $");
    assert_eq!(expanded("(a)", "$1", "b"), None);
}

#[test]
fn whole_matches_are_anchored_and_span_lines() {
    let regexp = Regexp::whole("a|b.*").unwrap();
    assert!(regexp.is_match("a") && regexp.is_match("b\nc") && !regexp.is_match("ab"));
}

#[test]
fn deep_and_large_patterns_are_refused() {
    let deep = |depth: usize| format!("{}a{}", "(?:x|".repeat(depth), ")*".repeat(depth));
    assert!(Regexp::new(&deep(50)).is_ok());
    assert!(refused(&deep(51)).contains("nests too deeply"));
    assert!(refused(&"[a-z]{1000}".repeat(300)).contains("too large"));
}
