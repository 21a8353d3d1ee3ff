//! A call in the making: the one type behind all operations' builders.

use crate::client::Client;
use crate::encode::{self, Unsendable};
use crate::error::{ConfigError, Error};
use crate::exchange::{Exchange, Outgoing, RawReply};
use crate::multipart::multipart;
use crate::slot::Slot;
use crate::table::{Body, Operation};
use crate::transport::BoxFuture;
use crate::validate::{self, Validation};
use crate::value::{Value, Values};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// Headers that the client itself sets: another value would break the signature, or send a call elsewhere.
const RESERVED: [&str; 6] =
    ["authorization", "host", "x-auth-token", "x-sdk-date", "x-security-token", "content-length"];

/// An operation, with what has been set of its parameters and body.
///
/// Generated builders hold one; they add the names and types. On the heap, so that setters, which hand it through,
/// move a pointer.
pub struct Call(Box<State>);

struct State {
    client: Client,
    operation: &'static Operation,
    values: Values,
    body: Option<Box<dyn Slot>>,
    headers: HeaderMap,
    validation: Option<Validation>,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    problems: Vec<String>,
}

impl Call {
    /// A call of this operation with nothing set.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Call(Box::new(State {
            client: client.clone(),
            operation,
            values: Values::default(),
            body: None,
            headers: HeaderMap::new(),
            validation: None,
            timeout: None,
            deadline: None,
            problems: Vec::new(),
        }))
    }

    /// With a value for the parameter at this index of [`Operation::parameters`].
    #[inline]
    pub fn with(mut self, index: usize, value: impl Into<Value>) -> Self {
        self.set(index, value.into());
        self
    }

    /// With this body.
    #[inline]
    pub fn with_body<B: Slot + 'static>(mut self, body: B) -> Self {
        self.set_body(Box::new(body));
        self
    }

    /// Sets the parameter at this index of [`Operation::parameters`].
    pub fn set(&mut self, index: usize, value: Value) {
        self.0.values.set(index, value);
    }

    /// Sets the body.
    pub fn set_body(&mut self, body: Box<dyn Slot>) {
        self.0.body = Some(body);
    }

    /// Sets what becomes of the call when it breaks documented bounds.
    pub fn set_validation(&mut self, validation: Validation) {
        self.0.validation = Some(validation);
    }

    /// Sets the time that one attempt may take.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.0.timeout = Some(timeout);
    }

    /// Sets the time that all attempts may take together.
    pub fn set_deadline(&mut self, deadline: Duration) {
        self.0.deadline = Some(deadline);
    }

    /// Adds a header. What cannot be one is an error when the call is sent.
    pub fn set_header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), _) if RESERVED.contains(&name.as_str()) => {
                self.0.problems.push(format!("the header `{name}` is set by the client itself"));
            }
            (Ok(name), Ok(value)) => {
                self.0.headers.insert(name, value);
            }
            (Ok(name), Err(_)) => {
                let problem = format!(
                    "the value for the header `{name}` cannot be one: it has a line break or the like"
                );
                self.0.problems.push(problem);
            }
            (Err(_), _) => self.0.problems.push(format!("{name:?} cannot be the name of a header")),
        }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// What has been set of the parameters.
    pub fn values(&self) -> &Values {
        &self.0.values
    }

    /// Checks the call against the documented bounds, whatever is set to become of one that breaks them.
    ///
    /// # Errors
    /// [`Error::Validation`] with all violations.
    pub fn validate(&self) -> Result<(), Error> {
        validate::check(self.0.operation, &self.0.values, self.0.body.as_deref())
            .map_err(|violations| Error::Validation(Box::new(violations)))
    }

    /// Checks and encodes the call now, and sends it when the future is polled. The future borrows nothing: the call
    /// can be changed and executed again.
    pub fn execute(&self) -> BoxFuture<'static, Result<RawReply, Error>> {
        match self.encode() {
            Ok(outgoing) => Box::pin(Exchange::new(self.0.client.clone(), outgoing).run()),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn encode(&self) -> Result<Outgoing, Error> {
        let state = &*self.0;
        if !state.problems.is_empty() {
            return Err(Error::Config(Box::new(ConfigError { problems: state.problems.clone() })));
        }
        self.apply_validation()?;
        let values = self.complete_values();
        let path =
            encode::path(state.operation, &values, &|_| None).map_err(|problem| self.unsendable(&problem))?;
        let shared = state.client.shared();
        let (content_type, body) = self.encode_body()?;
        Ok(Outgoing {
            operation: state.operation,
            path: shared.endpoint.path(&path),
            query: encode::query(state.operation, &values)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            headers: self.encode_headers(&values, content_type)?,
            body,
            timeout: state.timeout.unwrap_or(shared.timeout),
            deadline: state.deadline.unwrap_or(shared.deadline),
        })
    }

    fn apply_validation(&self) -> Result<(), Error> {
        match self.0.validation.unwrap_or(self.0.client.shared().validation) {
            Validation::Off => Ok(()),
            Validation::Enforce => self.validate(),
            Validation::Warn => {
                if let Err(violations) = self.validate() {
                    tracing::warn!(operation = self.0.operation.id, "{violations}");
                }
                Ok(())
            }
        }
    }

    fn unsendable(&self, problem: &Unsendable) -> Error {
        let operation = self.0.operation.id;
        Error::config(match problem {
            Unsendable::MissingParameter("project_id") => format!(
                "{operation}: no project id: give the client one with `project_id(…)` or, with `from_env`, in \
                 HUAWEICLOUD_SDK_PROJECT_ID"
            ),
            problem => format!("{operation}: {problem}"),
        })
    }

    /// The values, with those that the client has where none was given.
    fn complete_values(&self) -> Values {
        let mut values = self.0.values.clone();
        for (index, parameter) in self.0.operation.parameters.iter().enumerate() {
            if parameter.field.is_from_client()
                && values.get(index).is_none()
                && let Some(value) = from_client(&self.0.client, parameter.field.name)
            {
                values.set(index, value.into());
            }
        }
        values
    }

    fn encode_headers(&self, values: &Values, content_type: HeaderValue) -> Result<HeaderMap, Error> {
        let state = &*self.0;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type);
        for (name, value) in encode::headers(state.operation, values) {
            let (Ok(parsed), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
            else {
                return Err(Error::config(format!(
                    "{}: the value for the header `{name}` cannot be one: it has a line break or the like",
                    state.operation.id
                )));
            };
            headers.insert(parsed, value);
        }
        headers.extend(state.headers.iter().map(|(name, value)| (name.clone(), value.clone())));
        for reserved in [HOST, AUTHORIZATION] {
            headers.remove(reserved);
        }
        Ok(headers)
    }

    fn encode_body(&self) -> Result<(HeaderValue, Bytes), Error> {
        // The vendor's SDKs say `application/json` without a body, too; so do we, since gateways are used to it.
        let json = HeaderValue::from_static("application/json");
        match (&self.0.operation.body, &self.0.body) {
            (Body::None, _) | (_, None) => Ok((json, Bytes::new())),
            (Body::Json(_), Some(body)) => {
                let body = encode::to_vec(&**body).map_err(|problem| self.unsendable(&problem))?;
                Ok((json, body.into()))
            }
            (Body::Multipart(_), Some(body)) => {
                let form = multipart(&**body).map_err(|problem| self.unsendable(&problem))?;
                let content_type = HeaderValue::from_str(&form.content_type)
                    .map_err(|_| Error::config("the form's content type cannot be in a header"))?;
                Ok((content_type, form.body.into()))
            }
        }
    }
}

/// What the client fills in for a parameter of this name.
fn from_client<'a>(client: &'a Client, name: &str) -> Option<&'a str> {
    let shared = client.shared();
    match name {
        "project_id" => shared.project_id.as_deref(),
        "region" => shared.region.as_ref().map(|region| region.as_str()),
        _ => None,
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values and body may be secret.
        f.debug_struct("Call").field("operation", &self.0.operation.id).finish_non_exhaustive()
    }
}
