//! OAuth 2: tokens for client credentials and refresh tokens
//! ([RFC 6749](https://www.rfc-editor.org/rfc/rfc6749)).

mod settings;
mod source;

pub use settings::OAuth2;
