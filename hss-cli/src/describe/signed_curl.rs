//! The sample for curl: a script that signs its request with openssl.
//!
//! The secret key is not in an argument of a process, where `ps` would show it: the shell itself computes the pads of the
//! HMAC (RFC 2104), and the signature goes to curl through standard input.

use hss_runtime::schema::Location;
use hss_runtime::sign::canonical_query;

use super::curl::endpoint;
use super::example::{self, Example, plain};
use crate::program::Program;
use crate::shell_quote::quoted;

pub(super) fn sample(program: &Program, example: &Example) -> String {
    let operation = example.operation;
    let mut path = operation.path.replace("{project_id}", "$HUAWEICLOUD_SDK_PROJECT_ID");
    let mut query = Vec::new();
    let mut headers = Vec::new();
    for (parameter, value) in &example.parameters {
        let (name, text) = (parameter.field.name, plain(value));
        match parameter.location {
            Location::Path => path = path.replace(&format!("{{{name}}}"), &example::in_path(&text)),
            Location::Header => headers.push(format!(" -H {}", quoted(&format!("{name}: {text}")))),
            _ => query.push((name.to_owned(), text)),
        }
    }
    let query = canonical_query(&query);
    let mark = if query.is_empty() { "" } else { "?" };
    let method = operation.method.as_str();
    let body = example.body.as_ref().map(|body| body.to_string()).unwrap_or_default();
    let data = if body.is_empty() { "" } else { " --data-binary \"$body\"" };
    let headers = headers.concat();
    if example.is_form() {
        return "# A form is signed over its whole body: let a client do it.".to_owned();
    }
    format!(
        r#"# Needs HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK and HUAWEICLOUD_SDK_PROJECT_ID in the environment.
endpoint="{endpoint}"
path="{path}"
query={query}
body={body}
host="${{endpoint#*://}}"
date="$(date -u +%Y%m%dT%H%M%SZ)"
hash() {{ openssl dgst -sha256 -r | cut -d ' ' -f 1; }}
# HMAC-SHA256 with a secret key of at most 64 ASCII letters, which no process has as an argument.
pad() {{
  key="$HUAWEICLOUD_SDK_SK" count=0
  while [ "$count" -lt 64 ]; do
    letter="${{key%"${{key#?}}"}}" key="${{key#?}}" code=0 count=$((count + 1))
    [ -z "$letter" ] || code="$(printf %d "'$letter")"
    printf "\\$(printf %03o $((code ^ $1)))"
  done
}}
hmac() {{ {{ pad 92; {{ pad 54; cat; }} | openssl dgst -sha256 -binary; }} | hash; }}
request="$(printf '{method}\n%s/\n%s\nhost:%s\nx-sdk-date:%s\n\nhost;x-sdk-date\n%s' \
  "$path" "$query" "$host" "$date" "$(printf %s "$body" | hash)")"
signature="$(printf 'SDK-HMAC-SHA256\n%s\n%s' "$date" "$(printf %s "$request" | hash)" | hmac)"
printf 'Authorization: SDK-HMAC-SHA256 Access=%s, SignedHeaders=host;x-sdk-date, Signature=%s\n' \
  "$HUAWEICLOUD_SDK_AK" "$signature" |
  curl -X {method} "$endpoint$path{mark}$query" -H @- -H "X-Sdk-Date: $date" \
    -H 'Content-Type: application/json'{headers}{data}
"#,
        endpoint = endpoint(program),
        query = quoted(&query),
        body = quoted(&body),
    )
}
