//! `hss-codegen generate`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use hss_codegen::Generator;
use hss_spec::model::Spec;

use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Generate {
    /// Only this group; without it, the whole API.
    #[arg(long, alias = "family", value_name = "GROUP")]
    group: Option<String>,
    /// Only this operation and the types it needs.
    #[arg(long, value_name = "ID")]
    operation: Option<String>,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write nothing; fail if the file differs from what would be written.
    #[arg(long, requires = "out")]
    check: bool,
}

impl Generate {
    pub(super) fn run(&self, folder: &SpecFolder) -> Result<(), Stop> {
        let code = self.code(&folder.read(false)?)?;
        match (&self.out, self.check) {
            (None, _) => output::print(&code),
            (Some(path), true) => compare(path, &code),
            (Some(path), false) => {
                fs::write(path, code).map_err(|error| Stop::new(format!("{}: {error}", output::name(path))))
            }
        }
    }

    fn code(&self, spec: &Spec) -> Result<String, Stop> {
        let mut generator = Generator::new(spec);
        if let Some(group) = &self.group {
            generator = generator.group(group);
        }
        if let Some(id) = &self.operation {
            generator = generator.operation(id);
        }
        Ok(generator.source()?)
    }
}

fn compare(path: &Path, code: &str) -> Result<(), Stop> {
    let present =
        fs::read_to_string(path).map_err(|error| Stop::new(format!("{}: {error}", output::name(path))))?;
    if present == code {
        return Ok(());
    }
    let same = present.lines().zip(code.lines()).take_while(|(present, new)| present == new).count();
    let again = "the same command without --check writes it";
    Err(Stop::new(format!("{}:{}: differs from what the spec gives; {again}", output::name(path), same + 1)))
}
