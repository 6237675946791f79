//! What C code cannot bring about, or hold against the library itself; and a round of each kind of call, for Miri, which finds
//! what is undefined in them. The rest is tested from C, in `tests/c`.

mod calls;
mod replicas;

use std::ffi::CStr;
use std::ptr;

use super::*;

#[test]
fn a_panic_becomes_a_status_and_an_error() {
    let mut out: *mut CounterpoiseString = ptr::null_mut();
    let mut error: *mut CounterpoiseError = ptr::null_mut();
    // SAFETY: both out-parameters are writable, and the error handle is freed once.
    unsafe {
        let status = guard::make(&raw mut out, &raw mut error, || panic!("a fault"));
        assert_eq!(status, COUNTERPOISE_PANIC);
        assert!(out.is_null());
        assert_eq!(CStr::from_ptr(counterpoise_error_code(error)).to_str().unwrap(), "abi.panic");
        let told = CStr::from_ptr(counterpoise_error_json(error, ptr::null_mut())).to_str().unwrap();
        assert!(told.contains("a fault inside Counterpoise was caught: a fault"), "{told}");
        counterpoise_error_free(error);
    }
}

#[test]
fn a_panic_without_an_error_parameter_is_a_status_all_the_same() {
    let mut out: *mut CounterpoiseString = ptr::null_mut();
    // SAFETY: the out-parameter is writable.
    let status = unsafe { guard::make(&raw mut out, ptr::null_mut(), || panic!("a fault")) };
    assert_eq!(status, COUNTERPOISE_PANIC);
    assert!(out.is_null());
}

#[test]
fn handles_may_cross_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<CounterpoiseEngine>();
    is_shared::<CounterpoiseString>();
    is_shared::<CounterpoiseError>();
    is_shared::<CounterpoiseBuilder>();
    is_shared::<CounterpoiseController>();
}
