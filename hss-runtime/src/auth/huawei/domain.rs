//! The domain (account) of a client: configured, or looked up.

use crate::auth::huawei::project::items;
use crate::auth::lookup::{LookupRequest, LookupState, ParameterLookup};
use crate::error::{ConfigError, Error};
use crate::schema::{Kind, Method, Operation, Response};
use crate::transport::{Endpoint, RawResponse};

/// Name of the client parameter.
pub(super) const DOMAIN_ID: &str = "domain_id";

/// The identity service's listing of the domains of its caller.
static LIST_DOMAINS: Operation = Operation {
    id: "KeystoneListAuthDomains",
    group: "iam",
    method: Method::Get,
    path: "/v3/auth/domains",
    title: "List domains",
    doc: "Lists the domains of a user.",
    response: Response::Json(Kind::Json),
    ..Operation::EMPTY
};

/// The domain of a client, and the identity service for its look-up.
pub(crate) struct Domain {
    given: Option<String>,
    lookup: LookupState,
    /// Endpoint of the identity service, if it is known.
    iam: Option<Endpoint>,
}

impl Domain {
    pub(crate) fn new(given: Option<String>, iam: Option<Endpoint>) -> Self {
        Domain { given, lookup: LookupState::default(), iam }
    }

    /// The domain id, if it is configured or has been looked up.
    pub(crate) fn id(&self) -> Option<&str> {
        self.given.as_deref().or_else(|| self.lookup.found())
    }
}

impl ParameterLookup for Domain {
    fn state(&self) -> &LookupState {
        &self.lookup
    }

    fn request(&self) -> Result<LookupRequest<'_>, Error> {
        let endpoint = self.iam.as_ref().ok_or_else(|| {
            Error::config(
                "no domain id, and the endpoint of the identity service is not known: give one with `domain_id(…)` or \
                 `iam_endpoint(…)`",
            )
        })?;
        Ok(LookupRequest { operation: &LIST_DOMAINS, endpoint, query: Vec::new() })
    }

    fn read(&self, response: &RawResponse) -> Result<String, Error> {
        match &items(response, "domains")[..] {
            [(id, _)] => Ok(id.clone()),
            [] => Err(Error::config(
                "no domain id: the identity service lists no domain for these credentials; give one with `domain_id(…)`",
            )),
            several => {
                let mut problems = vec!["several domains; choose one with `domain_id(…)`".to_owned()];
                problems.extend(several.iter().map(|(id, name)| format!("{id} ({name})")));
                Err(Error::Config(Box::new(ConfigError { problems })))
            }
        }
    }
}
