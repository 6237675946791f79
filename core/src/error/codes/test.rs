//! Codes of the `test` area: what is wrong with a file of tests.

codes! {
    EXPECTATION = "test.expectation",
        "An entry of a test expects nothing.",
        "Give a field such as exp_replicas; counterpoise test --update fills in those that are empty.";
    FILE = "test.file",
        "A test names a file that is not there.",
        "Give the name of a file as it is from the folder of the test's own file, or what is in it.";
    MISSING = "test.missing",
        "A test lacks what its expectations need: a configuration, series, an HPA or the scale of its target.",
        "Give what the message names.";
    TIME = "test.time",
        "A time of a test is no duration, before its start, after the end of its series, or not later than the one before it.",
        "Give a duration such as 5m, counted from the first sample on.";
}
