//! `hss-codegen diff`

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hss_spec::diff::{Report, Verdict, diff, read_acceptances};
use hss_spec::model::Spec;
use hss_spec::shown::slashed;

use super::compared;
use super::documents::{FormChoice, Reading, VendorDescriptions};
use super::output;
use super::public_items::PublicItems;
use super::rust_names::rust_name;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

#[derive(Args)]
pub(super) struct Diff {
    /// The old side: a spec's folder, a doc page, a folder of doc pages or an OpenAPI document.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new side: the same.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if the changes require this version bump or a higher one.
    #[arg(long, value_enum, value_name = "VERSION")]
    fail_on: Option<FailOn>,
    /// A file of changes that are accepted: a JSON list of objects with `rule`, `at` and `reason`.
    #[arg(long, value_name = "FILE")]
    accept: Option<PathBuf>,
    /// Also print the public items of the generated code that differ, as text or Markdown.
    #[arg(long)]
    items: bool,
    /// Also compare the vendor's descriptions.
    #[arg(long, value_enum, default_value_t = VendorDescriptions::Drop)]
    vendor_descriptions: VendorDescriptions,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Major,
    Minor,
    Patch,
}

impl FailOn {
    fn verdict(self) -> Verdict {
        match self {
            Self::Major => Verdict::Major,
            Self::Minor => Verdict::Minor,
            Self::Patch => Verdict::Patch,
        }
    }
}

impl Diff {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        if self.items && matches!(self.format, Format::Json) {
            return Err(Stop::new("--items is for text and Markdown; JSON has none"));
        }
        let reading = Reading { form: FormChoice::Auto, vendor_descriptions: self.vendor_descriptions };
        let compared = compared::read(&self.old, &self.new, reading, folder)?;
        let mut report = diff(&compared.old, &compared.new);
        for note in &compared.notes {
            output::complain(&note.to_string());
        }
        report.notes.clone_from(&compared.notes);
        if let Some(path) = &self.accept {
            let text = fs::read_to_string(path)
                .map_err(|error| Stop::new(format!("{}: {error}", output::name(path))))?;
            report.accept(&read_acceptances(&slashed(path), &text)?);
        }
        output::print(&match self.format {
            Format::Text => report.to_text(),
            Format::Json => report.to_json(),
            Format::Markdown => {
                report.to_markdown_with_names(&|finding| rust_name(finding, &compared.old, &compared.new))
            }
        })?;
        if self.items {
            self.print_items(&compared.old, &compared.new)?;
        }
        self.judge(&report)
    }

    fn print_items(&self, old: &Spec, new: &Spec) -> Result<(), Stop> {
        let Some(items) = PublicItems::compare(old, new).filter(|items| !items.is_empty()) else {
            return Ok(());
        };
        let (figures, text) = (items.figures(), items.text());
        output::print(&match self.format {
            Format::Markdown => format!("\n### Public items\n\n```diff\n{text}```\n"),
            Format::Text | Format::Json => format!("\npublic items: {figures}\n{text}"),
        })
    }

    fn judge(&self, report: &Report) -> Result<(), Stop> {
        let dead = report.dead_acceptances.len();
        if dead > 0 {
            return Err(Stop::new(format!("{dead} acceptances match no change; delete them")));
        }
        let verdict = report.verdict();
        match self.fail_on.map(FailOn::verdict) {
            Some(limit) if verdict >= limit => Err(Stop::new(format!(
                "the changes require a {} version (--fail-on {})",
                verdict.name(),
                limit.name()
            ))),
            _ => Ok(()),
        }
    }
}
