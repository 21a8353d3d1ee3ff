//! A call as code.

use hss_runtime::schema::Operation;
use serde::Serialize;

use super::checked_form::CheckedForm;
use crate::accept::Accept;
use crate::describe::{self, Example};
use crate::program::Program;
use crate::shown;

/// A sample in a language.
#[derive(Serialize)]
pub(super) struct Code {
    pub(super) language: String,
    pub(super) title: String,
    pub(super) text: String,
}

/// The samples of an operation with its required values.
pub(super) fn of_operation(program: &Program, operation: &'static Operation) -> Vec<Code> {
    all(program, &Example::of(operation))
}

/// The samples of a form: its values, and placeholders for required values that are missing.
pub(super) fn of_form(program: &Program, form: &CheckedForm) -> Vec<Code> {
    let mut example = Example::in_media_type(form.operation, form.media_type());
    example.accept = form.accept.map(Accept::name);
    let shown: Vec<(usize, serde_json::Value)> = form.shown_parameters().collect();
    let given = |name: usize| shown.iter().find(|(index, _)| *index == name);
    let required = example.parameters;
    let parameters = form.operation.parameters.iter().enumerate();
    example.parameters = parameters
        .filter_map(|(index, parameter)| match given(index) {
            Some((_, value)) => Some((parameter, value.clone())),
            None => required
                .iter()
                .find(|(known, _)| std::ptr::eq(*known, parameter))
                .map(|(known, value)| (*known, value.clone())),
        })
        .collect();
    example.part_headers.clone_from(&form.part_headers);
    let example = match form.shown_body() {
        Some(body) => example.with_body(body),
        None => example,
    };
    all(program, &example)
}

fn all(program: &Program, example: &Example) -> Vec<Code> {
    let code = |sample: crate::program::Sample<'_>| Code {
        language: sample.language.to_owned(),
        title: sample.title.clone().into_owned(),
        text: shown::source((sample.write)(program, example).trim_end()).into_owned(),
    };
    describe::samples(program).into_iter().map(code).collect()
}
