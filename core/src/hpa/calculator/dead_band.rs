/// Where the tolerance holds a count back: the values next to the present one at which the metric would call for another
/// count, all else being equal. Milli, or in per cent for a utilization target.
///
/// Of usages that show as the same average, or as so many per cent, the nearest one counts, so that all of them do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeadBand {
    /// The largest value below that does; absent where none does.
    pub below: Option<i64>,
    /// The smallest value above that does; absent where none does.
    pub above: Option<i64>,
}

/// Whether somebody asks for dead bands: they decide nothing, and take longer than all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::hpa) enum Bands {
    /// Somebody does.
    Wanted,
    /// Nobody does.
    Unwanted,
}

impl DeadBand {
    /// Values from 0 to `most` around the present one; `moves` says which call for another count.
    pub(super) fn around(present: i64, most: i64, moves: impl Fn(i64) -> bool) -> Self {
        let distance = |most: i64, at: &dyn Fn(i64) -> i64| nearest(most, |distance| moves(at(distance)));
        let down = |distance: i64| present.saturating_sub(distance);
        let up = |distance: i64| present.saturating_add(distance);
        Self {
            below: distance(present, &down).map(down),
            above: distance(most.saturating_sub(present), &up).map(up),
        }
    }
}

/// The least distance, up to `most`, at which the count moves: by doubling, then by halving. A count that moves does so from
/// some distance on.
pub(in crate::hpa) fn nearest(most: i64, moves: impl Fn(i64) -> bool) -> Option<i64> {
    if most <= 0 {
        return None;
    }
    let (mut stays, mut moved) = (0, 1i64);
    while !moves(moved) {
        if moved >= most {
            return None;
        }
        (stays, moved) = (moved, moved.saturating_mul(2).min(most));
    }
    while moved.saturating_sub(stays) > 1 {
        let middle = stays.midpoint(moved);
        if moves(middle) {
            moved = middle;
        } else {
            stays = middle;
        }
    }
    Some(moved)
}
