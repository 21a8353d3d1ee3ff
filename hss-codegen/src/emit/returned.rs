//! The types that calls return.

use hss_spec::model::Framing;

use super::types::Within;
use crate::plan::{OperationPlan, ResponsePlan, SuccessPlan};

/// The type that a call returns.
pub(super) fn returned(within: Within, operation: &OperationPlan) -> String {
    let one = content(within, &operation.response);
    match &operation.successes {
        SuccessPlan::One => one,
        SuccessPlan::Optional => format!("Option<{one}>"),
        SuccessPlan::Several(_) => {
            let above = if within == Within::Builder { "super::" } else { "" };
            format!("{above}response::{}", operation.ident)
        }
    }
}

/// The type of a content.
pub(super) fn content(within: Within, content: &ResponsePlan) -> String {
    match content {
        ResponsePlan::Empty => "()".to_owned(),
        ResponsePlan::File => "Download".to_owned(),
        ResponsePlan::Json(ty) => within.owned(ty),
        ResponsePlan::Stream(framing, ty) => {
            format!("::hss_runtime::{}<{}>", stream(*framing), within.owned(ty))
        }
    }
}

/// The name of a stream's type.
pub(super) fn stream(framing: Framing) -> &'static str {
    match framing {
        Framing::Events => "Events",
        _ => "JsonLines",
    }
}
