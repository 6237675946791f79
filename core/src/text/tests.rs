use super::{is_before, same};

#[test]
fn every_byte_counts_at_every_length() {
    for len in 0..70 {
        let text = vec![b'x'; len];
        assert!(same(&text, text.clone()), "{len}");
        assert!(!same(&text, vec![b'x'; len + 1]), "{len}");
        for place in 0..len {
            let mut other = text.clone();
            other[place] = b'y';
            assert!(!same(&text, &other) && !same(&other, &text), "{place} of {len}");
        }
    }
}

#[test]
fn texts_are_ordered_by_their_first_difference() {
    for len in 0..40 {
        let text = "m".repeat(len);
        let longer = format!("{text}m");
        assert!(is_before(&text, &longer) && !is_before(&longer, &text) && !is_before(&text, &text), "{len}");
        for place in 0..len {
            for (byte, later) in [("a", "z"), ("a", "y"), ("z", "a")] {
                // What comes after the first difference does not matter.
                let mut other = text.clone();
                other.replace_range(place..=place, byte);
                if place + 1 < len {
                    other.replace_range(len - 1.., later);
                }
                assert_eq!(is_before(&other, &text), other < text, "{other}");
                assert_eq!(is_before(&text, &other), text < other, "{other}");
            }
        }
    }
}
