//! The HSS spec itself, compiled in.

use std::sync::LazyLock;

use crate::model::{Glossary, Spec};
use crate::place::Problems;

/// The bundled spec's files: path inside the spec's folder, and text.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/bundled.rs"));

/// Prefix of the files' paths in messages.
pub const ROOT: &str = "hss-spec/spec";

/// The glossary, read only once, since the compiler expands one macro per group in one process.
static GLOSSARY: LazyLock<Result<Glossary, Problems>> = LazyLock::new(|| {
    let is_read = |path: &str| matches!(path, "service.json" | "glossary.json");
    let files = FILES.iter().copied().filter(|(path, _)| is_read(path));
    Ok(Spec::from_files(ROOT, files)?.glossary)
});

#[cfg_attr(docsrs, doc(cfg(feature = "bundled")))]
impl Spec {
    /// The bundled HSS spec.
    ///
    /// # Errors
    ///
    /// All problems in its files; a released version has none.
    pub fn bundled() -> Result<Self, Problems> {
        Self::from_files(ROOT, FILES.iter().copied())
    }

    /// One group of the bundled HSS spec with the shared types, from which its code is generated. The other groups are
    /// not read, and neither are fixups and given names, which only an import needs.
    ///
    /// # Errors
    ///
    /// All problems in the files that were read. A group that does not exist is not an error: the
    /// spec then lacks that group.
    pub fn bundled_group(group: &str) -> Result<Self, Problems> {
        let is_read = |path: &str| {
            matches!(path, "service.json" | "types.json")
                || path.strip_prefix(group).is_some_and(|file| file.starts_with('/'))
        };
        let mut spec = Self::from_files(ROOT, FILES.iter().copied().filter(|(path, _)| is_read(path)))?;
        spec.glossary = GLOSSARY.clone()?;
        Ok(spec)
    }

    /// The names of the bundled spec's groups, without reading them.
    pub fn bundled_groups() -> Vec<&'static str> {
        let mut groups: Vec<_> = FILES.iter().filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect();
        groups.dedup();
        groups
    }
}
