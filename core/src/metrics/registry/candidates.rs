use indexmap::IndexSet;

use crate::budget::Budget;
use crate::error::Result;
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
        budget: &Budget,
        mut visit: impl FnMut(&'a Series, &mut T) -> Result<()>,
    ) -> Result<()> {
        let mut visit_place = |place: u32, shared: &mut T| match usize::try_from(place)
            .ok()
            .and_then(|place| self.all.get(place))
        {
            Some(series) => visit(series, shared),
            None => Ok(()),
        };
        let asked = |name: usize| match self.names.get_index(name) {
            Some(name) => selector.matches_name(name, budget),
            None => Ok(false),
        };
        if let Some(name) = selector.name() {
            let Some(name) = self.names.get_index_of(name) else { return Ok(()) };
            let mut shared = T::default();
            if asked(name)? {
                self.places(name).iter().try_for_each(|place| visit_place(*place, &mut shared))?;
            }
            return Ok(());
        }
        let mut names: Vec<usize> = Vec::new();
        for name in 0..self.names.len() {
            if asked(name)? {
                names.push(name);
            }
        }
        let mut places = Vec::with_capacity(names.iter().map(|name| self.places(*name).len()).sum());
        for (at, name) in names.iter().enumerate() {
            places.extend(self.places(*name).iter().map(|place| (*place, at)));
        }
        places.sort_unstable();
        let mut shared: Vec<T> = names.iter().map(|_| T::default()).collect();
        for (place, name) in places {
            if let Some(shared) = shared.get_mut(name) {
                visit_place(place, shared)?;
            }
        }
        Ok(())
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

    /// Takes the comparisons of rules with series off a budget, before the first is made.
    pub(super) fn check(&self, lists: [&[Rule]; 2], budget: &Budget) -> Result<()> {
        let compared = lists.iter().flat_map(|rules| rules.iter()).map(|rule| self.compared(rule));
        budget.take_steps(compared.fold(0, usize::saturating_add) / COMPARISONS)
    }
}

/// Comparisons of a label's value that take as long as a step.
const COMPARISONS: usize = 8;
