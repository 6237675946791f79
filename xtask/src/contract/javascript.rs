//! The functions that the npm package has for some operations.

use super::Contract;

/// The script `wasm/npm/operations.js`.
pub(super) fn functions(contract: &Contract) -> String {
    let mut out = String::from(HEAD);
    for (function, operation, _) in contract.functions() {
        out.push_str(&format!(
            "\nexport function {function}(input) {{\n  return call('{operation}', input);\n}}\n"
        ));
    }
    for (function, name, operation) in contract.functions() {
        if !contract.held(operation).is_empty() {
            out.push_str(&format!("\nEngine.prototype.{function} = function (input) {{\n"));
            out.push_str(&format!("  return this.call('{name}', input);\n}};\n"));
        }
    }
    out
}

const HEAD: &str = "\
// Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.
import { Engine, call } from './engine.js';
";
