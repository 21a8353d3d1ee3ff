//! Reading, checking, writing and importing of specs.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[cfg(feature = "bundled")]
mod bundled_docs;
mod check;
#[cfg(feature = "diff")]
mod diff;
#[cfg(feature = "import")]
mod enumeration_names;
#[cfg(all(feature = "diff", feature = "export", feature = "import"))]
mod export;
mod glossary;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "import")]
mod openapi;
#[cfg(all(feature = "import", feature = "diff"))]
mod stable_names;
