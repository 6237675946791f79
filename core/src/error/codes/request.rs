//! Codes of a request that is not of the contract's form.

codes! {
    JSON = "request.json",
        "The request is not JSON.",
        "Send one JSON object.";
    UNKNOWN_OPERATION = "request.unknown-operation",
        "There is no operation of this name.",
        "Use one of the operations that engine.version lists.";
    UNKNOWN_FIELD = "request.unknown-field",
        "The input has a field that the operation does not know.",
        "Leave the field out, or mend its name.";
    DUPLICATE_FIELD = "request.duplicate-field",
        "The input, or the request around it, has the same field twice.",
        "Leave all but one of them out.";
    MISSING_FIELD = "request.missing-field",
        "The input lacks a field that the operation needs.",
        "Add the field.";
    KIND = "request.kind",
        "A field of the input holds an object or a text of another kind than it takes.",
        "Give what the message says is wanted.";
    TYPE = "request.type",
        "A field of the input has another type or value than the operation takes.",
        "Give the type that the contract names.";
}
