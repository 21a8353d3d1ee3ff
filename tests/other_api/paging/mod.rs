//! Listings by every way of paging: over the mock, and over servers that lead in circles.

mod hostile;
mod kinds;

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use hss_runtime::{BoxFuture, Error, IncompleteListing, PageDefect, Transport, TransportError, http};

pub(crate) mod archive {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/archive");
}

/// Response: status, header `Link`, body.
type Reaction = (u16, Option<String>, String);

/// The response to a request, by its number.
type React = dyn Fn(usize, &http::Request<Bytes>) -> Reaction + Send + Sync;

/// A server that remembers the paths and queries of its requests, and their bodies.
#[derive(Clone)]
pub(crate) struct Server {
    react: Arc<React>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(react: impl Fn(usize, &http::Request<Bytes>) -> Reaction + Send + Sync + 'static) -> Self {
        Server { react: Arc::new(react), seen: Arc::default() }
    }

    /// Responds with these bodies one after the other, the last one from then on.
    pub(crate) fn bodies(bodies: &'static [&'static str]) -> Self {
        Server::new(move |index, _| (200, None, bodies[index.min(bodies.len() - 1)].to_owned()))
    }

    /// Responds with pages of a box each and these headers `Link`, the last one from then on.
    fn links(links: &'static [&'static str]) -> Self {
        Server::new(move |index, _| {
            let link = links[index.min(links.len() - 1)];
            (200, Some(link.to_owned()).filter(|link| !link.is_empty()), format!(r#"[{{"id":"{index}"}}]"#))
        })
    }

    fn client(&self) -> archive::Client {
        archive::Client::builder().api_key("key", "S3CRET").transport(self.clone()).build().unwrap()
    }

    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

impl Transport for Server {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let mut seen = self.seen.lock().unwrap();
        // The longest listing has a thousand empty pages.
        assert!(seen.len() < 2_000, "the listing does not end");
        let (status, link, body) = (self.react)(seen.len(), &request);
        let body_sent = String::from_utf8_lossy(request.body()).into_owned();
        seen.push(format!("{} {body_sent}", request.uri()).trim().to_owned());
        let mut response =
            http::Response::builder().status(status).header("content-type", "application/json");
        if let Some(link) = link {
            response = response.header("link", link);
        }
        let response = response.body(body.into()).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

fn defect(error: Error) -> (PageDefect, String) {
    let text = error.to_string();
    let Error::IncompleteListing(error) = error else { panic!("{text}") };
    let IncompleteListing { defect, .. } = *error;
    (defect, text)
}
