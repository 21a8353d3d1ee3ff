//! Titles of tables that are lines or headings of their own.

use std::collections::BTreeSet;

use super::super::captions::{self, Owner, Part};
use super::super::label::{self, TableKind};
use super::super::page::Piece;
use super::super::types;
use super::block::Block;
use super::table::Table;
use super::words;

/// Gives tables the lines that are their titles: `Table 1 Path parameters` above or below a table, and above it also
/// `Path parameters` or the name of a model.
pub(super) fn assign(blocks: Vec<Block>) -> Vec<Block> {
    let parts: Vec<Part> = blocks.iter().map(part).collect();
    let owners = captions::owners(&parts);
    let models = models(&blocks);
    let mut assigned: Vec<Block> = Vec::with_capacity(blocks.len());
    // The title of the table that is next, and true if the last title was that of the table above it.
    let (mut pending, mut is_behind_title) = (None, false);
    for (block, owner) in blocks.into_iter().zip(owners) {
        match (block, owner) {
            (Block::Line(title) | Block::Heading(title), Some(owner)) => match owner {
                Owner::Next => pending = Some(title),
                Owner::Previous => {
                    is_behind_title = true;
                    if let Some(table) = assigned.last_mut().and_then(Block::table_mut) {
                        table.caption = Some(title);
                    }
                }
                Owner::Unclear => {
                    let message = format!(
                        "the title `{}` is between two tables, and others of the page are above as well as below \
                         their tables; expected all above",
                        words(&title)
                    );
                    assigned.push(Block::Unread(title, message));
                }
            },
            (Block::Table(mut table), _) => {
                if std::mem::take(&mut is_behind_title) {
                    // They may be those of the title.
                    table.anchors.clear();
                }
                let titled = pending.take().or_else(|| own_title(&table, assigned.last(), &models));
                if table.caption.is_none() {
                    table.caption = titled;
                }
                assigned.push(Block::Table(table));
            }
            (block, _) => assigned.push(block),
        }
    }
    assigned
}

fn part(block: &Block) -> Part {
    match block {
        Block::Line(text) | Block::Heading(text) => {
            label::table_title(&words(text)).map_or(Part::Other, captions::title)
        }
        Block::Table(table) if !is_titled(table) => Part::Table,
        _ => Part::Other,
    }
}

/// Returns true if a table has a caption, or a title in its first row.
fn is_titled(table: &Table) -> bool {
    let first = table.rows.first().filter(|row| row.is_single).and_then(|row| row.cells.first());
    table.caption.is_some() || first.is_some_and(|cell| label::table_title(&words(&cell.text)).is_some())
}

/// The line above a table, if it is the title of a part of the call, or the name of a model.
fn own_title(table: &Table, above: Option<&Block>, models: &BTreeSet<String>) -> Option<Piece> {
    let (Block::Line(text) | Block::Heading(text)) = above.filter(|_| !is_titled(table))? else {
        return None;
    };
    let title = words(text);
    let is_title = match label::table_kind(&title) {
        TableKind::Model => models.contains(&title),
        TableKind::Parameters | TableKind::Untitled | TableKind::Unknown => false,
        _ => true,
    };
    (is_title && label::section(&title).is_none()).then(|| text.clone())
}

/// The names of models in the cells of tables that are types.
fn models(blocks: &[Block]) -> BTreeSet<String> {
    const LONGEST: usize = 300;
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let texts = cells.filter(|cell| cell.text.text.len() <= LONGEST).map(|cell| words(&cell.text));
    let types = texts.filter(|text| types::is_type(text)).filter_map(|text| types::parse(&text));
    types.filter_map(|ty| ty.name().map(str::to_owned)).collect()
}
