//! What is made once for a key.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

/// Values by their keys. The first stands in place: most specs have one metric of a kind, and need no memory elsewhere.
pub(super) struct Memory<K, V> {
    first: OnceCell<(K, V)>,
    others: OnceCell<RefCell<BTreeMap<K, V>>>,
}

impl<K, V> Default for Memory<K, V> {
    fn default() -> Self {
        Self { first: OnceCell::new(), others: OnceCell::new() }
    }
}

impl<K: Ord, V> Memory<K, V> {
    /// Does something with the value of a key, which is made where there is none.
    pub(super) fn with<R>(&self, key: K, make: impl FnOnce() -> V, then: impl FnOnce(&V) -> R) -> R {
        match self.first.get() {
            None => {
                let (_, value) = self.first.get_or_init(|| (key, make()));
                then(value)
            }
            Some((held, value)) if *held == key => then(value),
            Some(_) => {
                let others = self.others.get_or_init(RefCell::default);
                then(others.borrow_mut().entry(key).or_insert_with(make))
            }
        }
    }
}
