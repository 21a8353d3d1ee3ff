//! `hss explore --export`: the pages as static files.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::site::Site;
use super::{list, page, report, script, search_words, server};
use crate::failure::Failure;
use crate::shown;

/// Writes all pages into a folder, which may have an older export.
pub(super) fn write(site: &Site, folder: &Path) -> Result<(), Failure> {
    let write = |name: &str, text: String| -> Result<(), Failure> {
        let path = folder.join(name);
        let result = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        result.map_err(|error| {
            Failure::Machine(format!("`{}` cannot be written: {error}", shown::cell(&path.to_string_lossy())))
        })
    };
    write("index.html", list::page(site).into_string())?;
    write("explore.js", script::PAGES.to_owned())?;
    write("explore.css", server::STYLE.to_owned())?;
    write("icon.svg", server::ICON.to_owned())?;
    write("words.js", search_words::script(&site.program))?;
    if let Some(page) = report::page(site) {
        write("changes.html", page.into_string())?;
    }
    let mut count = 0;
    for operation in site.program.catalog.operations() {
        write(&page::address(site, operation), page::of_operation(site, operation).into_string())?;
        count += 1;
    }
    let shown_folder = shown::cell(&folder.to_string_lossy());
    writeln!(io::stdout(), "{count} operations are in {shown_folder}/index.html")?;
    Ok(())
}
