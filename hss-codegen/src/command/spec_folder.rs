//! The spec that a command works on.

use std::path::{Path, PathBuf};

use clap::Args;
use hss_spec::model::Spec;
use hss_spec::{bundled, read_folder};

use super::output;
use super::stop::Stop;

/// The spec's folder.
#[derive(Args)]
pub(super) struct SpecFolder {
    /// The folder of the spec [default: hss-spec/spec if it exists, else the bundled HSS spec].
    #[arg(long = "spec", value_name = "DIR", global = true)]
    folder: Option<PathBuf>,
}

impl SpecFolder {
    /// The folder, if the spec is in one.
    pub(super) fn path(&self) -> Option<&Path> {
        let own = Path::new(bundled::ROOT);
        self.folder.as_deref().or_else(|| own.join("service.json").is_file().then_some(own))
    }

    /// Returns true if the folder has no spec yet.
    pub(super) fn is_new(&self) -> bool {
        self.path().is_some_and(|path| !path.join("service.json").exists())
    }

    /// The spec. With `create`, a named folder that does not exist yet is an empty spec.
    pub(super) fn read(&self, create: bool) -> Result<Spec, Stop> {
        match self.path() {
            Some(path) if create && self.is_new() => Ok(new_spec(path)),
            Some(path) if !path.exists() => Err(Stop::new(format!(
                "{}: there is no such folder; `import` creates one",
                output::name(path)
            ))),
            Some(path) => match read_folder(path) {
                Ok(spec) => Ok(spec),
                Err(error) => Err(Stop::from(error)),
            },
            None => Ok(Spec::bundled()?),
        }
    }
}

/// An empty spec that is named after its folder.
fn new_spec(folder: &Path) -> Spec {
    let mut spec = Spec::default();
    spec.service.name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    spec
}
