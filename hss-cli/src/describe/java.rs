//! The sample for the vendor's Java SDK.

use hss_runtime::schema::{Body, Kind, Model};
use serde_json::Value as Json;

use super::example::{Example, camel};

pub(crate) fn sample(example: &Example) -> String {
    let operation = example.operation;
    let id = operation.id;
    let mut settings = String::new();
    for (parameter, value) in &example.parameters {
        let name = camel(parameter.field.name);
        settings
            .push_str(&format!("        request.with{name}({});\n", literal(&parameter.field.kind, value)));
    }
    if let (Some(body), Body::Json(kind)) = (&example.body, &example.form().body) {
        settings.push_str(&format!("        request.withBody({});\n", literal(kind, body)));
    }
    format!(
        r#"import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.hss.v5.HssClient;
import com.huaweicloud.sdk.hss.v5.model.*;
import com.huaweicloud.sdk.hss.v5.region.HssRegion;

public class {id} {{
    public static void main(String[] arguments) {{
        BasicCredentials credentials = new BasicCredentials()
            .withAk(System.getenv("HUAWEICLOUD_SDK_AK"))
            .withSk(System.getenv("HUAWEICLOUD_SDK_SK"));
        HssClient client = HssClient.newBuilder()
            .withCredential(credentials)
            .withRegion(HssRegion.valueOf("cn-north-4"))
            .build();
        {id}Request request = new {id}Request();
{settings}        try {{
            System.out.println({call});
        }} catch (ServiceResponseException error) {{
            System.err.println(error.getHttpStatusCode() + " " + error.getErrorCode() + " " + error.getErrorMsg());
        }}
    }}
}}
"#,
        call = call(example),
    )
}

/// The expression of the call; the invoker of an operation takes further headers.
fn call(example: &Example) -> String {
    let method = lower_camel(example.operation.id);
    match example.accept {
        None => format!("client.{method}(request)"),
        Some(accept) => {
            format!("client.{method}Invoker(request).addHeader(\"Accept\", {}).invoke()", Json::from(accept))
        }
    }
}

fn literal(kind: &Kind, value: &Json) -> String {
    match (kind, value) {
        (Kind::Model(model), Json::Object(entries)) => object(model, entries),
        (Kind::List(kind), Json::Array(list)) => {
            let elements: Vec<String> = list.iter().map(|element| literal(kind, element)).collect();
            format!("java.util.List.of({})", elements.join(", "))
        }
        (Kind::Map(_), _) => "java.util.Map.of()".to_owned(),
        (Kind::Timestamp, other) => format!("{other}L"),
        (_, other) => other.to_string(),
    }
}

fn object(model: &Model, entries: &serde_json::Map<String, Json>) -> String {
    let fields = model.fields.iter().filter_map(|field| {
        let value = entries.get(field.name)?;
        Some(format!(".with{}({})", camel(field.name), literal(&field.kind, value)))
    });
    format!("new {}(){}", model.name, fields.collect::<String>())
}

/// `ListImageScanTask` as `listImageScanTask`.
fn lower_camel(id: &str) -> String {
    let mut letters = id.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
