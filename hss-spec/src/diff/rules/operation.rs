//! Groups, and operations as a whole.

use super::rows::rows;
use crate::diff::rule::{
    Effect::{Addition, Behaviour, Breaking, Docs},
    Rule,
};

rows! { OPERATION:
    GROUP_ADDED = Rule::new(
        "group-added", Addition,
        "a group that only the new spec has",
        "{name} is new",
        &["group-removed"],
    );
    GROUP_REMOVED = Rule::new(
        "group-removed", Breaking,
        "a group that only the old spec has",
        "{name} was removed, and its module with it",
        &["group-added"],
    );
    OPERATION_ADDED = Rule::new(
        "operation-added", Addition,
        "an operation whose id, and whose method and path, only the new spec has",
        "{name} is new: {new}",
        &["operation-removed"],
    );
    OPERATION_REMOVED = Rule::new(
        "operation-removed", Breaking,
        "an operation whose id, and whose method and path, only the old spec has",
        "{name} was removed: it was {old}",
        &["operation-added"],
    );
    OPERATION_RENAMED = Rule::new(
        "operation-renamed", Breaking,
        "an operation with another id and the same method and path",
        "{name} was named {old}; its method and its builder are now named {new}",
        &["operation-renamed"],
    );
    OPERATION_MOVED = Rule::new(
        "operation-moved", Breaking,
        "an operation in another group",
        "{name} was in group {old} and is in group {new}, with another handle",
        &["operation-moved"],
    );
    METHOD_CHANGED = Rule::new(
        "method-changed", Breaking,
        "the HTTP method",
        "{name} was called with {old} and is called with {new}",
        &["method-changed"],
    ).because(
        "the code compiles, but it sends another request: anything that allows calls by method and path (policies, proxies, \
         recorded tests) refuses it, and it may be retried differently",
    );
    PATH_CHANGED = Rule::new(
        "path-changed", Breaking,
        "the path, apart from the names of its placeholders",
        "{name} was at {old} and is at {new}",
        &["path-changed"],
    ).because(
        "the code compiles, but it sends another request: anything that allows calls by method and path (policies, proxies, \
         recorded tests) refuses it, and another path is often another version with other rules",
    );
    OPERATION_DEPRECATED = Rule::new(
        "operation-deprecated", Behaviour,
        "an operation that the vendor advises against",
        "{name} is deprecated; calls of it cause a warning",
        &["operation-undeprecated"],
    );
    OPERATION_UNDEPRECATED = Rule::new(
        "operation-undeprecated", Docs,
        "an operation that the vendor no longer advises against",
        "{name} is no longer deprecated",
        &["operation-deprecated"],
    );
    PAGE_LINK_CHANGED = Rule::new(
        "page-link-changed", Docs,
        "the URL of an operation's doc page",
        "the doc page of {name} was {old} and is {new}",
        &["page-link-changed"],
    );
    PAGE_DATE_CHANGED = Rule::new(
        "page-date-changed", Docs,
        "the date of an operation's doc page",
        "the doc page of {name} was dated {old} and is dated {new}",
        &["page-date-changed"],
    ).outside_of_code();
    EVIDENCE_CHANGED = Rule::new(
        "evidence-changed", Docs,
        "the sources of a value, the form of the document, and the fixups that its import needed",
        "the definition of {name} is the same, but its sources changed",
        &["evidence-changed"],
    ).outside_of_code();
    SECURITY_CHANGED = Rule::new(
        "security-changed", Behaviour,
        "the security schemes and scopes that calls need",
        "calls of {name} needed {old} and need {new}",
        &["security-changed"],
    ).outside_of_code();
    DOCS_CHANGED = Rule::new(
        "docs-changed", Docs,
        "the documentation of an item",
        "the documentation of {name} changed",
        &["docs-changed"],
    );
    ORDER_CHANGED = Rule::new(
        "order-changed", Docs,
        "the order of parameters, fields or values, where callers don't depend on it",
        "the order of the {what} of {name} changed",
        &["order-changed"],
    );
}
