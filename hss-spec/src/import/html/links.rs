//! Links in the older form of doc pages: an `Object` is described by the table to which its row links.
//!
//! There a table is called `listener field description` instead of by its model's name. It gets that name here, and
//! the types that refer to it are written as the newer form writes them.

use std::collections::BTreeMap;

use super::super::label::{self, TableKind};
use super::block::Block;
use super::table::{Row, Table};
use super::words;

/// Names the models of tables that are linked to, and the types that link to them.
pub(super) fn resolve(blocks: &mut [Block]) {
    let linked = linked(blocks);
    let models = name_models(blocks, &linked);
    if models.is_empty() {
        return;
    }
    for table in blocks.iter_mut().filter_map(Block::table_mut) {
        let Some((heading, rows)) = table.rows.split_first_mut() else { continue };
        let is_type =
            |cell: &super::table::Cell| label::column(&words(&cell.text)) == Some(label::Column::Type);
        let Some(column) = heading.cells.iter().position(is_type) else { continue };
        rows.iter_mut().for_each(|row| name_type(row, column, &models));
    }
}

/// The fields whose rows link to a table, by its anchors: each names the model that the table describes. Only an object
/// or a list of them is described by another table.
fn linked(blocks: &mut [Block]) -> BTreeMap<String, String> {
    let mut linked = BTreeMap::new();
    for table in blocks.iter_mut().filter_map(Block::table_mut) {
        let Some((heading, rows)) = table.rows.split_first() else { continue };
        let position = |wanted: label::Column| {
            heading.cells.iter().position(|cell| label::column(&words(&cell.text)) == Some(wanted))
        };
        let (Some(name), Some(ty)) = (position(label::Column::Name), position(label::Column::Type)) else {
            continue;
        };
        for row in rows {
            let (Some(name), Some(ty)) = (row.cells.get(name), row.cells.get(ty)) else { continue };
            let is_described = ["object", "array", "list", "dict", "structure"]
                .iter()
                .any(|word| words(&ty.text).to_lowercase().contains(word));
            let own: Vec<&String> = row.cells.iter().filter_map(|cell| cell.target.as_ref()).collect();
            if let (true, Some(target)) = (is_described, own.first()) {
                linked.entry((*target).clone()).or_insert_with(|| words(&name.text));
            }
        }
    }
    linked
}

/// Gives every model's table its name; returns the names by anchor.
fn name_models(blocks: &mut [Block], linked: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut models = BTreeMap::new();
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for table in blocks.iter_mut().filter_map(Block::table_mut) {
        let Some((name, is_given)) = model_name(table, linked) else { continue };
        let fields = fields(table);
        // Two models with different fields may have one name: one is sent, one returned.
        let name = match known.get(&name) {
            Some(other) if *other != fields && !is_given => format!("{name}_response"),
            _ => name,
        };
        let name = match known.get(&name) {
            Some(other) if *other != fields && !is_given => with_title(&name, table),
            _ => name,
        };
        known.insert(name.clone(), fields);
        models.extend(table.anchors.iter().map(|anchor| (anchor.clone(), name.clone())));
        if let Some(caption) = &mut table.caption {
            caption.text = name;
        }
    }
    models
}

/// The model that a table describes, and true if its name is the whole title. Otherwise, its name is the only word of
/// the title that other such titles lack.
fn model_name(table: &Table, linked: &BTreeMap<String, String>) -> Option<(String, bool)> {
    let by_link = || {
        let name = table.anchors.iter().find_map(|anchor| linked.get(anchor))?;
        (label::table_kind(name) == TableKind::Model).then(|| (name.clone(), false))
    };
    let Some(caption) = table.caption.as_ref() else { return by_link() };
    let title = words(caption);
    let title = label::table_title(&title).unwrap_or(&title);
    match label::table_kind(title) {
        TableKind::Model => return Some((title.to_owned(), true)),
        TableKind::Unknown => {}
        TableKind::Parameters | TableKind::Untitled => return by_link(),
        _ => return None,
    }
    let mut names = title.split(' ').filter(|word| !label::is_filler(word));
    let (Some(name), None) = (names.next(), names.next()) else { return by_link() };
    (label::table_kind(name) == TableKind::Model).then(|| (name.to_owned(), false))
}

/// The name with the words of the table's title, which distinguish it from that of another model.
fn with_title(name: &str, table: &Table) -> String {
    let title = table.caption.as_ref().map(words).unwrap_or_default();
    let title = label::table_title(&title).unwrap_or(&title);
    let words = title.split(' ').filter(|word| !label::is_filler(word) && *word != name);
    let words = words.map(|word| word.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() { format!("{name}_element") } else { format!("{name}_{}", words.join("_")) }
}

fn fields(table: &Table) -> Vec<String> {
    table.rows.iter().filter_map(|row| row.cells.first()).map(|cell| words(&cell.text)).collect()
}

/// Writes the model's name into the type of a row that links to its table.
fn name_type(row: &mut Row, column: usize, models: &BTreeMap<String, String>) {
    let targets = row.cells.iter().filter_map(|cell| cell.target.as_ref());
    let Some(name) = targets.filter_map(|target| models.get(target)).next() else { return };
    let Some(ty) = row.cells.get_mut(column).map(|cell| &mut cell.text) else { return };
    match words(ty).to_lowercase().as_str() {
        "object" | "dict" | "json object" => ty.text = format!("{name} object"),
        "array" | "list" | "array of objects" | "list of objects" | "json array" => {
            ty.text = format!("Array of {name} objects");
        }
        // `jobs array`, `Array of job structures`: the words come from the field or the table.
        other if other.ends_with(" array") && !is_built_in(other) => {
            ty.text = format!("Array of {name} objects");
        }
        _ => {}
    }
}

/// Returns true if a list has elements of a type that needs no table: `string array`.
fn is_built_in(text: &str) -> bool {
    let element = text.trim_end_matches(" array");
    ["string", "int", "integer", "long", "boolean", "float", "double", "number"].contains(&element)
}
