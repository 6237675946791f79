use indexmap::IndexSet;

use crate::error::{Error, Result, codes};
use crate::limits;
use crate::metrics::series::Series;
use crate::promql::SeriesSelector;
use crate::rules::Rule;

/// The series, all and by name: names repeat, and most rules select by name.
pub(super) struct Candidates<'a> {
    all: &'a [Series],
    names: IndexSet<&'a str>,
    /// The places in `all`, those of one name together, the names in their order.
    by_name: Vec<u32>,
    /// Where the places of each name begin in `by_name`, and the end of the last.
    starts: Vec<usize>,
}

impl<'a> Candidates<'a> {
    pub(super) fn of(all: &'a [Series]) -> Self {
        let mut names = IndexSet::new();
        let mut last = None;
        // The name of each series; answers come sorted, so that it is often the one before.
        let name_of: Vec<usize> = all
            .iter()
            .map(|series| match last {
                Some((name, at)) if name == series.name() => at,
                _ => {
                    let (at, _) = names.insert_full(series.name());
                    last = Some((series.name(), at));
                    at
                }
            })
            .collect();
        let mut starts = vec![0; names.len() + 1];
        for name in &name_of {
            starts.iter_mut().skip(name + 1).take(1).for_each(|count| *count += 1);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut by_name = vec![0; all.len()];
        for (place, name) in (0..).zip(&name_of) {
            let Some(next) = next.get_mut(*name) else { continue };
            if let Some(slot) = by_name.get_mut(*next) {
                *slot = place;
            }
            *next += 1;
        }
        Self { all, names, by_name, starts }
    }

    /// Calls with every series whose name a selector asks for, in the order of the list, and with a value that the
    /// series of one name share.
    pub(super) fn selected_by_name<T: Default>(
        &self,
        selector: &SeriesSelector,
        mut visit: impl FnMut(&'a Series, &mut T),
    ) {
        let mut visit_place = |place: u32, shared: &mut T| {
            if let Some(series) = usize::try_from(place).ok().and_then(|place| self.all.get(place)) {
                visit(series, shared);
            }
        };
        let asked =
            |name: &usize| self.names.get_index(*name).is_some_and(|name| selector.matches_name(name));
        if let Some(name) = selector.name() {
            let Some(name) = self.names.get_index_of(name).filter(asked) else { return };
            let mut shared = T::default();
            self.places(name).iter().for_each(|place| visit_place(*place, &mut shared));
            return;
        }
        let names: Vec<usize> = (0..self.names.len()).filter(asked).collect();
        let mut places = Vec::with_capacity(names.iter().map(|name| self.places(*name).len()).sum());
        for (at, name) in names.iter().enumerate() {
            places.extend(self.places(*name).iter().map(|place| (*place, at)));
        }
        places.sort_unstable();
        let mut shared: Vec<T> = names.iter().map(|_| T::default()).collect();
        for (place, name) in places {
            if let Some(shared) = shared.get_mut(name) {
                visit_place(place, shared);
            }
        }
    }

    fn places(&self, name: usize) -> &[u32] {
        let bounds = self.starts.get(name).zip(self.starts.get(name + 1));
        bounds.and_then(|(start, end)| self.by_name.get(*start..*end)).unwrap_or_default()
    }

    /// How many series a rule is compared with.
    fn compared(&self, rule: &Rule) -> usize {
        match rule.series_selector.as_ref().map(SeriesSelector::name) {
            Ok(Some(name)) => self.names.get_index_of(name).map_or(0, |name| self.places(name).len()),
            Ok(None) => self.all.len(),
            Err(_) => 0,
        }
    }

    /// Refuses more work than a registry is worth.
    pub(super) fn check(&self, lists: [&[Rule]; 2]) -> Result<()> {
        let comparisons: usize =
            lists.iter().flat_map(|rules| rules.iter()).map(|rule| self.compared(rule)).sum();
        if comparisons > limits::COMPARISONS {
            let message = format!(
                "{comparisons} comparisons of a rule with a series are more than {}",
                limits::COMPARISONS
            );
            return Err(Error::new(codes::limit::WORK, message));
        }
        Ok(())
    }
}
