//! The parser of the rows of a service's security and servers.

use super::escaped::plain;
use super::read::{Lines, Words};
use super::security::NO_SECURITY;
use super::{
    Location, NeededScheme, Read, Requirement, Row, SchemeKind, Security, SecurityScheme, Server,
    ServerVariable,
};

impl Words {
    /// The other words of the line.
    fn names(mut self) -> impl Iterator<Item = &'static str> {
        std::iter::from_fn(move || self.raw()).filter(|word| !word.is_empty()).map(plain)
    }

    fn variable(mut self) -> ServerVariable {
        let (name, default) = (self.word(), self.raw().and_then(|word| word.strip_prefix('=')).map(plain));
        let values = std::iter::from_fn(|| self.raw()).map(plain).collect::<Vec<_>>().leak();
        ServerVariable { name, default, values }
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

/// The alternatives of a call, while they are read.
#[derive(Default)]
pub(super) struct Alternatives(Vec<Vec<NeededScheme>>);

impl Alternatives {
    /// Reads an alternative with the names of its schemes (`needs`), or the scopes of one of them (`scopes`).
    pub(super) fn read(&mut self, keyword: &str, mut line: Words) {
        if keyword == "needs" {
            return self.0.push(line.names().map(|name| NeededScheme { name, scopes: &[] }).collect());
        }
        let name = line.word();
        let scopes: &'static [&'static str] = line.names().collect::<Vec<_>>().leak();
        let last = self.0.last_mut().into_iter().flatten();
        last.filter(|scheme| scheme.name == name).for_each(|scheme| scheme.scopes = scopes);
    }

    /// The alternatives; `None` if none was read.
    pub(super) fn end(self) -> Option<&'static [Requirement]> {
        let all: Vec<Requirement> = self.0.into_iter().map(|one| &*one.leak()).collect();
        (!all.is_empty()).then(|| &*all.leak())
    }
}

fn location(word: &str) -> Location {
    match word {
        "query" => Location::Query,
        "cookie" => Location::Cookie,
        _ => Location::Header,
    }
}

/// The table in these lines; `kind` is the first word of the first line.
pub(super) fn table(kind: &str, lines: Lines) -> Read {
    if kind == "security" { Read::Security(security(lines)) } else { Read::Nothing }
}

/// The security in these lines.
fn security(lines: Lines) -> Security {
    let (_, lines) = lines.split();
    let (mut schemes, mut alternatives) = (Vec::new(), Alternatives::default());
    let mut is_of_domain = false;
    let (mut servers, mut own_servers) = (Servers::default(), Servers::default());
    let mut is_own = false;
    for mut line in lines {
        match line.word() {
            "scheme" => schemes.push(line.scheme()),
            keyword @ ("needs" | "scopes") => alternatives.read(keyword, line),
            "domain" => is_of_domain = true,
            keyword @ ("server" | "own") => {
                is_own = keyword == "own";
                let server = Server { url: line.word(), description: line.word(), variables: &[] };
                if is_own { &mut own_servers } else { &mut servers }.0.push((server, Vec::new()));
            }
            "variable" => {
                let variable = line.variable();
                let last = if is_own { &mut own_servers } else { &mut servers }.0.last_mut();
                last.into_iter().for_each(|(_, variables)| variables.push(variable));
            }
            _ => {}
        }
    }
    Security {
        schemes: schemes.leak(),
        requirements: alternatives.end().unwrap_or_default(),
        is_of_domain,
        servers: servers.end(),
        own_servers: own_servers.end(),
    }
}

/// Servers and their variables, while they are read.
#[derive(Default)]
struct Servers(Vec<(Server, Vec<ServerVariable>)>);

impl Servers {
    fn end(self) -> &'static [Server] {
        let all = self.0.into_iter();
        all.map(|(server, variables)| Server { variables: variables.leak(), ..server })
            .collect::<Vec<_>>()
            .leak()
    }
}

impl Row for Security {
    fn of(read: &'static Read) -> &'static Self {
        match read {
            Read::Security(security) => security,
            _ => &NO_SECURITY,
        }
    }
}
