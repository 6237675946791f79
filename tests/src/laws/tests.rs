use super::{AREAS, find};

#[test]
fn areas_are_found_by_their_names_which_are_sorted() {
    assert!(AREAS.is_sorted_by_key(|area| area.name));
    assert!(AREAS.iter().all(|area| find(area.name).is_some()));
    assert!(find("nothing").is_none());
}

#[test]
fn there_are_seeds_for_each_area() {
    for area in AREAS {
        let seeds = super::seeds(area.name).expect("vectors and examples are there");
        assert!(seeds.len() > 20, "{} has {}", area.name, seeds.len());
    }
}
