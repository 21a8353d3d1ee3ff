//! The server of a service whose document has several, or one with variables.

use super::settings::Settings;
use super::setup::{Servers, ServiceClient};
use crate::auth::{Variables, document};
use crate::client::builder::Builder;
use crate::client::service_endpoint::REGION;
use crate::pipeline::OwnAddress;
use crate::schema::{Server, ServerVariable, Service};
use crate::transport::Region;

pub(super) const SERVERS: Servers =
    Servers { of_service: Settings::server_address, of_operations: Settings::own_addresses };

#[cfg_attr(docsrs, doc(cfg(feature = "schemes")))]
impl<C: ServiceClient> Builder<C> {
    /// Chooses one of the servers of the document (see [`Service::servers`](crate::schema::Service::servers)): by its
    /// description, its address, or its number, counted from 1. Default: the first.
    pub fn server(mut self, server: impl Into<String>) -> Self {
        self.settings.parts.servers = Some(SERVERS);
        self.settings.server = Some(server.into());
        self
    }

    /// Sets a variable in the address of the server, and in those of single operations that have servers of their own.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.parts.servers = Some(SERVERS);
        self.settings.server_variables.push((name.into(), value.into()));
        self
    }
}

impl Settings {
    /// Reads the choice of the server and those of its variables that are not set yet.
    pub(super) fn read_server(&mut self, variables: &mut Variables<'_>) {
        let service = self.service;
        if service.servers().len() > 1 && self.server.is_none() {
            self.server = document::server(service, variables);
        }
        for variable in all(service).flat_map(|server| server.variables) {
            if self.server_variables.iter().all(|(name, _)| name != variable.name) {
                let value = document::server_variable(service, variable.name, variables);
                self.server_variables.extend(value.map(|value| (variable.name.to_owned(), value)));
            }
        }
    }

    /// The address of the server; `None` for a service with a plain endpoint.
    ///
    /// # Errors
    ///
    /// The problem, as a sentence that names the setting.
    pub(super) fn server_address(&self) -> Result<Option<String>, String> {
        let is_known = |name: &str| {
            all(self.service).flat_map(|server| server.variables).any(|variable| variable.name == name)
        };
        if let Some((name, _)) = self.server_variables.iter().find(|(name, _)| !is_known(name)) {
            return Err(format!(
                "`server_variable({name:?}, …)` matches no server: {}",
                known_variables(self.service)
            ));
        }
        let Some(server) = self.chosen(self.service.servers())? else { return Ok(None) };
        let address = self.address(&server)?;
        match address.contains("://") {
            true => Ok(Some(address)),
            false => Err(format!(
                "the server `{address}` of the document has no host: give the whole address with `endpoint(…)`, such as \
                 `https://example.com{address}`"
            )),
        }
    }

    /// The addresses of the servers of single operations, each with its address in the table. An address that cannot be
    /// made is an error only for the calls that need it. A value for a variable that only these servers have is an
    /// error if it fits none of them.
    ///
    /// # Errors
    ///
    /// The problem, as a sentence that names the setting.
    pub(super) fn own_addresses(&self) -> Result<Vec<OwnAddress>, String> {
        let chosen = self.chosen(self.service.servers()).ok().flatten();
        let is_of_service =
            |name: &str| chosen.iter().flat_map(|one| one.variables).any(|one| one.name == name);
        for (name, _) in self.server_variables.iter().filter(|(name, _)| !is_of_service(name)) {
            let variables = self.service.own_servers().iter().flat_map(|server| server.variables);
            let mut refusals = variables.filter(|one| one.name == name).map(|one| self.value(one).err());
            if let Some(Some(first)) = refusals.next()
                && refusals.all(|refusal| refusal.is_some())
            {
                return Err(first);
            }
        }
        let own = self.service.own_servers().iter();
        Ok(own.map(|server| (server.url, self.address(server))).collect())
    }

    /// The address of a server with the values of its variables.
    fn address(&self, server: &Server) -> Result<String, String> {
        let mut address = server.url.to_owned();
        for variable in server.variables {
            address = address.replace(&format!("{{{}}}", variable.name), self.value(variable)?);
        }
        if address.contains(REGION) {
            let Some(region) = &self.region else {
                return Err(format!("no region for the server `{}`: give one with `region(…)`", server.url));
            };
            address = address.replace(REGION, region.as_str());
        }
        Ok(address)
    }

    /// The chosen server.
    fn chosen(&self, servers: &'static [Server]) -> Result<Option<Server>, String> {
        let Some(wanted) = &self.server else { return Ok(servers.first().copied()) };
        let number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let fits = |server: &&Server| server.description == wanted || server.url == wanted;
        let found = servers.iter().find(fits).or_else(|| servers.get(number?));
        found.copied().map(Some).ok_or_else(|| {
            let names = servers.iter().enumerate().map(|(index, server)| match server.description {
                "" => format!("{} (`{}`)", index + 1, server.url),
                description => format!("{} ({description:?}, `{}`)", index + 1, server.url),
            });
            let names: Vec<String> = names.collect();
            match names.is_empty() {
                true => format!("`server({wanted:?})`: the document has no servers to choose from"),
                false => {
                    format!("`server({wanted:?})` is not a server: expected one of {}", names.join(", "))
                }
            }
        })
    }

    /// The value of a variable.
    fn value<'a>(&'a self, variable: &'a ServerVariable) -> Result<&'a str, String> {
        let name = variable.name;
        let given = self.server_variables.iter().rev().find(|(known, _)| known == name);
        let given = given.map(|(_, value)| value.as_str()).or_else(|| self.region_as(name));
        let Some(value) = given.or(variable.default) else {
            return Err(format!("the server has no `{name}`: give one with `server_variable({name:?}, …)`"));
        };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/:".contains(&byte);
        if given.is_some() && !variable.values.is_empty() && !variable.values.contains(&value) {
            let known = variable.values.join("`, `");
            return Err(format!("`server_variable({name:?}, {value:?})`: expected one of `{known}`"));
        }
        if given.is_some() && (value.is_empty() || !value.bytes().all(is_plain)) {
            return Err(format!(
                "`server_variable({name:?}, {value:?})`: expected letters, digits and the characters `-._~/:`"
            ));
        }
        Ok(value)
    }
}

impl Settings {
    /// The region as the value of the variable `region`, so that `region(…)` sets that variable as well.
    fn region_as(&self, name: &str) -> Option<&str> {
        self.region.as_ref().filter(|_| REGION.trim_matches(['{', '}']) == name).map(Region::as_str)
    }
}

/// The servers of the service and those of single operations.
fn all(service: &Service) -> impl Iterator<Item = &'static Server> {
    service.servers().iter().chain(service.own_servers())
}

fn known_variables(service: &Service) -> String {
    let mut names: Vec<&str> = all(service).flat_map(|server| server.variables).map(|one| one.name).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        "the servers have no variables".to_owned()
    } else {
        format!("expected one of `{}`", names.join("`, `"))
    }
}
