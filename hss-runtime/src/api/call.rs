//! The type behind the request builders of all operations.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use serde_json::Value as Json;

use crate::api::choice::BodyChoice;
use crate::api::download::Download;
use crate::api::response::{ResponseFuture, decode_received};
use crate::client::Client;
use crate::error::{ConfigError, Error};
use crate::pipeline::{self, BodyMode, CallContent, EncodeBody, PendingCall, ReceivedResponse, body};
use crate::schema::{FieldPath, Input, Opaque, Operation, SchemeKind, Tables};
use crate::transport::{BoxFuture, NotFollowed, RawResponse, Target};
use crate::validate::{self, Validation};
use crate::value::slot::Slot;
use crate::value::{Value, Values};
use crate::wire::encode;
use crate::wire::multipart::PartHeader;

/// Call of an operation, with the parameters and body set so far.
///
/// Generated request builders wrap one and add names and types. Boxed, so that setters move a pointer.
pub struct Call(pub(super) Opaque<State>);

pub(super) struct State {
    pub(super) client: Client,
    operation: &'static Operation,
    values: Values,
    body: Option<Box<dyn Slot + Send + Sync>>,
    encode_body: Option<EncodeBody>,
    /// The index of the body's media type; 0 is the default.
    choice: usize,
    /// The media type that the caller requests.
    pub(super) wanted: Option<String>,
    /// Changes for a result page of a listing.
    step: Step,
    pub(super) headers: HeaderMap,
    pub(super) part_headers: Vec<PartHeader>,
    validation: Option<Validation>,
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    pub(super) problems: Vec<String>,
}

impl State {
    fn body(&self) -> Option<&dyn Slot> {
        self.body.as_deref().map(|body| body as &dyn Slot)
    }
}

/// Changes of a call for a result page of its listing.
#[derive(Default)]
struct Step {
    /// Fields that override those of the JSON body.
    fields: Vec<(FieldPath, Json)>,
    /// The encoding of a body with these fields.
    encode_fields: Option<EncodeBody>,
    /// Path and query that replace those of the operation.
    target: Option<Target>,
}

impl Call {
    /// Creates a call of this operation without parameters and body.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Call(Opaque::new(State {
            client: client.clone(),
            operation,
            values: Values::default(),
            body: None,
            encode_body: None,
            choice: 0,
            wanted: None,
            step: Step::default(),
            headers: HeaderMap::new(),
            part_headers: Vec::new(),
            validation: None,
            timeout: None,
            deadline: None,
            problems: Vec::new(),
        }))
    }

    /// Creates a call of the first operation of these tables.
    #[doc(hidden)]
    pub fn of(client: &Client, tables: &'static Tables) -> Self {
        Self::new(client, tables.operation().get())
    }

    /// Sets the parameter at this index of [`Operation::parameters`].
    #[inline]
    pub fn with(mut self, index: usize, value: impl Into<Value>) -> Self {
        self.set(index, value.into());
        self
    }

    /// Sets the parameter at this index, after converting the value to `T`.
    #[doc(hidden)]
    #[inline]
    pub fn with_into<T: Into<Value>>(self, index: usize, value: impl Into<T>) -> Self {
        self.with(index, value.into())
    }

    /// Sets the parameter at this index to a string.
    #[doc(hidden)]
    #[inline]
    pub fn with_text(self, index: usize, value: impl Into<String>) -> Self {
        self.with(index, value.into())
    }

    /// Sets the parameter at this index to a list, after converting each element to `T`.
    #[doc(hidden)]
    #[inline]
    pub fn with_each<T: Into<Value>>(
        self,
        index: usize,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self {
        self.with(index, values.into_iter().map(Into::<T>::into).collect::<Vec<_>>())
    }

    /// Sets the parameter at this index to an object: a model or a map.
    #[doc(hidden)]
    pub fn with_object<T: Slot>(mut self, index: usize, value: T) -> Self {
        let fields = Value::of(value.view()).unwrap_or_else(|| Value::Object(Vec::new()));
        self.set(index, fields);
        self
    }

    /// Sets the parameter at this index to a value encoded as JSON.
    #[doc(hidden)]
    pub fn with_json<T: Slot>(mut self, index: usize, value: T) -> Self {
        match encode::to_vec(&value) {
            Ok(json) => self.set(index, Value::String(String::from_utf8_lossy(&json).into_owned())),
            Err(problem) => self.0.problems.push(problem.to_string()),
        }
        self
    }

    /// Sets a body of JSON or a file. A form fails with [`Error::Config`] when the call is sent.
    #[inline]
    pub fn with_body<B: Slot + Send + Sync + 'static>(mut self, body: B) -> Self {
        self.set_json_or_file(Box::new(body));
        self
    }

    /// Sets a body that is a form.
    #[doc(hidden)]
    #[inline]
    pub fn with_form<B: Slot + Send + Sync + 'static>(mut self, body: B) -> Self {
        self.set_body(Box::new(body));
        self
    }

    /// Sets the body in one of its media types.
    #[doc(hidden)]
    pub fn with_choice<B: BodyChoice>(mut self, body: impl Into<B>) -> Self {
        let (choice, body) = body.into().into_slot();
        self.set_body(body);
        self.set_body_choice(choice);
        self
    }

    /// Sets the parameter at this index of [`Operation::parameters`].
    ///
    /// If the operation has no such parameter, sending the call fails with [`Error::Config`].
    pub fn set(&mut self, index: usize, value: Value) {
        let count = self.0.operation.parameters.len();
        if index < count {
            self.0.values.set(index, value);
        } else {
            self.0.problems.push(format!("there is no parameter {index}: the operation has {count}"));
        }
    }

    /// Sets the body.
    pub fn set_body(&mut self, body: Box<dyn Slot + Send + Sync>) {
        self.0.body = Some(body);
        self.0.encode_body = Some(body::any);
    }

    fn set_json_or_file(&mut self, body: Box<dyn Slot + Send + Sync>) {
        self.0.body = Some(body);
        self.0.encode_body = Some(body::json_or_file);
    }

    /// Sets the media type of the body by its number: 0 is the default, 1 the first of [`Operation::body_choices`].
    ///
    /// If the operation has no such media type, sending the call fails with [`Error::Config`].
    pub fn set_body_choice(&mut self, choice: usize) {
        let count = self.0.operation.body_choices.len() + 1;
        if choice < count {
            self.0.choice = choice;
        } else {
            self.0.problems.push(format!("there is no body {choice}: the operation has {count}"));
        }
    }

    /// Sets an input of a listing: a parameter, or a field of the JSON body, whose other fields stay.
    pub fn set_input(&mut self, input: Input, value: Value) {
        match input {
            Input::Parameter(index) => self.set(index, value),
            Input::Field(path) => self.set_field(path, value.to_json()),
        }
    }

    /// Sets a field of the JSON body when it is encoded.
    pub(crate) fn set_field(&mut self, path: FieldPath, value: Json) {
        self.0.step.encode_fields = Some(body::with_fields);
        self.0.step.fields.retain(|(known, _)| *known != path);
        self.0.step.fields.push((path, value));
    }

    /// Replaces path and query of the operation; `None` restores them.
    pub(crate) fn set_target(&mut self, target: Option<Target>) {
        self.0.step.target = target;
    }

    /// The value of an input of a listing, as JSON.
    pub fn input(&self, input: Input) -> Option<Json> {
        match input {
            Input::Parameter(index) => Some(self.0.values.get(index)?.to_json()),
            Input::Field(path) => {
                if let Some((_, value)) = self.0.step.fields.iter().find(|(known, _)| *known == path) {
                    return Some(value.clone());
                }
                let body = encode::to_vec(self.0.body()?).ok()?;
                let body: Json = serde_json::from_slice(&body).ok()?;
                path.iter().try_fold(&body, |value, name| value.get(name)).cloned()
            }
        }
    }

    /// The target of an address in a response to this call.
    pub(crate) fn follow(&self, address: &str) -> Result<Target, NotFollowed> {
        // The call was already encoded once, to get the response.
        let call = self.encode(BodyMode::Buffer).map_err(|_| NotFollowed::Unusable)?.call;
        let mut target = call.endpoint.follow(&call.path, address)?;
        // A service may repeat the caller's key in the address; the client adds it anew.
        let schemes = self.0.client.shared().service.security().schemes;
        target.query.retain(|(name, _)| {
            let is_key =
                |kind: SchemeKind| matches!(kind, SchemeKind::ApiKey { name: key, .. } if key == name);
            !schemes.iter().any(|scheme| is_key(scheme.kind))
        });
        Ok(target)
    }

    /// Sets the handling of violations of documented bounds.
    pub fn set_validation(&mut self, validation: Validation) {
        self.0.validation = Some(validation);
    }

    /// Sets the time limit of one attempt.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.0.timeout = Some(timeout);
    }

    /// Sets the time limit of the whole call.
    pub fn set_deadline(&mut self, deadline: Duration) {
        self.0.deadline = Some(deadline);
    }

    /// The called operation.
    pub fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// The parameters set so far.
    pub fn values(&self) -> &Values {
        &self.0.values
    }

    /// Validates the call against the documented bounds, regardless of the [`Validation`] setting.
    ///
    /// # Errors
    ///
    /// [`Error::Validation`] with all violations.
    pub fn validate(&self) -> Result<(), Error> {
        let form = self.0.operation.body_form(self.0.choice);
        let given = self.0.part_headers.iter();
        let given: Vec<(&str, &str, &str)> =
            given.map(|one| (one.part.as_str(), one.name.as_str(), one.value.as_str())).collect();
        validate::check_call(self.0.operation, &self.0.values, &form, self.0.body(), &given)
            .map_err(|violations| Error::Validation(Box::new(violations)))
    }

    /// Validates and encodes the call, and sends it when the future is polled. A client parameter that is not known yet
    /// is looked up first. The future borrows nothing, so the call can be changed and executed again.
    ///
    /// The response has the whole body, even of a file; [`download`](Self::download) streams large ones.
    pub fn execute(&self) -> BoxFuture<'static, Result<RawResponse, Error>> {
        let received = self.buffered();
        Box::pin(async move { Ok(received.await?.response) })
    }

    /// Executes the call like [`execute`](Self::execute) and decodes the response as JSON, regardless of its documented
    /// type, within the deadline of the call. A large body is decoded on another thread.
    ///
    /// # Errors
    ///
    /// Any [`Error`] except [`Error::OffsetLimit`].
    pub fn execute_json(&self) -> ResponseFuture<serde_json::Value> {
        ResponseFuture::new(self.buffered(), decode_received)
    }

    /// Executes the call like [`execute`](Self::execute) and streams the response as a file, regardless of its
    /// documented type.
    pub fn download(&self) -> BoxFuture<'static, Result<Download, Error>> {
        let received = self.send(BodyMode::Stream);
        Box::pin(async move { decode_received(received.await?) })
    }

    /// Executes the call and buffers the response.
    pub(crate) fn buffered(&self) -> BoxFuture<'static, Result<ReceivedResponse, Error>> {
        self.send(BodyMode::Buffer)
    }

    /// Executes the call, and streams the response or buffers it.
    pub(crate) fn start(&self, streams: bool) -> BoxFuture<'static, Result<ReceivedResponse, Error>> {
        self.send(if streams { BodyMode::Stream } else { BodyMode::Buffer })
    }

    fn send(&self, mode: BodyMode) -> BoxFuture<'static, Result<ReceivedResponse, Error>> {
        match self.encode(mode) {
            Ok(pending) => Box::pin(pipeline::send(self.0.client.shared().clone(), pending)),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn encode(&self, mode: BodyMode) -> Result<PendingCall, Error> {
        let state = &*self.0;
        if !state.problems.is_empty() {
            let id = state.operation.id;
            let problems = state.problems.iter().map(|problem| format!("{id}: {problem}")).collect();
            return Err(Error::Config(Box::new(ConfigError { problems })));
        }
        self.apply_validation()?;
        let content = CallContent {
            operation: state.operation,
            values: &state.values,
            body: state.body(),
            encode_body: state.encode_body,
            encode_fields: state.step.encode_fields,
            form: state.operation.body_form(state.choice),
            wanted: state.wanted.as_deref(),
            fields: &state.step.fields,
            headers: &state.headers,
            part_headers: &state.part_headers,
            mode,
            timeout: state.timeout,
            deadline: state.deadline,
        };
        let mut pending = pipeline::encode(state.client.shared(), &content)?;
        if let Some(target) = &state.step.target {
            pending.missing = None;
            (pending.call.path, pending.call.query) = (target.path.clone(), target.query.clone());
        }
        Ok(pending)
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
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Parameters and body may be secret.
        f.debug_struct("Call").field("operation", &self.0.operation.id).finish_non_exhaustive()
    }
}
