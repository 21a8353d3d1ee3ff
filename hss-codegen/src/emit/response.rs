//! Responses: the enumeration of successful ones, and the constants of headers.

use std::fmt::Write as _;

use hss_spec::model::StatusRange;

use super::docs;
use super::example::Group;
use super::layout::Layout;
use super::returned::content;
use super::types::Within;
use crate::doc;
use crate::plan::{OperationPlan, ResponsePlan, SuccessPlan};

/// The enumeration of successful responses; nothing if they have one type.
pub(super) fn items(operation: &OperationPlan, _: Group<'_>, layout: Layout) -> String {
    let SuccessPlan::Several(successes) = &operation.successes else { return String::new() };
    let name = &operation.ident;
    let (mut variants, mut arms) = (String::new(), String::new());
    for one in successes {
        variants.push_str(&docs::text_line(&format!("Status {}.", one.status), "    "));
        let held = match &one.content {
            ResponsePlan::Empty => String::new(),
            held => format!("({})", content(Within::Builder, held)),
        };
        let _ = writeln!(variants, "    {}{held},", one.ident);
        let media_type = one.media_type.as_deref().unwrap_or_default();
        let _ = writeln!(arms, "    {} => {}{held} {media_type:?}", statuses(one.status), one.ident);
    }
    let mut text = docs::text_line(&format!("Success of {}, by its status.", doc::code(&operation.id)), "");
    text.push_str("#[derive(Debug)]\n#[non_exhaustive]\n");
    text.push_str(&layout.item(
        0,
        &format!(
            "pub enum {name} {{\n{variants}    /// Any other status of success.\n    Other(::hss_runtime::RawResponse),\n}}\n"
        ),
    ));
    let _ = write!(text, "::hss_runtime::successes! {{\n    {name}\n{arms}}}\n");
    text
}

/// The statuses as a pattern.
fn statuses(range: StatusRange) -> String {
    match range {
        StatusRange::Code(status) => status.to_string(),
        StatusRange::Class(digit) => format!("{digit}00..={digit}99"),
        _ => "_".to_owned(),
    }
}

/// The constants of headers.
pub(super) fn headers(operation: &OperationPlan, layout: Layout) -> String {
    let mut text = String::new();
    for header in &operation.headers {
        text.push_str(&docs::text_line(&docs::response_header(header), "    "));
        let constant = format!("    pub const {}: &'static str = {:?};\n", header.ident, header.wire);
        text.push_str(&layout.item(4, &constant));
    }
    text
}
