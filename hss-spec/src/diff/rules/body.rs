//! Bodies, responses and paging.

use super::rows::rows;
use crate::diff::rule::{
    Effect::{Addition, Behaviour, Breaking, Docs},
    Rule,
};

rows! { BODY:
    BODY_ADDED_REQUIRED = Rule::new(
        "body-added-required", Breaking,
        "a body that must be sent, where there was none",
        "{name} is new and must be sent: {new}",
        &["body-removed"],
    );
    BODY_ADDED_OPTIONAL = Rule::new(
        "body-added-optional", Addition,
        "a body that may be sent, where there was none",
        "{name} is new and may be sent: {new}",
        &["body-removed"],
    );
    BODY_REMOVED = Rule::new(
        "body-removed", Breaking,
        "a removed body",
        "{name} was removed; it was {old}",
        &["body-added-required", "body-added-optional"],
    );
    BODY_MADE_REQUIRED = Rule::new(
        "body-made-required", Breaking,
        "a body that became required",
        "{name} must be sent; it could be left out",
        &["body-made-optional"],
    );
    BODY_MADE_OPTIONAL = Rule::new(
        "body-made-optional", Breaking,
        "a body that became optional",
        "{name} may be left out; it is no longer an argument but set by name",
        &["body-made-required"],
    );
    BODY_RETYPED = Rule::new(
        "body-retyped", Breaking,
        "the type of a body",
        "{name} was of type {old} and is of type {new}",
        &["body-retyped"],
    );
    BODY_CONTENT_CHANGED = Rule::new(
        "body-content-changed", Behaviour,
        "the encoding of a body",
        "{name} was sent as {old} and is sent as {new}",
        &["body-content-changed"],
    );
    BODY_CHOICES_CHANGED = Rule::new(
        "body-choices-changed", Breaking,
        "the media types among which a caller can choose",
        "{name} could be sent as {old} and can be sent as {new}",
        &["body-choices-changed"],
    );
    RESPONSE_GAINED = Rule::new(
        "response-gained", Breaking,
        "a response with content, where there was none",
        "{name} was empty and is {new}",
        &["response-lost"],
    ).because("code that expects the empty response by its type no longer compiles; comparisons of signatures miss it");
    RESPONSE_LOST = Rule::new(
        "response-lost", Breaking,
        "a response without content, where there was some",
        "{name} was {old} and is empty",
        &["response-gained"],
    ).because("code that reads the response no longer compiles; comparisons of signatures miss it");
    RESPONSE_RETYPED = Rule::new(
        "response-retyped", Breaking,
        "the type of a response",
        "{name} was of type {old} and is of type {new}",
        &["response-retyped"],
    ).because("code that names the response's type no longer compiles; comparisons of signatures miss it");
    RESPONSE_STATUS_CHANGED = Rule::new(
        "response-status-changed", Behaviour,
        "the status of a successful response",
        "the status of {name} was {old} and is {new}",
        &["response-status-changed"],
    );
    RESPONSE_CONTENT_CHANGED = Rule::new(
        "response-content-changed", Behaviour,
        "the media type of a response",
        "{name} was sent as {old} and is sent as {new}",
        &["response-content-changed"],
    ).outside_of_code();
    RESPONSE_CHOICES_CHANGED = Rule::new(
        "response-choices-changed", Docs,
        "the other media types of a response, which a caller can request",
        "{name} could be requested as {old} and can be requested as {new}",
        &["response-choices-changed"],
    );
    RESPONSE_HEADERS_CHANGED = Rule::new(
        "response-headers-changed", Breaking,
        "the headers of a response, each of which has a constant",
        "{name} had the headers {old} and has {new}",
        &["response-headers-changed"],
    );
    OTHER_SUCCESSES_CHANGED = Rule::new(
        "other-successes-changed", Breaking,
        "the additional successful responses, which affect the type that a call returns",
        "besides {name}, the successful responses were {old} and are {new}",
        &["other-successes-changed"],
    ).because("code that names the response's type no longer compiles; comparisons of signatures miss it");
    ERROR_BODIES_CHANGED = Rule::new(
        "error-bodies-changed", Docs,
        "the documented types of error bodies",
        "besides {name}, the errors were {old} and are {new}",
        &["error-bodies-changed"],
    );
    PAGING_GAINED = Rule::new(
        "paging-gained", Addition,
        "a listing that can now be read page by page",
        "{name} can be read page by page",
        &["paging-lost"],
    );
    PAGING_LOST = Rule::new(
        "paging-lost", Breaking,
        "a listing that can no longer be read page by page",
        "{name} can no longer be read page by page",
        &["paging-gained"],
    ).because("code that reads all pages no longer compiles; comparisons of signatures may miss it");
    PAGING_ITEMS_CHANGED = Rule::new(
        "paging-items-changed", Breaking,
        "the list that is read page by page",
        "reading {name} page by page gave {old} and gives {new}",
        &["paging-items-changed"],
    ).because("where the elements' types agree, the code still compiles but reads another list");
    PAGING_CHANGED = Rule::new(
        "paging-changed", Behaviour,
        "the parameters and the total by which a listing is read page by page",
        "{name} was read page by page with {old} and is read with {new}",
        &["paging-changed"],
    );
}
