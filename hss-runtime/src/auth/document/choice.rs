//! The choice among the alternatives of a call.

use super::entry::{Entry, Source, describe};
use crate::auth::scheme::RequestDraft;
use crate::error::CredentialsError;
use crate::schema::{NeededScheme, Requirement, SchemeKind, SecurityScheme, Service};

/// The schemes of a service with their credentials.
pub(super) struct Entries {
    pub(super) service: &'static Service,
    pub(super) entries: Vec<Entry>,
    /// Credentials that are sent with all calls, since the document has no schemes.
    pub(super) always: Vec<Entry>,
}

/// A scheme of the alternative that was chosen for a call.
pub(super) struct Chosen<'a> {
    pub(super) entry: &'a Entry,
    /// The scopes of the scheme that the call needs.
    pub(super) scopes: &'static [&'static str],
}

impl Entries {
    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.scheme.name == name)
    }

    /// The schemes of the first alternative whose credentials are set; none if the call needs no credentials.
    ///
    /// # Errors
    ///
    /// No alternative has its credentials. The message names each with the settings that it needs.
    pub(super) fn choose(&self, request: &RequestDraft<'_>) -> Result<Vec<Chosen<'_>>, CredentialsError> {
        let operation = request.operation;
        let alternatives = operation.security.unwrap_or(self.service.security().requirements);
        for requirement in alternatives.iter().filter(|requirement| !requirement.is_empty()) {
            let chosen = |scheme: &NeededScheme| {
                let entry = self.find(scheme.name).filter(|entry| entry.is_satisfied(request))?;
                Some(Chosen { entry, scopes: scheme.scopes })
            };
            let entries: Option<Vec<Chosen<'_>>> = requirement.iter().map(chosen).collect();
            if let Some(entries) = entries {
                return Ok(entries);
            }
        }
        if operation.security.is_none() && alternatives.is_empty() {
            // The document does not specify the call, so all credentials that are set are sent.
            let set = self.entries.iter().filter(|entry| matches!(entry.source, Source::Set(_)));
            return Ok(set.chain(&self.always).map(|entry| Chosen { entry, scopes: &[] }).collect());
        }
        if alternatives.is_empty() || alternatives.iter().any(|requirement| requirement.is_empty()) {
            return Ok(Vec::new());
        }
        Err(CredentialsError::new(self.missing(operation.id, alternatives, Some(request))))
    }

    /// The settings that alternatives lack.
    fn missing(&self, who: &str, alternatives: &[Requirement], request: Option<&RequestDraft<'_>>) -> String {
        let is_set = |entry: &Entry| match request {
            Some(request) => entry.is_satisfied(request),
            None => !matches!(entry.source, Source::Missing | Source::Unsupported),
        };
        let lacking = |requirement: &Requirement| -> String {
            let names = requirement.iter().map(|scheme| scheme.name);
            let names = names.filter(|name| !self.find(name).is_some_and(is_set));
            let texts = names.map(|name| match self.find(name) {
                Some(entry) => describe(&entry.scheme, self.service, self.service.security()),
                // The document refers to a scheme that it does not define.
                None => {
                    let scheme = SecurityScheme { name, kind: SchemeKind::Unknown };
                    describe(&scheme, self.service, self.service.security())
                }
            });
            texts.collect::<Vec<_>>().join(" and ")
        };
        let texts: Vec<String> = alternatives.iter().map(lacking).collect();
        match &texts[..] {
            [only] => format!("{who} needs security scheme {only}"),
            several => format!("{who} needs one of these security schemes:\n- {}", several.join("\n- ")),
        }
    }

    /// The problem of a service whose calls all need an unsupported scheme, as a sentence.
    pub(super) fn unsupported(&self) -> Option<String> {
        let alternatives = self.service.security().requirements;
        let is_unsupported = |scheme: &NeededScheme| {
            self.find(scheme.name).is_none_or(|entry| matches!(entry.source, Source::Unsupported))
        };
        let is_hopeless = |requirement: &Requirement| requirement.iter().any(is_unsupported);
        (!alternatives.is_empty() && alternatives.iter().all(is_hopeless))
            .then(|| self.missing("the service", alternatives, None))
    }
}
