//! Shell completion: small scripts that ask this command for candidates.

use std::ffi::OsString;
use std::io::{self, Write as _};

use clap::{Arg, ArgMatches, Command};
use hss_runtime::schema::{EnumKind, Kind, Operation, Response};

use crate::catalog::title;
use crate::command;
use crate::failure::Failure;
use crate::operation_options::{self, Source};
use crate::program::Program;
use crate::terminal::Terminal;
use crate::{shown, wording};

/// The hidden command of the scripts: `hss __complete SHELL WORD…`, where the last word is incomplete.
const ASK: &str = "__complete";

/// Placeholders in the scripts: the program's name, and its form as the name of a function.
const NAME: &str = "NAME";
const FUNCTION: &str = "FUNCTION";

const BASH: &str = r#"_FUNCTION() {
    local IFS=$'\n'
    COMPREPLY=($(NAME __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _FUNCTION NAME
"#;

const ZSH: &str = r#"#compdef NAME
_FUNCTION() {
    local -a candidates
    candidates=("${(@f)$(NAME __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n "$candidates" ]]; then
        _describe -V NAME candidates
    else
        _files
    fi
}
compdef _FUNCTION NAME
"#;

const FISH: &str = r"complete -c NAME -f -a '(NAME __complete fish (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
";

/// A completion and its help.
#[derive(Debug, PartialEq, Eq)]
struct Candidate {
    text: String,
    help: String,
}

impl Candidate {
    fn new(text: impl Into<String>, help: impl AsRef<str>) -> Self {
        Self { text: text.into(), help: shown::paragraph(help.as_ref()) }
    }
}

/// `hss completions SHELL`
pub(crate) fn print(program: &Program, given: &ArgMatches) -> Result<(), Failure> {
    let script = match given.get_one::<String>("shell").map(String::as_str) {
        Some("zsh") => ZSH,
        Some("fish") => FISH,
        _ => BASH,
    };
    let function = program.name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
    let script = script.replace(FUNCTION, &function).replace(NAME, &program.name);
    Ok(io::stdout().write_all(script.as_bytes())?)
}

/// The completions for a script; `None` if the arguments are not a request for them.
pub(crate) fn candidates_for(program: &Program, arguments: &[OsString]) -> Option<Result<(), Failure>> {
    let (_, rest) = arguments.split_first()?;
    let (ask, rest) = rest.split_first()?;
    if ask != ASK {
        return None;
    }
    let (shell, words) = rest.split_first()?;
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    Some(write(&shell.to_string_lossy(), &candidates(program, &words)))
}

fn write(shell: &str, candidates: &[Candidate]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    for Candidate { text, help } in candidates {
        let help = help.lines().next().unwrap_or_default();
        match shell {
            "zsh" => writeln!(out, "{}:{help}", text.replace(':', r"\:"))?,
            "fish" => writeln!(out, "{text}\t{help}")?,
            _ => writeln!(out, "{text}")?,
        }
    }
    Ok(())
}

/// The completions of the last word.
fn candidates(program: &Program, words: &[String]) -> Vec<Candidate> {
    // Bash splits `--type=image`.
    let words: Vec<String> = words.iter().filter(|word| *word != "=").cloned().collect();
    let Some((current, before)) = words.split_last() else { return Vec::new() };
    let arguments: Vec<OsString> =
        std::iter::once(program.name.as_str().into()).chain(before.iter().map(OsString::from)).collect();
    let root = command::root(program, &arguments, &Terminal::of_process());
    let mut place = Place { program, command: &root, path: Vec::new(), awaits: None };
    for word in before {
        place.step(word);
    }
    let all = match (place.awaits, current.split_once('=')) {
        (Some(option), _) => place.values(option),
        (None, Some((name, _))) if current.starts_with("--") => match place.option(name) {
            Some(option) => with_prefix(&format!("{name}="), place.values(option)),
            None => Vec::new(),
        },
        (None, _) if current.starts_with('-') => place.options(),
        (None, _) => place.commands(),
    };
    all.into_iter().filter(|candidate| candidate.text.starts_with(current.as_str())).collect()
}

fn with_prefix(prefix: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates
        .into_iter()
        .map(|candidate| Candidate { text: format!("{prefix}{}", candidate.text), ..candidate })
        .collect()
}

/// The position of the cursor on the command line.
struct Place<'a> {
    program: &'a Program,
    command: &'a Command,
    path: Vec<&'a str>,
    /// The option whose value comes next.
    awaits: Option<&'a Arg>,
}

impl<'a> Place<'a> {
    fn step(&mut self, word: &str) {
        if self.awaits.take().is_some() {
            return;
        }
        if word.starts_with('-') {
            self.awaits = self.option(word).filter(|option| option.get_action().takes_values());
        } else if let Some(inner) = self.command.find_subcommand(word) {
            self.command = inner;
            self.path.push(inner.get_name());
        }
    }

    fn option(&self, word: &str) -> Option<&'a Arg> {
        let long = word.strip_prefix("--");
        let short = word.strip_prefix('-').and_then(|rest| rest.chars().next()).filter(|_| word.len() == 2);
        self.command.get_arguments().find(|option| {
            long.is_some_and(|long| option.get_long() == Some(long))
                || short.is_some() && option.get_short() == short
        })
    }

    fn options(&self) -> Vec<Candidate> {
        let shown = self.command.get_arguments().filter(|option| !option.is_hide_set());
        shown
            .filter_map(|option| {
                let help = option.get_help().map(ToString::to_string).unwrap_or_default();
                Some(Candidate::new(format!("--{}", option.get_long()?), help))
            })
            .collect()
    }

    fn commands(&self) -> Vec<Candidate> {
        if self.command.get_positionals().any(|argument| argument.get_id() == "operation") {
            return operations(self.program);
        }
        let about = |inner: &Command| inner.get_about().map(ToString::to_string).unwrap_or_default();
        let inner =
            self.command.get_subcommands().map(|inner| Candidate::new(inner.get_name(), about(inner)));
        let values = self.command.get_positionals().flat_map(Arg::get_possible_values);
        inner.chain(values.map(|value| Candidate::new(value.get_name(), ""))).collect()
    }

    /// The values of an option: those of its enumeration, even if others are allowed.
    fn values(&self, option: &Arg) -> Vec<Candidate> {
        let name = option.get_id().as_str();
        if name == "region" {
            let regions = self.program.api.service.regions.iter();
            return regions.map(|(region, _)| Candidate::new(*region, "")).collect();
        }
        let Some(operation) = self.operation() else { return possible(option) };
        if name == "columns" {
            return columns(operation);
        }
        match operation_options::sources(self.program, operation).into_iter().find(|(known, _)| known == name)
        {
            Some((_, Source::Parameter(index))) => of_kind(&operation.parameters[index].field.kind),
            Some((_, Source::Field(index))) => {
                of_kind(&operation_options::body_fields(operation)[index].kind)
            }
            None => possible(option),
        }
    }

    fn operation(&self) -> Option<&'static Operation> {
        match &self.path[..] {
            [group, name] => self.program.catalog.in_group(group, name),
            _ => None,
        }
    }
}

fn operations(program: &Program) -> Vec<Candidate> {
    let catalog = &program.catalog;
    let named =
        catalog.operations().map(|operation| (catalog.command(operation).to_owned(), title(operation)));
    let by_id = catalog.operations().map(|operation| (operation.id.to_owned(), title(operation)));
    named.chain(by_id).map(|(name, doc)| Candidate::new(name, doc)).collect()
}

fn possible(option: &Arg) -> Vec<Candidate> {
    let values = option.get_possible_values();
    let help =
        |value: &clap::builder::PossibleValue| value.get_help().map(ToString::to_string).unwrap_or_default();
    values.iter().map(|value| Candidate::new(value.get_name(), help(value))).collect()
}

fn of_kind(kind: &Kind) -> Vec<Candidate> {
    match kind {
        Kind::Enum(table) => {
            let text = |value: &hss_runtime::schema::EnumValue| match table.kind {
                EnumKind::Flags if !value.name.is_empty() => wording::flag_name(value.name),
                _ => value.value.to_owned(),
            };
            table.values.iter().map(|value| Candidate::new(text(value), value.doc)).collect()
        }
        Kind::Boolean => vec![Candidate::new("true", ""), Candidate::new("false", "")],
        Kind::List(kind) => of_kind(kind),
        _ => Vec::new(),
    }
}

/// The fields of the items that an operation lists.
fn columns(operation: &Operation) -> Vec<Candidate> {
    let Response::Json(Kind::Model(response)) = operation.response else { return Vec::new() };
    let item = response.fields.iter().find_map(|field| match field.kind {
        Kind::List(Kind::Model(item)) => Some(*item),
        _ => None,
    });
    let fields = item.into_iter().flat_map(|item| item.fields);
    fields.map(|field| Candidate::new(field.name, field.doc())).collect()
}
