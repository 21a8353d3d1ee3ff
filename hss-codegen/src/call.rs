//! Code that calls generated code: an operation of a group, with given values.

use hss_spec::model::Spec;
use hss_spec::names::{self, GroupNames};
use hss_spec::place::{Place, Problem, Problems};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::{Map, Value};

use crate::emit::{self, CallValues, Crates, Example, Group};
use crate::identifier::ident;
use crate::lower;
use crate::plan::{ModulePlan, OperationPlan};

/// The values of a call.
///
/// They are JSON by wire name, as in the request: a value of an enumeration is its text or number, a time is its
/// milliseconds, and a file is its content. Parameters with the same name are distinguished by their location:
/// `path.id` and `query.id`.
#[derive(Clone, Debug)]
#[must_use]
pub struct CallInput<'a> {
    parameters: &'a Map<String, Value>,
    body: Option<&'a Value>,
    media_type: usize,
    part_headers: Vec<(&'a str, &'a str, &'a str)>,
    accept: Option<&'a str>,
}

impl<'a> CallInput<'a> {
    /// A call with these parameters and no body.
    pub fn new(parameters: &'a Map<String, Value>) -> Self {
        Self { parameters, body: None, media_type: 0, part_headers: Vec::new(), accept: None }
    }

    /// Sets the body; `None` for no body.
    pub fn body(self, body: impl Into<Option<&'a Value>>) -> Self {
        Self { body: body.into(), ..self }
    }

    /// Sets the media type of the body by its index: 0 is the default, 1 the next one in the spec.
    pub fn media_type(self, media_type: usize) -> Self {
        Self { media_type, ..self }
    }

    /// Adds a header to a part of a form.
    pub fn part_header(mut self, part: &'a str, name: &'a str, value: &'a str) -> Self {
        self.part_headers.push((part, name, value));
        self
    }

    /// Requests the response in a media type other than the operation's first; `None` for the first.
    pub fn accept(self, accept: impl Into<Option<&'a str>>) -> Self {
        Self { accept: accept.into(), ..self }
    }
}

/// Writes calls of a group's operations as a user of the client would: required parameters as arguments, the others
/// through their setters.
///
/// ```
/// use hss_codegen::{CallInput, Calls};
/// use hss_spec::model::Spec;
/// use quote::quote;
/// use serde_json::json;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let calls = Calls::of(&Spec::bundled_group("image")?, "image", quote! { hss_client })?;
/// let values = json!({ "type": "image_scan", "limit": 50 });
/// let values = values.as_object().ok_or("no object")?;
/// let code = calls.call("ListImageScanTask", &quote! { hss }, &CallInput::new(values))?;
/// assert_eq!(
///     code.to_string().replace(' ', ""),
///     "hss.image().list_image_scan_task(hss_client::image::TaskKind::ImageScan).limit(50)",
/// );
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Calls {
    root: TokenStream,
    method: Ident,
    module: Ident,
    names: GroupNames,
    group: ModulePlan,
    shared: ModulePlan,
}

impl Calls {
    /// Creates a writer for a group whose module is in `root`, next to the shared one. Times and files are types of the
    /// runtime, `::hss_runtime::…`.
    ///
    /// # Errors
    ///
    /// The spec has no such group.
    pub fn of(spec: &Spec, group: &str, root: TokenStream) -> Result<Self, Problems> {
        let plan =
            lower::group(spec, group).ok_or_else(|| problem(format!("the spec has no group `{group}`")))?;
        let mut names = names::groups(spec.groups.keys());
        let names = names.remove(group).ok_or_else(|| problem(format!("the spec has no group `{group}`")))?;
        let (method, module) = (ident(&names.method), ident(&names.module));
        Ok(Self { root, method, module, names, group: plan, shared: lower::shared(spec) })
    }

    /// The expression of a call through `client`, without sending it. A call with headers of parts needs the trait
    /// `Request` in scope.
    ///
    /// # Errors
    ///
    /// The group has no such operation, a required value is missing, a value is of another type than its parameter,
    /// or a value has no parameter that callers set.
    pub fn call(
        &self,
        operation: &str,
        client: &TokenStream,
        input: &CallInput<'_>,
    ) -> Result<TokenStream, Problems> {
        let plan = self.operation(operation)?;
        let values = CallValues {
            root: &self.root,
            module: &self.module,
            modules: [&self.group, &self.shared],
            is_in_shared: false,
        };
        let body = (input.media_type, input.body);
        let code = values
            .call(plan, input.parameters, body)
            .map_err(|wrong| problem(format!("{operation}: {wrong}")))?;
        let headers = input.part_headers.iter();
        let headers = headers.map(|(part, name, value)| quote! { .part_header(#part, #name, #value) });
        let method = &self.method;
        Ok(quote! { #client.#method()#code #(#headers)* })
    }

    /// A whole program that makes a call and prints or saves what is returned: its imports, and an asynchronous `main` for
    /// tokio.
    ///
    /// `runtime` is the path of the items that a client needs besides its own: `hss_runtime`, or a crate that
    /// re-exports it. The content of a file is read from the file that the value names. The program needs `serde_json`
    /// if a value has no type of its own.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call), and if the operation has no response of the media type that is asked for.
    pub fn program(&self, operation: &str, runtime: &str, input: &CallInput<'_>) -> Result<String, Problems> {
        let plan = self.operation(operation)?;
        let wanted = input.accept.map(|accept| {
            let found = plan.response_choices.iter().find(|(media_type, _)| media_type == accept);
            found.ok_or_else(|| problem(format!("{operation} has no other response of `{accept}`")))
        });
        let wanted = wanted.transpose()?;
        let call = self.call(operation, &quote! { client }, input)?;
        let api = self.root.to_string().replace(' ', "");
        let module = self.module.to_string();
        let crates = Crates { api: api.trim_start_matches("::"), module: &module, runtime };
        Ok(emit::program(&crates, plan, call, wanted))
    }

    /// The example from the documentation of an operation's builder, as a function called `name`. It compiles in a
    /// module that imports the items of `hss_runtime::generated` and of the group, and the modules of the group and
    /// `shared`.
    ///
    /// # Errors
    ///
    /// The group has no such operation.
    pub fn example(&self, operation: &str, name: &str) -> Result<String, Problems> {
        let example =
            Example::of(self.operation(operation)?, Group { names: &self.names, plan: &self.group });
        let variables = example.variables.iter().map(|(variable, ty)| format!(", {variable}: {ty}"));
        Ok(format!(
            "async fn {name}(client: &Client{}) -> Result<(), Box<dyn ::std::error::Error>> {{\n{}\nOk(())\n}}\n",
            variables.collect::<String>(),
            example.lines.join("\n"),
        ))
    }

    fn operation(&self, id: &str) -> Result<&OperationPlan, Problems> {
        let found = self.group.operations.iter().find(|operation| operation.id == id);
        found.ok_or_else(|| problem(format!("group `{}` has no operation `{id}`", self.module)))
    }
}

fn problem(message: String) -> Problems {
    Problem::error(&Place::default(), message).into()
}
