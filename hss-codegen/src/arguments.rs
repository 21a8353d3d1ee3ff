//! The arguments of `api!` and `spec!`.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};

/// The forms that `api!` accepts, for messages.
const FORMS: &str = "`group = \"image\"`, `shared`, `service` or `path = \"folder/of/a/spec\"`";

/// The arguments of `api!`.
pub(crate) enum Arguments {
    /// A group of the bundled spec.
    Group(LitStr),
    /// The types that the bundled spec's groups share.
    Shared(Ident),
    /// The bundled spec's service.
    Service(Ident),
    /// A whole spec, by the path of its folder.
    Path(LitStr),
}

impl Arguments {
    /// The place for errors in the named source.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Group(text) | Self::Path(text) => text.span(),
            Self::Shared(key) | Self::Service(key) => key.span(),
        }
    }
}

impl Parse for Arguments {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        if input.is_empty() {
            return Err(input.error(format!("api! has no argument; expected {FORMS}")));
        }
        let key: Ident =
            input.parse().map_err(|error| syn::Error::new(error.span(), format!("expected {FORMS}")))?;
        let arguments = match key.to_string().as_str() {
            // `family` is the name in earlier versions.
            "group" | "family" => Self::Group(value(input, &key)?),
            "path" => Self::Path(value(input, &key)?),
            "shared" => Self::Shared(key),
            "service" => Self::Service(key),
            other => {
                return Err(syn::Error::new(
                    key.span(),
                    format!("unknown argument `{other}`; expected {FORMS}"),
                ));
            }
        };
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
        }
        if !input.is_empty() {
            return Err(input.error(format!("api! takes one argument; expected {FORMS}")));
        }
        Ok(arguments)
    }
}

/// The argument of `spec!`.
pub(crate) struct SpecPath(pub(crate) LitStr);

impl Parse for SpecPath {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        const FORM: &str = "`path = \"folder/of/a/spec\"`";
        let key: Ident =
            input.parse().map_err(|error| syn::Error::new(error.span(), format!("expected {FORM}")))?;
        if key != "path" {
            return Err(syn::Error::new(key.span(), format!("unknown argument `{key}`; expected {FORM}")));
        }
        let path = value(input, &key)?;
        if input.peek(Token![,]) {
            input.parse::<Token![,]>()?;
        }
        if !input.is_empty() {
            return Err(input.error(format!("spec! takes one argument; expected {FORM}")));
        }
        Ok(Self(path))
    }
}

fn value(input: ParseStream, key: &Ident) -> syn::Result<LitStr> {
    let complain =
        |error: syn::Error| syn::Error::new(error.span(), format!("`{key}` takes a string: `{key} = \"…\"`"));
    input.parse::<Token![=]>().map_err(complain)?;
    let value: LitStr = input.parse().map_err(complain)?;
    if value.value().trim().is_empty() {
        return Err(syn::Error::new(value.span(), format!("`{key}` is empty")));
    }
    Ok(value)
}
