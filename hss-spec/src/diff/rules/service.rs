//! The service as a whole.

use super::rows::rows;
use crate::diff::rule::{
    Effect::{Addition, Behaviour, Breaking, Docs},
    Rule,
};

rows! { SERVICE:
    SERVICE_RENAMED = Rule::new(
        "service-renamed", Behaviour,
        "the service's short name",
        "{name} was named {old} and is named {new}",
        &["service-renamed"],
    );
    SERVICE_PAGES_CHANGED = Rule::new(
        "service-pages-changed", Docs,
        "the URL pattern of the service's doc pages",
        "the doc pages of {name} were at {old} and are at {new}",
        &["service-pages-changed"],
    );
    ENDPOINT_CHANGED = Rule::new(
        "endpoint-changed", Behaviour,
        "the address that calls go to",
        "calls of {name} went to {old} and go to {new}",
        &["endpoint-changed"],
    );
    SECURITY_SCHEME_CHANGED = Rule::new(
        "security-scheme-changed", Behaviour,
        "a security scheme of the service",
        "{name} was {old} and is {new}",
        &["security-scheme-changed"],
    ).outside_of_code();
    REGION_ADDED = Rule::new(
        "region-added", Addition,
        "a region that only the new spec has",
        "{name} is new",
        &["region-removed"],
    );
    REGION_REMOVED = Rule::new(
        "region-removed", Breaking,
        "a region that only the old spec has",
        "{name} was removed",
        &["region-added"],
    ).because("the code compiles, but a client for that region can't be built without an explicit endpoint");
}
