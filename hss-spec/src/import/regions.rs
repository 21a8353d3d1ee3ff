//! A service's regions, from a file of endpoints: JSON or YAML by name, a table as Markdown, HTML or CSV, or the source of
//! one of the vendor's SDKs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::openapi::tree::{Node, Tree, short};
use super::{Document, html, line_ends};
use crate::model::Service;
use crate::place::{NoteKind, Place, Problem, Problems};

/// The regions of a service and their endpoints, as a file lists them.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Regions {
    /// The endpoint of each region: `https://` and a host. A region without one has the endpoint of the service's pattern.
    pub endpoints: BTreeMap<String, Option<String>>,
    /// Notes on rows and endpoints that are left out.
    pub notes: Vec<Problem>,
}

/// Placeholder of the region in the pattern of endpoints.
const REGION: &str = "{region}";

/// Reads a file of endpoints.
///
/// JSON and YAML are an object of regions, each with an endpoint, a list of them or null; an object of such objects by the
/// names of services; or a list of objects with `region` and `endpoint`. A table has a column with the regions' ids and
/// one with endpoints; in source code, a region's id is quoted directly before its endpoint. If there are several
/// services, only the rows whose host begins with the service's name are read.
///
/// # Errors
///
/// All problems at once, each with its line and column: the file has no regions, a name is not a region id, an endpoint
/// is not a host.
pub fn read_regions(document: &Document<'_>, service: &str) -> Result<Regions, Problems> {
    let text = line_ends::unified(document.text);
    let mut reading = Reading { service, regions: Regions::default(), problems: Vec::new() };
    let first = text.trim_start();
    if html::is_html(first) {
        reading.rows(document.name, html_rows(&text));
    } else if first.starts_with(['{', '[']) {
        reading.tree(Tree::parse(document)?.root());
    } else {
        match table(&text).or_else(|| quoted_pairs(&text)) {
            Some(rows) => reading.rows(document.name, rows),
            None => reading.tree(Tree::parse(document)?.root()),
        }
    }
    reading.finish(document.name)
}

/// Merges regions into a service: new ones are added, known ones get their endpoints, and those that the file lacks
/// stay.
///
/// A service without a pattern of its endpoints gets the one that most regions follow.
pub fn apply_regions(service: &mut Service, regions: Regions) -> Vec<Problem> {
    let Regions { endpoints, mut notes } = regions;
    let missing: Vec<&str> = service
        .regions
        .keys()
        .filter(|region| !endpoints.contains_key(*region))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "the file of endpoints lacks regions that the spec has; they stay: {}",
            missing.join(", ")
        );
        notes.push(Problem::note(&Place::default(), message));
    }
    if service.endpoint.is_none() {
        service.endpoint = common_pattern(&endpoints);
    }
    for (region, endpoint) in endpoints {
        let by_pattern = service.endpoint.as_ref().map(|pattern| pattern.replace(REGION, &region));
        service.regions.insert(region, endpoint.filter(|endpoint| Some(endpoint) != by_pattern.as_ref()));
    }
    notes
}

/// The pattern that most endpoints follow; of equally frequent ones, the first in alphabetical order.
fn common_pattern(endpoints: &BTreeMap<String, Option<String>>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (region, endpoint) in endpoints {
        let pattern = endpoint.as_ref().map(|endpoint| endpoint.replace(region.as_str(), REGION));
        if let Some(pattern) = pattern.filter(|pattern| pattern.contains(REGION)) {
            *counts.entry(pattern).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(pattern, _)| pattern)
}

/// A cell of a table, with its line and column.
type Cell = (u32, u32, String);

struct Reading<'s> {
    service: &'s str,
    regions: Regions,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    /// Reads JSON or YAML.
    fn tree(&mut self, root: Node<'_>) {
        if root.is_list() {
            return root.elements().for_each(|element| self.object(element));
        }
        if !root.is_map() {
            return self.problems.push(Problem::error(
                &root.place(),
                format!("expected regions and their endpoints, found {}", root.describe()),
            ));
        }
        // An object of services: take the regions of this one.
        let is_of_services = root.entries().any(|(name, value)| value.is_map() && !is_region(name));
        if !is_of_services {
            return root.entries().for_each(|(name, value)| self.entry(name, value));
        }
        match root.get(self.service) {
            Some(regions) if regions.is_map() => {
                regions.entries().for_each(|(name, value)| self.entry(name, value))
            }
            _ => {
                let names: Vec<&str> = root.entries().map(|(name, _)| name).take(20).collect();
                let message = format!(
                    "the file has no regions of the service `{}`; it has those of {}",
                    short(self.service),
                    short(&names.join(", "))
                );
                self.problems.push(Problem::error(&root.place(), message));
            }
        }
    }

    /// Reads a region of a list: `{"region": …, "endpoint": …}`.
    fn object(&mut self, node: Node<'_>) {
        let text = |keys: &[&str]| keys.iter().find_map(|key| node.get(key));
        let region = text(&["region", "region_id", "regionId", "id"]);
        let endpoint = text(&["endpoint", "endpoints", "url"]);
        match region.and_then(|region| Some((region, region.text()?))) {
            Some((_, name)) => match endpoint {
                Some(endpoint) => self.entry(name, endpoint),
                None => self.problems.push(Problem::error(
                    &node.place(),
                    format!("region `{}` has no `endpoint`", short(name)),
                )),
            },
            None => self
                .problems
                .push(Problem::error(&node.place(), "expected an object with `region` and `endpoint`")),
        }
    }

    fn entry(&mut self, name: &str, value: Node<'_>) {
        let values: Vec<Node<'_>> = if value.is_list() { value.elements().collect() } else { vec![value] };
        let Some(first) = values.first() else {
            return self.problems.push(Problem::error(
                &value.place(),
                format!("region `{}` has no endpoint; write null for the one of the pattern", short(name)),
            ));
        };
        if values.len() > 1 {
            let message =
                format!("region `{}` has {} endpoints; the first one is used", short(name), values.len());
            self.regions.notes.push(Problem::note(&value.place(), message));
        }
        match (first.is_null(), first.text()) {
            (true, _) => self.add(&value.place(), name, None),
            (_, Some(text)) => self.add(&first.place(), name, Some(text)),
            _ => self.problems.push(Problem::error(
                &first.place(),
                format!("expected an endpoint, found {}", first.describe()),
            )),
        }
    }

    /// Reads the rows of tables. Rows with an id and a host are regions.
    fn rows(&mut self, file: &str, rows: Vec<Vec<Cell>>) {
        let file: Arc<str> = file.into();
        let host_prefix = format!("{}.", self.service.to_ascii_lowercase());
        let hosts =
            |row: &[Cell]| -> Option<usize> { row.iter().position(|(.., text)| looks_like_host(text)) };
        let is_of_service = |text: &str| host(text).is_some_and(|host| host.starts_with(&host_prefix));
        let all = || rows.iter().filter_map(|row| hosts(row).map(|index| (row, index)));
        // A table of all services has one or more rows for this one.
        let has_own = all().any(|(row, index)| is_of_service(&row[index].2));
        for row in &rows {
            let region = row.iter().find(|(.., text)| is_region(text.trim()));
            let place = |cell: &Cell| Place { file: file.clone(), line: cell.0, column: cell.1 };
            match (region, hosts(row)) {
                (Some(_), Some(index)) if has_own && !is_of_service(&row[index].2) => {}
                (Some(region), Some(index)) => {
                    self.add(&place(&row[index]), region.2.trim(), Some(row[index].2.trim()));
                }
                (Some(region), None) => {
                    let message = format!("the row of region `{}` has no endpoint", short(region.2.trim()));
                    self.problems.push(Problem::error(&place(region), message));
                }
                (None, Some(index)) if !has_own || is_of_service(&row[index].2) => {
                    let cell = &row[index];
                    let message = format!(
                        "the endpoint `{}` has no region (expected an id such as `cn-north-4` in its row); left out",
                        short(cell.2.trim())
                    );
                    self.regions.notes.push(Problem::note(&place(cell), message).of(NoteKind::Server));
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, place: &Place, name: &str, endpoint: Option<&str>) {
        if !is_region(name) {
            let message = format!("`{}` is not a region id; expected one such as `cn-north-4`", short(name));
            return self.problems.push(Problem::error(place, message));
        }
        let address = match endpoint {
            None => None,
            Some(text) => match host(text) {
                Some(host) => Some(format!("https://{host}")),
                None => {
                    let message = format!(
                        "`{}` is not an endpoint of region `{name}`; expected a host, alone or after `https://`",
                        short(text)
                    );
                    return self.problems.push(Problem::error(place, message));
                }
            },
        };
        match self.regions.endpoints.get(name) {
            Some(known) if *known != address => {
                let shown = |address: &Option<String>| address.clone().unwrap_or_else(|| "null".to_owned());
                let message = format!(
                    "region `{name}` has another endpoint, `{}`, above; `{}` is not used",
                    short(&shown(known)),
                    short(&shown(&address))
                );
                self.regions.notes.push(Problem::note(place, message).of(NoteKind::Server));
            }
            Some(_) => {}
            None => {
                self.regions.endpoints.insert(name.to_owned(), address);
            }
        }
    }

    fn finish(mut self, file: &str) -> Result<Regions, Problems> {
        if self.problems.is_empty() && self.regions.endpoints.is_empty() {
            let message = "the file has no regions: expected `region: endpoint` as JSON or YAML, or a table with a column \
                           of regions and one of endpoints as Markdown, HTML or CSV";
            self.problems.push(Problem::error(&Place { file: file.into(), line: 1, column: 1 }, message));
        }
        if self.problems.is_empty() { Ok(self.regions) } else { Err(Problems(self.problems)) }
    }
}

/// Returns true for the id of a region: words and a number with hyphens, `cn-north-4`.
fn is_region(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next_back().is_some_and(is_number) && parts.clone().count() >= 2 && parts.all(is_word)
}

/// The host of an endpoint, with its port and path: `hss.cn-north-4.myhuaweicloud.com`, `https://…`.
fn host(text: &str) -> Option<&str> {
    let text = text.trim().trim_matches('`').trim_end_matches('/');
    let text = text.strip_prefix("https://").unwrap_or(text);
    let (host, path) = text.split_once('/').map_or((text, ""), |(host, path)| (host, path));
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let is_name = name.contains('.') && name.len() <= 253 && name.split('.').all(is_label);
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let is_path = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte));
    (is_name && is_port && is_path && !path.split('/').any(|part| part == "..")).then_some(text)
}

/// Returns true if a cell looks like an endpoint.
fn looks_like_host(text: &str) -> bool {
    let text = text.trim().trim_matches('`');
    let has_letters =
        text.rsplit('.').next().is_some_and(|end| end.starts_with(|c: char| c.is_ascii_alphabetic()));
    text.starts_with("https://")
        || text.starts_with("http://")
        || (text.contains('.') && !text.contains(' ') && has_letters)
}

/// The rows of the tables of a page.
fn html_rows(text: &str) -> Vec<Vec<Cell>> {
    let rows = html::rows(text).into_iter();
    rows.map(|row| row.into_iter().map(|cell| (cell.line, cell.column, cell.text)).collect()).collect()
}

/// The rows of a table in Markdown or CSV; `None` if the text has none.
fn table(text: &str) -> Option<Vec<Vec<Cell>>> {
    let separator = ['|', '\t', ',', ';'].into_iter().find(|separator| {
        let rows = text.lines().filter(|line| {
            let cells: BTreeSet<bool> =
                line.split(*separator).map(|cell| is_region(unquoted(cell))).collect();
            cells.len() > 1
        });
        rows.count() > 0
    })?;
    let rows = text.lines().zip(1_u32..).filter(|(line, _)| line.contains(separator));
    let row = |(line, number): (&str, u32)| {
        let mut column = 1_u32;
        let mut cells = Vec::new();
        for cell in line.split(separator) {
            let inner = unquoted(cell);
            let before = cell.find(inner).map_or(0, |index| cell[..index].chars().count());
            cells.push((number, column.saturating_add(before as u32), inner.to_owned()));
            column = column.saturating_add(cell.chars().count() as u32 + 1);
        }
        cells
    };
    Some(rows.map(row).collect())
}

/// Pairs of quoted texts, a region's id and its endpoint, in source code: `Region("cn-north-4", "https://…")`.
fn quoted_pairs(text: &str) -> Option<Vec<Vec<Cell>>> {
    let mut rows = Vec::new();
    let mut region: Option<Cell> = None;
    for (line, number) in text.lines().zip(1_u32..) {
        let mut column = 1_u32;
        for (index, piece) in line.split('"').enumerate() {
            let cell = (number, column, piece.to_owned());
            column = column.saturating_add(piece.chars().count() as u32 + 1);
            match (index % 2 == 1, region.take()) {
                (true, Some(known)) if looks_like_host(piece) => rows.push(vec![known, cell]),
                (true, _) => region = Some(cell).filter(|_| is_region(piece)),
                (false, known) => region = known,
            }
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// A cell without spaces, quotes and backticks.
fn unquoted(cell: &str) -> &str {
    cell.trim().trim_matches(['"', '\'', '`']).trim()
}
