//! Writes calls of every operation, as a user of the client would write them, and what each has to look like on the
//! wire. The calls have the generator's names; what is expected comes from the spec alone.

mod expectation;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use hss_codegen::{CallInput, Calls};
use hss_samples::{Extent, Sample, documented, sample};
use hss_spec::model::{Operation, Spec, Type};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

/// The two calls of each operation.
const EXTENTS: [(&str, Extent); 2] = [("required", Extent::Required), ("everything", Extent::Everything)];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let spec = Spec::bundled()?;
    let mut code = String::new();
    let mut examples = String::new();
    let mut names = Vec::new();
    let mut expected = Vec::new();
    let mut programs = Programs::default();
    for group in spec.groups.keys() {
        let calls = Calls::of(&spec, group, quote! { ::hss_client })?;
        examples.push_str(&module(group));
        for operation in spec.groups[group].operations.values() {
            programs.add(&calls, operation, &documented(&spec, group, operation))?;
            examples.push_str(
                &calls.example(&operation.id, &format!("example_{}", operation.id.to_lowercase()))?,
            );
            for (extent_name, extent) in EXTENTS {
                let values = sample(&spec, group, operation, extent);
                let input = CallInput::new(&values.parameters).body(values.body.as_ref());
                let call = calls.call(&operation.id, &quote! { client }, &input)?;
                let name = format_ident!("{}_{extent_name}", operation.id.to_lowercase());
                let send = format_ident!("{}", response(operation));
                let function = quote! { fn #name(client: &Client) -> Sent { #send(#call) } };
                code.push_str(&format!("{function}\n"));
                names.push(name);
                expected.push(expectation::of(&spec, group, operation, extent_name, &values)?);
            }
        }
        examples.push_str("}\n");
    }
    code.push_str(&list(&names).to_string());
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("there is no OUT_DIR")?);
    fs::write(folder.join("calls.rs"), code)?;
    fs::write(folder.join("programs.rs"), programs.finished())?;
    fs::write(folder.join("examples.rs"), examples)?;
    fs::write(folder.join("expected.json"), Value::Array(expected).to_string())?;
    Ok(())
}

/// A program per operation, as documentation shows it.
#[derive(Default)]
struct Programs {
    modules: String,
    list: String,
}

impl Programs {
    fn add(&mut self, calls: &Calls, operation: &Operation, values: &Sample) -> Result<(), Box<dyn Error>> {
        let id = &operation.id;
        let input = CallInput::new(&values.parameters).body(values.body.as_ref());
        let text = calls.program(id, "hss_client", &input)?;
        let module = id.to_lowercase();
        self.modules.push_str(&format!("#[allow(dead_code, deprecated)]\nmod {module} {{\n{text}}}\n"));
        self.list.push_str(&format!("    ({id:?}, {text:?}),\n"));
        Ok(())
    }

    fn finished(self) -> String {
        let Self { modules, list } = self;
        format!(
            "{modules}/// The programs by the ids of their operations.\npub const PROGRAMS: &[(&str, &str)] = &[\n{list}];\n"
        )
    }
}

/// The start of the module with a group's examples.
fn module(group: &str) -> String {
    let module = group.replace('-', "_");
    format!(
        "mod {module}_examples {{\n\
         use ::hss_client::prelude::*;\nuse ::hss_client::{{Client, {module}, {module}::*, shared}};\n\
         use ::hss_runtime::generated::{{BTreeMap, FileContent, Json, Nullable, Open, Timestamp}};\n"
    )
}

/// The code that reads the operation's response.
fn response(operation: &Operation) -> &'static str {
    match &operation.response.ty {
        None => "nothing",
        Some(Type::File) => "file",
        Some(_) => "json",
    }
}

/// All calls, in the order of their expectations.
fn list(names: &[proc_macro2::Ident]) -> TokenStream {
    quote! { pub(crate) static CALLS: &[fn(&Client) -> Sent] = &[#(#names),*]; }
}
