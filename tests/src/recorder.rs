//! Events as the shared sequences have them: read behind client-go's event machinery.
//!
//! It names an event by the nanosecond, and tells of one that it told before by that name. On the virtual clock of those
//! sequences all events of a sync have one name, so a repeated event reads as the last one of the sync that it came in
//! first. A cluster's clock never stands still, so `hpa.reconcile` gives the event itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Events are named by the sync they came in first.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    /// The sync that an event came in first.
    names: BTreeMap<String, usize>,
    /// The last new event of each sync.
    last: BTreeMap<usize, Value>,
}

impl Recorder {
    /// Makes the events of a sync, and whether it scaled, what is read of them.
    pub(crate) fn read(&mut self, sync: usize, reply: &mut Value) {
        let mut repeated = false;
        for event in reply["events"].as_array_mut().into_iter().flatten() {
            match self.names.get(&event.to_string()) {
                None => {
                    self.names.insert(event.to_string(), sync);
                    self.last.insert(sync, event.clone());
                }
                Some(name) => {
                    repeated = true;
                    event.clone_from(&self.last[name]);
                }
            }
        }
        if repeated {
            let scaled = |event: &Value| event["reason"] == "SuccessfulRescale";
            let events = reply["events"].as_array();
            reply["rescale"] = json!(events.is_some_and(|events| events.iter().any(scaled)));
        }
    }
}
