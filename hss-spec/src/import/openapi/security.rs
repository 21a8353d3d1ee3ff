//! Security schemes and requirements.

use std::collections::BTreeMap;

use super::Reader;
use super::extension::{is_huawei, own_name};
use super::tree::{Node, short};
use crate::model::{Location, OAuth2Flow, SecurityRequirement, SecurityScheme};
use crate::place::NoteKind;

impl<'d> Reader<'d> {
    /// The document's security schemes.
    pub(super) fn security_schemes(&mut self) -> BTreeMap<String, SecurityScheme> {
        let all = self.root.get("components").and_then(|all| all.get("securitySchemes"));
        let all: Vec<(&'d str, Node<'d>)> = all.into_iter().flat_map(Node::entries).collect();
        let mut schemes = BTreeMap::new();
        for (name, node) in all {
            let Some(node) = self.follow(node) else { continue };
            match scheme(node) {
                Some(scheme) => _ = schemes.insert(own_name(node).unwrap_or(name).to_owned(), scheme),
                None => {
                    let kind = node.get("type").and_then(Node::text).unwrap_or_default();
                    let message =
                        format!("an incomplete security scheme of type `{}`; not read", short(kind));
                    self.problems.push(node.note_of(NoteKind::Security, message));
                }
            }
        }
        schemes
    }
}

fn scheme(node: Node<'_>) -> Option<SecurityScheme> {
    if is_huawei(node) {
        return Some(SecurityScheme::Huawei);
    }
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    Some(match text("type")?.as_str() {
        "http" => {
            let scheme = text("scheme")?;
            match scheme.to_ascii_lowercase().as_str() {
                "basic" => SecurityScheme::Basic,
                "bearer" => SecurityScheme::Bearer { format: text("bearerFormat") },
                _ => SecurityScheme::Http { scheme },
            }
        }
        "apiKey" => {
            let (name, stands_in) = (text("name")?, text("in")?);
            let (_, location) = Location::ALL.into_iter().find(|(known, _)| *known == stands_in)?;
            SecurityScheme::ApiKey { location, name }
        }
        "oauth2" => {
            let flows = node.get("flows").into_iter().flat_map(Node::entries);
            let flows = flows.filter(|(name, _)| !name.starts_with("x-"));
            SecurityScheme::OAuth2 {
                flows: flows.map(|(name, node)| (name.to_owned(), flow(node))).collect(),
            }
        }
        "openIdConnect" => SecurityScheme::OpenIdConnect { url: text("openIdConnectUrl")? },
        "mutualTLS" => SecurityScheme::MutualTls,
        _ => return None,
    })
}

fn flow(node: Node<'_>) -> OAuth2Flow {
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    OAuth2Flow {
        authorization_url: text("authorizationUrl"),
        token_url: text("tokenUrl"),
        refresh_url: text("refreshUrl"),
        scopes: node
            .get("scopes")
            .into_iter()
            .flat_map(Node::entries)
            .map(|(scope, _)| scope.to_owned())
            .collect(),
    }
}

/// The requirements at `security`, which are alternatives.
pub(super) fn requirements(node: Node<'_>) -> Vec<SecurityRequirement> {
    let schemes = node.file_root().get("components").and_then(|all| all.get("securitySchemes"));
    let one = |node: Node<'_>| {
        let mut requirement = SecurityRequirement::default();
        for (key, scopes) in node.entries() {
            let name = schemes.and_then(|all| own_name(all.get(key)?)).unwrap_or(key);
            let scopes = scopes.elements().filter_map(Node::text).map(str::to_owned).collect();
            requirement.schemes.insert(name.to_owned(), scopes);
        }
        requirement
    };
    node.elements().map(one).collect()
}
