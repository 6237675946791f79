//! Codes of a call through the C library that does not keep the header's terms.

codes! {
    NULL = "abi.null",
        "An argument that the header needs is NULL.",
        "Pass a pointer; only the error out-parameter and the argument of a free function may be NULL.";
    UTF8 = "abi.utf-8",
        "A text argument is not UTF-8.",
        "Pass UTF-8, and its length in bytes.";
    PANIC = "abi.panic",
        "Counterpoise met a fault of its own and gave up on this call.",
        "Report the operation and its input; handles stay usable.";
}
