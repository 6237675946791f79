//! The C ABI: calls one after the other, on handles that live and go, as a generator chooses.
//!
//! Pointers are NULL or good, as the header asks; lengths, texts and buffers are any. Each call is held to what Rust answers.
#![allow(unsafe_code, reason = "a caller of C's functions hands over pointers")]

use std::ffi::{CStr, c_char};
use std::ptr;

use counterpoise::{Engine, Quantity, ops};
use counterpoise_ffi::{
    COUNTERPOISE_BAD_HANDLE, COUNTERPOISE_BUFFER_TOO_SMALL, COUNTERPOISE_ERROR, COUNTERPOISE_METRIC,
    COUNTERPOISE_NOT_UTF8, COUNTERPOISE_NULL_ARGUMENT, COUNTERPOISE_OK, CounterpoiseController,
    CounterpoiseEngine, CounterpoiseError, CounterpoiseQuantity, CounterpoiseString,
    counterpoise_builder_config, counterpoise_builder_finish, counterpoise_builder_free,
    counterpoise_builder_new, counterpoise_builder_requests, counterpoise_builder_series, counterpoise_call,
    counterpoise_controller_free, counterpoise_controller_new, counterpoise_controller_reconcile,
    counterpoise_engine_call, counterpoise_engine_free, counterpoise_engine_new, counterpoise_engine_query,
    counterpoise_engine_requests, counterpoise_error_code, counterpoise_error_free, counterpoise_error_json,
    counterpoise_quantity_add, counterpoise_quantity_compare, counterpoise_quantity_parse,
    counterpoise_quantity_print, counterpoise_string_data, counterpoise_string_free, counterpoise_string_len,
};
use serde_json::{Value, json};

use super::given::CHOICES;
use super::world;
use crate::generate::{self, Area, Random};

pub(super) fn check(bytes: &[u8]) {
    let mut random = Random::of_bytes(bytes.strip_prefix(&[CHOICES]).unwrap_or(bytes));
    let mut held = Held::default();
    for _ in 0..=random.up_to(10) {
        match random.below(9) {
            0 => held.engine_of_json(&mut random),
            1 => held.engine_of_builder(&mut random),
            2 => called(&mut random),
            3 => held.called_on_engine(&mut random),
            4 => held.query(&mut random),
            5 => quantities(&mut random),
            6 => held.controller(&mut random),
            7 => held.freed(&mut random),
            _ => nothing(&mut random),
        }
    }
}

fn at(text: &str) -> *const c_char {
    text.as_ptr().cast()
}

/// What C holds, freed at the end.
#[derive(Default)]
struct Held {
    engines: Vec<(*mut CounterpoiseEngine, Engine)>,
    controllers: Vec<*mut CounterpoiseController>,
}

impl Drop for Held {
    fn drop(&mut self) {
        for (engine, _) in self.engines.drain(..) {
            // SAFETY: each handle is freed once.
            unsafe { counterpoise_engine_free(engine) };
        }
        for controller in self.controllers.drain(..) {
            // SAFETY: each handle is freed once.
            unsafe { counterpoise_controller_free(controller) };
        }
    }
}

impl Held {
    fn engine_of_json(&mut self, random: &mut Random<'_>) {
        let input = json!({"config": world::config(random), "series": world::series(random)}).to_string();
        let (mut engine, mut error) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the text is as long as it says, and the out-parameters are writable.
        let status =
            unsafe { counterpoise_engine_new(at(&input), input.len(), &raw mut engine, &raw mut error) };
        self.keep(status, engine, error, Engine::from_json(&input));
    }

    fn engine_of_builder(&mut self, random: &mut Random<'_>) {
        let (config, series) =
            (world::config(random).to_string(), [world::series(random), world::series(random)]);
        let pieces = series.each_ref().map(Value::to_string);
        let (mut builder, mut engine, mut error) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
        // SAFETY: the texts are as long as they say, the out-parameters are writable, and the builder is freed once.
        let status = unsafe {
            assert_eq!(counterpoise_builder_new(&raw mut builder, ptr::null_mut()), COUNTERPOISE_OK);
            let read = counterpoise_builder_config(builder, at(&config), config.len(), ptr::null_mut());
            for piece in &pieces {
                let status = counterpoise_builder_series(builder, at(piece), piece.len(), ptr::null_mut());
                assert_eq!(status, COUNTERPOISE_OK, "{piece}");
            }
            let mut requests = ptr::null_mut();
            let asked =
                counterpoise_builder_requests(builder, ptr::null(), 0, &raw mut requests, ptr::null_mut());
            if asked == COUNTERPOISE_OK {
                taken(requests);
            }
            let status = counterpoise_builder_finish(builder, &raw mut engine, &raw mut error);
            assert!(read == COUNTERPOISE_OK || status != COUNTERPOISE_OK, "{config}");
            counterpoise_builder_free(builder);
            status
        };
        let all: Vec<Value> =
            series.iter().flat_map(|series| series.as_array().cloned().unwrap_or_default()).collect();
        let whole = json!({"config": config, "series": all}).to_string();
        self.keep(status, engine, error, Engine::from_json(&whole));
    }

    fn keep(
        &mut self,
        status: i32,
        engine: *mut CounterpoiseEngine,
        error: *mut CounterpoiseError,
        expected: counterpoise::Result<Engine>,
    ) {
        match expected {
            Ok(expected) => {
                assert_eq!(status, COUNTERPOISE_OK);
                self.engines.push((engine, expected));
            }
            Err(expected) => {
                assert!(engine.is_null() && status == COUNTERPOISE_ERROR);
                assert_eq!(code(error), expected.code());
            }
        }
    }

    fn called_on_engine(&mut self, random: &mut Random<'_>) {
        let Some((handle, engine)) = self.engines.last() else { return };
        let world = world::world(random);
        let (op, input) = match random.below(3) {
            0 => ("metrics.list", json!({})),
            1 => ("rules.requests", json!({"now": "2024-05-01T11:00:00Z"})),
            _ => ("metrics.query", json!({"request": world.request, "objects": world.objects})),
        };
        let input = input.to_string();
        let (mut out, mut error) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the engine is live, the texts are as long as they say, and the out-parameters are writable.
        let status = unsafe {
            counterpoise_engine_call(
                *handle,
                at(op),
                op.len(),
                at(&input),
                input.len(),
                &raw mut out,
                &raw mut error,
            )
        };
        compared(status, out, error, ops::call_text(Some(engine), op, &input));
    }

    /// A query in a buffer of any size: one that is too small says how much is needed, and that is enough.
    fn query(&mut self, random: &mut Random<'_>) {
        let Some((handle, engine)) = self.engines.last() else { return };
        let world::World { request, objects, .. } = world::world(random);
        let names = objects.concat();
        let ends: Vec<usize> = objects
            .iter()
            .scan(0, |end, name| {
                *end += name.len();
                Some(*end)
            })
            .collect();
        let asked = json!({"request": request, "objects": objects}).to_string();
        let expected = ops::call_text(Some(engine), "metrics.query", &asked);
        let expected =
            expected.map(|text| serde_json::from_str::<Value>(&text).expect("an operation gives JSON"));
        let mut capacity = random.below(200);
        for attempt in 0..2 {
            let mut buffer = vec![0u8; capacity];
            let (mut needed, mut error) = (usize::MAX, ptr::null_mut());
            // SAFETY: the engine is live, the texts and the buffer are as long as they say, and the out-parameters are writable.
            let status = unsafe {
                counterpoise_engine_query(
                    *handle,
                    at(&request),
                    request.len(),
                    at(&names),
                    ends.as_ptr(),
                    ends.len(),
                    COUNTERPOISE_METRIC,
                    buffer.as_mut_ptr().cast(),
                    capacity,
                    &raw mut needed,
                    &raw mut error,
                )
            };
            match status {
                COUNTERPOISE_OK => {
                    let text = str::from_utf8(&buffer[..needed]).expect("a query is a text");
                    assert_eq!(
                        expected.as_ref().map(|found| found["promql"].clone()),
                        Ok(json!(text)),
                        "{asked}"
                    );
                    return;
                }
                COUNTERPOISE_BUFFER_TOO_SMALL => {
                    assert!(
                        attempt == 0 && needed > capacity,
                        "{needed} are needed, and {capacity} were there"
                    );
                    capacity = needed;
                }
                _ => {
                    let code = code(error);
                    // What asks for two queries has none of one name.
                    let is_usage = request.contains("/metrics.k8s.io/") && code == "abi.argument";
                    assert!(
                        is_usage || expected.as_ref().is_err_and(|expected| expected.code() == code),
                        "{asked}: {code}"
                    );
                    return;
                }
            }
        }
    }

    fn controller(&mut self, random: &mut Random<'_>) {
        if self.controllers.is_empty() || random.percent(30) {
            let mut controller = ptr::null_mut();
            // SAFETY: the out-parameter is writable.
            let status =
                unsafe { counterpoise_controller_new(ptr::null(), 0, &raw mut controller, ptr::null_mut()) };
            assert_eq!(status, COUNTERPOISE_OK);
            self.controllers.push(controller);
        }
        let Some(controller) = self.controllers.last() else { return };
        let input = json!({
            "hpa": {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "web"}, "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 1 + random.below(9),
            }},
            "scale": {"spec": {"replicas": random.below(9)}, "status": {"replicas": 1, "selector": random.pick(&["app=web", "", "a b"])}},
            "now": random.pick(&["2024-05-01T11:00:00Z", "2024-05-01T11:00:15Z", "x"]),
        })
        .to_string();
        let (mut out, mut error) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the controller is live, the text is as long as it says, and the out-parameters are writable.
        let status = unsafe {
            counterpoise_controller_reconcile(
                *controller,
                at(&input),
                input.len(),
                &raw mut out,
                &raw mut error,
            )
        };
        if status == COUNTERPOISE_OK {
            let decision: Value = serde_json::from_str(&taken(out)).expect("an operation gives JSON");
            assert!(decision["state"].is_object(), "{decision}");
        } else {
            let expected = ops::call_text(None, "hpa.reconcile", &input);
            assert_eq!(expected.err().map(|error| error.code()), Some(&*code(error)), "{input}");
        }
    }

    fn freed(&mut self, random: &mut Random<'_>) {
        if random.percent(50) {
            if let Some((engine, _)) = self.engines.pop() {
                // SAFETY: each handle is freed once.
                unsafe { counterpoise_engine_free(engine) };
            }
        } else if let Some(controller) = self.controllers.pop() {
            if cfg!(debug_assertions) {
                let mut out = ptr::null_mut();
                // SAFETY: a debug build looks at no handle of another kind.
                let status = unsafe {
                    counterpoise_engine_requests(
                        controller.cast(),
                        ptr::null(),
                        0,
                        &raw mut out,
                        ptr::null_mut(),
                    )
                };
                assert_eq!(status, COUNTERPOISE_BAD_HANDLE);
            }
            // SAFETY: each handle is freed once.
            unsafe { counterpoise_controller_free(controller) };
        }
    }
}

fn called(random: &mut Random<'_>) {
    let area = random.pick(&Area::VALUES);
    let case = generate::case(area, random);
    let input = case.input.to_string();
    let (mut out, mut error) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the texts are as long as they say, and the out-parameters are writable.
    let status = unsafe {
        counterpoise_call(at(case.op), case.op.len(), at(&input), input.len(), &raw mut out, &raw mut error)
    };
    compared(status, out, error, ops::call_text(None, case.op, &input));
}

fn compared(
    status: i32,
    out: *mut CounterpoiseString,
    error: *mut CounterpoiseError,
    expected: counterpoise::Result<String>,
) {
    match expected {
        Ok(expected) => {
            assert_eq!(status, COUNTERPOISE_OK);
            assert_eq!(taken(out), expected);
        }
        Err(expected) => {
            assert!(out.is_null() && status == COUNTERPOISE_ERROR, "{status}");
            assert_eq!(code(error), expected.code());
        }
    }
}

/// What a string holds; it is freed.
fn taken(string: *mut CounterpoiseString) -> String {
    // SAFETY: the handle is live until it is freed, once, and its bytes until then.
    unsafe {
        let (data, len) = (counterpoise_string_data(string), counterpoise_string_len(string));
        let text = std::slice::from_raw_parts(data.cast::<u8>(), len);
        assert_eq!(data.add(len).read(), 0, "a NUL ends it");
        let text = str::from_utf8(text).expect("it is UTF-8").to_owned();
        counterpoise_string_free(string);
        text
    }
}

/// The code of an error; it is freed.
fn code(error: *mut CounterpoiseError) -> String {
    assert!(!error.is_null());
    // SAFETY: the handle is live until it is freed, once, and its texts until then.
    unsafe {
        let code =
            CStr::from_ptr(counterpoise_error_code(error)).to_str().expect("a code is a word").to_owned();
        let mut len = 0;
        let data = counterpoise_error_json(error, &raw mut len);
        let told: Value = serde_json::from_slice(std::slice::from_raw_parts(data.cast::<u8>(), len))
            .expect("an error is JSON");
        assert_eq!(told["code"], code);
        counterpoise_error_free(error);
        code
    }
}

fn quantities(random: &mut Random<'_>) {
    let texts = [generate::quantity(random), generate::quantity(random)];
    let zero = CounterpoiseQuantity { value: 0, scale: 0, format: 0, form: 0 };
    let mut read = [zero; 2];
    for (text, read) in texts.iter().zip(&mut read) {
        let mut error = ptr::null_mut();
        // SAFETY: the text is as long as it says, and the out-parameters are writable.
        let status = unsafe { counterpoise_quantity_parse(at(text), text.len(), read, &raw mut error) };
        match Quantity::parse(text) {
            Ok(expected) if expected.to_plain().is_some() => {
                assert_eq!(status, COUNTERPOISE_OK, "{text:?}");
                assert_eq!(printed(read, random.below(40)), expected.to_string(), "{text:?}");
            }
            expected => {
                let code = code(error);
                assert!(
                    expected.is_ok() || expected.is_err_and(|expected| expected.code() == code),
                    "{text:?}: {code}"
                );
                return;
            }
        }
    }
    let [a, b] = texts.map(|text| Quantity::parse(&text).expect("it was read before"));
    let (mut sum, mut ordering) = (zero, 9);
    let [one, other] = read;
    // SAFETY: each pointer is to a value.
    unsafe {
        assert_eq!(
            counterpoise_quantity_compare(
                &raw const one,
                &raw const other,
                &raw mut ordering,
                ptr::null_mut()
            ),
            COUNTERPOISE_OK
        );
        assert_eq!(ordering, a.cmp(&b) as i32);
        let status =
            counterpoise_quantity_add(&raw const one, &raw const other, &raw mut sum, ptr::null_mut());
        if a.add(&b).to_plain().is_some() {
            assert_eq!(status, COUNTERPOISE_OK);
            assert_eq!(printed(&sum, 0), a.add(&b).to_string());
        }
    }
}

fn printed(quantity: &CounterpoiseQuantity, mut capacity: usize) -> String {
    loop {
        let mut buffer = vec![0u8; capacity];
        let mut needed = 0;
        // SAFETY: the quantity is one, the buffer has as much room as it says, and the length is writable.
        let status = unsafe {
            counterpoise_quantity_print(
                quantity,
                buffer.as_mut_ptr().cast(),
                capacity,
                &raw mut needed,
                ptr::null_mut(),
            )
        };
        if status == COUNTERPOISE_OK {
            return str::from_utf8(&buffer[..needed]).expect("a quantity is a text").to_owned();
        }
        assert!(status == COUNTERPOISE_BUFFER_TOO_SMALL && needed > capacity);
        capacity = needed;
    }
}

/// What is NULL, too long, or no text is refused by a status.
fn nothing(random: &mut Random<'_>) {
    let bytes = [0xff_u8, b'a'];
    let (mut out, mut error) = (ptr::null_mut(), ptr::null_mut());
    let (data, len, expected) = match random.below(3) {
        0 => (ptr::null(), 3, COUNTERPOISE_NULL_ARGUMENT),
        1 => (bytes.as_ptr().cast::<c_char>(), 2, COUNTERPOISE_NOT_UTF8),
        // A length that cannot be is refused before what is there is looked at.
        _ => (bytes.as_ptr().cast::<c_char>(), usize::MAX - random.below(9), COUNTERPOISE_ERROR),
    };
    let op = "quantity.parse";
    // SAFETY: what is looked at is as long as it says, and the out-parameters are writable.
    let status = unsafe { counterpoise_call(at(op), op.len(), data, len, &raw mut out, &raw mut error) };
    assert_eq!(status, expected);
    assert!(out.is_null());
    code(error);
    // SAFETY: NULL is free to be freed.
    unsafe {
        counterpoise_engine_free(ptr::null_mut());
        counterpoise_string_free(ptr::null_mut());
        counterpoise_error_free(ptr::null_mut());
        counterpoise_builder_free(ptr::null_mut());
        counterpoise_controller_free(ptr::null_mut());
    }
}
