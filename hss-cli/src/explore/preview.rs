//! A form while it is filled in: what is wrong, the request as it will be sent, and the call as code.

use hss_runtime::schema::Operation;
use serde::Serialize;

use super::checked_form::{CheckedForm, Use, check_form};
use super::problem::Problem;
use super::sample::{self, Code};
use super::session::Session;
use super::submitted_form::{Node, SubmittedForm};
use crate::dry_run;
use crate::failure::Failure;

#[derive(Serialize)]
pub(super) struct Preview {
    problems: Vec<Problem>,
    /// The request with secrets masked, or the reason why there is none.
    request: String,
    samples: Vec<Code>,
    /// The body as JSON, as the form has it.
    body: Option<String>,
    /// The fields that make a body that was typed as JSON, if there are some.
    fields: Option<Node>,
}

/// Checks a form without sending anything.
pub(super) async fn check(
    session: &Session,
    operation: &'static Operation,
    submitted: &SubmittedForm,
) -> Preview {
    let form = check_form(session.setting(), operation, submitted);
    let request = match request(session, &form).await {
        Ok(request) => request,
        Err(reason) => reason,
    };
    let samples = sample::of_form(&session.site.program, &form);
    let body = form.body.as_ref().and_then(|body| serde_json::to_string_pretty(body).ok());
    let fields = submitted.json.as_ref().and_then(|_| form.fields(&session.uploads));
    Preview { problems: form.problems, request, samples, body, fields }
}

async fn request(session: &Session, form: &CheckedForm) -> Result<String, String> {
    if !form.problems.is_empty() {
        let problems: Vec<&str> = form.problems.iter().map(|problem| problem.message.as_str()).collect();
        return Err(format!("The request cannot be sent yet:\n{}", problems.join("\n")));
    }
    let program = &session.site.program;
    let text = |failure: Failure| failure.text(program);
    let unsent = session.unsent.as_ref().map_err(Clone::clone)?.lock().await;
    let call = form.call(unsent.client(), session.setting().region, Use::Show);
    let mut call = call.map_err(|problem| problem.message)?;
    // It has been checked, and a masked secret might be too short.
    call.set_validation(hss_runtime::Validation::Off);
    let request = unsent.request(|_| call).await.map_err(|error| text(error.into()))?;
    Ok(request.map(|request| dry_run::masked(&request, program.api.service.security())).unwrap_or_default())
}
