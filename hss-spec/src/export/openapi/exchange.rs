//! Bodies of requests, and responses.

use std::collections::BTreeMap;

use super::exported::Export;
use crate::json::line::{Entries, Item};
use crate::model::{Body, Content, Field, Operation, ParameterStyle, Part, Response, StatusRange, Type};

impl Export<'_> {
    pub(super) fn body(&self, group: &str, body: &Body) -> Item {
        let mut content = Entries::default();
        let media_type = body.media_type.as_deref().unwrap_or(body.content.media_type());
        // Their schema distinguishes bytes of any media type from JSON.
        let has_schema = body.content != Content::Bytes || media_type.contains('*');
        let field = body.as_field("");
        content.item(media_type, self.media(group, &field, &body.parts, has_schema));
        for one in &body.alternatives {
            let field = one.as_field("");
            let has_schema = one.content != Content::Bytes;
            content.item(one.media_type(), self.media(group, &field, &one.parts, has_schema));
        }
        let mut entries = Entries::default();
        entries.flag("required", body.required).item("content", content.into_object());
        entries.into_object()
    }

    fn media(&self, group: &str, field: &Field, parts: &BTreeMap<String, Part>, has_schema: bool) -> Item {
        let mut media = Entries::default();
        if has_schema {
            media.item("schema", self.value_schema(group, field, None).into_line());
        }
        let mut encoding = Entries::default();
        for (name, part) in parts {
            let mut line = Entries::default();
            line.optional("contentType", part.media_type.as_deref());
            line.optional("style", part.style.map(ParameterStyle::name));
            if let Some(explode) = part.explode {
                line.item("explode", Item::Line(explode.to_string()));
            }
            let mut headers = Entries::default();
            for header in &part.headers {
                let mut entry = Entries::default();
                entry.flag("required", header.required.effective());
                entry.item("schema", self.value_schema(group, header, None).into_line());
                headers.item(&header.name, entry.into_line());
            }
            line.object("headers", headers);
            encoding.item(name, line.into_line());
        }
        media.object("encoding", encoding);
        media.into_line()
    }

    /// The schema of a type without constraints.
    fn schema_of(&self, group: &str, ty: &Type) -> Item {
        self.value_schema(group, &Field::new("", ty.clone()), None).into_line()
    }

    pub(super) fn responses(&self, group: &str, operation: &Operation) -> Item {
        let mut entries = Entries::default();
        let response = &operation.response;
        entries.item(&response.status.to_string(), self.response(group, response));
        for other in &operation.other_responses {
            let description = match other.status {
                status if status.is_success() => "Success.",
                StatusRange::Default => "Any other response.",
                _ => "Error.",
            };
            let mut line = Entries::default();
            line.text("description", description);
            if let Some(ty) = &other.ty {
                let media_type = other.media_type.as_deref().unwrap_or(media_type_of(ty));
                let mut content = Entries::default();
                content.item(media_type, self.returned(group, ty));
                line.item("content", content.into_line());
            }
            entries.item(&other.status.to_string(), line.into_line());
        }
        entries.into_object()
    }

    fn response(&self, group: &str, response: &Response) -> Item {
        let mut entries = Entries::default();
        entries.text("description", "Success.");
        let mut headers = Entries::default();
        for header in &response.headers {
            let mut line = Entries::default();
            line.optional("description", self.spec.field_doc(group, header));
            line.flag("deprecated", header.deprecated).item("schema", self.schema_of(group, &header.ty));
            headers.item(&header.name, line.into_line());
        }
        entries.object("headers", headers);
        if let Some(ty) = &response.ty {
            let media_type = response.media_type.as_deref().unwrap_or(media_type_of(ty));
            let mut content = Entries::default();
            let mut field = Field::new("", ty.clone());
            field.nullable = response.nullable;
            let mut media = Entries::default();
            media.item("schema", self.value_schema(group, &field, None).into_line());
            content.item(media_type, media.into_line());
            for one in &response.alternatives {
                content.item(&one.media_type, self.returned(group, &one.ty));
            }
            entries.item("content", content.into_object());
        }
        entries.into_object()
    }

    /// The schema of a response body; for a stream, that of an item.
    fn returned(&self, group: &str, ty: &Type) -> Item {
        let mut media = Entries::default();
        media.item("schema", self.schema_of(group, ty));
        media.into_line()
    }
}

/// The default media type of a response; bytes may be of any.
fn media_type_of(ty: &Type) -> &'static str {
    if *ty == Type::File { "*/*" } else { "application/json" }
}
