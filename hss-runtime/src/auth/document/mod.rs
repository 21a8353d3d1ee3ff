//! The security schemes of a document: bearer, basic, API keys, OAuth 2, and custom ones.
//!
//! Environment variables, which [`Builder::from_env`](crate::Builder::from_env) reads. Names start with that of the service
//! in upper case, with `_` for everything except letters and digits:
//!
//! | variable | meaning |
//! |---|---|
//! | `PETS_TOKEN` | token for `Authorization: Bearer` |
//! | `PETS_USER`, `PETS_PASSWORD` | user name and password |
//! | `PETS_API_KEY` | key of the only `apiKey` scheme |
//! | `PETS_API_KEY_SECOND_KEY` | key of the scheme `second-key`, if there are several |
//! | `PETS_CLIENT_ID`, `PETS_CLIENT_SECRET` | OAuth 2 client |
//! | `PETS_REFRESH_TOKEN` | refresh token of OAuth 2 |
//! | `PETS_TOKEN_URL` | address of the token server, instead of the document's |
//! | `PETS_SCOPES` | scopes to request, separated by spaces |
//! | `PETS_ENDPOINT` | endpoint of the service |
//! | `PETS_SERVER` | server of the service, if there are several: description, address or number |
//! | `PETS_SERVER_SITE` | variable `site` in the address of the server |

mod choice;
mod entry;
mod environment;
mod scheme;
mod settings;
mod variable;

pub(crate) use environment::{endpoint, server, server_variable};
pub(crate) use settings::{Assemble, AuthSettings, assemble};
pub use variable::{Variable, variables};
