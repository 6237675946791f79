//! Status codes and the ABI's version. A number, once given, keeps its meaning for ever.

/// The call did what it says; its out-parameters are written.
pub const COUNTERPOISE_OK: i32 = 0;
/// The operation gave an error, or there is no such operation: the error handle says which.
pub const COUNTERPOISE_ERROR: i32 = 1;
/// An argument that must not be NULL is NULL.
pub const COUNTERPOISE_NULL_ARGUMENT: i32 = 2;
/// A text argument is not UTF-8.
pub const COUNTERPOISE_NOT_UTF8: i32 = 3;
/// A fault inside Counterpoise was caught. Every handle stays usable.
pub const COUNTERPOISE_PANIC: i32 = 4;
/// The caller's buffer or array has no room for the result: `needed` says how much that takes, and nothing else is written,
/// no error either.
pub const COUNTERPOISE_BUFFER_TOO_SMALL: i32 = 5;
/// An argument has none of the values that its parameter names.
pub const COUNTERPOISE_BAD_ARGUMENT: i32 = 6;
/// A handle is of another kind, or was freed. Only a debug build of the library tells; in any other the behaviour is undefined.
pub const COUNTERPOISE_BAD_HANDLE: i32 = 7;

/// The version of the ABI that this header describes: raised when a function changes or goes. It is the number in the
/// shared library's soname.
pub const COUNTERPOISE_ABI_VERSION: u32 = 1;

const _: () = assert!(COUNTERPOISE_ABI_VERSION == counterpoise::ops::engine::ABI, "the ABI has one version");

/// The version of the ABI that the loaded library has. A program built with this header can use a library whose
/// version equals COUNTERPOISE_ABI_VERSION. Never fails; may be called from any thread.
#[unsafe(no_mangle)]
pub extern "C" fn counterpoise_abi_version() -> u32 {
    COUNTERPOISE_ABI_VERSION
}
