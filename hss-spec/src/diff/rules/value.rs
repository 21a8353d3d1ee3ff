//! Changes of a value's constraints, default and unit; the same for parameters and fields.

use super::rows::rows;
use crate::diff::rule::{
    Effect::{Addition, Behaviour, Breaking, Docs},
    Rule,
};

/// The reason why a bound on requests breaks callers although signatures don't change.
const REFUSED: &str =
    "the code compiles, but requests are checked before they are sent, and some that were sent are refused";

rows! { VALUE:
    BOUND_ADDED = Rule::new(
        "bound-added", Breaking,
        "a constraint where there was none; a response is never checked against it",
        "the {what} of {name} was not limited and is {new}",
        &["bound-removed"],
    ).in_responses(Docs).because(REFUSED);
    BOUND_REMOVED = Rule::new(
        "bound-removed", Addition,
        "a removed constraint",
        "the {what} of {name} was {old} and is no longer limited",
        &["bound-added"],
    ).in_responses(Docs);
    BOUND_TIGHTENED = Rule::new(
        "bound-tightened", Breaking,
        "a constraint that allows less",
        "the {what} of {name} was {old} and is {new}, which allows less",
        &["bound-loosened"],
    ).in_responses(Docs).because(REFUSED);
    BOUND_LOOSENED = Rule::new(
        "bound-loosened", Addition,
        "a constraint that allows more",
        "the {what} of {name} was {old} and is {new}, which allows more",
        &["bound-tightened"],
    ).in_responses(Docs);
    BOUND_SHIFTED = Rule::new(
        "bound-shifted", Breaking,
        "a constraint that allows other values, and may refuse some that were allowed",
        "the {what} of {name} was {old} and is {new}, which may refuse values that were allowed",
        &["bound-shifted"],
    ).in_responses(Docs).because(REFUSED);
    DEFAULT_ADDED = Rule::new(
        "default-added", Docs,
        "a default where none was known; the client does not send it",
        "{name} is {new} when left out, which was unknown",
        &["default-removed"],
    );
    DEFAULT_REMOVED = Rule::new(
        "default-removed", Docs,
        "a default that is no longer known; the client did not send it",
        "{name} was {old} when left out; the new default is unknown",
        &["default-added"],
    );
    DEFAULT_CHANGED = Rule::new(
        "default-changed", Behaviour,
        "the value that the service uses when it is left out",
        "{name} was {old} when left out and is {new}",
        &["default-changed"],
    ).in_responses(Docs).because(
        "no code changes, but every call that leaves it out may get another response",
    );
    UNIT_ADDED = Rule::new(
        "unit-added", Docs,
        "a unit where none was known",
        "{name} is in {new}, which was unknown",
        &["unit-removed"],
    );
    UNIT_REMOVED = Rule::new(
        "unit-removed", Docs,
        "a unit that is no longer known",
        "{name} was in {old}; its unit is now unknown",
        &["unit-added"],
    );
    UNIT_CHANGED = Rule::new(
        "unit-changed", Breaking,
        "the unit of a number",
        "{name} was in {old} and is in {new}",
        &["unit-changed"],
    ).because("the code compiles, but the same number has another meaning");
    FORMAT_CHANGED = Rule::new(
        "format-changed", Breaking,
        "a value that became a point in time, a date, a duration, a UUID or base64, each of which has a separate type, or that was one",
        "{name} was {old} and is {new}",
        &["format-changed"],
    );
    LIST_BECAME_SINGLE = Rule::new(
        "list-became-single", Breaking,
        "a list that became one value of the same type",
        "{name} was a list, {old}, and is a single {new}",
        &["single-became-list"],
    );
    SINGLE_BECAME_LIST = Rule::new(
        "single-became-list", Breaking,
        "a value that became a list of the same type",
        "{name} was a single {old} and is a list, {new}",
        &["list-became-single"],
    );
    NUMBER_WIDTH_CHANGED = Rule::new(
        "number-width-changed", Docs,
        "the width of an integer on its page, Integer or Long; code has 64 bits for both",
        "{name} was {old} and is {new} on its page; code has 64 bits for both",
        &["number-width-changed"],
    ).outside_of_code();
    VALUES_LISTED = Rule::new(
        "values-listed", Breaking,
        "an integer whose values are now listed, and which stays a number in code",
        "{name} was any {old}; its values are those of {new}",
        &["values-unlisted"],
    ).in_responses(Docs).because(REFUSED);
    VALUES_UNLISTED = Rule::new(
        "values-unlisted", Addition,
        "an integer whose values are no longer listed, and which stays a number in code",
        "the values of {name} were those of {old}; it is any {new}",
        &["values-listed"],
    ).in_responses(Docs);
    FIELD_VALUE_ADDED = Rule::new(
        "field-value-added", Addition,
        "a value that the enumeration has for other fields, and that this field's document lists now",
        "{name} has the value {new} now, as other fields had already",
        &["field-value-removed"],
    ).in_responses(Docs);
    FIELD_VALUE_REMOVED = Rule::new(
        "field-value-removed", Breaking,
        "a value that this field's document no longer lists, and that its enumeration has for other fields",
        "{name} no longer has the value {old}, which other fields still have",
        &["field-value-added"],
    ).in_responses(Docs).because("the code compiles, but the document no longer says that the service takes the value");
    SECRECY_CHANGED = Rule::new(
        "secrecy-changed", Behaviour,
        "a value that became hidden in logs and errors, or no longer is",
        "{name} was {old} and is {new} in logs and errors",
        &["secrecy-changed"],
    );
    DEPRECATION_ADDED = Rule::new(
        "deprecation-added", Docs,
        "a parameter or field that the vendor advises against",
        "{name} is deprecated",
        &["deprecation-removed"],
    );
    DEPRECATION_REMOVED = Rule::new(
        "deprecation-removed", Docs,
        "a parameter or field that the vendor no longer advises against",
        "{name} is no longer deprecated",
        &["deprecation-added"],
    );
}
