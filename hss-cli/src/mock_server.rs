//! `hss mock`: the mock as a separate server.

use std::fs;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ArgMatches;
use hss_mock::Mock;
use hss_spec::FolderError;
use hss_spec::model::{Location, Method, Operation, SecurityScheme, Spec};

use crate::connection::{own_spec, parse_fault};
use crate::failure::Failure;
use crate::program::Program;
use crate::shell_quote::quoted;
use crate::shown;

/// Runs until Ctrl-C.
pub(crate) fn serve(program: &Program, given: &ArgMatches) -> Result<(), Failure> {
    let folder = given.get_one::<PathBuf>("spec");
    let spec = match folder {
        Some(folder) => read(folder)?,
        None => own_spec(program)?,
    };
    let hint = if folder.is_some() {
        first_request(&spec, texts(given, "token").first().copied().unwrap_or("any"))
    } else {
        first_call(program)
    };
    let mut settings = Mock::builder().spec(spec);
    if let Some(address) = given.get_one::<SocketAddr>("listen") {
        settings = settings.listen(*address);
    }
    if let Some(seed) = given.get_one::<u64>("seed") {
        settings = settings.seed(*seed);
    }
    if let Some(speed) = given.get_one::<u32>("speed") {
        settings = settings.speed(*speed);
    }
    if let Some(milliseconds) = given.get_one::<u64>("latency") {
        settings = settings.latency(Duration::from_millis(*milliseconds));
    }
    for text in texts(given, "items") {
        let (operation, count) = text.split_once('=').unwrap_or(("*", text));
        let count = count.parse();
        let count = count.map_err(|_| Failure::Usage(format!("--items: `{text}` is not [OPERATION=]N")))?;
        settings = settings.items(operation, count);
    }
    for text in texts(given, "key") {
        let Some((access_key, secret_key)) = text.split_once(':') else {
            return Err(Failure::Usage("--key: a key pair is AK:SK".to_owned()));
        };
        settings = settings.key(access_key, secret_key);
    }
    for token in texts(given, "token") {
        settings = settings.token(token);
    }
    for text in texts(given, "fault") {
        settings = settings.fault(parse_fault(text)?);
    }
    let mock = settings.start().map_err(|error| Failure::Machine(error.to_string()))?;
    let url = mock.base_url();
    // The server also runs if standard output is closed.
    let _ = writeln!(io::stdout(), "listening on {url}");
    if let Some(hint) = hint {
        let _ = writeln!(io::stdout(), "try: {}", shown::lines(&hint.replace("URL", url)));
    }
    wait_for_ctrl_c()
}

/// The spec in a folder.
pub(crate) fn read(folder: &Path) -> Result<Spec, Failure> {
    let shown_folder = shown::cell(&folder.to_string_lossy());
    let wrong = |problem: &str| Failure::Usage(format!("--spec: `{shown_folder}` {problem}"));
    let is_spec = |folder: &Path| folder.join("service.json").is_file();
    if !folder.exists() {
        return Err(wrong("does not exist; `hss-codegen import` creates a spec from documents"));
    }
    if folder.is_file() {
        return Err(match folder.parent().filter(|parent| is_spec(parent)) {
            Some(parent) => wrong(&format!(
                "is a file of a spec; give its folder, `{}`",
                shown::cell(&parent.to_string_lossy())
            )),
            None => wrong(
                "is a file; a spec is a folder, which `hss-codegen import FILE --spec DIR` creates from a document",
            ),
        });
    }
    if !is_spec(folder) {
        let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let parent = folder.parent().map(Path::to_owned);
        let near = inside.chain(parent).find(|near| is_spec(near));
        let near = near.map(|near| format!("; `{}` is one", shown::cell(&near.to_string_lossy())));
        return Err(wrong(&format!(
            "is not a spec: it has no service.json{}",
            near.unwrap_or_else(|| "; `hss-codegen import` creates a spec from documents".to_owned())
        )));
    }
    hss_spec::read_folder(folder).map_err(|error| match error {
        FolderError::Problems(problems) => wrong(&format!("has errors:\n{problems}")),
        error => Failure::Machine(error.to_string()),
    })
}

/// A call of this program to the mock at `URL`.
fn first_call(program: &Program) -> Option<String> {
    if !program.vendor.first_call.is_empty() {
        let region = program.vendor.region;
        return Some(format!(
            "{} {} --endpoint URL --region {region}",
            program.name, program.vendor.first_call
        ));
    }
    let call = crate::describe::command_sample(program, program.example_operation()?);
    Some(format!("{call} --endpoint URL"))
}

/// A valid project id.
const PROJECT: &str = "0123456789abcdef0123456789abcdef";

/// A request to the mock at `URL` of any spec, with this secret if it needs one.
fn first_request(spec: &Spec, secret: &str) -> Option<String> {
    let from_client = &spec.service.client_parameters;
    let is_simple = |operation: &&Operation| {
        let given = operation.parameters.iter().map(|known| &known.field);
        let mut required =
            given.filter(|field| field.required.effective() && !from_client.contains(&field.name));
        operation.method == Method::Get && required.next().is_none()
    };
    let operation = spec.operations().map(|(_, operation)| operation).find(is_simple)?;
    let path = operation.path.replace("{project_id}", PROJECT);
    let alternatives = operation.security.clone().unwrap_or_else(|| spec.service.effective_security());
    let schemes = spec.service.effective_schemes();
    let names = alternatives.first().into_iter().flat_map(|alternative| alternative.schemes.keys());
    let mut options = String::new();
    let mut query = String::new();
    for scheme in names.filter_map(|name| schemes.get(name)) {
        let header = match scheme {
            SecurityScheme::Huawei => format!("X-Auth-Token: {secret}"),
            SecurityScheme::Basic => {
                options.push_str(" -u any:any");
                continue;
            }
            SecurityScheme::ApiKey { location: Location::Query, name } => {
                query = format!("?{name}={secret}");
                continue;
            }
            SecurityScheme::ApiKey { location: Location::Cookie, name } => format!("Cookie: {name}={secret}"),
            SecurityScheme::ApiKey { name, .. } => format!("{name}: {secret}"),
            SecurityScheme::Http { scheme } => format!("Authorization: {scheme} {secret}"),
            _ => format!("Authorization: Bearer {secret}"),
        };
        options.push_str(&format!(" -H {}", quoted(&header)));
    }
    let address = format!("URL{path}{query}");
    Some(format!("curl{options} {}", quoted(&address)))
}

fn wait_for_ctrl_c() -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::Machine(format!("cannot wait for Ctrl-C: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(tokio::signal::ctrl_c()).map_err(failed)
}

fn texts<'a>(given: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    given.get_many::<String>(name).into_iter().flatten().map(String::as_str).collect()
}
