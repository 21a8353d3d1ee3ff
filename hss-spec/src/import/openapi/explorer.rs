//! Definitions of the vendor's API Explorer: one operation per file, Swagger 2.0 with different top-level keys.

use super::tree::Tree;
use super::{OpenApi, Reader, document, swagger};
use crate::import::Document;
use crate::place::Problems;

/// Top-level keys of a definition that have another form in the document, or no meaning for it.
const LEFT_OUT: [&str; 8] =
    ["components", "consumes", "schemes", "base_path", "security_definitions", "tags", "version", "id"];

/// Reads a definition as a document of one operation. Only its keywords are read: the descriptions are those of the doc
/// page.
pub(in crate::import) fn read_explorer_form(document: &Document<'_>) -> Result<OpenApi, Problems> {
    let mut tree = Tree::parse(document)?;
    let root = tree.root().id();
    let mut entries = tree.entries_of(root);
    entries.retain(|(key, _)| !LEFT_OUT.contains(&key.as_ref()));
    let version = tree.add_text(root, "2.0");
    entries.insert(0, ("swagger".into(), version));
    tree.set_entries(root, entries);
    swagger::rewrite(&mut tree);
    document::read(Reader::new(tree.root(), false, false))
}
