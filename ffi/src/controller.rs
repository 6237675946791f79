//! The controller handle: syncs of one HPA.

use std::ffi::c_char;
use std::sync::{Mutex, PoisonError};

use counterpoise::hpa::State;
use counterpoise::ops::reconcile;

use crate::error::CounterpoiseError;
use crate::guard;
use crate::handle::{self, Handle};
use crate::string::CounterpoiseString;
use crate::text::text;

/// What the HPA controller remembers of one HPA from sync to sync. Owned by the caller, freed with counterpoise_controller_free.
/// Each HPA needs one of its own. Threads may share it: its syncs run one after the other.
#[derive(Debug)]
pub struct CounterpoiseController {
    state: Mutex<State>,
}

impl Handle for CounterpoiseController {
    const KIND: &'static str = "counterpoise_controller";
}

/// Makes a controller for one HPA. May be called from any thread.
///
/// @param state     The "state" of a sync before, one JSON object: of another process, or of the operation hpa.reconcile. UTF-8, no
///                  NUL needed; an empty text for a controller that has just started.
/// @param state_len Its length in bytes.
/// @param out       Receives the controller, for counterpoise_controller_free. Written only on success.
/// @param error     Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_controller_new(
    state: *const c_char,
    state_len: usize,
    out: *mut *mut CounterpoiseController,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's text is NULL or as long as its length says, and stays while the call runs.
        let state = match unsafe { text("state", state, state_len)? } {
            "" => State::new(),
            text => reconcile::state(text)?,
        };
        Ok(CounterpoiseController { state: Mutex::new(state) })
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// One sync of the HPA controller: the operation hpa.reconcile, with the state that the controller holds. Where the sync fails,
/// the state stays as it was. Any number of threads may use one controller at once; each waits for the sync before.
///
/// @param controller A controller handle.
/// @param input      The operation's input without "state", one JSON object; UTF-8, no NUL needed.
/// @param input_len  Its length in bytes.
/// @param out        Receives the operation's result, one JSON object with the "state" to be kept over a restart, for
///                   counterpoise_string_free. Written only on success.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_controller_reconcile(
    controller: *const CounterpoiseController,
    input: *const c_char,
    input_len: usize,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's controller is NULL or live, its text NULL or as long as its length says, and both stay while the
        // call runs.
        let (held, input) =
            unsafe { (handle::lent("controller", controller)?, text("input", input, input_len)?) };
        // It is written at the end of a sync alone, so one that panicked left it whole.
        let mut state = held.state.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(CounterpoiseString::new(reconcile::with_state(input, &mut state)?))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// Frees a controller handle. Does nothing for NULL.
///
/// @param controller A controller handle that no thread uses any more, or NULL.
///
/// # Safety
/// `controller` is NULL or a live handle; it is dead afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_controller_free(controller: *mut CounterpoiseController) {
    // SAFETY: the caller hands over NULL or a live handle, and gives it up.
    unsafe { handle::free(controller) }
}
