//! The input files of a command: named ones, those of a folder, standard input.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use hss_spec::place::{Place, Problem, Problems};
use hss_spec::shown::slashed;

use super::output;
use super::stop::Stop;

/// The name of standard input in messages. It is not a valid operation id.
const STANDARD_INPUT: &str = "standard input";

/// Extensions of files that may be doc pages or documents; a saved page comes with images and styles.
const ENDINGS: [&str; 8] = ["htm", "html", "json", "markdown", "md", "txt", "yaml", "yml"];

/// A file that was read.
pub(super) struct Source {
    /// Its name in messages.
    pub(super) name: String,
    neighbours: Neighbours,
    bytes: Vec<u8>,
}

/// The location of the files that a document refers to.
enum Neighbours {
    None,
    /// In the document's folder.
    Folder(PathBuf),
    /// On its site, in the folder of its address.
    #[cfg(feature = "sync")]
    Site(super::sync::Neighbours<'static>),
}

impl Source {
    /// The files in the order of the arguments, those of a folder in the order of their names. `fetch` reads
    /// addresses.
    pub(super) fn read_all(
        paths: &[PathBuf],
        fetch: &dyn Fn(&str) -> Result<Self, Stop>,
    ) -> Result<Vec<Self>, Stop> {
        if paths.iter().filter(|path| is_standard_input(path)).count() > 1 {
            return Err(Stop::new("standard input (`-`) can be read only once".to_owned()));
        }
        let mut sources = Vec::new();
        for path in paths {
            if is_standard_input(path) {
                sources.push(Self::read_standard_input()?);
            } else if let Some(address) = path.to_str().filter(|path| is_address(path)) {
                sources.push(fetch(address)?);
            } else if path.is_dir() {
                for file in files(path)? {
                    sources.push(Self::read(&file)?);
                }
            } else {
                sources.push(Self::read(path)?);
            }
        }
        Ok(sources)
    }

    /// A document of a site.
    #[cfg(feature = "sync")]
    pub(super) fn of_site(name: &str, text: &[u8]) -> Self {
        Self { name: name.to_owned(), neighbours: Neighbours::None, bytes: text.to_owned() }
    }

    /// Sets the location of the files that the document refers to.
    #[cfg(feature = "sync")]
    pub(super) fn beside(self, neighbours: super::sync::Neighbours<'static>) -> Self {
        Self { neighbours: Neighbours::Site(neighbours), ..self }
    }

    pub(super) fn read(path: &Path) -> Result<Self, Stop> {
        let bytes = fs::read(path).map_err(|error| at(path, &error))?;
        let folder =
            path.parent().map(|folder| if folder == Path::new("") { Path::new(".") } else { folder });
        let neighbours = folder.map_or(Neighbours::None, |folder| Neighbours::Folder(folder.to_owned()));
        Ok(Self { name: slashed(path).into_owned(), neighbours, bytes })
    }

    fn read_standard_input() -> Result<Self, Stop> {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| Stop::new(format!("{STANDARD_INPUT}: {error}")))?;
        Ok(Self { name: STANDARD_INPUT.to_owned(), neighbours: Neighbours::None, bytes })
    }

    /// The text of another file in its folder or below; links out of it are refused. The path is relative, without `..`.
    ///
    /// # Errors
    ///
    /// The reason as a message.
    pub(super) fn neighbour(&self, path: &str) -> Result<String, String> {
        let folder = match &self.neighbours {
            Neighbours::None => return Err("standard input has no folder".to_owned()),
            Neighbours::Folder(folder) => folder,
            #[cfg(feature = "sync")]
            Neighbours::Site(neighbours) => return neighbours.read(path),
        };
        let resolve = |path: &Path| fs::canonicalize(path).map_err(|error| error.to_string());
        let (folder, file) = (resolve(folder)?, resolve(&folder.join(path))?);
        if !file.starts_with(&folder) {
            return Err("it is a link out of the document's folder".to_owned());
        }
        if !file.is_file() {
            return Err("it is not a file".to_owned());
        }
        fs::read_to_string(&file).map_err(|error| error.to_string())
    }

    /// The reason why a file of its site was missing, so that the document could not be read completely.
    pub(super) fn failure(&self) -> Option<String> {
        match &self.neighbours {
            #[cfg(feature = "sync")]
            Neighbours::Site(neighbours) => neighbours.failure(),
            _ => None,
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<&str, Problems> {
        std::str::from_utf8(&self.bytes).map_err(|error| {
            let before = self.bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            // Only the first byte of each character counts.
            let letters = before[line_start..].iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count();
            let mut place = Place::file(self.name.as_str());
            place.line = number(before.iter().filter(|byte| **byte == b'\n').count() + 1);
            place.column = number(letters + 1);
            Problems::from(Problem::error(&place, "the file is not UTF-8 text"))
        })
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Returns true if an argument is an address, not a file.
pub(super) fn is_address(argument: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| argument.starts_with(scheme))
}

fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The pages and documents of a folder, without its subfolders.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| at(folder, &error))?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
        if ENDINGS.contains(&ending.as_str()) && path.is_file() {
            files.push(path);
        }
    }
    if files.is_empty() {
        let endings = ENDINGS.join(", .");
        return Err(Stop::new(format!("{}: no pages in this folder (.{endings})", output::name(folder))));
    }
    files.sort();
    Ok(files)
}

fn at(path: &Path, error: &std::io::Error) -> Stop {
    Stop::new(format!("{}: {error}", output::name(path)))
}
