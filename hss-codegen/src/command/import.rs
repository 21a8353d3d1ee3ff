//! `hss-codegen import`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::thread;

use clap::{Args, ValueEnum};
use hss_spec::Outcome;
use hss_spec::model::{FileNameError, check_group_name};

use super::documents::{Documents, FormChoice, Reading};
use super::side_by_side::result_of;
use super::sources::Source;
use super::spec_folder::SpecFolder;
use super::stop::Stop;
use super::update::{Base, Update, unwritten};

#[derive(Args)]
pub(super) struct Import {
    /// The pages or documents: files, folders of them, addresses, or `-` for standard input.
    #[arg(required_unless_present = "regions", value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// The operation's id, if the page lacks it [default: the file's name up to its first dot].
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// A second source of the query parameters' bounds: the vendor's machine-readable constraints, as JSON.
    #[arg(long, value_name = "FILE")]
    constraints: Option<PathBuf>,
    /// The service's regions and endpoints: JSON or YAML (`region: endpoint`), a table as Markdown, HTML or CSV, or the
    /// source of the vendor's SDK that lists them.
    #[arg(long, value_name = "FILE")]
    regions: Option<PathBuf>,
    /// The group of the operations [default: by their paths].
    #[arg(long, alias = "family", value_name = "GROUP", value_parser = group_name)]
    group: Option<String>,
    /// Also generate the client of the new spec and write it to this file, atomically with the spec.
    #[arg(long, value_name = "PATH")]
    generate: Option<PathBuf>,
    /// Exit with 1 if there are findings of this kind; everything is still written.
    #[arg(long, value_enum, value_name = "KIND")]
    deny: Option<Denied>,
    /// Report what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Remove the operations that an OpenAPI document no longer has.
    #[arg(long)]
    prune: bool,
    /// Also write the report to this file, as the Markdown of a pull request.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Refuse documents of which anything is lost: each such note becomes an error.
    #[arg(long)]
    strict: bool,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[cfg(feature = "sync")]
    #[command(flatten)]
    network: super::sync::Network,
}

/// The format of the report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text for people: notes, operations, changes, and a summary of the notes.
    Text,
    /// One object for tools, with the place and the kind of each note.
    Json,
    // Forms of documents, which `--format` meant before reports had formats; now `--input`.
    #[value(hide = true)]
    Auto,
    #[value(hide = true)]
    Markdown,
    #[value(hide = true)]
    Html,
    #[value(hide = true)]
    Openapi,
}

impl Format {
    /// The form of documents that this value used to mean.
    fn input(self) -> Option<FormChoice> {
        match self {
            Self::Text | Self::Json => None,
            Self::Auto => Some(FormChoice::Auto),
            Self::Markdown => Some(FormChoice::Markdown),
            Self::Html => Some(FormChoice::Html),
            Self::Openapi => Some(FormChoice::Openapi),
        }
    }
}

/// Findings that can be denied.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// Constraints of the spec that are no longer read from the documents, since their text is not understood.
    Unread,
}

impl Import {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let mut outcome = Outcome::default();
        let update = Update {
            group: self.group.as_deref(),
            generate: self.generate.as_deref(),
            regions: self.regions.as_deref(),
            report: self.report.as_deref(),
            prune: self.prune,
            strict: self.strict,
            dry_run: self.dry_run,
            as_json: self.format == Format::Json,
        };
        let result = self.import(&update, folder, &mut outcome);
        update.finish(&mut outcome, &result)?;
        result?;
        let unread = outcome.unread.0.len();
        if self.deny == Some(Denied::Unread) && unread > 0 {
            return Err(Stop::new(match unread {
                1 => "1 known constraint or attribute is unread".to_owned(),
                count => format!("{count} known constraints or attributes are unread"),
            }));
        }
        Ok(())
    }

    fn import(&self, update: &Update<'_>, folder: &SpecFolder, outcome: &mut Outcome) -> Result<(), Stop> {
        update.prepare(folder)?;
        let (base, documents) = thread::scope(|threads| {
            let documents = threads.spawn(|| self.read());
            let base = Base::read(folder);
            (base, result_of(documents))
        });
        update.apply(folder, &base?, documents.map_err(unwritten)?, BTreeSet::new(), outcome)
    }

    fn read(&self) -> Result<Documents, Stop> {
        let form = self.format.input().unwrap_or(self.reading.form);
        let reading = Reading { form, ..self.reading };
        let mut documents =
            Documents::read(&self.files, reading, self.operation.as_deref(), &|address| self.fetch(address))?;
        if let Some(path) = &self.constraints {
            documents.apply_constraints(path)?;
        }
        Ok(documents)
    }

    #[cfg(feature = "sync")]
    fn fetch(&self, address: &str) -> Result<Source, Stop> {
        super::sync::read_address(address, self.network)
    }

    #[cfg(not(feature = "sync"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    fn fetch(&self, address: &str) -> Result<Source, Stop> {
        Err(Stop::new(format!(
            "{address}: this command was built without the feature `sync`, which reads addresses"
        )))
    }
}

/// The name of a group, which becomes a directory of the spec.
fn group_name(name: &str) -> Result<String, FileNameError> {
    check_group_name(name).map(|()| name.to_owned())
}
