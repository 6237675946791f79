//! Handles on their way to C and back. A debug build knows which are live, and of which kind, by their address: it refuses any
//! other without looking at what is there.

use std::panic::{self, AssertUnwindSafe};

use crate::guard::Failure;

/// What C holds a pointer to.
pub(crate) trait Handle {
    /// Its name in the header.
    #[cfg_attr(not(debug_assertions), expect(dead_code, reason = "only a debug build tells"))]
    const KIND: &'static str;
}

/// Hands a new handle over to C.
pub(crate) fn give<T: Handle>(value: T) -> *mut T {
    let handle = Box::into_raw(Box::new(value));
    live::add::<T>(handle);
    handle
}

/// A handle that C lends.
///
/// # Safety
/// `handle` is NULL or came from [`give`], and is not freed for `'a`; a debug build asks for neither.
pub(crate) unsafe fn lent<'a, T: Handle>(argument: &str, handle: *const T) -> Result<&'a T, Failure> {
    if handle.is_null() {
        return Err(Failure::null(argument));
    }
    live::check::<T>(argument, handle)?;
    // SAFETY: as the caller says.
    Ok(unsafe { &*handle })
}

/// A handle that C lends to one call at a time.
///
/// # Safety
/// As [`lent`], and no other call uses it for `'a`.
pub(crate) unsafe fn lent_alone<'a, T: Handle>(argument: &str, handle: *mut T) -> Result<&'a mut T, Failure> {
    if handle.is_null() {
        return Err(Failure::null(argument));
    }
    live::check::<T>(argument, handle)?;
    // SAFETY: as the caller says.
    Ok(unsafe { &mut *handle })
}

/// A handle that C lends to a function that does not fail: none for NULL.
///
/// # Safety
/// As [`lent`].
pub(crate) unsafe fn seen<'a, T: Handle>(handle: *const T) -> Option<&'a T> {
    // SAFETY: as the caller says.
    unsafe { lent("", handle) }.ok()
}

/// Takes a handle back and drops it. One that a debug build does not know is left alone, and told of on standard error.
///
/// # Safety
/// `handle` is NULL or came from [`give`] and was not freed before; a debug build asks for neither.
pub(crate) unsafe fn free<T: Handle>(handle: *mut T) {
    if handle.is_null() || !live::remove::<T>(handle) {
        return;
    }
    // SAFETY: the handle came from `Box::into_raw` in `give` and is given up here.
    let owned = unsafe { Box::from_raw(handle) };
    // Dropping runs no code that panics; were it otherwise, the panic must not reach C.
    let _ = panic::catch_unwind(AssertUnwindSafe(|| drop(owned)));
}

#[cfg(debug_assertions)]
mod live {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::Handle;
    use crate::guard::Failure;

    /// Every handle that is live, by its address; its bits are turned, so that a search for leaks does not take it for a pointer.
    static LIVE: Mutex<BTreeMap<usize, &'static str>> = Mutex::new(BTreeMap::new());

    fn live() -> MutexGuard<'static, BTreeMap<usize, &'static str>> {
        LIVE.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key<T>(handle: *const T) -> usize {
        !handle.addr()
    }

    pub(super) fn add<T: Handle>(handle: *const T) {
        live().insert(key(handle), T::KIND);
    }

    pub(super) fn check<T: Handle>(argument: &str, handle: *const T) -> Result<(), Failure> {
        match live().get(&key(handle)) {
            Some(kind) if *kind == T::KIND => Ok(()),
            Some(kind) => Err(Failure::handle(format!("{argument} is a {kind}, not a {}", T::KIND))),
            None => Err(Failure::handle(format!(
                "{argument} is no live {}: it was freed, or never made",
                T::KIND
            ))),
        }
    }

    pub(super) fn remove<T: Handle>(handle: *const T) -> bool {
        let mut live = live();
        match live.get(&key(handle)) {
            Some(kind) if *kind == T::KIND => {
                live.remove(&key(handle));
                if live.is_empty() {
                    // Whoever looks for leaks finds nothing of it.
                    *live = BTreeMap::new();
                }
                return true;
            }
            Some(kind) => eprintln!("counterpoise: a {kind} was to be freed as a {}: left alone", T::KIND),
            None => eprintln!("counterpoise: a {} was freed twice, or never made: left alone", T::KIND),
        }
        false
    }
}

#[cfg(not(debug_assertions))]
mod live {
    use super::Handle;
    use crate::guard::Failure;

    pub(super) fn add<T: Handle>(_: *const T) {}

    pub(super) fn check<T: Handle>(_: &str, _: *const T) -> Result<(), Failure> {
        Ok(())
    }

    pub(super) fn remove<T: Handle>(_: *const T) -> bool {
        true
    }
}
