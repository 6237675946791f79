//! Codes of a call through the C library that does not keep the header's terms.

codes! {
    NULL = "abi.null",
        "An argument that the header needs is NULL.",
        "Pass a pointer; only the error out-parameter and the argument of a free function may be NULL.";
    UTF8 = "abi.utf-8",
        "A text argument is not UTF-8.",
        "Pass UTF-8, and its length in bytes.";
    ARGUMENT = "abi.argument",
        "An argument has none of the values that the header gives for it.",
        "Pass one of the header's constants; ends of texts ascend, and each stands between two characters.";
    HANDLE = "abi.handle",
        "A handle is none that is live: it is one of another kind, was freed, or came from somewhere else. Only debug builds tell.",
        "Pass a handle of the kind that the header names, and free it once, when its last use is over.";
    PANIC = "abi.panic",
        "Counterpoise met a fault of its own and gave up on this call.",
        "Report the operation and its input; handles stay usable.";
}
