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

/// Writes calls of a group's operations as a user of the client would: required parameters as arguments, the others
/// through their setters.
///
/// ```
/// use hss_codegen::Calls;
/// use hss_spec::model::Spec;
/// use quote::quote;
/// use serde_json::json;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let calls = Calls::of(&Spec::bundled_group("image")?, "image", quote! { hss_client })?;
/// let values = json!({ "type": "image_scan", "limit": 50 });
/// let values = values.as_object().ok_or("no object")?;
/// let code = calls.call("ListImageScanTask", &quote! { hss }, values, None)?;
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
    /// For a group whose module is in `root`, next to the shared one. Times and files are types of the runtime,
    /// `::hss_runtime::…`.
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

    /// The expression of a call through `client`, without sending it.
    ///
    /// Values are JSON by wire name, as in the request: an enumeration's value is its text or number,
    /// a time its milliseconds, a file its content.
    ///
    /// # Errors
    ///
    /// The group has no such operation, a required value is missing, a value is of another type than its parameter,
    /// or a value has no parameter that callers set.
    pub fn call(
        &self,
        operation: &str,
        client: &TokenStream,
        parameters: &Map<String, Value>,
        body: Option<&Value>,
    ) -> Result<TokenStream, Problems> {
        self.chosen_call(operation, client, parameters, (0, body))
    }

    fn chosen_call(
        &self,
        operation: &str,
        client: &TokenStream,
        parameters: &Map<String, Value>,
        body: (usize, Option<&Value>),
    ) -> Result<TokenStream, Problems> {
        let plan = self.operation(operation)?;
        let values = CallValues {
            root: &self.root,
            module: &self.module,
            modules: [&self.group, &self.shared],
            is_in_shared: false,
        };
        let code =
            values.call(plan, parameters, body).map_err(|wrong| problem(format!("{operation}: {wrong}")))?;
        let method = &self.method;
        Ok(quote! { #client.#method()#code })
    }

    /// A whole program that makes a call and prints or saves what is returned: its imports, and an asynchronous `main` for
    /// tokio.
    ///
    /// `runtime` is the path of what a client needs beside its own items: `hss_runtime`, or a crate that re-exports it.
    /// The content of a file is read from the file that the value names. The program needs `serde_json` if a value has no
    /// type of its own.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call).
    pub fn program(
        &self,
        operation: &str,
        runtime: &str,
        parameters: &Map<String, Value>,
        body: Option<&Value>,
    ) -> Result<String, Problems> {
        self.program_in_media_type(operation, runtime, parameters, body, 0)
    }

    /// The same program with the body in another of its media types: 0 is the default, 1 the next one in the spec.
    ///
    /// # Errors
    ///
    /// As for [`call`](Self::call).
    pub fn program_in_media_type(
        &self,
        operation: &str,
        runtime: &str,
        parameters: &Map<String, Value>,
        body: Option<&Value>,
        media_type: usize,
    ) -> Result<String, Problems> {
        let call = self.chosen_call(operation, &quote! { client }, parameters, (media_type, body))?;
        let api = self.root.to_string().replace(' ', "");
        let crates = Crates { api: api.trim_start_matches("::"), runtime };
        Ok(emit::program(&crates, self.operation(operation)?, call))
    }

    /// The example in the documentation of an operation's builder, as a function `name` in a module that has the names of
    /// `hss_runtime::generated` and those of the group, which is in the crate's root like `shared`.
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
