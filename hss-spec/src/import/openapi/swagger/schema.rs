//! Schemas: the few keywords that have another form in OpenAPI 3.

use super::super::tree::Node;
use super::Rewriter;

impl Rewriter<'_, '_> {
    /// Rewrites every schema of the document and of the files that it refers to.
    ///
    /// A field may have the name of a keyword, but its value is a schema, while the keyword's is a scalar.
    pub(super) fn schemas(&mut self) {
        for index in 0..self.tree.len() {
            let node = self.tree.node(index);
            let nullable = node.get("x-nullable").filter(|value| value.boolean().is_some()).map(Node::id);
            let tag = node.get("discriminator").filter(|value| value.text().is_some()).map(Node::id);
            if nullable.is_none() && tag.is_none() {
                continue;
            }
            let mut entries = self.tree.entries_of(index);
            if let Some(nullable) = nullable {
                entries.retain(|(key, _)| key != "x-nullable" && key != "nullable");
                entries.push(("nullable".into(), nullable));
            }
            if let Some(tag) = tag {
                entries.retain(|(key, _)| key != "discriminator");
                let discriminator = self.tree.add_map_at(tag, vec![("propertyName".into(), tag)]);
                entries.push(("discriminator".into(), discriminator));
            }
            self.tree.set_entries(index, entries);
        }
    }

    /// Rewrites `type: file`, which documents of OpenAPI 3 have as well, though it has no such type.
    pub(super) fn files(&mut self) {
        for index in 0..self.tree.len() {
            if self.tree.node(index).get("type").and_then(Node::text) == Some("file") {
                let mut entries = self.tree.entries_of(index);
                entries.retain(|(key, _)| key != "type" && key != "format");
                entries.push(("type".into(), self.tree.add_text(index, "string")));
                entries.push(("format".into(), self.tree.add_text(index, "binary")));
                self.tree.set_entries(index, entries);
            }
        }
    }
}
