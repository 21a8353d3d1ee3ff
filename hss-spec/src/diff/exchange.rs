//! Bodies, responses and paging.

use super::comparison::{Change, Comparison};
use super::finding::Subject;
use super::operations::Both;
use super::rule::Direction;
use super::rules::*;
use crate::model::{Body, BodyContent, ConstraintKind, OtherResponse, Paging, Response, Type};

impl<'s> Comparison<'s> {
    pub(super) fn body(&mut self, both: &Both<'s>) {
        let (old, new) = (&both.old.1.body, &both.new.1.body);
        let Some(present) = new.as_ref().or(old.as_ref()) else { return };
        let mut topic = both.part("body", Subject::new("the body", ""), &present.place);
        topic.direction = Some(Direction::Request);
        match (old, new) {
            (None, None) => {}
            (None, Some(body)) => {
                let rule = if body.required { &BODY_ADDED_REQUIRED } else { &BODY_ADDED_OPTIONAL };
                self.found(rule, &topic, Change { new: Some(body.ty.to_string()), ..Change::default() });
            }
            (Some(body), None) => {
                let change = Change { old: Some(body.ty.to_string()), ..Change::default() };
                self.found(&BODY_REMOVED, &topic, change);
            }
            (Some(old), Some(new)) => {
                let requirement = (&BODY_MADE_REQUIRED, &BODY_MADE_OPTIONAL);
                self.turned((old.required, new.required), requirement, &topic);
                self.differs(&BODY_CONTENT_CHANGED, &topic, &encoding(old), &encoding(new));
                self.differs(&BODY_CHOICES_CHANGED, &topic, &body_choices(old), &body_choices(new));
                self.type_of(&topic, (both.old.0, &old.ty), (both.new.0, &new.ty), &BODY_RETYPED);
                if old.nullable != new.nullable {
                    let change =
                        Change::from_to(or_null(&old.ty, old.nullable), or_null(&new.ty, new.nullable));
                    self.found(&BODY_RETYPED, &topic, change);
                }
                let (old, new) = (old.as_field(""), new.as_field(""));
                for kind in ConstraintKind::ALL {
                    self.constraint(&topic, kind.label(), old.effective(kind), new.effective(kind));
                }
            }
        }
    }

    pub(super) fn response(&mut self, both: &Both<'s>) {
        let (old, new) = (&both.old.1.response, &both.new.1.response);
        let mut topic = both.part("response", Subject::new("the response", ""), &new.place);
        topic.direction = Some(Direction::Response);
        self.differs(&RESPONSE_STATUS_CHANGED, &topic, &old.status, &new.status);
        if old.media_type != new.media_type && old.ty.is_some() && new.ty.is_some() {
            let change = Change::from_to(media_type(old), media_type(new));
            self.found(&RESPONSE_CONTENT_CHANGED, &topic, change);
        }
        self.differs(&RESPONSE_CHOICES_CHANGED, &topic, &response_choices(old), &response_choices(new));
        self.differs(&RESPONSE_HEADERS_CHANGED, &topic, &headers(old), &headers(new));
        let others = (&both.old.1.other_responses, &both.new.1.other_responses);
        for (rule, is_success) in [(&OTHER_SUCCESSES_CHANGED, true), (&ERROR_BODIES_CHANGED, false)] {
            self.differs(
                rule,
                &topic,
                &other_responses(others.0, is_success),
                &other_responses(others.1, is_success),
            );
        }
        match (&old.ty, &new.ty) {
            (None, None) => {}
            (None, Some(ty)) => {
                let change = Change { new: Some(ty.to_string()), ..Change::default() };
                self.found(&RESPONSE_GAINED, &topic, change);
            }
            (Some(ty), None) => {
                let change = Change { old: Some(ty.to_string()), ..Change::default() };
                self.found(&RESPONSE_LOST, &topic, change);
            }
            (Some(old), Some(new)) => {
                self.type_of(&topic, (both.old.0, old), (both.new.0, new), &RESPONSE_RETYPED);
                let may_be_null = (both.old.1.response.nullable, both.new.1.response.nullable);
                if may_be_null.0 != may_be_null.1 {
                    let change = Change::from_to(or_null(old, may_be_null.0), or_null(new, may_be_null.1));
                    self.found(&RESPONSE_RETYPED, &topic, change);
                }
            }
        }
    }

    pub(super) fn paging(&mut self, both: &Both<'s>) {
        let (old, new) = (&both.old.1.paging, &both.new.1.paging);
        let Some(present) = new.as_ref().or(old.as_ref()) else { return };
        let topic = both.part("paging", Subject::new("the listing", ""), &present.place);
        match (old, new) {
            (None, None) => {}
            (None, Some(_)) => self.noticed(&PAGING_GAINED, &topic),
            (Some(_), None) => self.noticed(&PAGING_LOST, &topic),
            (Some(old), Some(new)) => {
                self.differs(&PAGING_ITEMS_CHANGED, &topic, &old.items, &new.items);
                let how = |paging: &Paging| {
                    let mut how = paging.attributes();
                    how.retain(|(key, _)| *key != "items");
                    how.into_iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
                };
                self.differs(&PAGING_CHANGED, &topic, &how(old), &how(new));
            }
        }
    }
}

/// The encoding of a body in words.
fn encoding(body: &Body) -> String {
    let mut words = body.media_type.clone().unwrap_or_else(|| body.content.name().to_owned());
    for (name, part) in &body.parts {
        let exploded = part.explode.map(|explode| if explode { "exploded" } else { "not exploded" });
        let attributes = [part.style.map(|style| style.name()), exploded, part.media_type.as_deref()];
        let mut attributes: Vec<String> = attributes.into_iter().flatten().map(str::to_owned).collect();
        for header in &part.headers {
            let need = if header.required.effective() { "required" } else { "optional" };
            let bounds = header.effective_constraints();
            let bounds: String = bounds.map(|one| format!(" ({} {one})", one.kind().label())).collect();
            attributes.push(format!("with the {need} header {}{bounds}", header.name));
        }
        words.push_str(&format!(", {name} as {}", attributes.join(" ")));
    }
    words
}

/// The other media types of a body in words.
fn body_choices(body: &Body) -> String {
    let choice = |one: &BodyContent| {
        let mut words = format!("{} of type {}", one.media_type(), or_null(&one.ty, one.nullable));
        for constraint in one.as_field("").effective_constraints() {
            words.push_str(&format!(" with the {} {constraint}", constraint.kind().label()));
        }
        words
    };
    listed(body.alternatives.iter().map(choice))
}

fn or_null(ty: &Type, nullable: bool) -> String {
    format!("{ty}{}", if nullable { " or null" } else { "" })
}

fn response_choices(response: &Response) -> String {
    listed(response.alternatives.iter().map(|one| format!("{} of type {}", one.media_type, one.ty)))
}

fn headers(response: &Response) -> String {
    listed(response.headers.iter().map(|header| header.name.clone()))
}

/// The successful ones among other responses, or the errors.
fn other_responses(others: &[OtherResponse], is_success: bool) -> String {
    let others = others.iter().filter(|one| one.status.is_success() == is_success);
    listed(others.map(|one| match &one.ty {
        Some(ty) => format!("{} of type {ty}", one.status),
        None => format!("{} without content", one.status),
    }))
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    if words.is_empty() { "none".to_owned() } else { words.join(", ") }
}

fn media_type(response: &Response) -> &str {
    response.media_type.as_deref().unwrap_or("application/json")
}
