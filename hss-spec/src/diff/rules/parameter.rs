//! Parameters: required ones are arguments by position, optional ones are set by name, some the client fills in.

use super::rows::rows;
use crate::diff::rule::{
    Effect::{Addition, Behaviour, Breaking, Docs},
    Rule,
};

rows! { PARAMETER:
    PARAMETER_ADDED_REQUIRED = Rule::new(
        "parameter-added-required", Breaking,
        "a parameter that must be given and that the old operation does not have",
        "{name} is new and must be given",
        &["parameter-removed"],
    );
    PARAMETER_ADDED_OPTIONAL = Rule::new(
        "parameter-added-optional", Addition,
        "a parameter that may be given and that the old operation does not have",
        "{name} is new and may be given",
        &["parameter-removed"],
    );
    PARAMETER_REMOVED = Rule::new(
        "parameter-removed", Breaking,
        "a parameter that the new operation does not have",
        "{name} was removed",
        &["parameter-added-required", "parameter-added-optional"],
    );
    PARAMETER_RENAMED = Rule::new(
        "parameter-renamed", Breaking,
        "an optional parameter with another name, the same type, constraints and attributes, and the same neighbour \
         before it, if there is only one",
        "{name} was named {old}; it is set under the new name",
        &["parameter-renamed"],
    );
    WIRE_NAME_CHANGED = Rule::new(
        "wire-name-changed", Behaviour,
        "a name that changed in requests and responses but not in code: that of an argument, or one in another \
         spelling",
        "{name} was named {old} on the wire; code that uses it does not change",
        &["wire-name-changed"],
    );
    PARAMETER_MADE_REQUIRED = Rule::new(
        "parameter-made-required", Breaking,
        "a parameter that became required",
        "{name} must be given; it could be left out",
        &["parameter-made-optional"],
    );
    PARAMETER_MADE_OPTIONAL = Rule::new(
        "parameter-made-optional", Breaking,
        "a parameter that became optional",
        "{name} may be left out; it is no longer an argument but set by name",
        &["parameter-made-required"],
    );
    PARAMETER_MOVED = Rule::new(
        "parameter-moved", Behaviour,
        "the location of a parameter: path, query or header",
        "{name} was sent in the {old} and is sent in the {new}",
        &["parameter-moved"],
    );
    PARAMETER_STYLE_CHANGED = Rule::new(
        "parameter-style-changed", Behaviour,
        "how a parameter is written: its style, and its media type",
        "{name} was written as {old} and is written as {new}",
        &["parameter-style-changed"],
    );
    PARAMETER_RETYPED = Rule::new(
        "parameter-retyped", Breaking,
        "the type of a parameter",
        "{name} was of type {old} and is of type {new}",
        &["parameter-retyped"],
    );
    ARGUMENTS_REORDERED = Rule::new(
        "arguments-reordered", Breaking,
        "the order of the parameters that must be given",
        "the order of the arguments of {name} is {new}; it was {old}",
        &["arguments-reordered"],
    ).because(
        "where the types agree, the code still compiles but sends each value under another name",
    );
    CLIENT_PARAMETER_ADDED = Rule::new(
        "client-parameter-added", Behaviour,
        "a parameter that the client fills in and that the old operation does not have",
        "{name} is new; the client fills it in",
        &["client-parameter-removed"],
    );
    CLIENT_PARAMETER_REMOVED = Rule::new(
        "client-parameter-removed", Behaviour,
        "a parameter that the client fills in and that the new operation does not have",
        "{name}, which the client filled in, was removed",
        &["client-parameter-added"],
    );
    CLIENT_PARAMETER_CHANGED = Rule::new(
        "client-parameter-changed", Docs,
        "a parameter that the client fills in and that became required or optional",
        "{name}, which the client fills in, was {old} and is {new}",
        &["client-parameter-changed"],
    );
    PARAMETER_TAKEN_BY_CLIENT = Rule::new(
        "parameter-taken-by-client", Breaking,
        "a parameter that the client now fills in",
        "{name} is filled in by the client; callers can no longer give it",
        &["parameter-left-to-caller"],
    );
    PARAMETER_LEFT_TO_CALLER = Rule::new(
        "parameter-left-to-caller", Breaking,
        "a parameter that the client filled in and that callers now give",
        "{name} was filled in by the client; callers now give it",
        &["parameter-taken-by-client"],
    ).because("where it is optional, the code still compiles but no longer sends it");
}
