//! A round of each kind of call.

use std::ffi::c_char;
use std::ptr;

use crate::*;

const CONFIG: &str = r#"{"rules": [{"seriesQuery": "depth", "resources": {"template": "<<.Resource>>"},
    "metricsQuery": "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)"}]}"#;
const SERIES: &str = r#"[{"__name__": "depth", "namespace": "default", "pod": "web-0"}]"#;
const PATH: &str = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/depth";
const ANSWER: &str = r#"{"status": "success", "data": {"resultType": "vector", "result": [
    {"metric": {"pod": "web-1"}, "value": [1714564790, "2.5"]}]}}"#;

fn at(text: &str) -> *const c_char {
    text.as_ptr().cast()
}

/// Calls with a new engine.
fn with_engine(use_it: impl FnOnce(*mut CounterpoiseEngine)) {
    let (mut builder, mut engine) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the texts are as long as they say, and each handle is freed once.
    unsafe {
        assert_eq!(counterpoise_builder_new(&raw mut builder, ptr::null_mut()), 0);
        assert_eq!(counterpoise_builder_config(builder, at(CONFIG), CONFIG.len(), ptr::null_mut()), 0);
        assert_eq!(counterpoise_builder_series(builder, at(SERIES), SERIES.len(), ptr::null_mut()), 0);
        assert_eq!(counterpoise_builder_finish(builder, &raw mut engine, ptr::null_mut()), 0);
        counterpoise_builder_free(builder);
    }
    use_it(engine);
    // SAFETY: as above.
    unsafe { counterpoise_engine_free(engine) };
}

#[test]
fn a_query_and_the_values_of_its_answer() {
    const NAMES: &str = "web-0web-1";
    let ends = [5, 10];
    with_engine(|engine| {
        let mut buffer = [0u8; 128];
        let mut needed = 0;
        // SAFETY: the texts and the buffer are as long as they say.
        let status = unsafe {
            counterpoise_engine_query(
                engine,
                at(PATH),
                PATH.len(),
                at(NAMES),
                ends.as_ptr(),
                ends.len(),
                COUNTERPOISE_METRIC,
                buffer.as_mut_ptr().cast(),
                buffer.len(),
                &raw mut needed,
                ptr::null_mut(),
            )
        };
        assert_eq!(status, COUNTERPOISE_OK);
        let promql = r#"sum(depth{namespace="default",pod=~"web-0|web-1"}) by (pod)"#;
        assert_eq!(str::from_utf8(&buffer[..needed]).unwrap(), promql);

        let mut value = CounterpoiseValue { milli: 0, timestamp_ms: 0, object: 0, window_ms: 0 };
        // SAFETY: the texts and the array are as long as they say.
        let status = unsafe {
            counterpoise_engine_values(
                engine,
                at(PATH),
                PATH.len(),
                at(NAMES),
                ends.as_ptr(),
                ends.len(),
                COUNTERPOISE_METRIC,
                at(ANSWER),
                ANSWER.len(),
                ptr::null(),
                0,
                1_714_564_800_000,
                &raw mut value,
                1,
                &raw mut needed,
                ptr::null_mut(),
            )
        };
        let expected =
            CounterpoiseValue { milli: 2500, timestamp_ms: 1_714_564_800_000, object: 1, window_ms: 0 };
        assert_eq!((status, needed, value), (COUNTERPOISE_OK, 1, expected));
    });
}

#[test]
fn quantities_one_and_many() {
    const TEXTS: &str = "1.5Gi100m";
    let (ends, mut done, mut needed) = ([5, 9], 0, 0);
    let zero = CounterpoiseQuantity { value: 0, scale: 0, format: 0, form: 0 };
    let (mut read, mut sum, mut milli) = ([zero; 2], zero, [0; 2]);
    let (mut buffer, mut printed) = ([0u8; 16], [0; 2]);
    // SAFETY: the texts and the arrays are as long as they say.
    unsafe {
        let none = ptr::null_mut();
        let out = read.as_mut_ptr();
        assert_eq!(counterpoise_quantities_parse(at(TEXTS), ends.as_ptr(), 2, out, &raw mut done, none), 0);
        assert_eq!(counterpoise_quantities_sum(read.as_ptr(), 2, &raw mut sum, none), 0);
        assert_eq!(counterpoise_quantities_milli(read.as_ptr(), 2, milli.as_mut_ptr(), none), 0);
        let (data, ends) = (buffer.as_mut_ptr().cast(), printed.as_mut_ptr());
        assert_eq!(counterpoise_quantities_print(read.as_ptr(), 2, data, 16, ends, &raw mut needed, none), 0);
        // In the place of one of its terms.
        assert_eq!(counterpoise_quantity_sub(&raw const sum, &raw const read[0], &raw mut sum, none), 0);
        let mut ordering = 9;
        assert_eq!(
            counterpoise_quantity_compare(&raw const sum, &raw const read[1], &raw mut ordering, none),
            0
        );
        assert_eq!(ordering, 0);
    }
    assert_eq!((done, milli), (2, [1_610_612_736_000, 100]));
    assert_eq!((str::from_utf8(&buffer[..needed]).unwrap(), printed), ("1536Mi100m", [6, 10]));
}

#[test]
fn a_failure_is_an_error_handle() {
    let (mut engine, mut error) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the out-parameters are writable, and the error handle is freed once.
    unsafe {
        assert_eq!(
            counterpoise_engine_new(ptr::null(), 0, &raw mut engine, &raw mut error),
            COUNTERPOISE_ERROR
        );
        assert!(engine.is_null() && !counterpoise_error_code(error).is_null());
        counterpoise_error_free(error);
    }
}

#[test]
fn a_handle_that_is_none_is_found_out() {
    let (mut controller, mut error) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: a debug build looks at no handle that it does not know.
    unsafe {
        assert_eq!(counterpoise_controller_new(ptr::null(), 0, &raw mut controller, ptr::null_mut()), 0);
        let mut out = ptr::null_mut();
        let status =
            counterpoise_engine_requests(controller.cast(), ptr::null(), 0, &raw mut out, &raw mut error);
        assert_eq!(status, COUNTERPOISE_BAD_HANDLE);
        counterpoise_error_free(error);
        counterpoise_engine_free(controller.cast());
        counterpoise_controller_free(controller);
        counterpoise_controller_free(controller);
    }
}
