//! The groups of operations in `hss-client`: features and modules, generated from the spec.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::Args;
use hss_spec::names;

use crate::{Error, manifest};

const MANIFEST: &str = "hss-client/Cargo.toml";
const MODULES: &str = "hss-client/src/groups.rs";

/// The options of `groups`.
#[derive(Args, Debug, Default)]
pub struct Options {
    /// Compares the files with the spec and writes nothing
    #[arg(long)]
    pub check: bool,
}

/// Writes the features and modules of the spec's groups, or compares them.
///
/// # Errors
///
/// A file cannot be read or written, has no list of groups, or differs from the spec.
pub(crate) fn run(root: &Path, options: &Options) -> Result<(), Error> {
    let mut count = 0;
    for (file, text) in rendered(root)? {
        let path = root.join(file);
        if fs::read_to_string(&path).map_err(Error::file(&path))? == text {
            continue;
        }
        if options.check {
            count += 1;
            eprintln!("{file}: its groups differ from those of the spec");
        } else {
            fs::write(&path, text).map_err(Error::file(&path))?;
            eprintln!("wrote {file}");
        }
    }
    match count {
        0 => Ok(()),
        count => Err(Error::Problems { count, advice: "`cargo xtask groups` writes them" }),
    }
}

/// The files with the groups of the spec.
///
/// # Errors
///
/// A file cannot be read, or has no list of groups.
pub fn rendered(root: &Path) -> Result<BTreeMap<&'static str, String>, Error> {
    let groups = manifest::groups(root)?;
    let names = names::groups(groups.iter());
    let read = |file: &str| fs::read_to_string(root.join(file)).map_err(Error::file(root.join(file)));
    let line = |text: &dyn Fn(&str) -> String| groups.iter().map(|group| text(group)).collect::<String>();

    let mut text = read(MANIFEST)?;
    replace(&mut text, MANIFEST, "full = [\n", "]", &line(&|group| format!("    \"{group}\",\n")))?;
    let heading = "# One feature per group of operations.\n";
    replace(&mut text, MANIFEST, heading, "\n[", &line(&|group| format!("{group} = []\n")))?;
    let mut files = BTreeMap::from([(MANIFEST, text)]);

    let mut text = read(MODULES)?;
    let features: Vec<String> = groups.iter().map(|group| format!("    feature = \"{group}\"")).collect();
    replace(
        &mut text,
        MODULES,
        "#[cfg(any(\n",
        "))]\npub mod shared",
        &format!("{}\n", features.join(",\n")),
    )?;
    let docs = manifest::group_docs(root)?;
    let modules: Vec<String> = names
        .iter()
        .map(|(group, names)| {
            let (module, handle) = (escaped(&names.module.text), &names.handle.text);
            // A group that an import has just created has no description.
            let doc =
                docs.get(&**group).cloned().unwrap_or_else(|| format!("Operations of group `{group}`."));
            let off = format!("the cargo feature `{group}` of `hss-client` is off");
            format!("    \"{group}\" {module} {handle} {doc:?} {off:?};")
        })
        .collect();
    replace(&mut text, MODULES, "\ngroups! {\n", "\n}", &modules.join("\n"))?;
    files.insert(MODULES, text);
    Ok(files)
}

/// Replaces the text between two others.
fn replace(text: &mut String, file: &str, start: &str, end: &str, middle: &str) -> Result<(), Error> {
    let from = text.find(start).map(|at| at + start.len());
    let range = from.and_then(|from| Some(from..from + text.get(from..)?.find(end)?));
    let Some(range) = range else {
        let problem = format!("no list of groups between `{}` and `{}`", start.trim(), end.trim());
        return Err(Error::Unexpected { path: file.into(), problem });
    };
    text.replace_range(range, middle);
    Ok(())
}

/// A module's name as Rust writes it.
fn escaped(name: &str) -> String {
    if syn::parse_str::<syn::Ident>(name).is_err() { format!("r#{name}") } else { name.to_owned() }
}
