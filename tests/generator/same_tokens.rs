//! The macro and the command give the same code.
//!
//! The macro's crate only hands its input to [`expand`]; the command prints what [`Generator::source`] returns. Both are
//! compared here item by item, group by group.

use hss_codegen::{Generator, expand};
use hss_spec::model::Spec;
use quote::{ToTokens as _, quote};
use syn::visit_mut::{self, VisitMut};

/// Takes away what formatting may change and the compiler doesn't see: how a literal is quoted, a comma after the last
/// element.
struct Unformatted;

impl VisitMut for Unformatted {
    fn visit_lit_str_mut(&mut self, literal: &mut syn::LitStr) {
        *literal = syn::LitStr::new(&literal.value(), literal.span());
    }

    fn visit_expr_call_mut(&mut self, call: &mut syn::ExprCall) {
        call.args.pop_punct();
        visit_mut::visit_expr_call_mut(self, call);
    }

    fn visit_expr_method_call_mut(&mut self, call: &mut syn::ExprMethodCall) {
        call.args.pop_punct();
        visit_mut::visit_expr_method_call_mut(self, call);
    }

    fn visit_expr_array_mut(&mut self, array: &mut syn::ExprArray) {
        array.elems.pop_punct();
        visit_mut::visit_expr_array_mut(self, array);
    }

    fn visit_expr_tuple_mut(&mut self, tuple: &mut syn::ExprTuple) {
        // That of a single element makes it a tuple.
        if tuple.elems.len() > 1 {
            tuple.elems.pop_punct();
        }
        visit_mut::visit_expr_tuple_mut(self, tuple);
    }

    fn visit_pat_tuple_mut(&mut self, tuple: &mut syn::PatTuple) {
        if tuple.elems.len() > 1 {
            tuple.elems.pop_punct();
        }
        visit_mut::visit_pat_tuple_mut(self, tuple);
    }

    fn visit_expr_struct_mut(&mut self, value: &mut syn::ExprStruct) {
        value.fields.pop_punct();
        visit_mut::visit_expr_struct_mut(self, value);
    }

    fn visit_expr_match_mut(&mut self, value: &mut syn::ExprMatch) {
        for arm in &mut value.arms {
            arm.comma = None;
        }
        visit_mut::visit_expr_match_mut(self, value);
    }

    fn visit_signature_mut(&mut self, signature: &mut syn::Signature) {
        signature.inputs.pop_punct();
        visit_mut::visit_signature_mut(self, signature);
    }

    fn visit_item_enum_mut(&mut self, item: &mut syn::ItemEnum) {
        item.variants.pop_punct();
        visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_fields_named_mut(&mut self, fields: &mut syn::FieldsNamed) {
        fields.named.pop_punct();
        visit_mut::visit_fields_named_mut(self, fields);
    }
}

/// Before each item of a group's source, which may be in a private module.
const ALLOWED: &str = "#[allow(dead_code, unreachable_pub)]\n";

/// The items of the code, one by one, apart from their formatting.
fn items(code: &str) -> Vec<String> {
    // What keeps rustfmt away is of no interest to the compiler.
    let mut file = syn::parse_file(&code.replace("#[rustfmt::skip]", "")).unwrap();
    Unformatted.visit_file_mut(&mut file);
    file.items.iter().map(|item| item.to_token_stream().to_string()).collect()
}

fn assert_same(one: &[String], two: &[String], what: &str) {
    for (one, two) in one.iter().zip(two) {
        assert_eq!(one, two, "{what}");
    }
    assert_eq!(one.len(), two.len(), "{what}");
}

#[test]
fn the_macro_expands_to_what_generate_prints() {
    let spec = Spec::bundled().unwrap();
    for group in Spec::bundled_groups() {
        let expanded = expand(quote! { group = #group }).to_string();
        let printed = Generator::new(&spec).group(group).source().unwrap().replace(ALLOWED, "");
        assert_same(&items(&expanded), &items(&printed), group);
    }
}

#[test]
fn a_module_in_its_own_file_has_the_same_items_and_one_attribute() {
    let spec = Spec::bundled().unwrap().only("ListImageScanTask");
    let generator = Generator::new(&spec).group("image");
    let module = generator.module().unwrap();
    assert_same(&items(&module), &items(&generator.source().unwrap().replace(ALLOWED, "")), "image");
    assert_eq!(module.matches("#![allow(dead_code, unreachable_pub, unused_imports)]").count(), 1);
    assert!(!module.contains(ALLOWED), "no item has an attribute of its own");
}

#[test]
fn a_spec_folder_expands_to_what_generate_prints_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let spec = Spec::bundled().unwrap().only("ListImageScanTask");
    hss_spec::write_folder(&spec, folder.path()).unwrap();
    let path = folder.path().to_str().unwrap();
    let expanded = items(&expand(quote! { path = #path }).to_string());
    let generated = items(&Generator::from_folder(path).unwrap().generate().unwrap().to_string());
    let (code, tracked) = expanded.split_at(generated.len());
    assert_same(code, &generated, "the folder");
    assert!(
        tracked.iter().any(|item| item.contains("ListImageScanTask.json")),
        "the compiler is told of the spec's files: {tracked:?}"
    );
}
