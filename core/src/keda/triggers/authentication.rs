//! How a trigger proves who asks. What a TriggerAuthentication holds is not known here, so where one is referred to it counts
//! as holding what is wanted.

use super::parameters::{Parameters, refused};
use crate::error::Result;
use crate::go::quote::quote;
use crate::keda::object::ScaleTrigger;

const MODES: [&str; 6] = ["apiKey", "basic", "tls", "bearer", "custom", "oauth"];
/// Of these there may be one.
const EXCLUSIVE: [&str; 3] = ["bearer", "basic", "oauth"];
const METHODS: [&str; 2] = ["header", "query"];

/// Checks what the metadata says of it. Mirrors `authentication.Config`.
///
/// # Errors
/// `keda.metadata`.
pub(super) fn check(trigger: &ScaleTrigger, parameters: &Parameters<'_>) -> Result<()> {
    let named = ["authModes", "authMode"].into_iter().find_map(|name| Some((name, parameters.text(name)?)));
    let (name, modes) = named.unwrap_or(("authModes", ""));
    let modes: Vec<&str> = modes.split(',').map(str::trim).collect();
    if named.is_some() {
        if let Some(mode) = modes.iter().find(|mode| !MODES.contains(mode)) {
            let message = format!("{name} has {}, which is none of {}", quote(mode), MODES.join(", "));
            return Err(refused(name, message));
        }
        if modes.iter().filter(|mode| EXCLUSIVE.contains(mode)).count() > 1 {
            let message = format!("{name} has more than one of {}", EXCLUSIVE.join(", "));
            return Err(refused(name, message));
        }
    }
    if let Some(method) = parameters.text("method").filter(|method| !METHODS.contains(method)) {
        let message = format!("method is {}, which is neither header nor query", quote(method));
        return Err(refused("method", message));
    }
    if named.is_none() || trigger.authentication_ref.is_some() {
        return Ok(());
    }
    let lacking = modes.into_iter().find(|mode| *mode != "apiKey" || parameters.text("apiKey").is_none());
    match lacking {
        Some(mode) => {
            let message = format!("the mode {mode} has secrets, and the trigger has no authenticationRef");
            Err(refused(name, message))
        }
        None => Ok(()),
    }
}
