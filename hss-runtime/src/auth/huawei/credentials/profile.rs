//! An access key from a profile file.

use super::renewal::{self, Fetched, Renewal, Source};
use super::{Credentials, CredentialsContext, CredentialsError, ProvideCredentials};
use crate::transport::BoxFuture;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long what was read is used before the file is looked at again: keys get rotated.
const KEPT: Duration = Duration::from_secs(300);
const USUAL_SECTION: &str = "basic";

/// An access key from a profile file, as the vendor's SDKs read it: INI, section `[basic]`, with `ak`, `sk` and, for a
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
    renewal: Renewal,
}

impl ProfileFile {
    /// The file at this path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::of(Some(path.into()))
    }

    /// The file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, else `.huaweicloud/credentials` in the home directory.
    pub fn standard() -> Self {
        let named = std::env::var_os("HUAWEICLOUD_SDK_CREDENTIALS_FILE").filter(|path| !path.is_empty());
        let path = named
            .map(PathBuf::from)
            .or_else(|| Some(std::env::home_dir()?.join(".huaweicloud").join("credentials")));
        Self::of(path)
    }

    fn of(path: Option<PathBuf>) -> Self {
        ProfileFile { path, section: USUAL_SECTION.to_owned(), renewal: Renewal::default() }
    }

    /// Another section than `[basic]`, for a file that holds several accounts.
    #[must_use]
    pub fn section(self, name: impl Into<String>) -> Self {
        ProfileFile { section: name.into(), ..self }
    }

    /// The path of the file; none where there is no home directory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The project that the file names (`project_id`), if it can be read and does.
    pub fn project_id(&self) -> Option<String> {
        self.value("project_id")
    }

    /// The region that the file names (`region`), if it can be read and does.
    pub fn region(&self) -> Option<String> {
        self.value("region")
    }

    fn value(&self, name: &str) -> Option<String> {
        let text = std::fs::read_to_string(self.path.as_ref()?).ok()?;
        section(&text, &self.section).ok()?.get(name).map(str::to_owned)
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let Some(path) = &self.path else {
            return Err(CredentialsError::new("profile file: there is no home directory to look in"));
        };
        let wrong = |what: &str| CredentialsError::new(format!("profile file `{}` {what}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => wrong("does not exist"),
            _ => wrong(&format!("cannot be read: {error}")).with_source(error),
        })?;
        let values = section(&text, &self.section).map_err(|problem| wrong(&problem))?;
        let value = |name: &str| {
            values.get(name).ok_or_else(|| wrong(&format!("has no `{name}` in section [{}]", self.section)))
        };
        let (access_key, secret_key) = (value("ak")?, value("sk")?);
        Ok(match values.get("security_token") {
            Some(token) => Credentials::temporary(access_key, secret_key, token),
            None => Credentials::new(access_key, secret_key),
        })
    }
}

/// What a section says, line by line.
struct Section<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Section<'a> {
    /// The value of a key; the last one, where it is given twice.
    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// The values of a section that are not empty.
///
/// # Errors
/// The number of a line that is none, never what stands there: it may be a key.
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

impl Source for ProfileFile {
    fn renewal(&self) -> &Renewal {
        &self.renewal
    }

    fn fetch<'a>(&'a self, _: CredentialsContext<'a>) -> BoxFuture<'a, Result<Fetched, CredentialsError>> {
        let read = self.read();
        Box::pin(std::future::ready(read.map(|credentials| Fetched {
            credentials,
            lifetime: KEPT,
            margin: Duration::ZERO,
        })))
    }
}

impl ProvideCredentials for ProfileFile {
    fn credentials<'a>(
        &'a self,
        context: CredentialsContext<'a>,
    ) -> BoxFuture<'a, Result<Credentials, CredentialsError>> {
        renewal::get(self, context)
    }
}

impl fmt::Debug for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileFile").field("path", &self.path).finish_non_exhaustive()
    }
}
