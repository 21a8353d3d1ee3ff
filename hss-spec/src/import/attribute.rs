//! A draft's constraints and attributes by their places: `query.type.required`, `ImageScanTaskInfo.remain_min.range`,
//! `response.type`.

use std::str::FromStr;

use super::Draft;
use crate::model::{
    Constraint, ConstraintKind, Constraints, Field, Format, Literal, Location, Operation, Paging, Source,
    Sources, Type,
};

/// The attributes of a field that a fixup can correct, besides its constraints.
const ATTRIBUTES: [&str; 6] = ["required", "default", "type", "format", "unit", PAGING];

/// The attribute of the response for the paging of its listing.
const PAGING: &str = "paging";

/// The place of a field (`query.type`), and the name of its attribute or constraint.
pub(super) fn split(at: &str) -> Option<(&str, &str)> {
    at.rsplit_once('.').filter(|(_, attribute)| ATTRIBUTES.contains(attribute) || kind(attribute).is_some())
}

/// The constraint of that name.
fn kind(name: &str) -> Option<ConstraintKind> {
    ConstraintKind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// The place of the response, which has a type and, for a listing, its paging.
const RESPONSE: &str = "response";

/// An item with constraints: the response, a parameter or a field.
pub(super) enum Holder<'d> {
    Field(&'d mut Field),
    /// The operation of a response.
    Response(&'d mut Operation),
}

/// The item at a place: the response, or a field.
pub(super) fn holder_mut<'d>(draft: &'d mut Draft, place: &str) -> Option<Holder<'d>> {
    if place == RESPONSE {
        return Some(Holder::Response(&mut draft.operation));
    }
    field_mut(draft, place).map(Holder::Field)
}

impl Holder<'_> {
    /// The document's value of an attribute, as the text of a spec file.
    pub(super) fn get(&self, attribute: &str) -> Option<String> {
        match self {
            Self::Field(field) => get(field, attribute),
            Self::Response(operation) if attribute == "type" => {
                operation.response.ty.as_ref().map(Type::to_string)
            }
            Self::Response(operation) if attribute == PAGING => {
                operation.paging.as_ref().map(Paging::to_string)
            }
            Self::Response(_) => None,
        }
    }

    /// Sets an attribute from the text of a spec file; the error is the expected form.
    pub(super) fn set(&mut self, attribute: &str, text: Option<&str>) -> Result<(), &'static str> {
        match self {
            Self::Field(field) => set(field, attribute, text),
            Self::Response(operation) if attribute == "type" => {
                // A model without a table would be missing from the spec.
                let known = |ty: &Type| ty.name().is_none();
                let ty = text.map(|text| Type::from_str(text).ok().filter(known).ok_or(RESPONSE_TYPE));
                operation.response.ty = ty.transpose()?;
                Ok(())
            }
            Self::Response(operation) if attribute == PAGING => {
                let place = operation.place.clone();
                let paging = text.map(|text| text.parse::<Paging>().map_err(|_| PAGING_FORM));
                operation.paging = paging.transpose()?.map(|paging| Paging { place, ..paging });
                Ok(())
            }
            Self::Response(_) => Err("`type` or `paging`, the attributes of a response,"),
        }
    }
}

const PAGING_FORM: &str =
    "paging such as `token=cursor next=page_info/next_cursor items=list`, or null for no listing,";

const RESPONSE_TYPE: &str = "`file`, another type without a model, or null for an empty response";

/// The owners of the places of bodies, whose names are those of their values.
pub(super) const BODIES: [&str; 2] = ["request", "response"];

/// True for the owner of places of an operation: a location of parameters, or a body.
pub(super) fn is_of_operation(owner: &str) -> bool {
    BODIES.contains(&owner) || Location::ALL.iter().any(|(location, _)| *location == owner)
}

/// The type at a place: that of a field, or of a body.
pub(super) fn type_mut<'d>(draft: &'d mut Draft, place: &str) -> Option<&'d mut Type> {
    match place.split_once('.') {
        Some(("request", _)) => draft.operation.body.as_mut().map(|body| &mut body.ty),
        Some(("response", _)) => draft.operation.response.ty.as_mut(),
        _ => field_mut(draft, place).map(|field| &mut field.ty),
    }
}

/// The field at a place: a parameter by location and wire name, or a model's field.
pub(super) fn field_mut<'d>(draft: &'d mut Draft, place: &str) -> Option<&'d mut Field> {
    let (owner, name) = place.split_once('.')?;
    if let Some((_, location)) = Location::ALL.iter().find(|(known, _)| *known == owner) {
        let mut parameters = draft.operation.parameters.iter_mut();
        let found = parameters.find(|one| one.location == *location && one.field.name == name);
        return found.map(|parameter| &mut parameter.field);
    }
    draft.models.get_mut(owner)?.fields.iter_mut().find(|field| field.name == name)
}

/// The places of all fields of a draft.
pub(super) fn places(draft: &Draft) -> Vec<String> {
    let parameters = draft.operation.parameters.iter();
    let parameters = parameters.map(|one| format!("{}.{}", one.location.name(), one.field.name));
    let fields = draft
        .models
        .iter()
        .flat_map(|(name, model)| model.fields.iter().map(move |field| format!("{name}.{}", field.name)));
    parameters.chain(fields).collect()
}

/// The page's value of an attribute, as the text of a spec file.
fn get(field: &Field, attribute: &str) -> Option<String> {
    if let Some(kind) = kind(attribute) {
        return field.constraints.page(kind).map(ToString::to_string);
    }
    match attribute {
        "required" => field.required.page.map(|required| required.to_string()),
        "default" => field.default.page.as_ref().map(Literal::to_string),
        "type" => Some(field.ty.to_string()),
        "format" => field.format.map(|format| format.name().to_owned()),
        "unit" => field.unit.clone(),
        _ => None,
    }
}

/// Sets an attribute from the text of a spec file; the error is the expected form.
fn set(field: &mut Field, attribute: &str, text: Option<&str>) -> Result<(), &'static str> {
    if let Some(kind) = kind(attribute) {
        return constrain(&mut field.constraints, kind, text);
    }
    match attribute {
        "required" => set_page(&mut field.required, text, "true or false"),
        "default" => {
            field.default.page = text.map(|text| literal(text, &field.ty));
            Ok(())
        }
        "type" => {
            field.ty = text.and_then(|text| Type::from_str(text).ok()).ok_or("a type")?;
            Ok(())
        }
        "format" => {
            field.format = match text {
                None => None,
                Some(name) => {
                    Some(Format::from_name(name).ok_or("a format such as `timestamp-ms` or `uuid`")?)
                }
            };
            Ok(())
        }
        PAGING => Err("the place of a response, since only a response has `paging`,"),
        _ => {
            field.unit = text.map(str::to_owned);
            Ok(())
        }
    }
}

fn constrain(
    constraints: &mut Constraints,
    kind: ConstraintKind,
    text: Option<&str>,
) -> Result<(), &'static str> {
    match text {
        None => constraints.remove(Source::Page, kind),
        Some(text) => {
            constraints.set(Source::Page, Constraint::parse(kind, text).ok_or(kind.expected())?);
        }
    }
    Ok(())
}

fn set_page<T: FromStr>(
    sources: &mut Sources<T>,
    text: Option<&str>,
    expected: &'static str,
) -> Result<(), &'static str> {
    sources.page = text.map(|text| text.parse().map_err(|_| expected)).transpose()?;
    Ok(())
}

fn literal(text: &str, ty: &Type) -> Literal {
    let number = || text.parse().map(Literal::Integer).or_else(|_| text.parse().map(Literal::Float));
    match ty.innermost() {
        Type::Boolean => text.parse().map(Literal::Boolean).ok(),
        Type::Integer | Type::Long | Type::Number => number().ok(),
        _ => None,
    }
    .unwrap_or_else(|| Literal::String(text.to_owned()))
}
