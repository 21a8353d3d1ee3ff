//! Operations and their parameters.

use super::exported::Export;
use super::extension::EXTENSION;
use crate::json::line::{Entries, Item, quote};
use crate::model::{Operation, Parameter, ParameterStyle};

impl Export<'_> {
    pub(super) fn operation(&self, group: &str, operation: &Operation) -> Item {
        let mut entries = Entries::default();
        entries.text("operationId", &operation.id);
        entries.item("tags", Item::List(vec![Item::Line(quote(group))]));
        entries
            .optional("summary", operation.title.as_deref())
            .optional("description", operation.doc.as_deref());
        entries.flag("deprecated", operation.deprecated);
        if let Some(page) = self.spec.page(operation) {
            let mut docs = Entries::default();
            docs.text("url", &page);
            entries.item("externalDocs", docs.into_line());
        }
        if let Some(requirements) = &operation.security {
            entries.item("security", self.schemes.requirements(requirements));
        }
        if let Some(server) = &operation.server {
            entries.item("servers", Item::List(vec![super::server(&self.spec.service, server)]));
        }
        let parameters = operation.parameters.iter().map(|parameter| self.parameter(group, parameter));
        entries.list("parameters", parameters.collect());
        if let Some(body) = &operation.body {
            entries.item("requestBody", self.body(group, body));
        }
        entries.item("responses", self.responses(group, operation));
        // Without paging, the extension is null, since an importer may otherwise infer paging from the names.
        let paging = operation.paging.as_ref().map_or("null".to_owned(), |paging| quote(&paging.to_string()));
        let mut extension = Entries::default();
        extension.item("paging", Item::Line(paging)).optional("date", operation.date.as_deref());
        entries.item(EXTENSION, extension.into_line());
        entries.into_object()
    }

    fn parameter(&self, group: &str, parameter: &Parameter) -> Item {
        let field = &parameter.field;
        let mut line = Entries::default();
        line.text("name", &field.name).text("in", parameter.location.name());
        line.flag("required", field.required.effective()).flag("deprecated", field.deprecated);
        line.optional("description", self.spec.parameter_doc(group, parameter));
        let unit = self.spec.parameter_unit(group, parameter);
        let schema = self.value_schema(group, field, unit).into_line();
        if let Some(media_type) = &parameter.media_type {
            let mut media = Entries::default();
            media.item("schema", schema);
            let mut content = Entries::default();
            content.item(media_type, media.into_line());
            line.item("content", content.into_line());
            return line.into_line();
        }
        let style = parameter.style;
        // OpenAPI 3 has no tab-delimited lists.
        if style != ParameterStyle::default_of(parameter.location) && style != ParameterStyle::TabDelimited {
            line.text("style", style.name());
        }
        if parameter.explode != style.explodes_by_default() {
            line.item("explode", Item::Line(parameter.explode.to_string()));
        }
        line.flag("allowReserved", parameter.reserved).item("schema", schema);
        line.into_line()
    }
}
