//! Writes a program that calls every operation of a spec, and the values of its calls as data: `cargo xtask services`
//! runs it beside the vendor's Python SDK.
//!
//! Arguments: the spec's folder (`-` is the bundled one), and the folder of the program's sources.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use hss_codegen::{CallInput, Calls, Generator};
use hss_samples::{Extent, sample};
use hss_spec::model::{Operation, Spec};
use quote::quote;
use serde_json::{Value, json};

/// The two calls of each operation.
const EXTENTS: [(&str, Extent); 2] = [("required", Extent::Required), ("everything", Extent::Everything)];

/// The program around the calls. Before each call, a marker tells the recorder whose request comes next.
const PROGRAM: &str = include_str!("program.rs.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [spec, folder] = &arguments[..] else { return Err("expected: SPEC FOLDER".into()) };
    let spec = match spec.as_str() {
        "-" => Spec::bundled()?,
        path => hss_spec::read_folder(Path::new(path))?,
    };
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    let (mut code, mut cases) = (PROGRAM.to_owned(), Vec::new());
    let mut list = String::new();
    for (group, of_group) in &spec.groups {
        let calls = Calls::of(&spec, group, quote! { crate::client })?;
        for operation in of_group.operations.values() {
            for (extent_name, extent) in EXTENTS {
                let values = sample(&spec, group, operation, extent);
                let input = CallInput::new(&values.parameters).body(values.body.as_ref());
                let call = calls.call(&operation.id, &quote! { client }, &input)?;
                let index = cases.len();
                writeln!(code, "fn call_{index}(client: &Client) -> Sent {{ send({call}) }}")?;
                write!(list, "call_{index}, ")?;
                cases.push(json!({
                    "operation": operation.id,
                    "extent": extent_name,
                    "parameters": parameters(operation, &values.parameters),
                    "body": values.body,
                    "content": operation.body.as_ref().map(|body| format!("{:?}", body.content)),
                }));
            }
        }
    }
    writeln!(code, "static CALLS: &[fn(&Client) -> Sent] = &[{list}];")?;
    let client = Generator::new(&spec).source()?;
    fs::write(folder.join("client.rs"), client)?;
    fs::write(folder.join("main.rs"), code)?;
    fs::write(folder.join("cases.json"), Value::Array(cases).to_string())?;
    Ok(())
}

/// The parameters, each with its location: the SDK may have one of the same name elsewhere.
fn parameters(operation: &Operation, values: &serde_json::Map<String, Value>) -> Value {
    let given = operation.parameters.iter().filter_map(|parameter| {
        let name = &parameter.field.name;
        Some(json!({ "name": name, "in": parameter.location.name(), "value": values.get(name)? }))
    });
    given.collect()
}
