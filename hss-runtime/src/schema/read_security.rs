//! The parser of the rows of a service's security.

use super::read::{Lines, Words, plain};
use super::security::NO_SECURITY;
use super::{Location, Read, Requirement, Row, SchemeKind, Security, SecurityScheme};

impl Words {
    /// The rest of the line as names of schemes.
    pub(super) fn requirement(mut self) -> Requirement {
        let names = std::iter::from_fn(|| self.raw()).filter(|name| !name.is_empty()).map(plain);
        names.collect::<Vec<_>>().leak()
    }

    fn scheme(mut self) -> SecurityScheme {
        let (name, kind) = (self.word(), self.word());
        let kind = match kind {
            "huawei" => SchemeKind::Huawei,
            "basic" => SchemeKind::Basic,
            "bearer" => SchemeKind::Bearer,
            "apiKey" => SchemeKind::ApiKey { location: location(self.word()), name: self.word() },
            "oauth2" => SchemeKind::OAuth2 { token_url: self.word(), refresh_url: self.word() },
            "openIdConnect" => SchemeKind::OpenIdConnect,
            "http" => SchemeKind::Http { scheme: self.word() },
            "mutualTLS" => SchemeKind::MutualTls,
            _ => SchemeKind::Unknown,
        };
        SecurityScheme { name, kind }
    }
}

fn location(word: &str) -> Location {
    match word {
        "query" => Location::Query,
        "cookie" => Location::Cookie,
        _ => Location::Header,
    }
}

/// The security in these lines.
pub(super) fn security(lines: Lines) -> Security {
    let (_, lines) = lines.split();
    let (mut schemes, mut requirements) = (Vec::new(), Vec::new());
    for mut line in lines {
        match line.word() {
            "scheme" => schemes.push(line.scheme()),
            "needs" => requirements.push(line.requirement()),
            _ => {}
        }
    }
    Security { schemes: schemes.leak(), requirements: requirements.leak() }
}

impl Row for Security {
    fn of(read: &'static Read) -> &'static Self {
        match read {
            Read::Security(security) => security,
            _ => &NO_SECURITY,
        }
    }
}
