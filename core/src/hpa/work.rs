//! Counted work: how many pods and events a test's syncs looked at.

use std::cell::Cell;

thread_local! {
    static LOOKED: Cell<usize> = const { Cell::new(0) };
}

/// So many more were looked at.
pub(super) fn add(count: usize) {
    LOOKED.set(LOOKED.get() + count);
}

/// How many a call looks at.
pub(super) fn of<T>(call: impl FnOnce() -> T) -> (T, usize) {
    let before = LOOKED.get();
    let given = call();
    (given, LOOKED.get() - before)
}
