//! A group's module in files: one per operation, one for the types that several operations need.
//!
//! Each file is a private module inside the group's, which re-exports its items, so the path of an item is the same as
//! without files. A file imports the names of its parent module, including `shared`: `super::shared` means the same in
//! both.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hss_spec::model::folded;
use proc_macro2::Ident;
use quote::format_ident;

use super::example::Group;
use super::group::{INNER, USE, definitions, head, inner_modules};
use super::layout::Layout;
use super::operation;
use super::table::Tables;
use crate::code::Code;
use crate::identifier::ident;
use crate::plan::{ModulePlan, OperationPlan, Page};

/// The file of the types that several operations need. No operation's file has this name.
const TYPES: &str = "types.rs";

/// Names of the runtime that code uses. A document's type with such a name is imported by name, which shadows the glob
/// imports.
const OF_RUNTIME: [&str; 17] = [
    "BTreeMap",
    "Call",
    "Client",
    "Download",
    "Enumeration",
    "FileContent",
    "Json",
    "KnownValues",
    "Nullable",
    "Open",
    "Operation",
    "Table",
    "Tables",
    "TimedBody",
    "Timestamp",
    "UnknownCode",
    "UnknownVariant",
];

/// The visibility of tables that the parent module lists.
const TO_ABOVE: &str = "pub(super) ";

/// The files of a group's module by name. `parts` is a second copy of `whole`, which is taken apart.
pub(crate) fn split(
    group: (&str, Option<&str>),
    names: Group<'_>,
    parts: ModulePlan,
    has_shared: bool,
    layout: Layout,
) -> Vec<(String, Code)> {
    let (handle, whole) = (ident(&names.names.handle), names.plan);
    let tables = Tables::new(group.0, whole);
    let (types, operations) = taken_apart(parts);
    let mut module = Code::default();
    if has_shared {
        // The empty lines prevent the formatter from sorting.
        module.push_text("use super::shared;\n\n".to_owned());
    }
    module.push_text(format!("{USE}\n"));
    let mut files = Vec::new();
    if !types.models.is_empty() || !types.enums.is_empty() {
        module.push_text(format!("mod types;\n{}", imports(&types, "types")));
        let mut code = inner();
        code.push_text(tables.of_module(TO_ABOVE));
        definitions(&types, &tables, layout, &mut code);
        files.push((TYPES.to_owned(), code));
    }
    for part in &operations {
        for one in &part.operations {
            let (name, file) = (module_of(one), file_name(&one.id));
            let imports = imports(part, &name.to_string());
            module.push_text(format!("#[path = {file:?}]\nmod {name};\n{imports}"));
            let mut code = inner();
            let method = operation::method(one, layout);
            code.push_text(format!("impl {handle} {{\n{method}}}\n"));
            code.push_text(tables.of_operation(&one.id, TO_ABOVE));
            inner_modules(part, names, layout, &mut code);
            definitions(part, &tables, layout, &mut code);
            files.push((file, code));
        }
    }
    module.push_text(head(group, names, "", layout));
    for (name, doc, items) in INNER {
        let has_items = |one: &&OperationPlan| name == "builder" || !items(one, names, layout).is_empty();
        let mut text = String::new();
        for one in whole.operations.iter().filter(has_items) {
            let blank = if text.is_empty() { "" } else { "\n" };
            let _ = writeln!(text, "{blank}pub use super::{}::{name}::*;", module_of(one));
        }
        if !text.is_empty() {
            let mut inner = Code::default();
            inner.push_text(text);
            module.push_module(format!("/// {doc}\n"), format_ident!("{name}"), inner);
        }
    }
    files.push(("mod.rs".to_owned(), module));
    files
}

/// The imports of the items of a file.
fn imports(part: &ModulePlan, module: &str) -> String {
    let types = part.models.iter().map(|one| &one.ident).chain(part.enums.iter().map(|one| &one.ident));
    let mut names: Vec<String> = types.map(ToString::to_string).collect();
    names.retain(|name| OF_RUNTIME.contains(&name.as_str()));
    names.sort();
    let named: String = names.iter().map(|name| format!("pub use {module}::{name};\n")).collect();
    format!("{named}pub use {module}::*;\n")
}

/// A file inside the group's module.
fn inner() -> Code {
    let mut code = Code::default();
    code.push_text("use super::*;\n".to_owned());
    code
}

/// The types that several operations need, and each operation with the types that only it needs.
fn taken_apart(whole: ModulePlan) -> (ModulePlan, Vec<ModulePlan>) {
    let mut types = ModulePlan::default();
    let mut operations = Vec::new();
    let mut positions = BTreeMap::new();
    for one in whole.operations {
        positions.insert(one.id.clone(), operations.len());
        operations.push(ModulePlan { operations: vec![one], ..ModulePlan::default() });
    }
    let part = |page: &Page| {
        let Page::Operation(id) = page else { return None };
        positions.get(id).copied()
    };
    for model in whole.models {
        match part(&model.page) {
            Some(position) => operations[position].models.push(model),
            None => types.models.push(model),
        }
    }
    for one in whole.enums {
        match part(&one.page) {
            Some(position) => operations[position].enums.push(one),
            None => types.enums.push(one),
        }
    }
    (types, operations)
}

/// The module of an operation's file, whose name no document can produce.
fn module_of(operation: &OperationPlan) -> Ident {
    let name = operation.method_ident.to_string();
    format_ident!("__{}", name.strip_prefix("r#").unwrap_or(&name))
}

/// The name of an operation's file: an id is a valid file name, and differs from others in more than case.
fn file_name(id: &str) -> String {
    // No id ends with a dot.
    if folded(id) == "mod" { format!("{id}..rs") } else { format!("{id}.rs") }
}
