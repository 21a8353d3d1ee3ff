//! `hss-codegen check`

use clap::{Args, ValueEnum};
use hss_spec::FolderError;
use hss_spec::check::ValueSet;
use hss_spec::shown::shown;

use super::output;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

#[derive(Args)]
pub(super) struct Check {
    /// List the sets of values of requests instead: which are enforced, and which words of the document introduce them.
    #[arg(long)]
    sets: bool,
    /// List the operations, groups, parameters, fields and values without an English sentence instead.
    #[arg(long, conflicts_with = "sets")]
    docs: bool,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with_all = ["sets", "docs"])]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Check {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let spec = match folder.read(false) {
            Err(stop) if self.format == Format::Json => {
                output::print(&stop.problems().to_json())?;
                return Err(stop);
            }
            read => read?,
        };
        let is_stale = |path| hss_spec::spec_files(path).err();
        if let Some(error @ FolderError::StaleIndex { .. }) = folder.path().and_then(is_stale) {
            return Err(error.into());
        }
        if self.sets {
            return print_sets(&spec.value_sets());
        }
        if self.docs {
            let documentation = spec.documentation();
            if !documentation.missing.0.is_empty() {
                output::print(&format!("{}\n", documentation.missing))?;
            }
            return output::print(&format!("English sentences: {documentation}\n"));
        }
        let problems = spec.check();
        let errors = problems.0.iter().filter(|problem| problem.is_error()).count();
        let notes = problems.0.len() - errors;
        if self.format == Format::Json {
            output::print(&problems.to_json())?;
        } else {
            if !problems.0.is_empty() {
                output::print(&format!("{problems}\n"))?;
            }
            let operations = spec.operations().count();
            output::print(&format!("English sentences: {}\n", spec.documentation()))?;
            output::print(&format!("{operations} operations: {errors} errors, {notes} notes\n"))?;
        }
        if errors > 0 { Err(Stop::new(format!("the spec has {errors} errors"))) } else { Ok(()) }
    }
}

fn print_sets(sets: &[ValueSet<'_>]) -> Result<(), Stop> {
    for set in sets {
        let state = match (set.is_enforced(), set.announced()) {
            (true, Some(words)) => format!("enforced, introduced by `{}`", shown(words)),
            (true, None) => "enforced; no words that introduce it are known".to_owned(),
            (false, Some(words)) => format!("open, although introduced by `{}`", shown(words)),
            (false, None) => "open".to_owned(),
        };
        let values: Vec<String> =
            set.enumeration.values.iter().map(|value| shown(&value.value).to_string()).collect();
        let name =
            if set.group.is_empty() { set.name.to_owned() } else { format!("{}/{}", set.group, set.name) };
        output::print(&format!("{}: {name}: {state}\n", set.place()))?;
        output::print(&format!("  values: {}\n", values.join(", ")))?;
        let users: Vec<String> = set.users.iter().map(|user| shown(user).to_string()).collect();
        output::print(&format!("  used by: {}\n", users.join(", ")))?;
    }
    let enforced = sets.iter().filter(|set| set.is_enforced()).count();
    output::print(&format!("{enforced} sets are enforced, {} are open\n", sets.len() - enforced))
}
