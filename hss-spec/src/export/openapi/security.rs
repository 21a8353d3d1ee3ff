//! Security schemes and requirements.

use std::collections::{BTreeMap, BTreeSet};

use super::extension::EXTENSION;
use crate::json::line::{Entries, Item, quote};
use crate::model::{OAuth2Flow, SecurityRequirement, SecurityScheme};

/// The header with the token of Huawei Cloud's identity service, which replaces a signature.
const TOKEN: &str = "X-Auth-Token";

/// The keys of the schemes by name; only letters, digits, `.`, `-` and `_` are allowed in a key.
pub(super) struct Keys(BTreeMap<String, String>);

impl Keys {
    pub(super) fn new(schemes: &BTreeMap<String, SecurityScheme>) -> Self {
        let mut taken: BTreeSet<String> = schemes.keys().cloned().collect();
        let mut keys = BTreeMap::new();
        for name in schemes.keys() {
            let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
            let mut key = name.replace(|letter| !is_allowed(letter), "-");
            while key.is_empty() || key != *name && !taken.insert(key.clone()) {
                key.push('-');
            }
            keys.insert(name.clone(), key);
        }
        Self(keys)
    }

    fn of<'k>(&'k self, name: &'k str) -> &'k str {
        self.0.get(name).map_or(name, String::as_str)
    }

    pub(super) fn schemes(&self, schemes: &BTreeMap<String, SecurityScheme>) -> Entries {
        let mut entries = Entries::default();
        for (name, one) in schemes {
            let mut line = scheme(one);
            let key = self.of(name);
            let mut extension = Entries::default();
            extension.optional("name", Some(name.as_str()).filter(|name| *name != key));
            extension.optional("kind", Some(one.kind()).filter(|_| *one == SecurityScheme::Huawei));
            line.object(EXTENSION, extension);
            entries.item(key, line.into_line());
        }
        entries
    }

    pub(super) fn requirements(&self, requirements: &[SecurityRequirement]) -> Item {
        let one = |requirement: &SecurityRequirement| {
            let mut line = Entries::default();
            for (name, scopes) in &requirement.schemes {
                let scopes = scopes.iter().map(|scope| Item::Line(quote(scope)));
                line.item(self.of(name), Item::List(scopes.collect()));
            }
            line.into_line()
        };
        Item::List(requirements.iter().map(one).collect())
    }
}

fn scheme(scheme: &SecurityScheme) -> Entries {
    let mut line = Entries::default();
    match scheme {
        SecurityScheme::Huawei => {
            line.text("type", "apiKey").text("in", "header").text("name", TOKEN);
            line.text(
                "description",
                "Token of the identity service. A request may be signed with an access key instead.",
            );
        }
        SecurityScheme::Basic => _ = line.text("type", "http").text("scheme", "basic"),
        SecurityScheme::Bearer { format } => {
            line.text("type", "http").text("scheme", "bearer").optional("bearerFormat", format.as_deref());
        }
        SecurityScheme::ApiKey { location, name } => {
            line.text("type", "apiKey").text("in", location.name()).text("name", name);
        }
        SecurityScheme::OAuth2 { flows } => {
            let mut entries = Entries::default();
            for (name, one) in flows {
                entries.item(name, flow(one));
            }
            line.text("type", "oauth2").item("flows", entries.into_object());
        }
        SecurityScheme::OpenIdConnect { url } => {
            line.text("type", "openIdConnect").text("openIdConnectUrl", url);
        }
        SecurityScheme::Http { scheme } => _ = line.text("type", "http").text("scheme", scheme),
        SecurityScheme::MutualTls => _ = line.text("type", "mutualTLS"),
    }
    line
}

fn flow(flow: &OAuth2Flow) -> Item {
    let mut line = Entries::default();
    line.optional("authorizationUrl", flow.authorization_url.as_deref())
        .optional("tokenUrl", flow.token_url.as_deref())
        .optional("refreshUrl", flow.refresh_url.as_deref());
    let mut scopes = Entries::default();
    for scope in &flow.scopes {
        scopes.text(scope, "");
    }
    line.item("scopes", scopes.into_line());
    line.into_line()
}
