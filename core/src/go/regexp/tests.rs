use super::{Dialect, Expansion, Regexp, Translation};

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

#[test]
fn a_pattern_is_compiled_when_something_is_looked_for() {
    let regexp = Regexp::new("a+b").unwrap();
    let copy = regexp.clone();
    // What the empty text says needs no automaton.
    assert!(!regexp.is_match("") && !regexp.pattern.is_compiled());
    assert!(copy.is_match("aab") && regexp.pattern.is_compiled());
}

/// A pattern is compiled at its first match only where no error can come of that.
#[test]
fn what_is_left_for_later_does_compile() {
    let items = |low: u32| (0..40).map(|n| format!("\\x{{{:X}}}", low + 3 * n)).collect::<String>();
    let (ascii, greek, far) = (items(0x21), items(0x370), items(0x1_0000));
    for piece in [
        "a",
        "a?",
        "a*",
        "é",
        "(a)",
        "(?P<n>.)",
        "()",
        "|",
        "(a|b|)",
        "\\b",
        ".",
        "[^a]",
        "[a-y]",
        "(?i:k)",
        "(?i:[^a])",
        "\\pL",
        "\\PL",
        "(?i:\\pL)",
        "\\p{Greek}",
        "(?:a?b?){9}",
        "[[:^word:]]",
        &format!("[{ascii}]"),
        &format!("[{greek}]"),
        &format!("[{far}]"),
        &format!("(?i:[{greek}])"),
        &format!("[^{far}]"),
        &format!("[{greek}{far}]"),
    ] {
        let kept = |count: &usize| {
            Translation::new(&piece.repeat(*count), Dialect::Go).is_ok_and(|read| !read.is_large())
        };
        let (mut least, mut most) = (0, 100_000);
        while least < most {
            let count = usize::midpoint(least, most + 1);
            if kept(&count) { least = count } else { most = count - 1 }
        }
        assert!(least > 0, "{piece}");
        let regexp = Regexp::new(&piece.repeat(least)).unwrap();
        assert!(!regexp.pattern.is_compiled(), "{piece}");
        assert!(regexp.pattern.engine().is_some(), "{piece} × {least}");
    }
}

proptest::proptest! {
    #[test]
    fn the_empty_text_is_told_without_an_automaton(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "a", "é", "(", "(?:", ")", ")", "|", "*", "+", "?", "{0}", "{2}", "{0,3}", "{1,}", "{0,}", "[a-c]", "[^a]", "\\pN",
            "\\b", "\\B", "^", "$", "\\A", "\\z", ".", "(?i)", "(?im)", "(?U)", "\\Q\\E", "\\Qx\\E", "[[:word:]]", "(?P<n>a?)",
            "\\p{Cs}", "()",
        ]), 0..9),
    ) {
        for pattern in [Regexp::new(&pieces.concat()), Regexp::whole(&pieces.concat())].into_iter().flatten() {
            let engine = pattern.pattern.engine().unwrap();
            proptest::prop_assert_eq!(pattern.is_match(""), engine.is_match(""));
        }
    }
}
