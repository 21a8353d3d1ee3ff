//! The sample for Rust: a whole program, written by the generator, which knows the names in generated code.

use std::cell::RefCell;
use std::rc::Rc;

use hss_codegen::{CallInput, Calls};
use hss_runtime::schema::Operation;
use hss_spec::model::Spec;
use hss_spec::place::Problems;
use proc_macro2::TokenStream;
use serde_json::Map;

use super::example::Example;
use crate::parameter_name;
use crate::program::{Program, SpecFiles};

/// The program that makes the call; a comment with the reason if a value fits no type.
pub(super) fn sample(program: &Program, example: &Example) -> String {
    let files = program.spec.unwrap_or_default();
    match written(program, files, example) {
        Ok(text) => format!("{}\n{text}", dependencies(program, example.operation, &text)),
        Err(problem) => problem.lines().map(|line| format!("// {line}\n")).collect(),
    }
}

fn written(program: &Program, files: SpecFiles, example: &Example) -> Result<String, String> {
    let operation = example.operation;
    let calls = calls(program, files, operation.group)?;
    let parameters = example.parameters.iter();
    let parameters = parameters
        .map(|(parameter, value)| (parameter_name::of(operation, parameter).into_owned(), value.clone()));
    let parameters: Map<_, _> = parameters.collect();
    let input = CallInput::new(&parameters).body(example.body.as_ref());
    let headers: Vec<_> = example.part_headers().collect();
    let headers = headers.iter();
    let input = headers.fold(input.media_type(example.choice).accept(example.accept), |input, header| {
        let (part, name, value) = header;
        input.part_header(part, name, value)
    });
    let call = calls.program(operation.id, program.runtime(), &input);
    call.map_err(|problems| problems.to_string())
}

thread_local! {
    /// The last group with the files that it was read from: a form in the explorer needs it at each change.
    static LAST: RefCell<Option<(SpecFiles, String, Rc<Calls>)>> = const { RefCell::new(None) };
}

/// The writer of calls of a group.
fn calls(program: &Program, files: SpecFiles, group: &str) -> Result<Rc<Calls>, String> {
    let is_it = |known: &(SpecFiles, String, Rc<Calls>)| std::ptr::eq(known.0, files) && known.1 == group;
    let known = LAST.with_borrow(|last| last.as_ref().filter(|last| is_it(last)).map(|last| last.2.clone()));
    if let Some(calls) = known {
        return Ok(calls);
    }
    let spec = spec_of_group(files, group).map_err(|problems| problems.to_string())?;
    let root: TokenStream = program.api.module.parse().map_err(|_| "the client has no module".to_owned())?;
    let calls = Rc::new(Calls::of(&spec, group, root).map_err(|problems| problems.to_string())?);
    LAST.set(Some((files, group.to_owned(), calls.clone())));
    Ok(calls)
}

/// The spec without the operations of other groups, of which the names are enough.
fn spec_of_group(files: SpecFiles, group: &str) -> Result<Spec, Problems> {
    let is_read = |path: &str| match path.split_once('/') {
        Some((folder, _)) => folder == group,
        None => matches!(path, "service.json" | "types.json"),
    };
    let mut spec = Spec::from_files("", files.iter().copied().filter(|(path, _)| is_read(path)))?;
    for (folder, _) in files.iter().filter_map(|(path, _)| path.split_once('/')) {
        spec.groups.entry(folder.to_owned()).or_default();
    }
    Ok(spec)
}

/// The lines of the program's manifest, as a comment.
fn dependencies(program: &Program, operation: &Operation, text: &str) -> String {
    let name = |module: &str| module.split("::").next().unwrap_or_default().replace('_', "-");
    let (client, runtime) = (name(program.api.module), name(program.runtime()));
    let version = program.api.version;
    let mut lines = match (program.vendor.has_group_features, version) {
        (true, _) => {
            vec![format!("{client} = {{ version = \"{version}\", features = [\"{}\"] }}", operation.group)]
        }
        // It has been read from a spec: its crate is not built yet.
        (false, "") => vec![format!("{client} = {{ path = \"{client}\" }}")],
        (false, version) => vec![format!("{client} = \"{version}\"")],
    };
    if runtime != client {
        lines.push(format!("{runtime} = \"{}\"", env!("CARGO_PKG_VERSION")));
    }
    if text.contains("serde_json::") {
        lines.push("serde_json = \"1\"".to_owned());
    }
    lines.push("tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }".to_owned());
    lines.iter().map(|line| format!("// {line}\n")).collect()
}
