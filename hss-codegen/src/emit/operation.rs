//! Operations: a table, a method that takes the required values, and a builder with setters for the optional ones.

use std::fmt::Write as _;

use super::example::Group;
use super::layout::{Expression, Layout, Link};
use super::literal::signature;
use super::types::{self, Within};
use super::{body, docs, response, returned};
use crate::plan::{OperationPlan, PagingPlan, ParameterPlan, RustType};

impl OperationPlan {
    /// The required parameters that a caller sets, with their indices in the table.
    pub(super) fn arguments(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.given().filter(|(_, parameter)| parameter.field.required)
    }

    /// The optional parameters, which have setters.
    pub(super) fn options(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.given().filter(|(_, parameter)| !parameter.field.required)
    }

    fn given(&self) -> impl Iterator<Item = (usize, &ParameterPlan)> {
        self.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.field.from_client)
    }
}

/// The method of the group's handle that starts a call.
pub(super) fn method(operation: &OperationPlan, layout: Layout) -> String {
    let (builder, tables) = (format!("builder::{}", operation.ident), &operation.tables_ident);
    let mut text = docs::method(operation);
    if operation.deprecated {
        text.push_str("    #[deprecated = \"withdrawn by the vendor\"]\n");
    }
    let mut arguments: Vec<_> = operation.arguments().map(|(_, parameter)| argument(parameter)).collect();
    let mut settings: Vec<_> =
        operation.arguments().map(|(index, parameter)| setting(Within::Module, index, parameter)).collect();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        arguments.push(format!("body: {}", types::body_argument(Within::Module, operation, body)));
        settings.push(body::setting(Within::Module, operation, body));
    }
    if arguments.len() > 6 {
        text.push_str("    #[allow(clippy::too_many_arguments)]\n");
    }
    let head = signature(layout, &operation.method_ident.to_string(), Some("&self"), &arguments, &builder);
    let call = ["&self.0".to_owned(), format!("&{tables}")].map(Expression::Reference);
    let call = Expression::chain(Expression::call("__Call::of", call.to_vec()), settings);
    let value = layout.tail(8, &Expression::call(builder, vec![call]));
    text.push_str("    #[inline]\n");
    text.push_str(&layout.item(4, &format!("{head}\n        {value}\n    }}\n")));
    text
}

fn argument(parameter: &ParameterPlan) -> String {
    format!("{}: {}", parameter.field.ident, Within::Module.argument(&parameter.field.ty))
}

/// `.with(3, limit)`
fn setting(within: Within, index: usize, parameter: &ParameterPlan) -> Link {
    let ty = &parameter.field.ty;
    let name = parameter.field.ident.to_string();
    let with = |method: String, value| Link::method(method, vec![Expression::word(index), value]);
    // The argument of a setter is generic, so the call must name the type that it converts to.
    if parameter.is_json {
        let value = types::convert(ty, &name);
        return Link::method(
            format!("with_json::<{}>", within.owned(ty)),
            vec![Expression::word(index), value],
        );
    }
    match ty {
        RustType::Model(_) | RustType::Map(_) => with("with_object".to_owned(), Expression::word(name)),
        RustType::List(item) if has_fields(item) => {
            with(format!("with_object::<{}>", within.owned(ty)), types::convert(ty, &name))
        }
        RustType::List(item) if types::is_generic(item) => {
            with(format!("with_each::<{}>", within.owned(item)), Expression::word(name))
        }
        RustType::List(_) => {
            let collect = Link::method("collect::<Vec<_>>", Vec::new());
            let links = vec![Link::method("into_iter", Vec::new()), collect];
            with("with".to_owned(), Expression::chain(Expression::word(name), links))
        }
        RustType::String => with("with_text".to_owned(), Expression::word(name)),
        ty if types::is_generic(ty) => {
            with(format!("with_into::<{}>", within.owned(ty)), Expression::word(name))
        }
        _ => with("with".to_owned(), Expression::word(name)),
    }
}

/// True for elements that are not single values.
fn has_fields(item: &RustType) -> bool {
    matches!(
        item,
        RustType::Model(_) | RustType::Map(_) | RustType::Union(_) | RustType::List(_) | RustType::Json
    )
}

/// The builder and its traits; as text, since there are hundreds of them.
pub(super) fn items(operation: &OperationPlan, group: Group<'_>, layout: Layout) -> String {
    let builder = &operation.ident;
    let mut text = docs::builder(operation, group);
    text.push_str("#[must_use = \"a call does nothing until it is sent\"]\n");
    text.push_str(&layout.item(0, &format!("pub struct {builder}(pub(super) __Call);\n")));
    let setters = setters(operation, layout);
    let setters = format!("{}{setters}", response::headers(operation, layout));
    if !setters.is_empty() {
        let _ = write!(text, "impl {builder} {{\n{setters}}}\n");
    }
    let response = returned::returned(Within::Builder, operation);
    let response = layout.type_behind(4, "type Response =", &response);
    let request = format!(
        "impl ::hss_runtime::Request for {builder} {{
    type Response ={response};
    #[inline]
    fn call(&mut self) -> &mut __Call {{
        &mut self.0
    }}
}}
"
    );
    text.push_str(&layout.item(0, &request));
    if let Some(paging) = &operation.paging {
        text.push_str(&paged(builder, paging, layout));
    }
    text
}

fn setters(operation: &OperationPlan, layout: Layout) -> String {
    let mut text = String::new();
    for (index, parameter) in operation.options() {
        text.push_str(&docs::text_line(&docs::describe(&parameter.field), "    "));
        let name = parameter.field.ident.to_string();
        text.push_str(&setter(
            &name,
            &parameter.field.ty,
            setting(Within::Builder, index, parameter),
            layout,
        ));
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let null = if body.nullable { ", or `None` for null" } else { "" };
        let _ = writeln!(text, "    /// The request's body{null}.");
        let argument = types::body_argument(Within::Builder, operation, body);
        // If the caller chooses the media type, or null, the argument is generic.
        let is_generic = body.nullable || !body.choices.is_empty();
        let inline = if is_generic { "" } else { types::inline(&body.ty) };
        let setting = body::setting(Within::Builder, operation, body);
        text.push_str(&setter_of("body", inline, &argument, setting, layout));
    }
    text
}

/// A setter, whose argument has the same name.
fn setter(name: &str, ty: &RustType, setting: Link, layout: Layout) -> String {
    setter_of(name, types::inline(ty), &Within::Builder.argument(ty), setting, layout)
}

fn setter_of(name: &str, inline: &str, argument: &str, setting: Link, layout: Layout) -> String {
    let head = signature(layout, name, Some("self"), &[format!("{name}: {argument}")], "Self");
    let call = Expression::chain(Expression::word("self"), vec![Link::field("0"), setting]);
    let value = layout.tail(8, &Expression::call("Self", vec![call]));
    format!("{inline}{}", layout.item(4, &format!("{head}\n        {value}\n    }}\n")))
}

fn paged(builder: &proc_macro2::Ident, paging: &PagingPlan, layout: Layout) -> String {
    let item = layout.type_behind(4, "type Item =", &Within::Builder.owned(&paging.item));
    let items = match paging.items.split_last() {
        None => "Some(response)".to_owned(),
        Some((list, owners)) => {
            let owners: String = owners.iter().map(|owner| format!(".{owner}.as_mut()?")).collect();
            format!("response{owners}.{list}.as_mut()")
        }
    };
    let paged = format!(
        "impl ::hss_runtime::Paged for {builder} {{
    type Item ={item};
    #[inline]
    fn items_of(response: &mut Self::Response) -> Option<&mut Vec<Self::Item>> {{
        {items}
    }}
}}
"
    );
    layout.item(0, &paged)
}
