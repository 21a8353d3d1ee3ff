//! Models, their fields, enumerations and their values.

use super::rows::rows;
use crate::diff::rule::{
    Effect::{Addition, Behaviour, Breaking, Docs},
    Rule,
};

/// The reason why a closed list breaks callers although signatures don't change.
const REFUSED: &str =
    "the code compiles, but requests are checked before they are sent, and a value that was sent is refused";

rows! { DEFINITION:
    MODEL_ADDED = Rule::new(
        "model-added", Addition,
        "a model that only the new spec has",
        "{name} is new",
        &["model-removed"],
    );
    MODEL_REMOVED = Rule::new(
        "model-removed", Breaking,
        "a model that only the old spec has",
        "{name} was removed",
        &["model-added"],
    );
    MODEL_RENAMED = Rule::new(
        "model-renamed", Breaking,
        "a model with another name and the same fields, if there is only one",
        "{name} was named {old}",
        &["model-renamed"],
    );
    MODEL_MOVED = Rule::new(
        "model-moved", Breaking,
        "a model in another group, or moved to or from the shared types",
        "{name} was in {old} and is in {new}",
        &["model-moved"],
    );
    MODEL_SENT = Rule::new(
        "model-sent", Addition,
        "a model without required fields that only responses carried and that requests now carry",
        "{name} can be built, since requests now carry it",
        &["model-no-longer-sent"],
    );
    MODEL_SENT_REQUIRED = Rule::new(
        "model-sent-required", Breaking,
        "a model with required fields that only responses carried and that requests now carry",
        "{name} can only be built with its required fields, and no longer has a default",
        &["model-no-longer-sent"],
    );
    MODEL_NO_LONGER_SENT = Rule::new(
        "model-no-longer-sent", Breaking,
        "a model that requests carried and that now only responses carry",
        "{name} can no longer be built, since no request carries it",
        &["model-sent", "model-sent-required"],
    );
    FIELD_ADDED_REQUIRED = Rule::new(
        "field-added-required", Breaking,
        "a field that must be given and that the old model does not have",
        "{name} is new and required",
        &["field-removed"],
    ).in_responses(Addition);
    FIELD_ADDED_OPTIONAL = Rule::new(
        "field-added-optional", Addition,
        "a field that the old model does not have",
        "{name} is new",
        &["field-removed"],
    );
    FIELD_REMOVED = Rule::new(
        "field-removed", Breaking,
        "a field that the new model does not have",
        "{name} was removed",
        &["field-added-required", "field-added-optional"],
    );
    FIELD_RENAMED = Rule::new(
        "field-renamed", Breaking,
        "a field with another name, the same type, constraints and attributes, and the same neighbour before it, if \
         there is only one",
        "{name} was named {old}",
        &["field-renamed"],
    );
    FIELD_MADE_REQUIRED = Rule::new(
        "field-made-required", Breaking,
        "a field that became required; one that is only read may always be missing",
        "{name} is required; it was optional",
        &["field-made-optional"],
    ).in_responses(Docs);
    FIELD_MADE_OPTIONAL = Rule::new(
        "field-made-optional", Breaking,
        "a field that became optional; one that is only read may always be missing",
        "{name} is optional; it was required",
        &["field-made-required"],
    ).in_responses(Docs);
    FIELD_RETYPED = Rule::new(
        "field-retyped", Breaking,
        "the type of a field",
        "{name} was of type {old} and is of type {new}",
        &["field-retyped"],
    );
    FIELD_BOXED = Rule::new(
        "field-boxed", Breaking,
        "a field that is now boxed, since its model contains itself",
        "{name} is boxed, since its model now contains itself",
        &["field-unboxed"],
    );
    FIELD_UNBOXED = Rule::new(
        "field-unboxed", Breaking,
        "a field that is no longer boxed, since its model no longer contains itself",
        "{name} is no longer boxed, since its model no longer contains itself",
        &["field-boxed"],
    );
    REQUIRED_FIELDS_REORDERED = Rule::new(
        "required-fields-reordered", Breaking,
        "the order of a model's fields that must be given",
        "{name} is built with its fields in another order: {new}; it was {old}",
        &["required-fields-reordered"],
    ).in_responses(Docs).because(
        "where the types agree, the code still compiles but swaps the values of the fields",
    );
    ENUM_ADDED = Rule::new(
        "enum-added", Addition,
        "an enumeration that only the new spec has",
        "{name} is new",
        &["enum-removed"],
    );
    ENUM_REMOVED = Rule::new(
        "enum-removed", Breaking,
        "an enumeration that only the old spec has",
        "{name} was removed",
        &["enum-added"],
    );
    ENUM_RENAMED = Rule::new(
        "enum-renamed", Breaking,
        "an enumeration with another name and the same values, if there is only one",
        "{name} was named {old}",
        &["enum-renamed"],
    );
    ENUM_MOVED = Rule::new(
        "enum-moved", Breaking,
        "an enumeration in another group, or moved to or from the shared types",
        "{name} was in {old} and is in {new}",
        &["enum-moved"],
    );
    ENUM_KIND_CHANGED = Rule::new(
        "enum-kind-changed", Breaking,
        "the kind of an enumeration's values",
        "the values of {name} were of kind {old} and are of kind {new}",
        &["enum-kind-changed"],
    );
    ENUM_OPENED = Rule::new(
        "enum-opened", Addition,
        "an enumeration that may have more values than the listed ones",
        "{name} may have more values than the listed ones",
        &["enum-closed"],
    ).in_responses(Docs);
    ENUM_CLOSED = Rule::new(
        "enum-closed", Breaking,
        "an enumeration that has only the listed values",
        "{name} has only the listed values",
        &["enum-opened"],
    ).in_responses(Docs).because(REFUSED);
    ENUM_VALUE_ADDED = Rule::new(
        "enum-value-added", Addition,
        "a value that the old enumeration does not have",
        "{name} is new",
        &["enum-value-removed"],
    ).in_responses(Behaviour);
    ENUM_VALUE_REMOVED = Rule::new(
        "enum-value-removed", Breaking,
        "a value that the new enumeration does not have",
        "{name} was removed",
        &["enum-value-added"],
    );
    LISTED_NUMBER_ADDED = Rule::new(
        "listed-number-added", Addition,
        "a value of an enumeration whose values stay numbers in code",
        "{name} is new",
        &["listed-number-removed"],
    ).in_responses(Docs);
    LISTED_NUMBER_REMOVED = Rule::new(
        "listed-number-removed", Breaking,
        "a value of an enumeration whose values stay numbers in code",
        "{name} was removed",
        &["listed-number-added"],
    ).in_responses(Docs).because(REFUSED);
    ENUM_VALUE_RENAMED = Rule::new(
        "enum-value-renamed", Breaking,
        "a value's name in code: a given name, or one that is derived so that no two are the \
         same",
        "the name of {name} in code was {old} and is {new}",
        &["enum-value-renamed"],
    );
    ENUM_VALUE_REWRITTEN = Rule::new(
        "enum-value-rewritten", Docs,
        "the spelling of a number on the page, where its name in code stays the same",
        "{name} was written {old} and is written {new}",
        &["enum-value-rewritten"],
    );
    CODE_RANGE_ADDED = Rule::new(
        "code-range-added", Addition,
        "a range of codes that are counts, where there was none",
        "codes of {name} from {new} are counts",
        &["code-range-removed"],
    ).in_responses(Behaviour);
    CODE_RANGE_REMOVED = Rule::new(
        "code-range-removed", Breaking,
        "a removed range of codes that are counts",
        "codes of {name} from {old} were counts and no longer are",
        &["code-range-added"],
    );
    CODE_RANGE_CHANGED = Rule::new(
        "code-range-changed", Behaviour,
        "the range of codes that are counts",
        "codes of {name} were counts from {old} and are counts from {new}",
        &["code-range-changed"],
    );
    CODE_RANGE_RENAMED = Rule::new(
        "code-range-renamed", Breaking,
        "the name for the count in a range of codes",
        "the count of {name} was named {old} and is named {new}",
        &["code-range-renamed"],
    );
}
