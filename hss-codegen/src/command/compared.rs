//! The two specs of a comparison, read from specs or documents.
//!
//! A document is imported into a spec, so that names, docs and fixups that are written by hand are the same on both
//! sides: into the other side if that is a spec, else into the spec of the command. A page does not describe other
//! operations, so only its own are compared; an OpenAPI document describes the whole API.

use std::collections::BTreeSet;
use std::path::Path;

use hss_spec::import::import;
use hss_spec::model::{Fixup, Spec};
use hss_spec::place::{Place, Problem, Problems};
use hss_spec::read_folder;

use super::documents::{Documents, Reading};
use super::output;
use super::sources::Source;
use super::spec_folder::SpecFolder;
use super::stop::Stop;

/// One side of the comparison.
enum Side {
    Spec(Box<Spec>),
    Documents(Box<Documents>),
}

/// Both sides, and notes on how they were read.
pub(super) struct Compared {
    pub(super) old: Spec,
    pub(super) new: Spec,
    /// Fixups that do not apply to one of the documents, and were skipped for it.
    pub(super) notes: Vec<Problem>,
}

/// Reads both sides.
pub(super) fn read(old: &Path, new: &Path, reading: Reading, folder: &SpecFolder) -> Result<Compared, Stop> {
    let mut notes = Vec::new();
    let (old_path, new_path) = (old, new);
    let (old, new) = match (read_side(old, reading)?, read_side(new, reading)?) {
        (Side::Spec(old), Side::Spec(new)) => (*old, *new),
        (Side::Spec(old), Side::Documents(documents)) => {
            let (new, described) = taken(&old, documents, new_path, &mut notes)?;
            (restricted(*old, &described), new)
        }
        (Side::Documents(documents), Side::Spec(new)) => {
            let (old, described) = taken(&new, documents, old_path, &mut notes)?;
            (old, restricted(*new, &described))
        }
        (Side::Documents(old), Side::Documents(new)) => {
            let base = folder.read(true)?;
            let (old, described_by_old) = taken(&base, old, old_path, &mut notes)?;
            let (new, described_by_new) = taken(&base, new, new_path, &mut notes)?;
            (restricted(old, &described_by_new), restricted(new, &described_by_old))
        }
    };
    Ok(Compared { old, new, notes })
}

fn read_side(path: &Path, reading: Reading) -> Result<Side, Stop> {
    if !path.join("service.json").is_file() {
        return Ok(Side::Documents(Box::new(Documents::read(
            &[path.to_owned()],
            reading,
            None,
            &no_address,
        )?)));
    }
    match read_folder(path) {
        Ok(spec) => Ok(Side::Spec(Box::new(spec))),
        Err(error) => Err(Stop::from(error)),
    }
}

fn no_address(address: &str) -> Result<Source, Stop> {
    Err(Stop::new(format!("{address}: `diff` compares files; `import` and `sync` read addresses")))
}

/// The operations that a side describes; `None` if it describes all.
type Described = Option<BTreeSet<String>>;

/// The spec with only the operations of the documents, which are at `path`.
fn taken(
    base: &Spec,
    documents: Box<Documents>,
    path: &Path,
    notes: &mut Vec<Problem>,
) -> Result<(Spec, Described), Stop> {
    let ids: BTreeSet<String> = documents.drafts.iter().map(|draft| draft.operation.id.clone()).collect();
    let mut base = base.clone();
    base.retain(|_, id| ids.contains(id));
    let imported = match import(&base, documents.drafts.clone(), None) {
        Ok(imported) => imported,
        // An older or newer document may not have the defect that a fixup corrects.
        Err(problems) => {
            let is_unfit = |fixup: &Fixup| is_blamed(&fixup.place, &problems);
            let unfit: Vec<Fixup> = base.fixups.extract_if(.., |fixup| is_unfit(fixup)).collect();
            let imported = import(&base, documents.drafts, None)?;
            notes.extend(unfit.iter().map(|fixup| left_out(fixup, &problems, path)));
            imported
        }
    };
    Ok((imported.spec, (!documents.is_whole).then_some(ids)))
}

fn is_blamed(place: &Place, problems: &Problems) -> bool {
    blames(place, problems).next().is_some()
}

/// The errors at a place. Compares the parts of places, since places themselves always compare as equal.
fn blames<'p>(place: &'p Place, problems: &'p Problems) -> impl Iterator<Item = &'p Problem> {
    let at = |place: &Place| (place.file.clone(), place.line, place.column);
    problems.0.iter().filter(move |problem| problem.is_error() && at(&problem.place) == at(place))
}

fn left_out(fixup: &Fixup, problems: &Problems, path: &Path) -> Problem {
    let why: Vec<&str> = blames(&fixup.place, problems).map(|problem| problem.message.as_str()).collect();
    let message = format!("{} is compared without this fixup: {}", output::name(path), why.join("; "));
    Problem::note(&fixup.place, message)
}

fn restricted(mut spec: Spec, described: &Described) -> Spec {
    if let Some(ids) = described {
        spec.retain(|_, id| ids.contains(id));
    }
    spec
}
