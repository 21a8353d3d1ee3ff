//! Parts of a spec that survive an import: those that documents of that form lack, and those that the document no
//! longer states in words that are understood.

use super::description::DEFAULT;
use super::example;
use crate::model::{
    Constraint, Enumeration, Field, Literal, Location, Number, Operation, Service, Source, SourceForm,
    Sources, Spec, Type,
};
use crate::place::Problem;

/// Keeps the media types and the security, which pages do not describe.
pub(super) fn keep_encoding(operation: &mut Operation, old: &Operation) {
    if let (Some(new), Some(old)) = (&mut operation.body, &old.body)
        && new.content == old.content
    {
        new.media_type.clone_from(&old.media_type);
        new.nullable = old.nullable;
        new.parts.clone_from(&old.parts);
        new.alternatives.clone_from(&old.alternatives);
    }
    operation.response.media_type.clone_from(&old.response.media_type);
    operation.response.alternatives.clone_from(&old.response.alternatives);
    operation.response.headers.clone_from(&old.response.headers);
    operation.other_responses.clone_from(&old.other_responses);
    operation.security.clone_from(&old.security);
    operation.server.clone_from(&old.server);
}

/// Keeps the headers that the client fills in: an OpenAPI document leaves out those of authentication.
pub(super) fn keep_client_headers(operation: &mut Operation, old: &Operation, service: &Service) {
    if operation.source != Some(SourceForm::OpenApi) {
        return;
    }
    for (index, known) in old.parameters.iter().enumerate() {
        let is_filled_in = service.client_parameters.contains(&known.field.name);
        if is_filled_in
            && known.location == Location::Header
            && operation.parameter(Location::Header, &known.field.name).is_none()
        {
            let index = index.min(operation.parameters.len());
            operation.parameters.insert(index, known.clone());
        }
    }
}

/// Keeps the content of a request and a response, and the values of a string, that only the API Explorer has.
pub(super) fn keep_explored(operation: &mut Operation, old: &Operation, group: &str, spec: &Spec) {
    if operation.body.is_none() {
        operation.body = old.body.clone().filter(|body| body.optional_by == Some(Source::Explorer));
    }
    let is_of_explorer = |ty: &Type| {
        let model = ty.name().and_then(|name| spec.model(group, name));
        model.is_some_and(|model| {
            !model.fields.is_empty() && model.fields.iter().all(|field| field.listed_by.is_some())
        })
    };
    if operation.response.ty.is_none() {
        operation.response.ty = old.response.ty.clone().filter(is_of_explorer);
    }
}

/// Keeps the values from the API Explorer for a field that is a plain string in its document.
pub(super) fn keep_listed_values(field: &mut Field, old: &Field, group: &str, spec: &Spec) {
    let values = old.ty.name().and_then(|name| spec.enumeration(group, name));
    let is_of_explorer = |values: &Enumeration| values.values.iter().all(|value| value.listed_by.is_some());
    if *field.ty.innermost() == Type::String
        && values.is_some_and(is_of_explorer)
        && field.ty.with_innermost(old.ty.innermost().clone()) == old.ty
    {
        field.ty = old.ty.clone();
    }
}

/// Keeps the sources of a field whose document is an export of the spec, where it states their effective values;
/// `default` and `unit` are effective values.
pub(super) fn keep_sources(field: &mut Field, old: &Field, default: Option<&Literal>, unit: Option<&str>) {
    if field.unit.as_deref() == unit {
        field.unit.clone_from(&old.unit);
    }
    if field.effective_constraints().eq(old.effective_constraints()) {
        field.constraints = old.constraints.clone();
    }
    if field.required.effective() == old.required.effective() {
        field.required = old.required.clone();
    }
    if field.default.page.as_ref() == default {
        field.default = old.default.clone();
    }
    field.listed_by = field.listed_by.or(old.listed_by);
}

/// Keeps what doc pages lack: the English docs and the secret marks, which are written by hand, and the constraints and
/// attributes of other sources.
pub(super) fn keep_what_pages_lack(field: &mut Field, old: &Field) {
    field.doc = field.doc.take().or_else(|| old.doc.clone());
    field.secret |= old.secret;
    keep_others(&mut field.required, &old.required);
    for (kind, sources) in old.constraints.iter() {
        for (source, constraint) in sources.known().filter(|(source, _)| *source != Source::Page) {
            if field.constraints.by_source(source, kind).is_none() {
                field.constraints.set(source, constraint.clone());
            }
        }
    }
    keep_others(&mut field.default, &old.default);
    example::join(&mut field.example, &old.example);
}

/// Keeps the known constraints and attributes of a field whose description was not understood completely, or mentions
/// them in other words: it may have been reworded. The field is marked; the note has the places of both texts.
pub(super) fn keep_unread<'e>(
    field: &mut Field,
    old: &Field,
    enumeration: impl Fn(&str) -> Option<&'e Enumeration>,
    of: &str,
) -> Option<Problem> {
    let is_unread = std::mem::take(&mut field.unread);
    let mentioned = std::mem::take(&mut field.mentioned);
    let is_mentioned = |text: &str| mentioned.iter().any(|known| known == text);
    let mut kept: Vec<String> = Vec::new();
    let has_values = field.ty.name().is_some();
    let states_nothing = field.constraints.iter().all(|(_, sources)| sources.page.is_none());
    let is_listed = |name: &str| {
        let known = enumeration(name);
        // A text that states bounds was understood, and a single value may be mentioned for many reasons.
        let is_restated = |known: &Enumeration| {
            states_nothing
                && known.values.len() > 1
                && known.values.iter().all(|one| is_mentioned(&one.value))
        };
        known.is_some_and(|known| is_unread || is_restated(known))
    };
    if let Some(name) = old.ty.name().filter(|name| !has_values && is_listed(name)) {
        kept.push(format!("values `{name}`"));
        field.ty = field.ty.with_innermost(Type::Named(name.to_owned()));
        field.format = None;
    }
    for (kind, sources) in old.constraints.iter() {
        let is_stated = |known: &Constraint| {
            let ends = known.bounds().map(|bounds| [bounds.min, bounds.max]);
            let ends: Vec<Number> = ends.into_iter().flatten().flatten().collect();
            let default = field.default.page.as_ref().map(ToString::to_string);
            // `0` and `1` may be mentioned for many reasons, and the default as the default.
            let is_telling = |end: &&Number| {
                ![0.0, 1.0].contains(&end.as_f64()) && default.as_deref() != Some(&end.to_string())
            };
            is_unread || ends.iter().filter(is_telling).any(|end| is_mentioned(&end.to_string()))
        };
        if let (Some(known), None) = (sources.page.as_ref(), field.constraints.page(kind))
            && is_stated(known)
        {
            kept.push(format!("{} {known}", kind.label()));
            field.constraints.set(Source::Page, known.clone());
        }
    }
    if let (Some(known), None) = (&old.default.page, &field.default.page)
        && (is_unread || (is_mentioned(DEFAULT) && is_mentioned(&known.to_string())))
    {
        kept.push(format!("default `{known}`"));
        field.default.page = Some(known.clone());
    }
    if kept.is_empty() {
        return None;
    }
    field.unread = true;
    let message = format!(
        "unread: the {} of `{of}`, known at {}, is kept; the document now says something else that is not understood",
        kept.join(", the "),
        old.place
    );
    Some(Problem::note(&field.place, message))
}

fn keep_others<T: Clone>(sources: &mut Sources<T>, old: &Sources<T>) {
    for (source, value) in old.known().filter(|(source, _)| *source != Source::Page) {
        if sources.get(source).is_none() {
            sources.set(source, Some(value.clone()));
        }
    }
}
