//! A call in the making: the one type behind all operations' builders.

use crate::api::download::Download;
use crate::api::request::decode_arrival;
use crate::client::Client;
use crate::error::{ConfigError, Error};
use crate::pipeline::exchange::{Exchange, Outgoing, Path, Reading};
use crate::schema::{Body, Location, Operation, Response, Tables};
use crate::transport::BoxFuture;
use crate::transport::raw_response::{Arrival, RawResponse};
use crate::validate::{self, Validation};
use crate::value::slot::Slot;
use crate::value::{Value, Values};
use crate::wire::encode::{self, Unsendable};
use crate::wire::multipart::multipart;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};
use std::fmt;
use std::time::Duration;

/// Headers that the client itself sets: another value would break the signature, or send a call elsewhere.
pub(crate) const RESERVED: [&str; 6] =
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

    /// A call of the operation with which these tables begin.
    #[doc(hidden)]
    pub fn of(client: &Client, tables: &'static Tables) -> Self {
        Self::new(client, tables.operation().get())
    }

    /// With a value for the parameter at this index of [`Operation::parameters`].
    #[inline]
    pub fn with(mut self, index: usize, value: impl Into<Value>) -> Self {
        self.set(index, value.into());
        self
    }

    /// With a value for the parameter at this index, once it has become a `T`.
    #[doc(hidden)]
    #[inline]
    pub fn with_into<T: Into<Value>>(self, index: usize, value: impl Into<T>) -> Self {
        self.with(index, value.into())
    }

    /// With a list for the parameter at this index, once each element has become a `T`.
    #[doc(hidden)]
    #[inline]
    pub fn with_each<T: Into<Value>>(
        self,
        index: usize,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self {
        self.with(index, values.into_iter().map(Into::<T>::into).collect::<Vec<_>>())
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

    /// Checks and encodes the call now, and sends it when the future is polled, after looking up the project's id if
    /// that is not known yet. The future borrows nothing: the call can be changed and executed again.
    ///
    /// The reply has all of the body, of a file too; [`download`](Self::download) is for those that are large.
    pub fn execute(&self) -> BoxFuture<'static, Result<RawResponse, Error>> {
        match self.exchange(Reading::Whole) {
            Ok(exchange) => Box::pin(async move { Ok(exchange.run().await?.reply) }),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// The same, and the answer is taken for a file, whatever the operation's table says of it.
    pub fn download(&self) -> BoxFuture<'static, Result<Download, Error>> {
        match self.exchange(Reading::AsItComes) {
            Ok(exchange) => Box::pin(async move {
                let Arrival { reply, rest } = exchange.run().await?;
                decode_arrival(&reply, rest)
            }),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// Does what [`execute`](Self::execute) does, but leaves a file on its way.
    pub(crate) fn begin(&self) -> BoxFuture<'static, Result<Arrival, Error>> {
        let reading = match self.0.operation.response {
            Response::File => Reading::AsItComes,
            Response::Json(_) | Response::Empty => Reading::Whole,
        };
        match self.exchange(reading) {
            Ok(exchange) => Box::pin(exchange.run()),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn exchange(&self, reading: Reading) -> Result<Exchange, Error> {
        Ok(Exchange::new(self.0.client.clone(), self.encode(reading)?))
    }

    fn encode(&self, reading: Reading) -> Result<Outgoing, Error> {
        let state = &*self.0;
        if !state.problems.is_empty() {
            return Err(Error::Config(Box::new(ConfigError { problems: state.problems.clone() })));
        }
        self.apply_validation()?;
        let shared = state.client.shared();
        let (content_type, body) = self.encode_body()?;
        Ok(Outgoing {
            operation: state.operation,
            endpoint: shared.endpoint.clone(),
            path: self.encode_path()?,
            query: encode::query(state.operation, &state.values)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            headers: self.encode_headers(content_type)?,
            body,
            reading,
            timeout: state.timeout.unwrap_or(shared.timeout),
            deadline: state.deadline.unwrap_or(shared.deadline),
        })
    }

    /// The path, or what it takes to make one once the project's id has been looked up.
    fn encode_path(&self) -> Result<Path, Error> {
        let state = &*self.0;
        let shared = state.client.shared();
        match encode::path(state.operation, &state.values, &|name| from_client(&state.client, name)) {
            Ok(path) => Ok(Path::Known(shared.endpoint.path(&path))),
            Err(Unsendable::MissingParameter("project_id")) => Ok(Path::AwaitsProject(state.values.clone())),
            Err(problem) => Err(self.unsendable(&problem)),
        }
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
        Error::config(format!("{}: {problem}", self.0.operation.id))
    }

    fn encode_headers(&self, content_type: HeaderValue) -> Result<HeaderMap, Error> {
        let state = &*self.0;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type);
        let given = encode::headers(state.operation, &state.values);
        let own = state
            .operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Header && parameter.field.is_from_client())
            .filter_map(|parameter| {
                Some((parameter.field.name, from_client(&state.client, parameter.field.name)?))
            });
        // What the call gives goes before what the client has.
        for (name, value) in own.map(|(name, value)| (name, value.to_owned())).chain(given) {
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
        "project_id" => shared.project_id(),
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
