//! What Go's `sort.Sort` made of lists: each line the digits that are sorted, and where each of the sorted stood before. 9 stands
//! for NaN, which belongs before all and before itself.

use super::sort;

const SORTED: &str = include_str!("tests.txt");

#[test]
fn lists_end_in_the_order_in_which_go_leaves_them() {
    for line in SORTED.lines() {
        let (digits, places) = line.split_once(' ').unwrap();
        let mut items: Vec<(u32, usize)> = digits.chars().map(|c| c.to_digit(10).unwrap()).zip(0..).collect();
        let wanted: Vec<usize> = places.split(' ').map(|place| place.parse().unwrap()).collect();
        sort(&mut items, |a, b| a.0 == 9 || (b.0 != 9 && a.0 < b.0));
        let places: Vec<_> = items.iter().map(|item| item.1).collect();
        assert_eq!(places, wanted, "{digits}");
    }
}
