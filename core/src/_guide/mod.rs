//! A guide in four short chapters; nothing here is code to use.
//!
//! 1. [From a rule to replicas](rule_to_replicas): the whole chain in one program.
//! 2. [Embedding](embedding): what a host does around the calls, and what it keeps between them.
//! 3. [Profiles](profiles): whose behaviour you get, and how to choose another.
//! 4. [Errors](errors): what comes back when something is wrong, and where it is.

pub mod embedding;
pub mod errors;
pub mod profiles;
pub mod rule_to_replicas;
