//! Models: a struct, its table, and two functions that lend its fields.

use std::fmt::Write as _;

use super::docs;
use super::literal::{packed, signature};
use super::types::{self, Within};
use crate::doc;
use crate::plan::ModelPlan;

/// The struct and what it can do, as text: of all that is generated, only tables are more.
pub(super) fn definition(model: &ModelPlan, table: &str) -> String {
    let name = &model.ident;
    let mut text = docs::text_line(&doc::paragraph(&model.doc), "");
    if model.fields.is_empty() {
        let _ = writeln!(text, "#[non_exhaustive]\npub struct {name} {{}}");
    } else {
        let _ = writeln!(text, "#[non_exhaustive]\npub struct {name} {{");
        for field in &model.fields {
            text.push_str(&docs::text_line(&docs::describe(field), "    "));
            let _ = writeln!(text, "    pub {}: Option<{}>,", field.ident, Within::Module.owned(&field.ty));
        }
        text.push_str("}\n");
    }
    let each = |before: &str, after: &str| {
        let fields = model.fields.iter().map(|field| format!("{before}{}{after}", field.ident));
        packed(fields, "            ", "        ")
    };
    let mutable = if model.fields.is_empty() { "" } else { "mut " };
    let (mut none, lent_mut, lent) = (each("", ": None"), each("&mut new.", ""), each("&self.", ""));
    if !none.is_empty() && !none.starts_with('\n') {
        none = format!(" {none} ");
    }
    let _ = write!(
        text,
        "impl ::hss_runtime::Model for {name} {{
    #[inline]
    fn with_fields(visitor: &mut dyn ::hss_runtime::VisitorMut) -> Self {{
        let {mutable}new = Self {{{none}}};
        visitor.visit_mut({table}, &mut [{lent_mut}]);
        new
    }}
    #[inline]
    fn visit<'a>(&'a self, visitor: &mut dyn ::hss_runtime::Visitor<'a>) {{
        visitor.visit({table}, &[{lent}]);
    }}
}}
"
    );
    text
}

/// Trait implementations that all models have.
pub(super) fn traits(models: &[ModelPlan]) -> String {
    if models.is_empty() {
        return String::new();
    }
    let names: String = models.iter().map(|model| format!("    {}\n", model.ident)).collect();
    format!("::hss_runtime::models! {{\n{names}}}\n")
}

/// The constructor and the setters of a model that requests carry, which others do not have.
pub(super) fn building(model: &ModelPlan) -> String {
    if !model.is_sent {
        return String::new();
    }
    let required = || model.fields.iter().filter(|field| field.required);
    let arguments: Vec<_> =
        required().map(|field| format!("{}: {}", field.ident, Within::Module.argument(&field.ty))).collect();
    let mut settings: Vec<_> = required()
        .map(|field| {
            let name = field.ident.to_string();
            format!("{name}: Some({})", types::convert(&field.ty, &name))
        })
        .collect();
    let all = settings.len() == model.fields.len();
    let value = if settings.is_empty() {
        "::hss_runtime::Model::empty()".to_owned()
    } else {
        if !all {
            settings.push("..::hss_runtime::Model::empty()".to_owned());
        }
        format!("Self {{\n            {}\n        }}", settings.join(",\n            "))
    };
    let allow = if arguments.len() > 7 { "    #[allow(clippy::too_many_arguments)]\n" } else { "" };
    let new = signature("new", None, &arguments, "Self");
    let mut text = format!(
        "impl {} {{
    /// The model with its required fields; setters add the optional ones.
{allow}    #[inline]
{new} {{
        {value}
    }}
",
        model.ident
    );
    for field in model.fields.iter().filter(|field| !field.required) {
        let (name, ty) = (field.ident.to_string(), Within::Module.argument(&field.ty));
        text.push_str(&docs::text_line(&docs::describe(field), "    "));
        let inline = types::inline(&field.ty);
        let new = signature(&name, Some("mut self"), &[format!("value: {ty}")], "Self");
        let value = types::convert(&field.ty, "value");
        let _ = write!(
            text,
            "{inline}    #[must_use]
{new} {{
        self.{name} = Some({value});
        self
    }}
"
        );
    }
    text.push_str("}\n");
    text
}
