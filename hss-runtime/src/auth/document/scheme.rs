//! Authentication by the schemes of a document.

use std::sync::Arc;

use http::StatusCode;
use http::header::{HOST, HeaderValue};

use super::choice::{Chosen, Entries};
use super::entry::Source;
use crate::auth::authenticate::{AuthRequest, Authenticate};
use crate::auth::credential::Credential;
use crate::auth::lookup::ParameterLookup;
use crate::auth::scheme::{AuthScheme, Authorization, Recovery, Rejection, RequestDraft};
use crate::error::{ApiError, Error};
use crate::schema::Operation;
use crate::transport::{BoxFuture, Transport};

/// Authentication of a client by the schemes of its document.
pub(super) struct DocumentScheme {
    pub(super) entries: Entries,
    /// The scheme of Huawei Cloud, if the document has it and its credentials are set.
    pub(super) huawei: Option<Arc<dyn AuthScheme>>,
}

impl AuthScheme for DocumentScheme {
    fn reserved_headers(&self) -> &'static [&'static str] {
        self.huawei.as_ref().map_or(&[], |huawei| huawei.reserved_headers())
    }

    fn signs(&self) -> bool {
        self.huawei.is_some()
    }

    fn authorize<'a, 'r>(
        &'a self,
        request: &'r RequestDraft<'r>,
        transport: &'a Arc<dyn Transport>,
    ) -> BoxFuture<'r, Result<Box<dyn Authorization + 'a>, Error>>
    where
        'a: 'r,
    {
        Box::pin(async move {
            let failed = |error| Error::Credentials(Box::new(error));
            let mut authorization = DocumentAuthorization { granted: Vec::new(), huawei: None };
            for Chosen { entry, scopes } in self.entries.choose(request).map_err(failed)? {
                match (&entry.source, &self.huawei) {
                    (Source::Huawei, Some(huawei)) => {
                        authorization.huawei = Some(huawei.authorize(request, transport).await?);
                    }
                    (Source::Set(source), _) if !entry.is_given(request) => {
                        let credential =
                            source.authenticate(AuthRequest { draft: request, scopes, transport }).await;
                        authorization.granted.push((&**source, credential.map_err(failed)?));
                    }
                    _ => {}
                }
            }
            Ok(Box::new(authorization) as _)
        })
    }

    fn warm_up<'a>(&'a self, transport: &'a Arc<dyn Transport>) -> BoxFuture<'a, Result<(), Error>> {
        match &self.huawei {
            Some(huawei) => huawei.warm_up(transport),
            None => Box::pin(std::future::ready(Ok(()))),
        }
    }

    fn read_throttling(&self, error: &mut ApiError) {
        self.huawei.iter().for_each(|huawei| huawei.read_throttling(error));
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.huawei.as_ref()?.parameter(name)
    }

    fn lookup(&self, name: &str) -> Option<&dyn ParameterLookup> {
        self.huawei.as_ref()?.lookup(name)
    }

    fn needed<'a>(
        &'a self,
        _: &'static Operation,
        _: &'a Arc<dyn Transport>,
    ) -> BoxFuture<'a, Result<Option<&'static str>, Error>> {
        // Only the request determines whether a call is signed, so the domain must be configured.
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// Credentials of one attempt, each with its source.
struct DocumentAuthorization<'a> {
    granted: Vec<(&'a dyn Authenticate, Credential)>,
    huawei: Option<Box<dyn Authorization + 'a>>,
}

impl Authorization for DocumentAuthorization<'_> {
    fn attach(&mut self, request: &mut RequestDraft<'_>) -> Result<(), String> {
        for (_, credential) in &self.granted {
            credential.attach(request)?;
        }
        // Last, since a signature covers the rest.
        if let Some(huawei) = &mut self.huawei {
            return huawei.attach(request);
        }
        let host = HeaderValue::from_str(request.endpoint.host());
        request.headers.insert(HOST, host.map_err(|_| "the host is not a header value".to_owned())?);
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        let own = self.granted.iter().flat_map(|(_, credential)| credential.secrets());
        own.chain(self.huawei.iter().flat_map(|huawei| huawei.secrets())).collect()
    }

    fn explain(&self, message: &str) -> Option<String> {
        self.huawei.as_ref()?.explain(message)
    }

    fn accepted(&self) {
        self.huawei.iter().for_each(|huawei| huawei.accepted());
    }

    fn recover(&self, rejection: &Rejection<'_>) -> Option<Recovery> {
        if let Some(recovery) = self.huawei.as_ref().and_then(|huawei| huawei.recover(rejection)) {
            return Some(recovery);
        }
        let can = rejection.error.status == StatusCode::UNAUTHORIZED
            && !rejection.used.contains(&Recovery::CredentialsRenewed);
        // All of them, since any of them may be outdated.
        let renewed =
            can && self.granted.iter().filter(|(source, refused)| source.renew(refused)).count() > 0;
        if renewed {
            tracing::debug!(operation = rejection.error.operation, "the credentials are renewed");
        }
        renewed.then_some(Recovery::CredentialsRenewed)
    }
}
