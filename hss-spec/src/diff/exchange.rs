//! Bodies, responses and paging.

use super::comparison::{Change, Comparison};
use super::finding::Subject;
use super::operations::Both;
use super::rule::Direction;
use super::rules::*;
use crate::model::{Body, Paging, Response};

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
                self.type_of(&topic, (both.old.0, &old.ty), (both.new.0, &new.ty), &BODY_RETYPED);
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
        let facts = [part.style.map(|style| style.name()), exploded, part.media_type.as_deref()];
        let facts: Vec<&str> = facts.into_iter().flatten().collect();
        words.push_str(&format!(", {name} as {}", facts.join(" ")));
    }
    words
}

fn media_type(response: &Response) -> &str {
    response.media_type.as_deref().unwrap_or("application/json")
}
