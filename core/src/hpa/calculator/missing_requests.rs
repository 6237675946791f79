use super::sums::Sums;
use crate::hpa::profile::Arithmetic;

/// What pods without a sample request, so that what they count as using is known for every target: of each a share of
/// its request, rounded down. Requests that leave the same rest when they are divided by a hundred lose the same, so
/// those are counted together. Most syncs have none.
pub(super) struct Missing {
    /// Requests and pods.
    pub(super) requests: Sums,
    /// The hundreds of all requests; `None` where they cannot be summed up.
    hundreds: Option<i64>,
    largest: i64,
    /// How many requests leave each rest; made for the first.
    rests: Option<Box<[u32; 100]>>,
}

impl Default for Missing {
    fn default() -> Self {
        Self { requests: Sums::default(), hundreds: Some(0), largest: 0, rests: None }
    }
}

impl Missing {
    /// One pod more.
    pub(super) fn add(&mut self, request: i64, arithmetic: Arithmetic) {
        self.requests.add(0, request, arithmetic);
        let rest = usize::try_from(request.checked_rem(100).unwrap_or(-1)).ok();
        let rests = self.rests.get_or_insert_with(|| Box::new([0; 100]));
        let counted = rest.and_then(|rest| rests.get_mut(rest));
        self.hundreds = match (self.hundreds, counted) {
            (Some(hundreds), Some(rest)) if *rest < u32::MAX => {
                *rest += 1;
                hundreds.checked_add(request / 100)
            }
            _ => None,
        };
        self.largest = self.largest.max(request);
    }

    /// What they use where each uses so many per cent of its request; `None` where a number on the way is too large.
    pub(super) fn usage(&self, percent: i64) -> Option<i64> {
        self.largest.checked_mul(percent)?;
        let whole = self.hundreds?.checked_mul(percent)?;
        let Some(rests) = &self.rests else { return Some(whole) };
        (0..).zip(rests.iter()).filter(|(_, count)| **count > 0).try_fold(whole, |usage, (rest, count)| {
            let share: i64 = percent.checked_mul(rest)? / 100;
            usage.checked_add(share.checked_mul(i64::from(*count))?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_each_request() {
        let requests = [0, 1, 7, 50, 99, 100, 101, 12_345, 500_000, 8_589_934_592_000, 333];
        let mut missing = Missing::default();
        for request in requests {
            missing.add(request, Arithmetic::AsGo);
        }
        for percent in [100, 101, 137, 199, 250, 9_999, 123_457] {
            let each: i64 = requests.iter().map(|request| request * percent / 100).sum();
            assert_eq!(missing.usage(percent), Some(each), "{percent}");
        }
        assert_eq!(missing.usage(i64::from(i32::MAX)), None, "a product would overflow");
        missing.add(-1, Arithmetic::AsGo);
        assert_eq!(missing.usage(100), None, "what is below zero is rounded the other way");
    }
}
