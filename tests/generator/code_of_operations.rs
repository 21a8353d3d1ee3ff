//! A family's code, taken apart by operation.

use hss_codegen::{Part, tokens};
use hss_spec::model::Spec;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::BTreeMap;
use syn::{File, ImplItem, Item, ItemImpl, Type};

/// What several operations use.
const TYPES: &str = "types";

/// What belongs to none: the handle, and the list of all operations.
const FAMILY: &str = "family";

/// All items of a family's module: each operation's with the models and enumerations that it alone uses, those that
/// several use as `types`, and the rest as `family`. Every item is in exactly one part.
pub(crate) struct CodeOfOperations {
    /// By the operation's id.
    pub(crate) parts: BTreeMap<String, TokenStream>,
    /// The part of a name: an operation's, a model's or an enumeration's, without its case.
    owners: BTreeMap<String, String>,
}

impl CodeOfOperations {
    pub(crate) fn of(spec: &Spec, family: &str) -> Self {
        let file: File = syn::parse2(tokens(spec, Part::Family(family)).unwrap()).unwrap();
        let mut code = Self { parts: BTreeMap::new(), owners: owners(spec, family) };
        for item in file.items {
            match item {
                Item::Impl(block) if block.trait_.is_none() => code.add_methods(block),
                item => {
                    let part = code.part_of(&item);
                    code.add(&part, item);
                }
            }
        }
        code
    }

    fn add(&mut self, part: &str, item: impl ToTokens) {
        item.to_tokens(self.parts.entry(part.to_owned()).or_default());
    }

    /// A block of methods; the handle's methods each go to their operation.
    fn add_methods(&mut self, block: ItemImpl) {
        let part = self.part(&type_name(&block.self_ty));
        if part != FAMILY {
            self.add(&part, block);
            return;
        }
        let mut rest = ItemImpl { items: Vec::new(), ..block };
        for method in block.items {
            let part = match &method {
                ImplItem::Fn(function) => self.part(&function.sig.ident.to_string()),
                _ => FAMILY.to_owned(),
            };
            if part == FAMILY {
                rest.items.push(method);
            } else {
                let handle = &rest.self_ty;
                let method = quote! { impl #handle { #method } };
                self.add(&part, method);
            }
        }
        self.add(FAMILY, rest);
    }

    fn part_of(&self, item: &Item) -> String {
        match item {
            Item::Struct(item) => self.part(&item.ident.to_string()),
            Item::Enum(item) => self.part(&item.ident.to_string()),
            Item::Static(item) => self.part(&item.ident.to_string()),
            Item::Impl(item) => self.part(&type_name(&item.self_ty)),
            Item::Macro(item) => self.part_of_macro(item.mac.tokens.clone()),
            _ => FAMILY.to_owned(),
        }
    }

    /// What a macro is called for is named in it.
    fn part_of_macro(&self, arguments: TokenStream) -> String {
        let names = arguments.into_iter().filter_map(|token| match token {
            TokenTree::Ident(ident) => Some(self.part(&ident.to_string())),
            _ => None,
        });
        names.into_iter().find(|part| part != FAMILY).unwrap_or_else(|| FAMILY.to_owned())
    }

    fn part(&self, name: &str) -> String {
        self.owners.get(&plain(name)).cloned().unwrap_or_else(|| FAMILY.to_owned())
    }
}

/// The part of each operation, model and enumeration of a family.
fn owners(spec: &Spec, family: &str) -> BTreeMap<String, String> {
    let mut owners = BTreeMap::new();
    for operation in spec.families[family].operations.values() {
        for used in spec.reach(family, operation.types()) {
            let part = owners.entry(plain(&used)).or_insert_with(|| operation.id.clone());
            if *part != operation.id {
                TYPES.clone_into(part);
            }
        }
    }
    let ids = spec.families[family].operations.keys();
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
