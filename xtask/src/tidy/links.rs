//! The links of the documents, and the list of those in `docs/`.

use std::path::{Path, PathBuf};

use super::Finding;
use super::sources::Source;

const FOLDER: &str = "docs";
const LIST: &str = "docs/README.md";

/// Finds links to files and headings that do not exist, and documents of `docs/` that its list does not link to.
pub(crate) fn check(root: &Path, documents: &[Source], findings: &mut Vec<Finding>) {
    for document in documents {
        for (line, target) in links(&document.text) {
            if let Some(problem) = problem(root, document, documents, target) {
                findings.push(document.finding(line, format!("link to `{target}`: {problem}")));
            }
        }
    }
    let list = documents.iter().find(|document| document.path == Path::new(LIST));
    let listed: Vec<&str> =
        list.iter().flat_map(|list| links(&list.text)).map(|(_, target)| target).collect();
    for document in documents {
        let name = document.path.strip_prefix(FOLDER).ok().and_then(Path::to_str);
        if let Some(name) = name.filter(|name| *name != "README.md" && !listed.contains(name)) {
            findings.push(Finding {
                file: PathBuf::from(LIST),
                line: 0,
                message: format!("`{name}` is not listed: add a line with a link to it"),
            });
        }
    }
}

/// The targets of inline links outside of code blocks, with their lines.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut links = Vec::new();
    for (line, text) in plain_lines(text) {
        for rest in text.split("](").skip(1) {
            links.extend(rest.split_once(')').map(|(target, _)| (line, target)));
        }
    }
    links
}

/// The lines outside of code blocks, counted from 1.
fn plain_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_code = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        (!is_code && !is_fence).then_some((index + 1, line))
    })
}

fn problem(root: &Path, document: &Source, documents: &[Source], target: &str) -> Option<&'static str> {
    // An address, or an item of Rust in a page that rustdoc includes.
    if target.contains("://") || target.contains("::") {
        return None;
    }
    let (file, heading) =
        target.split_once('#').map_or((target, None), |(file, heading)| (file, Some(heading)));
    let path = match file {
        "" => document.path.clone(),
        file => normal(&document.path.with_file_name("").join(file)),
    };
    if !root.join(&path).exists() {
        return Some("no such file");
    }
    let linked = documents.iter().find(|document| document.path == path)?;
    let is_missing =
        |heading: &str| !plain_lines(&linked.text).any(|(_, line)| anchor(line).as_deref() == Some(heading));
    heading.filter(|heading| is_missing(heading)).map(|_| "no such heading")
}

/// The path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path {
        if part == ".." {
            normal.pop();
        } else {
            normal.push(part);
        }
    }
    normal
}

/// The anchor that repository hosts derive from a heading.
fn anchor(line: &str) -> Option<String> {
    let heading = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))?;
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    Some(kept.collect::<String>().to_lowercase().replace(' ', "-"))
}
