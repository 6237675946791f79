use super::{Area, Random, case, cases};

#[test]
fn a_seed_gives_the_same_cases() {
    for area in Area::ALL {
        let first: Vec<_> = cases(area, 3).take(200).collect();
        assert!(cases(area, 3).take(200).eq(first.iter().cloned()));
        assert!(cases(area, 4).take(200).ne(first));
    }
}

#[test]
fn every_operation_of_an_area_is_asked() {
    for area in Area::ALL {
        let mut asked: Vec<_> = cases(area, 1).take(2000).map(|case| case.op).collect();
        asked.sort_unstable();
        asked.dedup();
        let mut known: Vec<_> =
            counterpoise::ops::operations().map(|op| op.name).filter(|op| area.asks(op)).collect();
        known.sort_unstable();
        assert_eq!(asked, known);
    }
}

/// A generator that makes only errors, or none, tests half of what it should.
#[test]
fn good_and_bad_inputs_are_both_there() {
    for area in Area::ALL {
        let good = cases(area, 2)
            .take(2000)
            .filter(|case| counterpoise::ops::call_value(None, case.op, case.input.clone()).is_ok())
            .count();
        assert!((600..1900).contains(&good), "{}: {good} of 2000 are good", area.name());
    }
}

#[test]
fn any_bytes_make_a_case() {
    for area in Area::ALL {
        for bytes in [&[][..], &[0], &[255; 300], b"some bytes that a fuzzer might think of"] {
            assert_eq!(case(area, &mut Random::of_bytes(bytes)), case(area, &mut Random::of_bytes(bytes)));
        }
    }
}
