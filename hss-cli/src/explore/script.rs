//! The script of the pages: one file for the browser, by subject here.

/// The pages' script.
pub(super) const PAGES: &str = concat!(
    include_str!("assets/page.js"),
    include_str!("assets/search.js"),
    include_str!("assets/form.js"),
    include_str!("assets/problems.js"),
    include_str!("assets/link.js"),
    include_str!("assets/samples.js"),
    include_str!("assets/response.js"),
    include_str!("assets/operation.js"),
    include_str!("assets/start.js"),
);

/// The script of a shared link's page.
pub(super) const ENTER: &str = include_str!("assets/enter.js");
