//! The service: its name, its pages, its endpoints and regions.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::comparison::{Change, Comparison, Topic};
use super::finding::{Scope, Subject};
use super::rules::*;
use crate::model::{SecurityRequirement, SecurityScheme, Service};

fn topic(service: &Service, part: &str, subject: Subject) -> Topic {
    Topic {
        scope: Scope { heading: "service".to_owned(), operations: Arc::default() },
        at: if part.is_empty() { "service".to_owned() } else { format!("service.{part}") },
        was: None,
        subject,
        direction: None,
        place: service.place.clone(),
    }
}

/// The requirements of calls in one line; `None` if the service has none.
pub(super) fn security_text(service: &Service) -> Option<String> {
    let security = service.effective_security();
    (!security.is_empty()).then(|| SecurityRequirement::all_to_text(&security))
}

impl Comparison<'_> {
    pub(super) fn service(&mut self) {
        let (old, new) = (&self.old.spec.service, &self.new.spec.service);
        let whole = topic(new, "", Subject::new("the service", ""));
        self.differs(&SERVICE_RENAMED, &whole, &old.name, &new.name);
        if (&old.title, &old.group_docs) != (&new.title, &new.group_docs) {
            self.noticed(&DOCS_CHANGED, &whole);
        }
        if old.page != new.page {
            let change = Change { what: None, old: old.page.clone(), new: new.page.clone() };
            self.found(&SERVICE_PAGES_CHANGED, &whole, change);
        }
        if old.endpoint != new.endpoint {
            let change = Change { what: None, old: old.endpoint.clone(), new: new.endpoint.clone() };
            self.found(&ENDPOINT_CHANGED, &whole, change);
        }
        if old.servers != new.servers {
            let text = |service: &Service| {
                let servers: Vec<String> = service.servers.iter().map(ToString::to_string).collect();
                Some(servers.join("; ")).filter(|text| !text.is_empty())
            };
            let topic = topic(new, "servers", Subject::new("the service", ""));
            let change = Change { what: None, old: text(old), new: text(new) };
            self.found(&ENDPOINT_CHANGED, &topic, change);
        }
        self.security(old, new);
        self.regions(old, new);
    }

    fn security(&mut self, old: &Service, new: &Service) {
        let names: BTreeSet<&String> =
            old.security_schemes.keys().chain(new.security_schemes.keys()).collect();
        for name in names {
            let (before, after) = (old.security_schemes.get(name), new.security_schemes.get(name));
            if before != after {
                let (part, subject) =
                    (format!("security_schemes.{name}"), Subject::new("security scheme", name));
                let text = |scheme: Option<&SecurityScheme>| scheme.map(ToString::to_string);
                let change = Change { what: None, old: text(before), new: text(after) };
                self.found(&SECURITY_SCHEME_CHANGED, &topic(new, &part, subject), change);
            }
        }
        if old.security != new.security {
            let topic = topic(new, "security", Subject::new("the service", ""));
            let change = Change { what: None, old: security_text(old), new: security_text(new) };
            self.found(&SECURITY_CHANGED, &topic, change);
        }
    }

    fn regions(&mut self, old: &Service, new: &Service) {
        let part = |service: &Service, region: &str| {
            topic(service, &format!("regions.{region}"), Subject::new("region", region))
        };
        for (region, endpoint) in &new.regions {
            let topic = part(new, region);
            match old.regions.get(region) {
                None => self.noticed(&REGION_ADDED, &topic),
                Some(before) if before != endpoint => {
                    let change = Change { what: None, old: before.clone(), new: endpoint.clone() };
                    self.found(&ENDPOINT_CHANGED, &topic, change);
                }
                Some(_) => {}
            }
        }
        for region in old.regions.keys().filter(|region| !new.regions.contains_key(*region)) {
            self.noticed(&REGION_REMOVED, &part(old, region));
        }
    }
}
