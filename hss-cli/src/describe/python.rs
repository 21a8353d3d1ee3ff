//! The sample for the vendor's Python SDK.

use serde_json::Value as Json;

use super::example::Example;

pub(crate) fn sample(example: &Example) -> String {
    let operation = example.operation;
    let id = operation.id;
    let mut settings = String::new();
    for (parameter, value) in &example.parameters {
        let name = parameter.field.name.replace('-', "_").to_ascii_lowercase();
        settings.push_str(&format!("    request.{name} = {}\n", literal(value)));
    }
    if let Some(body) = &example.body {
        settings.push_str(&format!("    request.body = {}\n", literal(body)));
    }
    format!(
        r#"import os

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkhss.v5 import HssClient, {id}Request
from huaweicloudsdkhss.v5.region.hss_region import HssRegion

try:
    credentials = BasicCredentials(os.environ["HUAWEICLOUD_SDK_AK"], os.environ["HUAWEICLOUD_SDK_SK"])
    region = HssRegion.value_of("cn-north-4")
    client = HssClient.new_builder().with_credentials(credentials).with_region(region).build()
    request = {id}Request()
{settings}    print({call})
except ClientRequestException as error:
    print(error.status_code, error.error_code, error.error_msg, error.request_id)
"#,
        call = call(example),
    )
}

/// The expression of the call; the invoker of an operation takes further headers.
fn call(example: &Example) -> String {
    let method = hss_spec::names::snake_words(example.operation.id);
    match example.accept {
        None => format!("client.{method}(request)"),
        Some(accept) => {
            format!(
                "client.{method}_invoker(request).add_header(\"Accept\", {}).invoke()",
                Json::from(accept)
            )
        }
    }
}

/// A JSON value as Python writes it.
fn literal(value: &Json) -> String {
    match value {
        Json::Null => "None".to_owned(),
        Json::Bool(true) => "True".to_owned(),
        Json::Bool(false) => "False".to_owned(),
        Json::Array(list) => format!("[{}]", list.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(name, value)| format!("{}: {}", Json::from(name.as_str()), literal(value)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => other.to_string(),
    }
}
