//! `--spec`: the tables of any API, made of its spec when the command starts.
//!
//! Tables are static, in generated code as here: they are made once and kept until the process ends.

use std::fs;
use std::io;
use std::path::Path;

use hss_codegen::{ApiTables, Generator, GroupTables};
use hss_runtime::generated::unions::UNION_CHECK;
use hss_runtime::schema::{Api, Group, Service, Tables};
use hss_spec::model::Spec;

use crate::failure::Failure;
use crate::mock_server;
use crate::program::Program;
use crate::shown;

/// A program that calls the API of the spec in this folder.
pub(super) fn program(folder: &Path) -> Result<Program, Failure> {
    let spec = mock_server::read(folder)?;
    let unusable = |problem: &dyn std::fmt::Display| {
        let folder = shown::cell(&folder.to_string_lossy());
        Failure::Usage(format!("--spec: `{folder}` cannot be explored:\n{problem}"))
    };
    let tables = Generator::new(&spec).tables().map_err(|problems| unusable(&problems))?;
    let mut files = Vec::new();
    read_files(folder, "", &mut files).map_err(|error| unusable(&error))?;
    Ok(Program::new(kept(api(&spec, tables))).spec(files.leak()))
}

fn kept<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn text(value: &str) -> &'static str {
    value.to_owned().leak()
}

fn api(spec: &Spec, tables: ApiTables) -> Api {
    let service = &spec.service;
    let regions: Vec<(&str, &str)> = service
        .regions
        .iter()
        .map(|(region, endpoint)| (text(region), text(endpoint.as_deref().unwrap_or_default())))
        .collect();
    let (name, endpoint) = (text(&service.name), text(service.endpoint.as_deref().unwrap_or_default()));
    let service_table = match tables.service {
        Some(lines) => {
            Service::with_tables(name, endpoint, regions.leak(), kept(Tables::of_service(lines.leak())))
        }
        None => Service::without_security(name, endpoint, regions.leak()),
    };
    let shared: Option<&'static Tables> = tables.shared.map(|lines| kept(with(lines, &[])));
    let groups: Vec<Group> = tables.groups.into_iter().map(|one| group(one, shared)).collect();
    let title = if service.title.is_empty() { name } else { text(&service.title) };
    let module = text(&hss_spec::names::snake_words(name));
    Api::new(kept(service_table), title, module, None, groups.leak())
}

/// The tables in this text, which may have unions.
fn with(lines: String, others: &'static [&'static Tables]) -> Tables {
    Tables::with_unions(lines.leak(), others, UNION_CHECK)
}

fn group(tables: GroupTables, shared: Option<&'static Tables>) -> Group {
    let shared: Vec<&'static Tables> = shared.into_iter().collect();
    let shared: &'static [&'static Tables] = shared.leak();
    let types = tables.types.map(|lines| kept(with(lines, shared)));
    let others: Vec<&'static Tables> = types.into_iter().chain(shared.iter().copied()).collect();
    let others: &'static [&'static Tables] = others.leak();
    let operations = tables.operations.into_iter().map(|(_, lines)| {
        let tables: &'static Tables = kept(with(lines, others));
        tables.operation()
    });
    let operations: Vec<_> = operations.collect();
    Group::new(tables.name.leak(), tables.doc.leak(), operations.leak())
}

/// The files of a spec by their paths, for the mock.
fn read_files(folder: &Path, before: &str, files: &mut Vec<(&'static str, &'static str)>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if kind.is_dir() && before.is_empty() {
            read_files(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() && name.ends_with(".json") {
            files.push((text(&format!("{before}{name}")), fs::read_to_string(entry.path())?.leak()));
        }
    }
    Ok(())
}
