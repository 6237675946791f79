use super::same;

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
