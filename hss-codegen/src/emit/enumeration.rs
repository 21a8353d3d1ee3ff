//! Enumerations: open enums, flags, codes, and integers whose known values are documented.

use std::fmt::Write as _;

use hss_spec::model::{EnumKind, Number};

use super::docs;
use super::layout::{Expression, Layout, Link};
use crate::doc;
use crate::plan::{EnumPlan, ValuePlan};

/// The type and its implementations.
pub(super) fn items(plan: &EnumPlan, table: &Expression, layout: Layout) -> String {
    match plan.kind {
        EnumKind::Integer => known_integer(plan, table, layout),
        EnumKind::Flags => flags(plan, table, layout),
        EnumKind::Codes => codes(plan, table, layout),
        _ => open_enum(plan, table, layout),
    }
}

/// The traits that the runtime implements for open enums, all of them in one macro call.
pub(super) fn traits(plans: &[EnumPlan]) -> String {
    let open = plans.iter().filter(|plan| plan.kind == EnumKind::String);
    let names: String = open.map(|plan| format!("    {}\n", plan.ident)).collect();
    if names.is_empty() { names } else { format!("::hss_runtime::enums! {{\n{names}}}\n") }
}

/// Meaning of a value, and its form on the wire.
fn value_line(value: &ValuePlan) -> String {
    let wire = doc::code(&value.wire);
    match &value.doc {
        Some(text) => format!("{wire}: {}", doc::paragraph(text)),
        None => format!("{wire}."),
    }
}

/// An enum of the known values; values that the service adds later are the runtime's `Open`.
///
/// The last variant cannot be created. It keeps callers from casting the others to numbers, which would make
/// their order a promise. The runtime's `enums!` implements `Clone`, `Copy`, `Debug`, `PartialEq` and `Eq`, whose derives take
/// the compiler longer.
///
/// Written as text, since there are hundreds of them.
fn open_enum(plan: &EnumPlan, table: &Expression, layout: Layout) -> String {
    let name = &plan.ident;
    let mut text = docs::text_line(&doc::paragraph(&plan.doc), "");
    let _ = writeln!(text, "#[non_exhaustive]\npub enum {name} {{");
    for value in &plan.values {
        text.push_str(&docs::text_line(&value_line(value), "    "));
        let _ = writeln!(text, "    {},", value.ident);
    }
    let values = plan.values.iter().map(|value| Expression::word(format!("Self::{}", value.ident)));
    let names: Vec<_> = plan.values.iter().map(|value| value.ident.to_string()).collect();
    let fields = vec![
        ("table".to_owned(), table.clone()),
        ("values".to_owned(), Expression::List { before: "&", items: values.collect() }),
        ("names".to_owned(), Expression::word(format!("\"{}\"", names.join(" ")))),
    ];
    let path = "::hss_runtime::KnownValues".to_owned();
    let known = layout.tail(8, &Expression::Struct { path, fields, base: None });
    text.push_str("    #[doc(hidden)]\n    #[allow(dead_code)]\n    #[non_exhaustive]\n    __Never,\n}\n");
    let values = format!(
        "    #[inline]
    fn values() -> ::hss_runtime::KnownValues<Self> {{
        {known}
    }}
"
    );
    let item = format!("impl ::hss_runtime::Known for {name} {{\n{values}}}\n");
    text.push_str(&layout.item(0, &item));
    text
}

/// A type for the names of values that stay `i64`.
fn known_integer(plan: &EnumPlan, table: &Expression, layout: Layout) -> String {
    let name = &plan.ident;
    let mut text = docs::text(&plan.doc);
    text.push_str("///\n/// An integer in the client; known values:\n///\n");
    for value in &plan.values {
        let _ = writeln!(text, "{}///", docs::text_line(&value_line(value), ""));
    }
    let _ = write!(
        text,
        "#[derive(Clone, Copy, Debug)]\npub enum {name} {{}}\n{}",
        table_of(plan, table, layout)
    );
    text
}

fn flags(plan: &EnumPlan, table: &Expression, layout: Layout) -> String {
    let name = &plan.ident;
    let doc = docs::text_line(&doc::paragraph(&plan.doc), "    ");
    let constants = plan.values.iter().map(|value| {
        let doc = docs::text_line(&value_line(value), "        ");
        format!("{doc}        const {} = {};\n", value.ident, value.number)
    });
    format!(
        "::hss_runtime::generated::bitflags! {{
{doc}    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct {name}: i64 {{
{}    }}
}}
{}::hss_runtime::flags!({name});
",
        constants.collect::<String>(),
        table_of(plan, table, layout),
    )
}

/// The function that returns the table of a type.
fn table_of(plan: &EnumPlan, table: &Expression, layout: Layout) -> String {
    format!(
        "impl {} {{
    /// The known values.
    #[inline]
    pub fn table() -> &'static ::hss_runtime::schema::Enumeration {{
        {}
    }}
}}
",
        plan.ident,
        got(table, layout),
    )
}

/// The parsed table.
fn got(table: &Expression, layout: Layout) -> String {
    layout.tail(8, &table.clone().with(Link::method("get", Vec::new())))
}

fn codes(plan: &EnumPlan, table: &Expression, layout: Layout) -> String {
    let name = &plan.ident;
    let [mut variants, mut known, mut code] = [const { String::new() }; 3];
    for value in &plan.values {
        let (variant, number) = (&value.ident, value.number);
        let _ = writeln!(variants, "{}    {variant},", docs::text_line(&value_line(value), "    "));
        let _ = writeln!(known, "            {number} => Self::{variant},");
        let _ = writeln!(code, "            Self::{variant} => {number},");
    }
    if let Some((range, counting)) = &plan.range {
        let end = |end: Option<Number>| end.map_or_else(String::new, |end| (end.as_f64() as i64).to_string());
        let equals = if range.max.is_some() { "=" } else { "" };
        let line = format!("Any other number in {}.", doc::code(&range.to_string()));
        let _ = writeln!(variants, "{}    {counting}(i64),", docs::text_line(&line, "    "));
        let _ = writeln!(
            known,
            "            {}..{equals}{} => Self::{counting}(code),",
            end(range.min),
            end(range.max)
        );
        let _ = writeln!(code, "            Self::{counting}(code) => *code,");
    }
    let item = format!(
        "impl ::hss_runtime::Code for {name} {{
    #[inline]
    fn table() -> &'static ::hss_runtime::schema::Enumeration {{
        {}
    }}
    #[inline]
    fn known(code: i64) -> Option<Self> {{
        Some(match code {{
{known}            _ => return None,
        }})
    }}
    #[inline]
    fn unknown(code: UnknownCode) -> Self {{
        Self::Unknown(code)
    }}
    #[inline]
    fn code(&self) -> i64 {{
        match self {{
{code}            Self::Unknown(code) => code.code(),
        }}
    }}
}}
",
        got(table, layout),
    );
    format!(
        "{}#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum {name} {{
{variants}    /// A number that this version of the client does not know; only parsing makes one.
    Unknown(UnknownCode),
}}
{}::hss_runtime::code!({name});
",
        docs::text(&plan.doc),
        layout.item(0, &item),
    )
}
