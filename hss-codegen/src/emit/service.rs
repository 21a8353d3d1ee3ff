//! The service: its endpoints, its regions and its security.

use hss_spec::model::{SecurityScheme, Server, Service};

use super::docs;
use super::layout::{Expression, Layout};
use super::literal::{text, word};
use super::security::{needs, scheme};

/// Precedes the parts of a whole API, since a program may use only some of it, in a private module.
pub(crate) const ALLOWED: &str = "#[allow(dead_code, unreachable_pub)]\n";

/// The item of the service; `own_servers` are those of single operations.
pub(crate) fn service(service: &Service, own_servers: &[Server], layout: Layout) -> String {
    let (name, endpoint) = (&service.name, service.endpoint.as_deref().unwrap_or_default());
    let regions = service.regions.iter().map(|(region, endpoint)| {
        Expression::word(format!("({region:?}, {:?})", endpoint.as_deref().unwrap_or_default()))
    });
    let title = if service.title.is_empty() { name } else { &service.title };
    let doc = docs::text(&format!("{title}: its endpoints and regions."));
    let tables = tables(service, own_servers);
    let setup = setup(service, own_servers);
    let mut arguments = vec![
        Expression::word(format!("{name:?}")),
        Expression::word(format!("{endpoint:?}")),
        Expression::List { before: "&", items: regions.collect() },
    ];
    let function = match (&tables, setup) {
        (Some(_), _) => "with_tables",
        (None, HUAWEI) => "new",
        (None, _) => "without_security",
    };
    arguments.extend(tables.is_some().then(|| Expression::word("&__SERVICE")));
    let value = Expression::call(format!("::hss_runtime::schema::Service::{function}"), arguments);
    let item = layout.assignment(0, "pub static SERVICE: ::hss_runtime::schema::Service", &value);
    let setup = format!(
        "/// The parts of the runtime that clients of the service need.\n{ALLOWED}pub type Setup = \
         ::hss_runtime::setup!({setup});\n"
    );
    format!("{doc}{ALLOWED}{item}\n{}{setup}", tables.unwrap_or_default())
}

/// The cargo features of the runtime that the service needs, from which the macro chooses the smallest setup.
fn setup(service: &Service, own_servers: &[Server]) -> &'static str {
    let schemes = service.effective_schemes();
    let is_huawei = |scheme: &SecurityScheme| matches!(scheme, SecurityScheme::Huawei);
    let is_oauth2 = |scheme: &SecurityScheme| matches!(scheme, SecurityScheme::OAuth2 { .. });
    let has_oauth2 = schemes.values().any(is_oauth2);
    let has_servers = !service.servers.is_empty() || !own_servers.is_empty();
    if schemes.values().any(is_huawei) {
        return match schemes.len() {
            1 if !has_servers => HUAWEI,
            _ if has_oauth2 => "huawei schemes oauth2",
            _ => "huawei schemes",
        };
    }
    if has_oauth2 { "schemes oauth2" } else { "schemes" }
}

/// The feature of a service of Huawei Cloud whose endpoints depend on the region alone.
const HUAWEI: &str = "huawei";

/// The rows of a service of Huawei Cloud without settings of its own; the runtime has them built in.
const HUAWEI_TABLE: &str = "security\nscheme huawei huawei\nneeds huawei";

/// The static with the tables of the service; `None` for a document without security and servers, and for a service of
/// Huawei Cloud without settings of its own.
fn tables(service: &Service, own_servers: &[Server]) -> Option<String> {
    let table = service_table(service, own_servers).filter(|table| table != HUAWEI_TABLE)?;
    let tables = "::hss_runtime::schema::Tables";
    Some(format!("static __SERVICE: {tables} = {tables}::of_service(\n    {},\n);\n", text(&table)))
}

/// The table of the service as text, if it has one.
pub(crate) fn service_table(service: &Service, own_servers: &[Server]) -> Option<String> {
    let mut lines = vec!["security".to_owned()];
    lines.extend(service.effective_schemes().iter().map(|(name, one)| scheme(name, one)));
    for requirement in service.effective_security() {
        lines.extend(needs(&requirement));
    }
    if service.is_of_domain() {
        lines.push("domain".to_owned());
    }
    for one in &service.servers {
        let description = one.description.as_deref().unwrap_or_default();
        lines.push(format!("server {} {}", word(&one.url), word(description)));
        lines.extend(variables(one));
    }
    for own in own_servers {
        lines.push(format!("own {}", word(&own.url)));
        lines.extend(variables(own));
    }
    (lines.len() > 1).then(|| lines.join("\n"))
}

/// The rows of a server's variables.
fn variables(server: &Server) -> impl Iterator<Item = String> {
    server.variables.iter().map(|(name, variable)| {
        let values: String = variable.values.iter().map(|value| format!(" {}", word(value))).collect();
        let default =
            variable.default.as_ref().map_or("?".to_owned(), |default| format!("={}", word(default)));
        format!("variable {} {default}{values}", word(name))
    })
}
