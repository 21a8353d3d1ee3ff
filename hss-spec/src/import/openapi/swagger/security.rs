//! Security schemes.

use super::super::tree::Node;
use super::super::tree::rewrite::Entry;
use super::Rewriter;

/// The flows of OAuth 2: their names in Swagger 2.0 and in OpenAPI 3.
const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

impl<'t> Rewriter<'_, 't> {
    /// The document's security schemes in the form of OpenAPI 3.
    pub(super) fn security_schemes(&mut self) -> Option<u32> {
        let definitions = self.get(self.root, "securityDefinitions")?;
        let all = self.tree.entries_of(definitions);
        let schemes = all.into_iter().map(|(name, scheme)| (name, self.security_scheme(scheme))).collect();
        Some(self.tree.add_map_at(definitions, schemes))
    }

    fn security_scheme(&mut self, scheme: u32) -> u32 {
        let mut entries = self.tree.entries_of(scheme);
        match self.tree.node(scheme).get("type").and_then(Node::text) {
            Some("basic") => {
                entries.retain(|(key, _)| key != "type");
                entries.push(("type".into(), self.tree.add_text(scheme, "http")));
                entries.push(("scheme".into(), self.tree.add_text(scheme, "basic")));
            }
            Some("oauth2") => {
                let flow = self.tree.node(scheme).get("flow").and_then(Node::text).unwrap_or_default();
                let flow = FLOWS.iter().find(|(old, _)| *old == flow).map(|(_, new)| *new);
                let is_of_flow =
                    |key: &str| ["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"].contains(&key);
                let (parts, mut rest): (Vec<Entry<'t>>, Vec<Entry<'t>>) =
                    entries.into_iter().partition(|(key, _)| is_of_flow(key));
                rest.retain(|(key, _)| key != "flow");
                if let Some(flow) = flow {
                    let parts = self.tree.add_map_at(scheme, parts);
                    let flows = self.tree.add_map_at(scheme, vec![(flow.into(), parts)]);
                    rest.push(("flows".into(), flows));
                }
                entries = rest;
            }
            _ => {}
        }
        self.tree.add_map_at(scheme, entries)
    }
}
