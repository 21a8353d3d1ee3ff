//! Further calls of a page: the older form describes the versions of an operation on one page.

use super::call::parts;
use super::{Draft, Id, draft_of, shorten};
use crate::import::page::{Page, Piece};
use crate::import::versions;
use crate::model::{SourceForm, check_operation_id};
use crate::place::{NoteKind, Problem};

/// Limit of a page's calls: each reads all of its tables.
const MOST: usize = 20;

/// Adds an operation for each further call. It has the tables of the page, as the first one has.
pub(super) fn add(
    page: &Page,
    source: SourceForm,
    id: Id<'_>,
    keep_descriptions: bool,
    drafts: &mut Vec<Draft>,
) {
    for call in &page.further {
        let (method, path, _) = parts(&call.text);
        if drafts.iter().any(|known| known.operation.method.name() == method && known.operation.path == path)
        {
            continue;
        }
        if drafts.len() >= MOST {
            let message = format!(
                "the page has more than {MOST} calls; those from `{}` on are left out",
                shorten(&call.text)
            );
            drafts[0].notes.push(note(page, call, NoteKind::Operation, message));
            return;
        }
        let own = own_id(&drafts[0], call, drafts);
        let id = match &own {
            Some(own) => Id { given: Some(own), ..id },
            None => Id { is_made: true, ..id },
        };
        match draft_of(page, Some(call), source, id, keep_descriptions) {
            Ok(mut further) => {
                let message = format!(
                    "a further call of the page, `{}`, is an operation of its own with the page's tables",
                    shorten(&call.text)
                );
                further.notes.retain(|note| !drafts[0].notes.contains(note));
                further.notes.push(note(page, call, NoteKind::Remark, message));
                drafts.push(further);
            }
            Err(problems) => {
                let errors = || problems.0.iter().filter(|problem| problem.is_error());
                let reason = errors().find(|problem| problem.place.line == call.line).or(errors().next());
                let reason = reason.map_or_else(String::new, |problem| format!(": {}", problem.message));
                let message =
                    format!("a further call of the page, `{}`, is left out{reason}", shorten(&call.text));
                drafts[0].notes.push(note(page, call, NoteKind::Operation, message));
            }
        }
    }
}

/// The id of a page's first call, with the version of a further one appended; `None` where more than the version
/// differs, or where the first has no id of its own.
fn own_id(first: &Draft, call: &Piece, drafts: &[Draft]) -> Option<String> {
    let (method, path, _) = parts(&call.text);
    let is_other_version = first.title.is_none()
        && first.operation.method.name() == method
        && versions::are_versions(&first.operation.path, path);
    let id = versions::id(&first.operation.id, path).filter(|_| is_other_version)?;
    let is_free = drafts.iter().all(|known| known.operation.id != id);
    (is_free && check_operation_id(&id).is_ok()).then_some(id)
}

fn note(page: &Page, call: &Piece, kind: NoteKind, message: String) -> Problem {
    Problem::note(&page.place(call.line, call.column), message).of(kind)
}
