//! Operations: a table, a method that takes what is required, and a builder with a setter for what is optional.

use std::fmt::Write as _;

use super::docs;
use super::literal::signature;
use super::types::{self, Within};
use crate::plan::{BodyPlan, OperationPlan, PagingPlan, ParameterPlan, ResponsePlan, RustType};

/// Longest body of a method that stays on one line, in characters.
const LONG: usize = 90;

impl OperationPlan {
    /// The required parameters that a caller gives, with their indices in the table.
    pub(super) fn arguments(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.given().filter(|(_, parameter)| parameter.field.required)
    }

    /// The optional ones, set by setters.
    pub(super) fn options(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.given().filter(|(_, parameter)| !parameter.field.required)
    }

    fn given(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.field.from_client)
    }
}

/// The method of the group's handle that starts a call.
pub(super) fn method(operation: &OperationPlan) -> String {
    let (builder, tables) = (format!("builder::{}", operation.ident), &operation.tables_ident);
    let mut text = docs::method(operation);
    if operation.deprecated {
        text.push_str("    #[deprecated = \"withdrawn by the vendor\"]\n");
    }
    let mut arguments: Vec<_> = operation.arguments().map(|(_, parameter)| argument(parameter)).collect();
    let mut settings: Vec<_> =
        operation.arguments().map(|(index, parameter)| setting(Within::Module, index, parameter)).collect();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(format!("body: {}", Within::Module.argument(&body.ty)));
        settings.push(with_body(Within::Module, body));
    }
    if arguments.len() > 6 {
        text.push_str("    #[allow(clippy::too_many_arguments)]\n");
    }
    let head = signature(&operation.method_ident.to_string(), Some("&self"), &arguments, &builder);
    let call = format!("__Call::of(&self.0, &{tables})");
    let mut value = format!("{builder}({call}{})", settings.concat());
    if value.len() > LONG {
        let settings: String = settings.iter().map(|one| format!("\n                {one}")).collect();
        value = format!("{builder}(\n            {call}{settings},\n        )");
    }
    let _ = write!(
        text,
        "    #[inline]
{head} {{
        {value}
    }}
"
    );
    text
}

fn argument(parameter: &ParameterPlan) -> String {
    format!("{}: {}", parameter.field.ident, Within::Module.argument(&parameter.field.ty))
}

/// `.with(3, limit)`
fn setting(within: Within, index: usize, parameter: &ParameterPlan) -> String {
    let name = &parameter.field.ident;
    // What a setter takes is generic; the call wants to know the one type that it becomes.
    match &parameter.field.ty {
        RustType::List(item) if types::is_generic(item) => {
            format!(".with_each::<{}>({index}, {name})", within.owned(item))
        }
        RustType::List(_) => format!(".with({index}, {name}.into_iter().collect::<Vec<_>>())"),
        ty if types::is_generic(ty) => format!(".with_into::<{}>({index}, {name})", within.owned(ty)),
        _ => format!(".with({index}, {name})"),
    }
}

fn with_body(within: Within, body: &BodyPlan) -> String {
    match &body.ty {
        RustType::List(_) => {
            format!(".with_body::<{}>({})", within.owned(&body.ty), types::convert(&body.ty, "body"))
        }
        _ => ".with_body(body)".to_owned(),
    }
}

/// The builder and its traits; as text, since there are hundreds of them.
pub(super) fn items(operation: &OperationPlan) -> String {
    let builder = &operation.ident;
    let mut text = docs::builder(operation);
    let _ = write!(
        text,
        "#[must_use = \"a call does nothing until it is sent\"]\npub struct {builder}(pub(super) __Call);\nimpl {builder} {{\n"
    );
    for (index, parameter) in operation.options() {
        text.push_str(&docs::text_line(&docs::describe(&parameter.field), "    "));
        let name = parameter.field.ident.to_string();
        text.push_str(&setter(&name, &parameter.field.ty, &setting(Within::Builder, index, parameter)));
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        text.push_str("    /// The request's body.\n");
        text.push_str(&setter("body", &body.ty, &with_body(Within::Builder, body)));
    }
    let response = match &operation.response {
        ResponsePlan::Empty => "()".to_owned(),
        ResponsePlan::File => "Download".to_owned(),
        ResponsePlan::Json(ty) => Within::Builder.owned(ty),
    };
    let _ = write!(
        text,
        "}}
impl ::hss_runtime::Request for {builder} {{
    type Response = {response};
    #[inline]
    fn call(&mut self) -> &mut __Call {{
        &mut self.0
    }}
}}
"
    );
    if let Some(paging) = &operation.paging {
        text.push_str(&paged(builder, paging));
    }
    text
}

/// A setter, whose argument has its name.
fn setter(name: &str, ty: &RustType, setting: &str) -> String {
    let inline = types::inline(ty);
    let head = signature(name, Some("self"), &[format!("{name}: {}", Within::Builder.argument(ty))], "Self");
    format!("{inline}{head} {{\n        Self(self.0{setting})\n    }}\n")
}

fn paged(builder: &proc_macro2::Ident, paging: &PagingPlan) -> String {
    let (item, items) = (Within::Builder.owned(&paging.item), &paging.items_ident);
    format!(
        "impl ::hss_runtime::Paged for {builder} {{
    type Item = {item};
    #[inline]
    fn items_of(response: &mut Self::Response) -> &mut Option<Vec<Self::Item>> {{
        &mut response.{items}
    }}
}}
"
    )
}
