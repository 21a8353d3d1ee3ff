//! Bodies: the argument, and the enumeration of media types from which a caller chooses.

use std::fmt::Write as _;

use hss_spec::model::Content;

use super::docs;
use super::example::Group;
use super::layout::{Expression, Layout, Link};
use super::types::{self, Within};
use crate::doc;
use crate::plan::{BodyPlan, OperationPlan};

/// `.with_body(body)`, or `.with_form(body)`.
pub(super) fn setting(within: Within, operation: &OperationPlan, body: &BodyPlan) -> Link {
    if let Some(choice) = types::body_choice(within, operation, body) {
        return Link::method(format!("with_choice::<{choice}>"), vec![Expression::word("body")]);
    }
    let value = match types::is_text(body) || body.nullable {
        true => Expression::chain(Expression::word("body"), vec![Link::method("into", Vec::new())]),
        false => types::convert(&body.ty, "body"),
    };
    let is_form = matches!(body.content, Content::Multipart | Content::Urlencoded);
    let method = if is_form { "with_form" } else { "with_body" };
    // If the argument is generic, the call must name the type that it converts to.
    match value {
        Expression::Word(_) => Link::method(method, vec![value]),
        _ => {
            let ty = types::or_null(within, &body.ty, body.nullable);
            Link::method(format!("{method}::<{ty}>"), vec![value])
        }
    }
}

/// The enumeration of media types; nothing if there is only one.
pub(super) fn items(operation: &OperationPlan, _: Group<'_>, layout: Layout) -> String {
    let Some(body) = operation.body.as_ref().filter(|body| !body.choices.is_empty()) else {
        return String::new();
    };
    let name = &operation.ident;
    let mut text =
        docs::text_line(&format!("Body of {}, in one of its media types.", doc::code(&operation.id)), "");
    let (mut variants, mut arms) = (String::new(), String::new());
    for (index, choice) in body.choices.iter().enumerate() {
        let ty = types::or_null(Within::Builder, &choice.ty, choice.nullable);
        variants.push_str(&docs::text_line(&format!("{}.", doc::code(&choice.media_type)), "    "));
        let _ = writeln!(variants, "    {}({ty}),", choice.ident);
        let _ = writeln!(arms, "    {index} {}({ty})", choice.ident);
    }
    text.push_str("#[derive(Clone, Debug)]\n#[non_exhaustive]\n");
    text.push_str(&layout.item(0, &format!("pub enum {name} {{\n{variants}}}\n")));
    let _ = write!(text, "::hss_runtime::body_choices! {{\n    {name}\n{arms}}}\n");
    if let Some(first) = body.choices.first().filter(|first| first.nullable) {
        let ty = Within::Builder.owned(&first.ty);
        for ty in [format!("Option<{ty}>"), ty] {
            text.push_str(&layout.item(0, &from(&name.to_string(), &first.ident.to_string(), &ty)));
        }
    }
    text
}

/// The conversion of a body, or of `None` for null, to its variant.
fn from(name: &str, variant: &str, ty: &str) -> String {
    format!(
        "impl From<{ty}> for {name} {{
    #[inline]
    fn from(body: {ty}) -> Self {{
        Self::{variant}(body.into())
    }}
}}
"
    )
}
