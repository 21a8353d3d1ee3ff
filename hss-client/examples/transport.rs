//! An HTTP stack of one's own: here, the usual one with a line for each request.

use hss_client::bytes::Bytes;
use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{BoxFuture, Connections, Transport, TransportError, http};

mod account;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    transport(account::builder()).await
}

pub(crate) async fn transport(builder: Builder) -> Result<(), Box<dyn std::error::Error>> {
    let hss = builder.transport(Logged(Connections::new().open()?)).build()?;
    hss.image().list_image_scan_task(TaskKind::ImageScan).send().await?;
    Ok(())
}

struct Logged<T>(T);

impl<T: Transport> Transport for Logged<T> {
    /// The request is complete and signed: it is to be sent as it is. Retries and time limits are the client's.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let line = format!("{} {}", request.method(), request.uri().path());
            let response = self.0.send(request).await?;
            println!("{line}: {}, {} bytes", response.status(), response.body().len());
            Ok(response)
        })
    }

    // `open` and `upload`, for files as streams, have default implementations that call `send`.
}
