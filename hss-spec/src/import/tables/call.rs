//! Id, method and path of the operation, and the parameters in its path.

use super::{Id, Reader, shorten};
use crate::import::openapi::operation_id;
use crate::import::page::Piece;
use crate::model::{Field, Location, Method, Operation, Parameter, Sources, Type, check_operation_id};
use crate::place::{NoteKind, Problem};

impl Reader<'_> {
    /// The operation's id: the given one, else from the title, the file's name, or the method and path.
    pub(super) fn id(&mut self, id: Id<'_>, call: Option<&(Method, String)>) -> Option<String> {
        if id.is_made {
            let made = call.and_then(|(method, path)| operation_id(*method, path));
            self.made_id = made.is_some();
            if made.is_some() {
                return made;
            }
        }
        let title = self.page.title.clone().unwrap_or_else(|| Piece::new(1, 1, ""));
        let in_title = title.text.rsplit_once(" - ").map(|(_, id)| id.trim()).filter(|id| is_id(id));
        let found = id.given.or(in_title).or(id.stem);
        match found {
            Some(id) if is_id(id) => Some(id.to_owned()),
            found => {
                let made = call.and_then(|(method, path)| operation_id(*method, path));
                if let Some(made) = made.filter(|_| id.given.is_none()) {
                    let message = format!(
                        "no operation id in the title and the file's name; it is `{made}`, made of the method and the \
                         path"
                    );
                    self.note(&title, NoteKind::Renamed, message);
                    self.made_id = true;
                    return Some(made);
                }
                let found = found.map(|found| format!("; `{found}` is not one")).unwrap_or_default();
                let message = format!(
                    "no operation id such as `ListImageScanTask`{found}: expected it behind a dash in the title, \
                     as the file's name, or given along"
                );
                self.error(&title, message);
                None
            }
        }
    }

    /// The method and the path.
    pub(super) fn call(&mut self) -> Option<(Method, String)> {
        let expected = "expected a method and a path, such as `GET /v5/{project_id}/image/tasks`";
        let Some(uri) = self.uri else {
            self.error(&Piece::new(1, 1, ""), format!("the page has no `URI`: {expected}"));
            return None;
        };
        let (method, path, query) = parts(&uri.text);
        if !path.starts_with('/') || path.contains(' ') {
            self.error(uri, format!("no path in `{}`: {expected}", shorten(&uri.text)));
            return None;
        }
        let Some(found) = Method::from_name(method) else {
            let known: Vec<&str> = Method::ALL.iter().map(|(name, _)| *name).collect();
            let message =
                format!("unknown method `{}`; expected one of {}", shorten(method), known.join(", "));
            self.error(uri, message);
            return None;
        };
        // The older form has the query in the URI, and may repeat the call with a query.
        let again = self.page.further.iter().map(|call| parts(&call.text));
        let again = again.filter(|call| (call.0, call.1) == (method, path)).map(|(_, _, query)| query);
        for query in [query].into_iter().chain(again) {
            let names = query.split('&').filter_map(|pair| pair.split('=').next());
            let new = names.filter(|name| !name.is_empty() && !self.query.iter().any(|known| known == name));
            self.query.extend(new.map(str::to_owned).collect::<Vec<_>>());
        }
        Some((found, path.to_owned()))
    }

    /// Gives each placeholder a parameter, and marks each parameter of the path as required: no path can lack it.
    pub(super) fn complete_path(&mut self, operation: &mut Operation) {
        let place = operation.place.clone();
        let placeholders: Vec<String> = operation.placeholders().map(str::to_owned).collect();
        let (page, problems) = (self.page, &mut self.problems);
        operation.parameters.retain(|parameter| {
            let name = &parameter.field.name;
            let is_stray = parameter.location == Location::Path && !placeholders.contains(name);
            // It may be in the path of another call of the page.
            let is_elsewhere = || {
                let placeholder = format!("{{{name}}}");
                page.uri.iter().chain(&page.further).any(|call| call.text.contains(&placeholder))
            };
            if is_stray && !is_elsewhere() {
                let message = format!("the path parameter `{name}` is not in the path; not read");
                problems.push(Problem::note(&parameter.field.place, message).of(NoteKind::Parameter));
            }
            !is_stray
        });
        for name in placeholders {
            let known = operation
                .parameters
                .iter_mut()
                .find(|one| one.location == Location::Path && one.field.name == name);
            if let Some(parameter) = known {
                if parameter.field.required.page == Some(false) {
                    let message =
                        format!("the path parameter `{name}` is marked optional, but a path cannot lack it");
                    self.problems.push(Problem::note(&parameter.field.place, message));
                }
                parameter.field.required = Sources::page(true);
                continue;
            }
            let message = format!("no table describes the path parameter `{name}`; it is read as a string");
            self.problems.push(Problem::note(&place, message));
            let mut field = Field::new(name.as_str(), Type::String);
            field.required = Sources::page(true);
            field.place = place.clone();
            operation.parameters.insert(0, Parameter::new(Location::Path, field));
        }
        for name in std::mem::take(&mut self.query) {
            if operation.parameter(Location::Query, &name).is_none() {
                let message = format!(
                    "no table describes the query parameter `{name}` of the URI; it is read as a string"
                );
                self.problems.push(Problem::note(&place, message));
                let mut field = Field::new(name, Type::String);
                (field.required, field.place) = (Sources::page(false), place.clone());
                operation.parameters.push(Parameter::new(Location::Query, field));
            }
        }
    }
}

fn is_id(text: &str) -> bool {
    let starts_well = text.starts_with(|c: char| c.is_ascii_uppercase());
    starts_well
        && text.len() <= 100
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && check_operation_id(text).is_ok()
}

/// The method, the path and the query of a call.
pub(super) fn parts(call: &str) -> (&str, &str, &str) {
    let (method, path) = call.split_once(' ').unwrap_or((call, ""));
    let (path, query) = path.trim().split_once('?').unwrap_or((path.trim(), ""));
    (method, path, query)
}
