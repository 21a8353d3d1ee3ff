//! Verification of the vendor's request signature, `SDK-HMAC-SHA256`.
//!
//! It is written from the algorithm's description and shares no code with the client, so that the two check each other.

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

use crate::request::{Request, decode};

/// The algorithm, which is the first word of the `Authorization` header.
pub(crate) const ALGORITHM: &str = "SDK-HMAC-SHA256";

const CONTENT_HASH_HEADER: &str = "x-sdk-content-sha256";
const DATE_HEADER: &str = "x-sdk-date";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// All characters except the unreserved ones of RFC 3986: letters, digits and four marks.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The parts of an `Authorization` header.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Authorization {
    pub(crate) access_key: String,
    pub(crate) signed_headers: Vec<String>,
    pub(crate) signature: Vec<u8>,
}

impl Authorization {
    /// Reads `SDK-HMAC-SHA256 Access=…, SignedHeaders=…;…, Signature=…`.
    pub(crate) fn parse(header: &str) -> Option<Self> {
        let (mut access_key, mut signed_headers, mut signature) = (None, None, None);
        for part in header.strip_prefix(ALGORITHM)?.trim().split(',') {
            let (name, value) = part.trim().split_once('=')?;
            match name {
                "Access" => access_key = Some(value.to_owned()).filter(|key| !key.is_empty()),
                "SignedHeaders" => {
                    signed_headers = Some(value.split(';').map(str::to_ascii_lowercase).collect())
                }
                "Signature" => signature = from_hex(value).filter(|bytes| bytes.len() == 32),
                _ => return None,
            }
        }
        Some(Self { access_key: access_key?, signed_headers: signed_headers?, signature: signature? })
    }

    /// Checks the signature with the secret key.
    ///
    /// # Errors
    ///
    /// The fault of the signature, as part of a refusal's message.
    pub(crate) fn verify(&self, request: &Request, secret_key: &str) -> Result<(), String> {
        let date = request.header(DATE_HEADER).ok_or("the header X-Sdk-Date is missing")?;
        for hash in body_hashes(request)? {
            let canonical = canonical_request(request, &self.signed_headers, &hash)?;
            let to_sign = format!("{ALGORITHM}\n{date}\n{}", to_hex(&Sha256::digest(canonical)));
            let mut mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes())
                .map_err(|_| "the secret key can't be used".to_owned())?;
            mac.update(to_sign.as_bytes());
            if mac.verify_slice(&self.signature).is_ok() {
                return Ok(());
            }
        }
        Err("verify aksk signature fail".to_owned())
    }
}

fn canonical_request(request: &Request, signed_headers: &[String], hash: &str) -> Result<Vec<u8>, String> {
    let mut canonical = Vec::new();
    let method = request.method.to_ascii_uppercase();
    let uri = canonical_uri(&request.path);
    canonical.extend_from_slice(format!("{method}\n{uri}\n{}\n", canonical_query(&request.query)).as_bytes());
    let mut names = signed_headers.to_vec();
    names.sort_unstable();
    for name in &names {
        let value =
            request.headers.get(name).ok_or_else(|| format!("the signed header {name} is missing"))?;
        canonical.extend_from_slice(name.as_bytes());
        canonical.push(b':');
        canonical.extend_from_slice(value.as_bytes().trim_ascii());
        canonical.push(b'\n');
    }
    canonical.extend_from_slice(format!("\n{}\n{hash}", names.join(";")).as_bytes());
    Ok(canonical)
}

/// The path, decoded and encoded again to a canonical form, with a trailing slash.
fn canonical_uri(path: &str) -> String {
    let segments: Vec<String> = decode(path).split('/').map(encode).collect();
    let mut uri = segments.join("/");
    if !uri.ends_with('/') {
        uri.push('/');
    }
    uri
}

/// The pairs in the order of their keys and then their values, before they are encoded.
fn canonical_query(query: &[(String, String)]) -> String {
    let mut pairs: Vec<&(String, String)> = query.iter().collect();
    pairs.sort_unstable();
    let pairs: Vec<String> =
        pairs.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
    pairs.join("&")
}

/// The accepted hashes of the body: its own, or that of the header, which must match. The
/// vendor's SDKs disagree about an empty body that is declared unsigned; all forms are accepted.
fn body_hashes(request: &Request) -> Result<Vec<String>, String> {
    let hash = to_hex(&Sha256::digest(&request.body));
    match request.header(CONTENT_HASH_HEADER) {
        Some(claimed) if claimed == UNSIGNED && request.body.is_empty() => Ok(vec![claimed, hash]),
        Some(claimed) if claimed == UNSIGNED || claimed.eq_ignore_ascii_case(&hash) => Ok(vec![claimed]),
        Some(_) => Err("the header X-Sdk-Content-Sha256 isn't the body's hash".to_owned()),
        None => Ok(vec![hash]),
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::Request as HttpRequest;

    fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Request {
        let mut builder = HttpRequest::builder().method(method).uri(url);
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        let (parts, ()) = builder.body(()).unwrap().into_parts();
        Request::new(parts, bytes::Bytes::copy_from_slice(body.as_bytes()))
    }

    fn verify(request: &Request, header: &str) -> Result<(), String> {
        Authorization::parse(header).unwrap().verify(request, "SKEXAMPLE")
    }

    const PATH: &str = "/v5/0123456789abcdef0123456789abcdef/image";
    const HOST: (&str, &str) = ("host", "hss.cn-north-4.myhuaweicloud.com");
    const DATE: (&str, &str) = ("x-sdk-date", "20250829T120000Z");

    #[test]
    fn a_get_with_a_query_that_needs_encoding() {
        let header = "SDK-HMAC-SHA256 Access=AKEXAMPLE, SignedHeaders=host;x-sdk-date, \
                      Signature=e44afeb8f76d0df7e40246b1cbab7b116c26a88c7825dc0d6fd88280c40553b2";
        let url = format!("{PATH}/tasks?task_name=nightly%20scan%20task");
        assert_eq!(verify(&request("GET", &url, &[HOST, DATE], ""), header), Ok(()));
        let as_a_form = format!("{PATH}/tasks?task_name=nightly+scan+task");
        assert_eq!(verify(&request("GET", &as_a_form, &[HOST, DATE], ""), header), Ok(()));
        let other = format!("{PATH}/tasks?task_name=nightly");
        assert!(verify(&request("GET", &other, &[HOST, DATE], ""), header).is_err());
    }

    #[test]
    fn a_post_with_a_body_and_more_signed_headers() {
        let header = "SDK-HMAC-SHA256 Access=AKEXAMPLE, \
                      SignedHeaders=content-type;host;user-agent;x-project-id;x-sdk-date, \
                      Signature=2367f8e803b46d6b1a567cb4c1de47135d82dd685733a26d6c734c920988f350";
        let headers = [
            HOST,
            DATE,
            ("content-type", "application/json"),
            ("user-agent", "hss-client-test/0.1"),
            ("x-project-id", "0123456789abcdef0123456789abcdef"),
        ];
        let url = format!("{PATH}/image-scan/tasks");
        let body = r#"{"image_type":"registry","scan_scope":983040}"#;
        assert_eq!(verify(&request("POST", &url, &headers, body), header), Ok(()));
        assert!(verify(&request("POST", &url, &headers, "{}"), header).is_err());
        let missing = verify(&request("POST", &url, &headers[..4], body), header);
        assert_eq!(missing, Err("the signed header x-project-id is missing".to_owned()));
    }

    #[test]
    fn an_empty_body_that_is_declared_unsigned() {
        let header = "SDK-HMAC-SHA256 Access=AKEXAMPLE, \
                      SignedHeaders=content-type;host;x-sdk-content-sha256;x-sdk-date, \
                      Signature=9cead418905d7eee333512940ffba99ef492a9a00520d8a62cb5253f83fd0ad0";
        let hash = ("x-sdk-content-sha256", "UNSIGNED-PAYLOAD");
        let headers = [HOST, DATE, ("content-type", "application/octet-stream"), hash];
        assert_eq!(verify(&request("GET", &format!("{PATH}/tasks"), &headers, ""), header), Ok(()));
        let other = [HOST, DATE, headers[2], ("x-sdk-content-sha256", "00")];
        let refused = verify(&request("GET", &format!("{PATH}/tasks"), &other, ""), header);
        assert_eq!(refused, Err("the header X-Sdk-Content-Sha256 isn't the body's hash".to_owned()));
    }

    #[test]
    fn a_header_of_another_form_is_not_an_authorization() {
        let good = format!("SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature={}", "0a".repeat(32));
        assert!(Authorization::parse(&good).is_some());
        for bad in [
            "",
            "Bearer abc",
            "SDK-HMAC-SHA256",
            "SDK-HMAC-SHA256 Access=A",
            "SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature=zz",
            &good.replace("Access=A", "Access="),
            &good.replace("0a0a", "0a0"),
        ] {
            assert_eq!(Authorization::parse(bad), None, "{bad}");
        }
    }
}
