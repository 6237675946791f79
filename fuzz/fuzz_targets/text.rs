//! Any text where a text is read: none may panic, and what is printed must read back.
#![no_main]

use counterpoise::engine::Engine;
use counterpoise::metrics::Request;
use counterpoise::metrics::answer::PrometheusAnswer;
use counterpoise::metrics::series::SeriesList;
use counterpoise::promql::SeriesSelector;
use counterpoise::rules::Config;
use counterpoise::selector::Selector;
use counterpoise::template::Template;
use counterpoise::{Quantity, ops};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(quantity) = Quantity::parse(text) {
        // A power without a suffix is lost in print, as it is upstream.
        let _ = Quantity::parse(&quantity.to_string());
    }
    if let Ok(selector) = Selector::parse(text) {
        assert_eq!(Selector::parse(&selector.to_string()).as_ref(), Ok(&selector));
    }
    if let Ok(answer) = PrometheusAnswer::parse(text) {
        let _ = answer.result();
    }
    let _ = SeriesSelector::parse(text);
    let _ = SeriesList::parse(text);
    let _ = Template::parse(text);
    let _ = Config::parse(text);
    let _ = Engine::from_json(text);
    if let Ok(request) = Request::parse(text) {
        let printed = request.to_string();
        assert_eq!(Request::parse(&printed).as_ref(), Ok(&request), "{printed}");
    }
    ops::answer(None, text.as_bytes(), &mut String::new());
});
