//! `hss-codegen generate`

use std::path::PathBuf;

use clap::Args;
use hss_codegen::Generator;
use hss_spec::model::Spec;
use hss_spec::shown::shown;

use super::generated::Files;
use super::output;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

#[derive(Args)]
pub(super) struct Generate {
    /// Only this group; without it, the whole API.
    #[arg(long, alias = "family", value_name = "GROUP")]
    group: Option<String>,
    /// Only this operation and the types it needs.
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "PATH", group = "place")]
    out: Option<PathBuf>,
    /// The folder to write instead of one file: a file per operation, and files for the types that several need.
    ///
    /// Unchanged files are not touched; generated files that are no longer needed are removed.
    #[arg(long, value_name = "DIR", group = "place")]
    split: Option<PathBuf>,
    /// Only the public items, one per line.
    #[arg(long, conflicts_with = "split")]
    signatures: bool,
    /// Write nothing; print the differences between the existing files and the generated ones, and fail if there are any.
    #[arg(long, requires = "place")]
    check: bool,
}

impl Generate {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let files = match (&self.split, &self.out) {
            (None, None) => return output::print(&self.text(&folder.read(false)?)?),
            (Some(path), _) => Files::new(path, self.generator(&folder.read(false)?).files()?),
            (None, Some(path)) => Files::one(path, self.text(&folder.read(false)?)?),
        };
        if !self.check {
            return files.write();
        }
        let differences = files.differences()?;
        if differences.is_empty() {
            return Ok(());
        }
        output::print(&differences.text)?;
        Err(Stop::new(format!("{differences}; to regenerate:\n    {}", command_without_check())))
    }

    fn text(&self, spec: &Spec) -> Result<String, Stop> {
        let generator = self.generator(spec);
        Ok(if self.signatures { generator.signatures()? } else { generator.source()? })
    }

    fn generator<'s>(&self, spec: &'s Spec) -> Generator<'s> {
        let mut generator = Generator::new(spec);
        if let Some(group) = &self.group {
            generator = generator.group(group);
        }
        if let Some(id) = &self.operation {
            generator = generator.operation(id);
        }
        generator
    }
}

/// The current command without `--check`, quoted for a shell.
fn command_without_check() -> String {
    let mut words = vec!["hss-codegen".to_owned()];
    for word in std::env::args_os().skip(1).filter(|word| word != "--check") {
        let word = word.to_string_lossy();
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:,+".contains(letter);
        words.push(match !word.is_empty() && word.chars().all(is_plain) {
            true => word.into_owned(),
            false => format!("'{}'", shown(&word).replace('\'', r"'\''")),
        });
    }
    words.join(" ")
}
