//! The registry of codes, one file an area. `docs/errors.md` is generated from [`all`].

/// A stable error code with its cause and its mend. A code is never reused for another meaning.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Code {
    /// `area.problem`.
    pub name: &'static str,
    /// What brings it about.
    pub cause: &'static str,
    /// What to change.
    pub mend: &'static str,
}

/// Declares an area's codes as constants and lists them in `ALL`.
macro_rules! codes {
    ($($constant:ident = $name:literal, $cause:literal, $mend:literal;)*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $cause)]
            pub const $constant: &crate::error::Code =
                &crate::error::Code { name: $name, cause: $cause, mend: $mend };
        )*
        pub(super) const ALL: &[&crate::error::Code] = &[$($constant),*];
    };
}

pub mod abi;
pub mod annotations;
pub mod files;
pub mod flagger;
pub mod hpa;
pub mod keda;
pub mod limit;
pub mod metrics;
pub mod migrate;
pub mod module;
pub mod promql;
pub mod quantity;
pub mod replay;
pub mod request;
pub mod resources;
pub mod rules;
pub mod selector;
pub mod simulate;
pub mod template;
pub mod test;
pub mod yaml;

/// Every code, by area in alphabetical order.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        abi::ALL,
        annotations::ALL,
        files::ALL,
        flagger::ALL,
        hpa::ALL,
        keda::ALL,
        limit::ALL,
        metrics::ALL,
        migrate::ALL,
        module::ALL,
        promql::ALL,
        quantity::ALL,
        replay::ALL,
        request::ALL,
        resources::ALL,
        rules::ALL,
        selector::ALL,
        simulate::ALL,
        template::ALL,
        test::ALL,
        yaml::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
