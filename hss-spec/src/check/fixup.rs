//! Fixups: each must still change something.

use super::found::Check;
use crate::model::Fixup;

/// Returns true if an operation's file lists the place among the fixups that its import needed.
pub(crate) fn is_listed(fixed: &[String], at: &str) -> bool {
    fixed.iter().any(|place| place == at || wildcard(at).is_some_and(|attribute| place.ends_with(attribute)))
}

/// The attribute or constraint of a place such as `*.range`, which applies to all fields.
pub(crate) fn wildcard(at: &str) -> Option<&str> {
    at.strip_prefix('*')
}

pub(super) fn check(check: &mut Check) {
    for fixup in &check.spec.fixups {
        if fixup.from == fixup.to {
            check.error(&fixup.place, "the fixup's `from` and `to` are the same; it changes nothing");
        }
        if fixup.evidence.trim().is_empty() {
            check.error(
                &fixup.place,
                "the fixup has no `evidence`; say what shows that the document is wrong",
            );
        }
        if fixup.at.is_empty() {
            check.error(&fixup.place, "the fixup has no place in `at`");
        }
        check_use(check, fixup);
    }
}

fn check_use(check: &mut Check, fixup: &Fixup) {
    let spec = check.spec;
    if fixup.operation == "*" {
        for at in &fixup.at {
            if !spec.operations().any(|(_, operation)| is_listed(&operation.fixed, at)) {
                check.error(
                    &fixup.place,
                    format!("the fixup at `{at}` changes nothing in any operation; delete it"),
                );
            }
        }
        return;
    }
    let Some((_, operation)) = spec.operation(&fixup.operation) else {
        let message =
            format!("the fixup is for operation `{}`, which the spec does not have", fixup.operation);
        return check.error(&fixup.place, message);
    };
    // A fixup for another form of the document says nothing about the one that was imported.
    if fixup.source.is_some() && fixup.source != operation.source {
        return;
    }
    for at in &fixup.at {
        if !is_listed(&operation.fixed, at) {
            let message = format!(
                "the fixup of `{}` at `{at}` changes nothing: the document says so already, or has no such place; \
                 delete it",
                fixup.operation
            );
            check.error(&fixup.place, message);
        }
    }
}
