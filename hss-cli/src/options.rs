//! The options of every call: connection and output.

use std::time::Duration;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches};
use hss_runtime::Region;
use hss_runtime::auth::huawei::region_from_env;

use crate::failure::Failure;
use crate::program::Program;
use crate::shown;

const CONNECTION: &str = "Connection";
const OUTPUT: &str = "Output";

/// All options.
pub(crate) fn all(program: &Program) -> Vec<Arg> {
    let mut options = if program.spec.is_some() { mock() } else { Vec::new() };
    options.extend(place(program));
    options.extend(connection(program));
    options.extend(output(program));
    options
}

/// The options of a client, for a command that makes more than one call.
#[cfg(feature = "explore")]
pub(crate) fn of_client(program: &Program) -> Vec<Arg> {
    let is_of_one_call = |option: &Arg| matches!(option.get_id().as_str(), "dry-run" | "verbose");
    let mut options = if program.spec.is_some() { mock() } else { Vec::new() };
    options.extend(place(program));
    options.extend(connection(program).into_iter().filter(|option| !is_of_one_call(option)));
    options
}

fn option(name: &'static str, value: &'static str, help: impl Into<String>) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help.into()).help_heading(CONNECTION)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help).help_heading(CONNECTION)
}

fn mock() -> Vec<Arg> {
    vec![
        flag("mock", "Call a mock in this process instead of the service; needs no account"),
        option("mock-seed", "N", "The seed of the mock's data: equal seeds give equal data")
            .value_parser(clap::value_parser!(u64))
            .requires("mock"),
        option("mock-items", "N", "The number of items that the mock lists")
            .value_parser(clap::value_parser!(u32))
            .requires("mock"),
        option("mock-step", "TIME", "The time that each call adds to the mock's time, instead of the clock")
            .value_parser(duration)
            .requires("mock"),
        option(
            "mock-fault",
            "FAULT",
            "A fault of the mock: `status=503; times=2`, `delay=250`, `throttle=5/60`",
        )
        .action(ArgAction::Append)
        .requires("mock"),
    ]
}

/// The endpoint of the service, and the account.
fn place(program: &Program) -> Vec<Arg> {
    let mut options = Vec::new();
    if program.has_regions() {
        let such = program.example_region().map(|region| format!(", such as {region}")).unwrap_or_default();
        let default = if program.signs() { " [default: HUAWEICLOUD_SDK_REGION_ID]" } else { "" };
        options.push(option("region", "REGION", format!("The region{such}{default}")));
    }
    if program.signs() {
        let profile = "The section of the profile file to take the access key from [default: basic]";
        options.push(option("profile", "NAME", profile));
        options.push(option("project-id", "ID", "The project [default: the one named like the region]"));
    } else {
        let profile = format!("The section of {} to take settings from", crate::profile::shown_path(program));
        options.push(option("profile", "NAME", profile));
    }
    let default = match program.api.service.endpoint {
        _ if program.has_regions() => "The address to call instead of the region's own".to_owned(),
        "" => "The address of the service".to_owned(),
        endpoint => format!("The address to call [default: {}]", shown::cell(endpoint)),
    };
    options.push(option("endpoint", "URL", default));
    options
}

fn connection(program: &Program) -> Vec<Arg> {
    let dry_run = if program.signs() {
        "Print the signed request as a curl command, with secrets masked, without using the network"
    } else {
        "Print the request as a curl command, with secrets masked, without using the network"
    };
    vec![
        flag("allow-plain-http", "Allow plain HTTP to an endpoint on another machine"),
        option("timeout", "TIME", "The time limit of one attempt [default: 60s]").value_parser(duration),
        option(
            "validation",
            "WHAT",
            "The treatment of a request that violates documented bounds [default: enforce]",
        )
        .value_parser(["enforce", "warn", "off"]),
        flag("dry-run", dry_run),
        flag("verbose", "Write each attempt and its request id to standard error").short('v'),
    ]
}

fn output(program: &Program) -> Vec<Arg> {
    let items = program.example_operation().and_then(|operation| operation.paging);
    let items = items.map_or_else(|| "items".to_owned(), |paging| paging.items.join("/"));
    let query = format!(
        "A part of the response: JMESPath, or a JSON pointer such as /{}/0; with --all, a part of each item",
        shown::cell(&items)
    );
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).help_heading(OUTPUT)
    };
    vec![
        option(
            "output",
            "FORMAT",
            "A table with values in words, or exact values: the whole response as json (with --all, a list of all \
             items), or one item per line as jsonl or csv [default: table]",
        )
        .short('o')
        .value_parser(["table", "json", "jsonl", "csv"]),
        option("columns", "NAMES", "The columns of a table or of CSV, separated by commas"),
        option("query", "EXPRESSION", "").help(query),
        Arg::new("all")
            .long("all")
            .action(ArgAction::SetTrue)
            .help("Read all pages of a listing, and write items as they come")
            .help_heading(OUTPUT),
        Arg::new("names")
            .long("names")
            .action(ArgAction::SetTrue)
            .help("Write names instead of numbers for codes and flags, in JSON, CSV and what --query sees")
            .help_heading(OUTPUT),
        option("watch", "INTERVAL", "Repeat the call at this interval, and follow the progress of each item until all are done")
            .value_parser(duration)
            .num_args(0..=1)
            .default_missing_value("5s")
            .conflicts_with_all(["all", "query", "dry-run"]),
        option("save", "FILE", "The file for a download; an existing one is kept [default: standard output]"),
        Arg::new("force")
            .long("force")
            .action(ArgAction::SetTrue)
            .help("Replace the file of --save if it exists")
            .help_heading(OUTPUT),
        Arg::new("csv-safe")
            .long("csv-safe")
            .action(ArgAction::SetTrue)
            .help("Write a quote before strings that a spreadsheet would take for a formula (= + - @)")
            .help_heading(OUTPUT),
    ]
}

/// True if values other than the documented ones are allowed.
pub(crate) fn turns_validation_off(named: &[&str]) -> bool {
    let follows = named.windows(2).any(|pair| pair[0] == "--validation" && pair[1] != "enforce");
    follows || named.iter().any(|text| matches!(*text, "--validation=off" | "--validation=warn"))
}

/// `5s`, `250ms`, `2m`, or a number of seconds.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        _ => return Err("a time is a number and ms, s, m or h: 5s".to_owned()),
    };
    let number: u64 = number.parse().map_err(|_| "a time is a number and ms, s, m or h: 5s".to_owned())?;
    match number.saturating_mul(factor) {
        0 => Err("it must be longer than zero".to_owned()),
        milliseconds => Ok(Duration::from_millis(milliseconds)),
    }
}

/// The values of these options, given at any level of the command line: the innermost comes first.
pub(crate) struct Options<'a> {
    program: &'a Program,
    levels: &'a [&'a ArgMatches],
}

impl<'a> Options<'a> {
    pub(crate) fn of(program: &'a Program, levels: &'a [&'a ArgMatches]) -> Self {
        Self { program, levels }
    }

    /// True for an option that this program does not have: an argument of that name is a parameter of the API.
    fn is_absent(&self, name: &str) -> bool {
        match name {
            "region" => !self.program.has_regions(),
            "project-id" => !self.program.signs(),
            _ => self.program.spec.is_none() && (name == "mock" || name.starts_with("mock-")),
        }
    }

    fn given(&self, name: &str) -> Option<&'a ArgMatches> {
        if self.is_absent(name) {
            return None;
        }
        let is_given = |matches: &ArgMatches| {
            matches.try_contains_id(name).is_ok()
                && matches.value_source(name).is_some_and(|source| source != ValueSource::DefaultValue)
        };
        self.levels.iter().copied().find(|matches| is_given(matches))
    }

    pub(crate) fn text(&self, name: &str) -> Option<&'a str> {
        self.given(name)?.get_one::<String>(name).map(String::as_str)
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<&'a str> {
        let given = self.given(name).and_then(|matches| matches.get_many::<String>(name));
        given.into_iter().flatten().map(String::as_str).collect()
    }

    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.given(name).is_some_and(|matches| matches.get_flag(name))
    }

    pub(crate) fn duration(&self, name: &str) -> Option<Duration> {
        self.given(name)?.get_one::<Duration>(name).copied()
    }

    pub(crate) fn number<T: Clone + Send + Sync + 'static>(&self, name: &str) -> Option<T> {
        self.given(name)?.get_one::<T>(name).cloned()
    }

    /// The region, from the option or else, for Huawei Cloud, from the environment.
    ///
    /// # Errors
    ///
    /// A variable is not valid UTF-8.
    pub(crate) fn region(&self) -> Result<Option<Region>, Failure> {
        match self.text("region") {
            Some(region) => Ok(Some(Region::new(region))),
            None if self.program.signs() => {
                region_from_env().map_err(|error| Failure::Usage(error.to_string()))
            }
            None => Ok(None),
        }
    }
}
