//! Access keys from a place of one's own, such as a vault.

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{BoxFuture, CredentialsContext, CredentialsError, ProvideCredentials};

mod account;

#[tokio::main]
async fn main() -> Result<(), Error> {
    credentials(account::builder()).await
}

pub(crate) async fn credentials(builder: Builder) -> Result<(), Error> {
    // Ready-made sources: `Credentials::new`, `IamUser`, `MetadataService`, `ProfileFile`, `CredentialsChain`.
    let hss = builder.credentials(Vault).build()?;
    let page = hss.image().list_image_scan_task(TaskKind::ImageScan).send().await?;
    println!("{} scans", page.total_num.unwrap_or_default());
    Ok(())
}

struct Vault;

impl ProvideCredentials for Vault {
    /// Called before every attempt: a source that asks a server keeps what it got while that is valid.
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async {
            let key = std::env::var("VAULT_KEY").unwrap_or_else(|_| "access:secret".to_owned());
            let (access, secret) =
                key.split_once(':').ok_or_else(|| CredentialsError::new("VAULT_KEY is not ACCESS:SECRET"))?;
            Ok(Credentials::new(access, secret))
        })
    }
}
