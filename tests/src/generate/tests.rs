use super::{Area, Random, case, cases};

#[test]
fn a_seed_gives_the_same_cases() {
    for area in Area::all() {
        let first: Vec<_> = cases(area, 3).take(50).collect();
        assert!(cases(area, 3).take(50).eq(first.iter().cloned()));
        assert!(cases(area, 4).take(50).ne(first));
    }
}

#[test]
fn every_operation_of_an_area_is_asked() {
    for area in Area::all() {
        let mut asked: Vec<_> = cases(area, 1)
            .take(if matches!(area, Area::Hpa(..)) { 3 } else { 2000 })
            .map(|case| case.op)
            .collect();
        asked.sort_unstable();
        asked.dedup();
        let operations = counterpoise::ops::operations().map(|op| op.name).chain(["hpa.sequence"]);
        let mut known: Vec<_> = operations.filter(|op| area.asks(op)).collect();
        known.sort_unstable();
        assert_eq!(asked, known);
    }
}

/// A generator that makes only errors, or none, tests half of what it should. An object is seldom refused: what is wrong
/// with it is in the answer.
#[test]
fn good_and_bad_inputs_are_both_there() {
    for area in Area::all() {
        let whole = matches!(area, Area::Hpa(..));
        let count = if area.asks("hpa.sequence") {
            20
        } else if whole {
            300
        } else {
            2000
        };
        let good = cases(area, 2)
            .take(count)
            .filter(|case| match case.op {
                "hpa.sequence" => crate::sequence::outcomes(&case.input).is_ok(),
                op => counterpoise::ops::call_value(None, op, case.input.clone()).is_ok(),
            })
            .count();
        let most = match area {
            _ if whole => count + 1,
            // Queries that are none are asked for by another area.
            Area::PromqlEvaluate | Area::PromqlLabels => count * 99 / 100,
            _ => count * 95 / 100,
        };
        assert!((count * 3 / 10..most).contains(&good), "{area:?}: {good} of {count} are good");
    }
}

#[test]
fn any_bytes_make_a_case() {
    for area in Area::all() {
        for bytes in [&[][..], &[0], &[255; 300], b"some bytes that a fuzzer might think of"] {
            assert_eq!(case(area, &mut Random::of_bytes(bytes)), case(area, &mut Random::of_bytes(bytes)));
        }
    }
}
