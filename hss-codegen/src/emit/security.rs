//! Security schemes and requirements as rows of the runtime's tables.

use hss_spec::model::{OAuth2Flow, SecurityRequirement, SecurityScheme};

use super::literal::word;

/// The rows of an alternative: the schemes that it needs together, and the scopes of each.
pub(super) fn needs(requirement: &SecurityRequirement) -> Vec<String> {
    let words = |words: &mut dyn Iterator<Item = &String>| {
        words.map(|one| format!(" {}", word(one))).collect::<String>()
    };
    let mut rows = vec![format!("needs{}", words(&mut requirement.schemes.keys()))];
    for (name, scopes) in requirement.schemes.iter().filter(|(_, scopes)| !scopes.is_empty()) {
        rows.push(format!("scopes {}{}", word(name), words(&mut scopes.iter())));
    }
    rows
}

/// The row of a scheme.
pub(super) fn scheme(name: &str, scheme: &SecurityScheme) -> String {
    let row = format!("scheme {} {}", word(name), scheme.kind());
    match scheme {
        SecurityScheme::ApiKey { location, name } => format!("{row} {} {}", location.name(), word(name)),
        SecurityScheme::OAuth2 { flows } => {
            let client = flows.get("clientCredentials").and_then(|flow| flow.token_url.as_deref());
            let refresh = |flow: &OAuth2Flow| flow.refresh_url.clone().or(flow.token_url.clone());
            // All flows of a scheme have the same server, so the first refresh address applies to all.
            let refresh = flows.values().find_map(refresh).unwrap_or_default();
            format!("{row} {} {}", word(client.unwrap_or_default()), word(&refresh))
        }
        SecurityScheme::Http { scheme } => format!("{row} {}", word(scheme)),
        _ => row,
    }
}
