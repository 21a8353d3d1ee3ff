//! The sample for the vendor's Go SDK.

use hss_runtime::schema::{Body, Kind, Model};
use serde_json::Value as Json;

use super::example::{Example, camel};

pub(crate) fn sample(example: &Example) -> String {
    let operation = example.operation;
    let id = operation.id;
    let mut fields = String::new();
    for (parameter, value) in &example.parameters {
        let name = camel(parameter.field.name);
        fields.push_str(&format!("\t\t{name}: {},\n", literal(&parameter.field.kind, value)));
    }
    if let (Some(body), Body::Json(kind)) = (&example.body, &example.form().body) {
        let pointer = if matches!(kind, Kind::Model(_)) { "&" } else { "" };
        fields.push_str(&format!("\t\tBody: {pointer}{},\n", literal(kind, body)));
    }
    // The invoker of an operation takes further headers.
    let (method, invocation) = match example.accept {
        None => (id.to_owned(), String::new()),
        Some(accept) => {
            let header = format!("map[string]string{{\"Accept\": {}}}", Json::from(accept));
            (format!("{id}Invoker"), format!(".AddHeader({header}).Invoke()"))
        }
    };
    format!(
        r#"package main

import (
	"fmt"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	hss "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/hss/v5"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/hss/v5/model"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/hss/v5/region"
)

func main() {{
	credentials, err := basic.NewCredentialsBuilder().
		WithAk(os.Getenv("HUAWEICLOUD_SDK_AK")).
		WithSk(os.Getenv("HUAWEICLOUD_SDK_SK")).
		SafeBuild()
	if err != nil {{
		panic(err)
	}}
	place, err := region.SafeValueOf("cn-north-4")
	if err != nil {{
		panic(err)
	}}
	connection, err := hss.HssClientBuilder().WithRegion(place).WithCredential(credentials).SafeBuild()
	if err != nil {{
		panic(err)
	}}
	response, err := hss.NewHssClient(connection).{method}(&model.{id}Request{{
{fields}	}}){invocation}
	if err != nil {{
		panic(err)
	}}
	fmt.Printf("%+v\n", response)
}}
"#
    )
}

fn literal(kind: &Kind, value: &Json) -> String {
    match (kind, value) {
        (Kind::Model(model), Json::Object(entries)) => object(model, entries),
        (Kind::List(inner), Json::Array(list)) => {
            let elements: Vec<String> = list.iter().map(|element| literal(inner, element)).collect();
            format!("[]{}{{{}}}", type_name(inner), elements.join(", "))
        }
        (Kind::Map(_), _) => "map[string]string{}".to_owned(),
        (_, other) => other.to_string(),
    }
}

fn object(model: &Model, entries: &serde_json::Map<String, Json>) -> String {
    let fields = model.fields.iter().filter_map(|field| {
        let value = entries.get(field.name)?;
        Some(format!("{}: {}", camel(field.name), literal(&field.kind, value)))
    });
    format!("model.{}{{{}}}", model.name, fields.collect::<Vec<_>>().join(", "))
}

fn type_name(kind: &Kind) -> String {
    match kind {
        Kind::Integer | Kind::Timestamp => "int64".to_owned(),
        Kind::Number => "float64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Model(model) => format!("model.{}", model.name),
        Kind::List(kind) => format!("[]{}", type_name(kind)),
        _ => "string".to_owned(),
    }
}
