//! Credentials of a client, and the authentication that results from them.

use std::collections::BTreeSet;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use super::choice::Entries;
use super::entry::{Entry, Source};
use super::scheme::DocumentScheme;
use crate::auth::authenticate::Authenticate;
use crate::auth::credential::Credential;
use crate::auth::huawei::{BuildHuawei, HuaweiSettings};
use crate::auth::scheme::{AuthScheme, Surroundings};
use crate::auth::token::TokenCredentials;
use crate::schema::{SchemeKind, SecurityScheme, Service};

/// Credentials for the schemes of a document.
#[derive(Default)]
pub(crate) struct AuthSettings {
    pub(crate) bearer: Option<SecretString>,
    pub(crate) basic: Option<(String, SecretString)>,
    /// Keys by the name of the scheme.
    pub(crate) api_keys: Vec<(String, SecretString)>,
    pub(crate) oauth2: Option<Arc<dyn TokenCredentials>>,
    /// Custom sources, by the name of the scheme.
    pub(crate) own: Vec<(String, Arc<dyn Authenticate>)>,
}

/// [`assemble`] as a function pointer, so that it is linked only into clients that need it.
pub(crate) type Assemble = fn(
    &'static Service,
    AuthSettings,
    HuaweiSettings,
    Option<BuildHuawei>,
    &Surroundings<'_>,
    bool,
) -> Result<Arc<dyn AuthScheme>, Vec<String>>;

/// The authentication of a client.
///
/// # Errors
///
/// All problems of the settings, as sentences.
pub(crate) fn assemble(
    service: &'static Service,
    settings: AuthSettings,
    huawei: HuaweiSettings,
    build_huawei: Option<BuildHuawei>,
    surroundings: &Surroundings<'_>,
    has_certificate: bool,
) -> Result<Arc<dyn AuthScheme>, Vec<String>> {
    let security = service.security();
    // A document without schemes does not exclude a signature.
    let is_huawei = security.is_huawei() || security.schemes.is_empty() && huawei.credentials.is_some();
    if let (true, true, Some(build)) = (is_huawei, settings.is_empty(), build_huawei) {
        return build(huawei, surroundings);
    }
    let mut problems = settings.unfit(service);
    let mut entries = Vec::new();
    for scheme in schemes(service) {
        let found = settings.source(scheme, surroundings, huawei.credentials.is_some(), has_certificate);
        let source = found.unwrap_or_else(|problem| {
            problems.push(format!("security scheme `{}`: {problem}", scheme.name.escape_debug()));
            Source::Missing
        });
        entries.push(Entry { scheme, source });
    }
    let always = if security.schemes.is_empty() {
        settings.for_every_call(surroundings, &mut problems)
    } else {
        Vec::new()
    };
    let build_huawei = build_huawei.filter(|_| huawei.credentials.is_some());
    let huawei = build_huawei
        .and_then(|build| build(huawei, surroundings).map_err(|found| problems.extend(found)).ok());
    let entries = Entries { service, entries, always };
    problems.extend(entries.unsupported());
    if problems.is_empty() { Ok(Arc::new(DocumentScheme { entries, huawei })) } else { Err(problems) }
}

/// The schemes of a service, including those that its calls need but its document does not describe.
fn schemes(service: &Service) -> Vec<SecurityScheme> {
    let security = service.security();
    let needed: BTreeSet<&'static str> =
        security.requirements.iter().flat_map(|schemes| schemes.iter()).map(|scheme| scheme.name).collect();
    let undescribed = needed.into_iter().filter(|name| security.scheme(name).is_none());
    let undescribed = undescribed.map(|name| SecurityScheme { name, kind: SchemeKind::Unknown });
    security.schemes.iter().copied().chain(undescribed).collect()
}

impl AuthSettings {
    fn is_empty(&self) -> bool {
        self.bearer.is_none()
            && self.basic.is_none()
            && self.api_keys.is_empty()
            && self.oauth2.is_none()
            && self.own.is_empty()
    }

    /// One problem for each setting that no scheme of the document uses.
    fn unfit(&self, service: &Service) -> Vec<String> {
        let schemes = schemes(service);
        let kinds = |fits: fn(SchemeKind) -> bool| schemes.iter().any(|scheme| fits(scheme.kind));
        let named = |name: &str| schemes.iter().find(|scheme| scheme.name == name);
        let known = if schemes.is_empty() {
            format!("the document of `{}` has no security schemes", service.name)
        } else {
            let names: Vec<String> = schemes.iter().map(|scheme| format!("`{}`", scheme.name)).collect();
            format!("the security schemes of `{}` are {}", service.name, names.join(", "))
        };
        let mut problems = Vec::new();
        let mut refuse = |is_unfit: bool, setting: String| {
            if is_unfit {
                problems.push(format!("{setting} matches no security scheme: {}", known.escape_debug()));
            }
        };
        // A document without schemes does not specify its calls, so all credentials that are set are sent with each of them.
        let says_nothing = schemes.is_empty();
        let takes_token = kinds(SchemeKind::takes_token);
        refuse(self.bearer.is_some() && !takes_token && !says_nothing, "`bearer(…)`".to_owned());
        let takes_basic = kinds(|kind| kind == SchemeKind::Basic);
        refuse(self.basic.is_some() && !takes_basic && !says_nothing, "`basic(…)`".to_owned());
        let takes_oauth2 = kinds(|kind| matches!(kind, SchemeKind::OAuth2 { .. }));
        refuse(self.oauth2.is_some() && !takes_oauth2 && !says_nothing, "`oauth2(…)`".to_owned());
        for (name, _) in &self.api_keys {
            let is_key = |scheme: &SecurityScheme| matches!(scheme.kind, SchemeKind::ApiKey { .. });
            refuse(!named(name).is_some_and(is_key), format!("`api_key({name:?}, …)`"));
        }
        for (name, _) in &self.own {
            refuse(named(name).is_none() && !says_nothing, format!("`authentication({name:?}, …)`"));
        }
        problems
    }

    /// The source of a scheme's credentials.
    fn source(
        &self,
        scheme: SecurityScheme,
        surroundings: &Surroundings<'_>,
        has_huawei: bool,
        has_certificate: bool,
    ) -> Result<Source, String> {
        if let Some((_, own)) = self.own.iter().rev().find(|(name, _)| name == scheme.name) {
            return Ok(Source::Set(own.clone()));
        }
        let missing = Ok(Source::Missing);
        match scheme.kind {
            SchemeKind::Huawei if has_huawei => Ok(Source::Huawei),
            SchemeKind::Huawei if cfg!(feature = "huawei") => missing,
            SchemeKind::Basic => self.basic().unwrap_or(missing),
            SchemeKind::OAuth2 { token_url, refresh_url } => match &self.oauth2 {
                Some(oauth2) => token_source(&**oauth2, (token_url, refresh_url), surroundings),
                None => self.bearer().unwrap_or(missing),
            },
            SchemeKind::Bearer | SchemeKind::OpenIdConnect => self.bearer().unwrap_or(missing),
            SchemeKind::ApiKey { location, name } => {
                let key = self.api_keys.iter().rev().find(|(known, _)| known == scheme.name);
                key.map_or(missing, |(_, key)| fixed(Credential::at(location, name, key.expose_secret())))
            }
            SchemeKind::MutualTls if has_certificate => Ok(Source::Connection),
            SchemeKind::MutualTls => missing,
            SchemeKind::Huawei | SchemeKind::Http { .. } | SchemeKind::Unknown => Ok(Source::Unsupported),
        }
    }

    /// Sources for a document without schemes.
    fn for_every_call(&self, surroundings: &Surroundings<'_>, problems: &mut Vec<String>) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut add = |setting: &str, kind, source: Option<Result<Source, String>>| match source {
            Some(Ok(source)) => entries.push(Entry { scheme: SecurityScheme { name: "", kind }, source }),
            Some(Err(problem)) => problems.push(format!("`{setting}`: {problem}")),
            None => {}
        };
        add("bearer(…)", SchemeKind::Bearer, self.bearer());
        add("basic(…)", SchemeKind::Basic, self.basic());
        let oauth2 = self.oauth2.as_ref().map(|oauth2| token_source(&**oauth2, ("", ""), surroundings));
        add("oauth2(…)", SchemeKind::Bearer, oauth2);
        for (_, own) in &self.own {
            add("authentication(…)", SchemeKind::Unknown, Some(Ok(Source::Set(own.clone()))));
        }
        entries
    }

    fn bearer(&self) -> Option<Result<Source, String>> {
        let token = self.bearer.as_ref()?.expose_secret();
        Some(if token.is_empty() {
            Err("the token is empty".to_owned())
        } else {
            fixed(Credential::bearer(token))
        })
    }

    fn basic(&self) -> Option<Result<Source, String>> {
        let (user, password) = self.basic.as_ref()?;
        Some(if user.contains(':') {
            Err("the user name has a `:`, which ends it".to_owned())
        } else {
            fixed(Credential::basic(user, password.expose_secret()))
        })
    }
}

fn fixed(credential: Credential) -> Result<Source, String> {
    match credential.problem() {
        Some(problem) => Err(problem),
        None => Ok(Source::Set(Arc::new(credential))),
    }
}

fn token_source(
    oauth2: &dyn TokenCredentials,
    urls: (&str, &str),
    surroundings: &Surroundings<'_>,
) -> Result<Source, String> {
    oauth2.source(urls, surroundings.endpoint, surroundings.plain_http).map(Source::Set)
}
