//! The program with a command line: its API, its name, and the settings that depend on them.

use std::borrow::Cow;

use hss_runtime::schema::{Api, Operation, SchemeKind};

use crate::catalog::Catalog;
use crate::describe::Example;
use crate::shown;

/// The files of a spec: the path of each inside the spec's folder, and its text.
pub(crate) type SpecFiles = &'static [(&'static str, &'static str)];

/// The writer of a sample.
pub(crate) type Write = fn(&Program, &Example) -> String;

/// A sample of a call in a language, for `describe`.
#[derive(Clone)]
pub(crate) struct Sample<'a> {
    /// The value of `--sample`.
    pub(crate) language: &'a str,
    pub(crate) title: Cow<'a, str>,
    pub(crate) write: Write,
}

/// Parts of a command line that are specific to one vendor's API.
#[derive(Clone, Copy, Default)]
pub(crate) struct Vendor {
    /// Example commands, below the help.
    pub(crate) examples: &'static str,
    /// The region of examples.
    pub(crate) region: &'static str,
    /// The path of the items that a client needs besides its own; `hss_runtime` if it is empty.
    pub(crate) runtime: &'static str,
    /// True if each group is a cargo feature of the client.
    pub(crate) has_group_features: bool,
    /// The command that the mock suggests, without its endpoint.
    pub(crate) first_call: &'static str,
    /// Samples for the vendor's own libraries.
    pub(crate) samples: &'static [Sample<'static>],
    /// The hint to a response with status 429.
    pub(crate) throttling: &'static str,
}

/// A program that calls every operation of an API.
///
/// Its name, version and description are those of the API unless they are set.
///
/// ```no_run
/// # use hss_client as my_api;
/// fn main() -> std::process::ExitCode {
///     hss_cli::Program::new(&my_api::API).name("my-api").version(env!("CARGO_PKG_VERSION")).run()
/// }
/// ```
#[derive(Clone)]
#[must_use]
pub struct Program {
    pub(crate) api: &'static Api,
    pub(crate) catalog: Catalog,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) about: String,
    pub(crate) spec: Option<SpecFiles>,
    pub(crate) vendor: Vendor,
}

impl Program {
    /// A program for this API.
    pub fn new(api: &'static Api) -> Self {
        let name = api.service.name.chars().map(|letter| match letter {
            'a'..='z' | '0'..='9' | '-' | '_' => letter,
            'A'..='Z' => letter.to_ascii_lowercase(),
            _ => '-',
        });
        Self {
            api,
            catalog: Catalog::of(api),
            name: name.collect(),
            version: api.version.to_owned(),
            about: format!("{} from a terminal", shown::cell(api.title)),
            spec: None,
            vendor: Vendor::default(),
        }
    }

    /// Sets the name by which users call the program.
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// Sets the version of the program: `env!("CARGO_PKG_VERSION")`.
    pub fn version(self, version: impl Into<String>) -> Self {
        Self { version: version.into(), ..self }
    }

    /// Sets the line that describes the program in its help.
    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    /// Gives the files of the API's spec: the path of each file inside the spec's folder, and its text. A program without
    /// them has no option `--mock`, no command `mock`, and no samples for Rust.
    ///
    /// `hss_codegen_macros::spec!(path = "my-api")` compiles them in.
    pub fn spec(self, files: &'static [(&'static str, &'static str)]) -> Self {
        Self { spec: Some(files), ..self }
    }

    /// True if calls can be signed, as those of Huawei Cloud are.
    pub(crate) fn signs(&self) -> bool {
        self.api.service.security().schemes.iter().any(|scheme| scheme.kind == SchemeKind::Huawei)
    }

    /// True if the address of the service depends on a region.
    pub(crate) fn has_regions(&self) -> bool {
        let service = self.api.service;
        !service.regions.is_empty() || service.endpoint.contains("{region}")
    }

    /// The region of examples; none for a service whose regions are unknown.
    pub(crate) fn example_region(&self) -> Option<&'static str> {
        let first = self.api.service.regions.first().map(|(region, _)| *region);
        Some(self.vendor.region).filter(|region| !region.is_empty()).or(first)
    }

    /// The operation that examples call: a listing without required parameters, or the most similar one.
    pub(crate) fn example_operation(&self) -> Option<&'static Operation> {
        let required = |operation: &Operation| {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.field);
            parameters.filter(|field| field.is_required() && !field.is_from_client()).count()
        };
        self.catalog.operations().min_by_key(|operation| {
            let is_read = operation.method.as_str() == "GET";
            (operation.deprecated, !is_read, required(operation), operation.paging.is_none())
        })
    }

    /// The crate that a client's prelude is in.
    pub(crate) fn runtime(&self) -> &'static str {
        if self.vendor.runtime.is_empty() { "hss_runtime" } else { self.vendor.runtime }
    }

    /// The command line that calls an operation: `hss image list-image-scan-task`.
    pub(crate) fn command(&self, operation: &Operation) -> String {
        let (group, command) = self.catalog.words(operation);
        format!("{} {group} {command}", self.name)
    }

    /// The hint about the mock, if the program has one.
    pub(crate) fn mock_hint(&self) -> &'static str {
        match self.spec {
            Some(_) => "\n\nhint: to try any command without an account, add --mock",
            None => "",
        }
    }
}
