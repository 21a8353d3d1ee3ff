//! The entry point of the library.

use std::collections::BTreeMap;
use std::path::Path;

use hss_spec::model::Spec;
use hss_spec::place::{Place, Problem, Problems};
use hss_spec::{FolderError, read_folder};

use crate::api::{self, Part};
use crate::code::Code;
use crate::emit::Layout;
use crate::source;
use crate::tables::{self, ApiTables};

/// Generates the client of an API, or a part of it, from a spec.
///
/// A whole API from a folder:
///
/// ```
/// use hss_codegen::Generator;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = std::env::temp_dir().join(format!("hss-codegen-example-{}", std::process::id()));
/// # hss_spec::write_folder(&hss_spec::model::Spec::bundled()?.only("ListImageScanTask"), &folder)?;
/// let code = Generator::from_folder(&folder)?.generate()?;
/// assert!(code.to_string().contains("pub mod image"));
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok(())
/// # }
/// ```
///
/// One group of the bundled spec, for the compiler:
///
/// ```
/// # use hss_codegen::Generator;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let code = Generator::bundled().group("image").generate()?;
/// assert!(code.to_string().contains("pub struct ImageApi"));
/// # Ok(())
/// # }
/// ```
///
/// One operation of a spec and the types that it needs, as text for people:
///
/// ```
/// # use hss_codegen::Generator;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let spec = hss_spec::model::Spec::bundled()?;
/// let source = Generator::new(&spec).operation("ListImageScanTask").source()?;
/// assert!(source.contains("pub fn list_image_scan_task("));
/// # Ok(())
/// # }
/// ```
///
/// The public items of a group, for a review:
///
/// ```
/// # use hss_codegen::Generator;
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let signatures = Generator::bundled().group("image").signatures()?;
/// assert!(signatures.contains("pub struct ListImageScanTaskResponse"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is generated before `generate`, `source`, `module`, `files` or `signatures`"]
pub struct Generator<'s> {
    source: Source<'s>,
    part: Part,
    operation: Option<String>,
}

#[derive(Clone, Debug)]
enum Source<'s> {
    Bundled,
    Borrowed(&'s Spec),
    Owned(Box<Spec>),
}

impl Generator<'static> {
    /// From the bundled spec of HSS. It is not checked, since the tests of this crate do so.
    pub fn bundled() -> Self {
        Self::from_source(Source::Bundled)
    }

    /// From a spec's folder.
    ///
    /// # Errors
    ///
    /// The folder can't be read, or its files are not a valid spec: all problems, each with its place.
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self, FolderError> {
        Ok(Self::from_source(Source::Owned(Box::new(read_folder(folder.as_ref())?))))
    }
}

impl<'s> Generator<'s> {
    /// From a spec. It is checked before the code is generated, except for its fixups.
    pub fn new(spec: &'s Spec) -> Self {
        Self::from_source(Source::Borrowed(spec))
    }

    fn from_source(source: Source<'s>) -> Self {
        Self { source, part: Part::Api, operation: None }
    }

    /// Only the items of this group's module. They refer to shared types as `super::shared`.
    pub fn group(mut self, name: impl Into<String>) -> Self {
        self.part = Part::Group(name.into());
        self
    }

    /// Only this operation and the types that it needs, as the items of its group's module.
    pub fn operation(mut self, id: impl Into<String>) -> Self {
        self.operation = Some(id.into());
        self
    }

    /// Only the models and enumerations that several groups use.
    pub fn shared(mut self) -> Self {
        self.part = Part::Shared;
        self
    }

    /// Only the service: its endpoints and regions.
    pub fn service(mut self) -> Self {
        self.part = Part::Service;
        self
    }

    /// The code for the compiler, not formatted.
    ///
    /// # Errors
    ///
    /// Every error that the check of the spec finds, or a group or an operation that the spec does not have.
    pub fn generate(&self) -> Result<Code, Problems> {
        self.with(|spec, part| api::code(spec, part, Layout::Compact))
    }

    /// The code as source text in the layout of rustfmt, with a header that names its origin.
    ///
    /// The groups of a whole API are generated in parallel, on all cores of the machine.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn source(&self) -> Result<String, Problems> {
        self.with(source::source)
    }

    /// The code as source text of a module in a file of its own. Unlike [`source`](Self::source), it allows unused
    /// items with a single attribute of the module, which `include!` refuses, instead of one per item. The compiler
    /// checks the module of a large group 1 % faster.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn module(&self) -> Result<String, Problems> {
        self.with(source::module)
    }

    /// The code in files: one per operation, one for the types that several operations of a group need, and one for
    /// those that several groups need. `mod.rs` is the root module.
    ///
    /// The key is a path, with `/` between folders: that of the spec's file with another extension, such as
    /// `image/ListImageScanTask.rs`. The items and their paths in Rust are those of [`source`](Self::source).
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn files(&self) -> Result<BTreeMap<String, String>, Problems> {
        self.with(source::files)
    }

    /// Returns true if a text is from a generated file, of this version or another.
    pub fn is_generated(text: &str) -> bool {
        text.starts_with(source::MARK)
    }

    /// The public items of the code as short text: a line per type, function, field and variant.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn signatures(&self) -> Result<String, Problems> {
        self.signatures_of(|_| true)
    }

    /// The public items of the code; for a whole API, only those of the wanted groups. For a comparison of two specs,
    /// the groups that differ are enough.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn signatures_of(&self, is_wanted: impl Fn(&str) -> bool) -> Result<String, Problems> {
        self.with(|spec, part| api::signatures(spec, part, &is_wanted))
    }

    /// The tables of the whole API as text, for a program that loads the API at run time.
    ///
    /// # Errors
    ///
    /// As for [`generate`](Self::generate).
    pub fn tables(&self) -> Result<ApiTables, Problems> {
        self.with(|spec, _| Ok(tables::of(spec)))
    }

    fn with<T>(&self, write: impl FnOnce(&Spec, &Part) -> Result<T, Problems>) -> Result<T, Problems> {
        let Some(id) = &self.operation else {
            return match &self.source {
                Source::Bundled => write(&self.bundled_spec()?, &self.part),
                Source::Borrowed(spec) => write(checked(spec)?, &self.part),
                Source::Owned(spec) => write(checked(spec)?, &self.part),
            };
        };
        let bundled;
        let spec = match &self.source {
            Source::Bundled => {
                bundled = Spec::bundled()?;
                &bundled
            }
            Source::Borrowed(spec) => *spec,
            Source::Owned(spec) => &**spec,
        };
        let Some((group, _)) = spec.operation(id) else {
            return Err(problem(format!("the spec has no operation `{id}`")));
        };
        if matches!(&self.part, Part::Group(wanted) if wanted != group) {
            return Err(problem(format!("operation `{id}` is in group `{group}`")));
        }
        write(checked(&spec.only(id))?, &Part::Group(group.to_owned()))
    }

    /// The part of the bundled spec that is needed, since reading all of it would slow down a build.
    fn bundled_spec(&self) -> Result<Spec, Problems> {
        match &self.part {
            Part::Api => Spec::bundled(),
            Part::Shared | Part::Service => Spec::bundled_group(""),
            Part::Group(name) => {
                let spec = Spec::bundled_group(name)?;
                if !spec.groups.contains_key(name) {
                    let known = Spec::bundled_groups().join("`, `");
                    return Err(problem(format!("the HSS spec has no group `{name}`; it has `{known}`")));
                }
                Ok(spec)
            }
        }
    }
}

fn checked(spec: &Spec) -> Result<&Spec, Problems> {
    api::check(spec)?;
    Ok(spec)
}

fn problem(message: String) -> Problems {
    Problem::error(&Place::default(), message).into()
}
