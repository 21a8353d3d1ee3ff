//! Access key from a profile file.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::context::CredentialsContext;
use super::provide::ProvideCredentials;
use crate::auth::huawei::sign::key::Credentials;
use crate::auth::renewal::{Fetch, Fetched, Renewal};
use crate::error::CredentialsError;
use crate::transport::BoxFuture;

/// Time after which the file is read again, since keys are rotated.
const LIFETIME: Duration = Duration::from_secs(300);
const DEFAULT_SECTION: &str = "basic";

/// Access key from a profile file in the format of the vendor's SDKs: INI, section `[basic]`, with `ak`, `sk` and, for a
/// temporary key, `security_token`.
///
/// ```ini
/// [basic]
/// ak = your access key
/// sk = your secret key
/// ```
///
/// The file is read again every five minutes.
pub struct ProfileFile {
    path: Option<PathBuf>,
    section: String,
    renewal: Renewal<Credentials>,
}

impl ProfileFile {
    /// Creates a provider for the file at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::of(Some(path.into()))
    }

    /// Creates a provider for the file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, else for `.huaweicloud/credentials` in
    /// the home directory.
    pub fn standard() -> Self {
        let named = std::env::var_os("HUAWEICLOUD_SDK_CREDENTIALS_FILE").filter(|path| !path.is_empty());
        let path = named
            .map(PathBuf::from)
            .or_else(|| Some(std::env::home_dir()?.join(".huaweicloud").join("credentials")));
        Self::of(path)
    }

    fn of(path: Option<PathBuf>) -> Self {
        ProfileFile { path, section: DEFAULT_SECTION.to_owned(), renewal: Renewal::default() }
    }

    /// Sets the section to read instead of `[basic]`, for a file with several accounts.
    #[must_use]
    pub fn section(self, name: impl Into<String>) -> Self {
        ProfileFile { section: name.into(), ..self }
    }

    /// Path of the file; `None` without a home directory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Project id in the file (`project_id`); `None` if it has none or cannot be read.
    pub fn project_id(&self) -> Option<String> {
        self.value("project_id")
    }

    /// A value in the file, read without blocking the executor.
    pub(crate) async fn read(self, name: &'static str) -> Option<String> {
        off_executor(move || Ok(self.value(name))).await.ok().flatten()
    }

    /// Region in the file (`region`); `None` if it has none or cannot be read.
    pub fn region(&self) -> Option<String> {
        self.value("region")
    }

    fn value(&self, name: &str) -> Option<String> {
        let text = std::fs::read_to_string(self.path.as_ref()?).ok()?;
        section(&text, &self.section).ok()?.get(name).map(str::to_owned)
    }
}

fn read(path: Option<&Path>, section_name: &str) -> Result<Credentials, CredentialsError> {
    let path = path.ok_or_else(|| CredentialsError::new("profile file: there is no home directory"))?;
    let invalid = |what: &str| CredentialsError::new(format!("profile file `{}` {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => invalid("does not exist"),
        _ => invalid(&format!("cannot be read: {error}")).with_source(error),
    })?;
    let values = section(&text, section_name).map_err(|problem| invalid(&problem))?;
    let value = |name: &str| {
        values.get(name).ok_or_else(|| invalid(&format!("has no `{name}` in section [{section_name}]")))
    };
    let (access_key, secret_key) = (value("ak")?, value("sk")?);
    Ok(match values.get("security_token") {
        Some(token) => Credentials::temporary(access_key, secret_key, token),
        None => Credentials::new(access_key, secret_key),
    })
}

/// Keys and values of a section, in file order.
struct Section<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Section<'a> {
    /// Value of a key; the last one if it occurs twice.
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Non-empty values of a section.
///
/// # Errors
///
/// The number of an invalid line, without its content, which may be a key.
fn section<'a>(text: &'a str, name: &str) -> Result<Section<'a>, String> {
    let mut values = Section(Vec::new());
    let mut inside = false;
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(header) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inside = header.trim().eq_ignore_ascii_case(name);
        } else if inside {
            let Some((key, value)) = line.split_once('=') else {
                return Err(format!("has no `=` in line {}", index + 1));
            };
            if !value.trim().is_empty() {
                values.0.push((key.trim(), value.trim()));
            }
        }
    }
    Ok(values)
}

impl ProfileFile {
    /// Starts a fetch.
    fn fetch(&self) -> Fetch<Credentials> {
        let (path, section) = (self.path.clone(), self.section.clone());
        Box::pin(async move {
            let credentials = off_executor(move || read(path.as_deref(), &section)).await?;
            Ok(Fetched { credentials, lifetime: LIFETIME, margin: Duration::ZERO })
        })
    }
}

/// Runs a function that reads a file on a thread that may block.
#[cfg(not(target_arch = "wasm32"))]
async fn off_executor<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, CredentialsError> + Send + 'static,
) -> Result<T, CredentialsError> {
    tokio::task::spawn_blocking(read)
        .await
        .unwrap_or_else(|_| Err(CredentialsError::new("profile file: reading it was interrupted")))
}

#[cfg(target_arch = "wasm32")]
async fn off_executor<T>(read: impl FnOnce() -> Result<T, CredentialsError>) -> Result<T, CredentialsError> {
    read()
}

impl ProvideCredentials for ProfileFile {
    fn credentials<'a>(
        &'a self,
        _: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        Box::pin(async move { self.renewal.get(&|| self.fetch()).await })
    }
}

impl fmt::Debug for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileFile").field("path", &self.path).finish_non_exhaustive()
    }
}
