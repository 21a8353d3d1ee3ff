//! Parameters: arguments, settings, and what the client fills in.

use super::comparison::{Change, Comparison};
use super::finding::Subject;
use super::operations::Both;
use super::order::{self, Pairs};
use super::rule::{Direction, Rule};
use super::rules::*;
use crate::model::{Location, Parameter, PathPart, Service, bare_path, path_parts};
use crate::names;

/// Source of a parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Given {
    /// By the client.
    Client,
    /// As an argument, since it is required.
    Argument,
    /// By name.
    Option,
}

fn given(service: &Service, parameter: &Parameter) -> Given {
    if service.client_parameters.contains(&parameter.field.name) {
        Given::Client
    } else if parameter.field.required.effective() {
        Given::Argument
    } else {
        Given::Option
    }
}

fn subject(parameter: &Parameter) -> Subject {
    let kind = match parameter.location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header parameter",
        Location::Cookie => "cookie parameter",
    };
    Subject::new(kind, &parameter.field.name)
}

/// The style of a parameter in words.
fn style(parameter: &Parameter) -> String {
    let exploded = if parameter.explode { ", exploded" } else { "" };
    let reserved = if parameter.reserved { ", reserved characters as they are" } else { "" };
    let media_type = parameter.media_type.iter().map(|media_type| format!(", {media_type}"));
    format!("{}{exploded}{reserved}{}", parameter.style.name(), media_type.collect::<String>())
}

fn part(parameter: &Parameter) -> String {
    format!("{}.{}", parameter.location.name(), parameter.field.name)
}

impl<'s> Comparison<'s> {
    pub(super) fn parameters(&mut self, both: &Both<'s>) {
        let (old, new) = (&both.old.1.parameters, &both.new.1.parameters);
        let pairs = self.pair_parameters(both);
        for index in order::left_over(new.len(), pairs.iter().map(|(_, new)| *new)) {
            let parameter = &new[index];
            let rule = match given(&self.new.spec.service, parameter) {
                Given::Client => &CLIENT_PARAMETER_ADDED,
                Given::Argument => &PARAMETER_ADDED_REQUIRED,
                Given::Option => &PARAMETER_ADDED_OPTIONAL,
            };
            self.alone(both, parameter, rule);
        }
        for index in order::left_over(old.len(), pairs.iter().map(|(old, _)| *old)) {
            let parameter = &old[index];
            let rule = match given(&self.old.spec.service, parameter) {
                Given::Client => &CLIENT_PARAMETER_REMOVED,
                Given::Argument | Given::Option => &PARAMETER_REMOVED,
            };
            self.alone(both, parameter, rule);
        }
        let names = (names::parameters(both.old.1), names::parameters(both.new.1));
        for (old_index, new_index) in &pairs {
            let names = (names.0[*old_index].text.as_str(), names.1[*new_index].text.as_str());
            self.parameter(both, names, &old[*old_index], &new[*new_index]);
        }
        self.parameter_order(both, &pairs);
    }

    /// Reports a parameter that only one of the two has.
    fn alone(&mut self, both: &Both<'s>, parameter: &Parameter, rule: &'static Rule) {
        let mut topic = both.part(&part(parameter), subject(parameter), &parameter.field.place);
        topic.direction = Some(Direction::Request);
        // The operation's old path applies to the parameter only if the old operation has it.
        let was = topic.was.take();
        if rule.id == PARAMETER_REMOVED.id || rule.id == CLIENT_PARAMETER_REMOVED.id {
            topic.at = was.unwrap_or(topic.at);
        }
        self.noticed(rule, &topic);
    }

    fn pair_parameters(&self, both: &Both<'s>) -> Pairs {
        let (old, new) = (&both.old.1.parameters, &both.new.1.parameters);
        let is_same = |a: &Parameter, b: &Parameter| a.location == b.location && a.field.name == b.field.name;
        let mut pairs = order::pair(old, new, is_same);
        // The same name in another location.
        for old_index in order::left_over(old.len(), pairs.clone().into_iter().map(|(old, _)| old)) {
            let mut rest = order::left_over(new.len(), pairs.clone().into_iter().map(|(_, new)| new));
            if let Some(index) = rest.find(|index| new[*index].field.name == old[old_index].field.name) {
                pairs.push((old_index, index));
            }
        }
        self.pair_placeholders(both, &mut pairs);
        let (old_service, new_service) = (&self.old.spec.service, &self.new.spec.service);
        order::pair_renamed(old, new, &mut pairs, |a, b| {
            a.location == b.location
                && a.location != Location::Path
                && given(old_service, a) == given(new_service, b)
                && self.is_alike(self.old.parameter(both.old.0, a), self.new.parameter(both.new.0, b))
        });
        pairs
    }

    /// Pairs renamed placeholders: those at the same position of the same segment.
    fn pair_placeholders(&self, both: &Both<'s>, pairs: &mut Pairs) {
        let (old, new) = (both.old.1, both.new.1);
        if old.path.split('/').count() != new.path.split('/').count() {
            return;
        }
        let position = |parameters: &[Parameter], name: &str| {
            parameters.iter().position(|one| one.location == Location::Path && one.field.name == name)
        };
        let segments = old.path.split('/').zip(new.path.split('/'));
        let same = segments.filter(|(before, after)| bare_path(before) == bare_path(after));
        for (before, after) in same.flat_map(|(before, after)| path_parts(before).zip(path_parts(after))) {
            let (PathPart::Placeholder(before), PathPart::Placeholder(after)) = (before, after) else {
                continue;
            };
            let found = position(&old.parameters, before).zip(position(&new.parameters, after));
            if let Some((before, after)) = found
                && !pairs.iter().any(|(old, new)| *old == before || *new == after)
            {
                pairs.push((before, after));
            }
        }
    }

    fn parameter(&mut self, both: &Both<'s>, names: (&str, &str), old: &'s Parameter, new: &'s Parameter) {
        let mut topic = both.part(&part(new), subject(new), &new.field.place);
        topic.direction = Some(Direction::Request);
        let was = format!("{}.{}", both.topic.was.as_ref().unwrap_or(&both.topic.at), part(old));
        topic.was = Some(was).filter(|was| *was != topic.at);
        let ways = (given(&self.old.spec.service, old), given(&self.new.spec.service, new));
        // Callers do not write the name of an argument.
        let is_set_by_name = matches!(ways, (Given::Option, _) | (_, Given::Option));
        let is_in_code = is_set_by_name && names.0 != names.1;
        let rule = if is_in_code { &PARAMETER_RENAMED } else { &WIRE_NAME_CHANGED };
        let names = if is_in_code { names } else { ("", "") };
        self.renamed(rule, &topic, (&old.field.name, &new.field.name), names);
        self.differs(&PARAMETER_MOVED, &topic, &old.location.name(), &new.location.name());
        if old.location == new.location {
            self.differs(&PARAMETER_STYLE_CHANGED, &topic, &style(old), &style(new));
        }
        match ways {
            (Given::Client, Given::Client) => {
                let word = |parameter: &Parameter| {
                    if parameter.field.required.effective() { "required" } else { "optional" }
                };
                self.differs(&CLIENT_PARAMETER_CHANGED, &topic, &word(old), &word(new));
            }
            (_, Given::Client) => self.noticed(&PARAMETER_TAKEN_BY_CLIENT, &topic),
            (Given::Client, _) => self.noticed(&PARAMETER_LEFT_TO_CALLER, &topic),
            (Given::Option, Given::Argument) => self.noticed(&PARAMETER_MADE_REQUIRED, &topic),
            (Given::Argument, Given::Option) => self.noticed(&PARAMETER_MADE_OPTIONAL, &topic),
            _ => {}
        }
        let (old, new) = (self.old.parameter(both.old.0, old), self.new.parameter(both.new.0, new));
        self.value(&topic, old, new, &PARAMETER_RETYPED);
    }

    fn parameter_order(&mut self, both: &Both<'s>, pairs: &Pairs) {
        let (old, new) = (&both.old.1.parameters, &both.new.1.parameters);
        let (old_service, new_service) = (&self.old.spec.service, &self.new.spec.service);
        let is_argument = |(before, after): &(usize, usize)| {
            given(old_service, &old[*before]) == Given::Argument
                && given(new_service, &new[*after]) == Given::Argument
        };
        if order::is_reordered(pairs.iter().copied().filter(is_argument)) {
            let names = |service: &Service, parameters: &[Parameter]| {
                let arguments = parameters.iter().filter(|one| given(service, one) == Given::Argument);
                arguments.map(|one| one.field.name.as_str()).collect::<Vec<_>>().join(", ")
            };
            let change = Change::from_to(names(old_service, old), names(new_service, new));
            self.found(&ARGUMENTS_REORDERED, &both.topic, change);
        } else if order::is_reordered(pairs.iter().copied()) {
            self.found(&ORDER_CHANGED, &both.topic, Change::default().of("parameters"));
        }
    }
}
