//! A group's code, taken apart by operation.

use std::collections::BTreeMap;

use hss_codegen::Generator;
use hss_spec::model::Spec;
use proc_macro2::{TokenStream, TokenTree};
use syn::{ImplItem, Item, ItemImpl, Type};

/// Code that several operations use.
const TYPES: &str = "types";

/// Code of no single operation: the handle, and the list of all operations.
const GROUP: &str = "group";

/// All items of a group's module: each operation's with the models and enumerations that it alone uses, those that
/// several use as `types`, and the rest as `group`. Every item is in exactly one part, as `generate` prints it.
pub(crate) struct CodeOfOperations {
    /// By the operation's id.
    pub(crate) parts: BTreeMap<String, String>,
    /// The part of a name: an operation's, a model's or an enumeration's, without its case.
    owners: BTreeMap<String, String>,
}

impl CodeOfOperations {
    pub(crate) fn of(spec: &Spec, group: &str) -> Self {
        let source = Generator::new(spec).group(group).source().unwrap();
        let source = source.replace("#[allow(dead_code, unreachable_pub)]\n", "");
        let mut code = Self { parts: BTreeMap::new(), owners: owners(spec, group) };
        for text in blocks(&source, "") {
            match syn::parse_str(&text).unwrap_or_else(|_| panic!("{text}")) {
                Item::Impl(block) if block.trait_.is_none() => code.add_methods(&block, &text),
                item => {
                    let part = code.part_of(&item);
                    code.add(&part, &text);
                }
            }
        }
        code
    }

    fn add(&mut self, part: &str, text: &str) {
        self.parts.entry(part.to_owned()).or_default().push_str(text);
    }

    /// A block of methods; the handle's methods each go to their operation.
    fn add_methods(&mut self, block: &ItemImpl, text: &str) {
        let part = self.part(&type_name(&block.self_ty));
        if part != GROUP {
            self.add(&part, text);
            return;
        }
        let (head, methods) = text.split_once('\n').unwrap();
        for method in blocks(methods.trim_end().trim_end_matches('}'), "    ") {
            let parsed: ImplItem = syn::parse_str(&method).unwrap();
            let part = match &parsed {
                ImplItem::Fn(function) => self.part(&function.sig.ident.to_string()),
                _ => GROUP.to_owned(),
            };
            self.add(&part, &format!("{head}\n{method}}}\n"));
        }
    }

    fn part_of(&self, item: &Item) -> String {
        match item {
            Item::Struct(item) => self.part(&item.ident.to_string()),
            Item::Enum(item) => self.part(&item.ident.to_string()),
            Item::Static(item) => self.part(&item.ident.to_string()),
            Item::Impl(item) => self.part(&type_name(&item.self_ty)),
            Item::Macro(item) => self.part_of_macro(item.mac.tokens.clone()),
            _ => GROUP.to_owned(),
        }
    }

    /// The arguments of a macro name the item.
    fn part_of_macro(&self, arguments: TokenStream) -> String {
        let names = arguments.into_iter().filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(self.part(&ident.to_string())),
            _ => None,
        });
        names.into_iter().find(|part| part != GROUP).unwrap_or_else(|| GROUP.to_owned())
    }

    fn part(&self, name: &str) -> String {
        self.owners.get(&plain(name)).cloned().unwrap_or_else(|| GROUP.to_owned())
    }
}

/// The part of each operation, model and enumeration of a group.
fn owners(spec: &Spec, group: &str) -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for operation in spec.groups[group].operations.values() {
        for used in spec.reach(group, operation.types()) {
            let part = owners.entry(plain(used)).or_insert_with(|| operation.id.clone());
            if *part != operation.id {
                TYPES.clone_into(part);
            }
        }
    }
    let ids = spec.groups[group].operations.keys();
    owners.extend(ids.map(|id| (plain(id), id.clone())));
    owners
}

/// A name in any case: `ListImages`, `list_images`, `LIST_IMAGES`.
fn plain(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "").to_lowercase()
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The items with this indentation, each with its documentation. The last line of an item is indented no further
/// right than its first one, and ends it; so does a value on the line below its name.
fn blocks(source: &str, indent: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = String::new();
    let mut is_value = false;
    for line in source.lines().filter(|line| !line.is_empty()) {
        block.push_str(line);
        block.push('\n');
        let own = line.strip_prefix(indent).filter(|rest| !rest.starts_with([' ', '/', '#']));
        let ends_value = is_value && line.ends_with(';');
        is_value = own.is_some_and(|line| line.ends_with(" ="));
        if own.is_some_and(|line| line.ends_with([';', '}'])) || ends_value {
            blocks.push(std::mem::take(&mut block));
        }
    }
    blocks
}
