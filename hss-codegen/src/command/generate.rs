//! `hss-codegen generate`

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use hss_codegen::{Part, source};
use hss_spec::model::Spec;

use super::spec_folder::SpecFolder;
use super::{Stop, output};

#[derive(Args)]
pub(super) struct Generate {
    /// Only this family; without it, the whole API.
    #[arg(long, value_name = "FAMILY")]
    family: Option<String>,
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
        let code = self.code(folder.read(false)?)?;
        match (&self.out, self.check) {
            (None, _) => output::print(&code),
            (Some(path), true) => compare(path, &code),
            (Some(path), false) => {
                fs::write(path, code).map_err(|error| Stop(format!("{}: {error}", output::name(path))))
            }
        }
    }

    fn code(&self, mut spec: Spec) -> Result<String, Stop> {
        let mut family = self.family.clone();
        if let Some(id) = &self.operation {
            let found = spec.operation(id).map(|(family, _)| family.to_owned());
            let found = found.ok_or_else(|| Stop(format!("the spec has no operation `{id}`")))?;
            if family.as_ref().is_some_and(|family| *family != found) {
                return Err(Stop(format!("operation `{id}` is in family `{found}`")));
            }
            spec = spec.only(id);
            family = Some(found);
        }
        let part = family.as_deref().map_or(Part::Api, Part::Family);
        Ok(source(&spec, part)?)
    }
}

fn compare(path: &Path, code: &str) -> Result<(), Stop> {
    let present =
        fs::read_to_string(path).map_err(|error| Stop(format!("{}: {error}", output::name(path))))?;
    if present == code {
        return Ok(());
    }
    let same = present.lines().zip(code.lines()).take_while(|(present, new)| present == new).count();
    let again = "the same command without --check writes it";
    Err(Stop(format!("{}:{}: differs from what the spec gives; {again}", output::name(path), same + 1)))
}
