//! The page "What changed": a report of `hss-codegen diff` or `import`, in Markdown.

use std::path::Path;

use maud::{Markup, html};

use super::markdown::spans;
use super::page;
use super::site::Site;
use crate::failure::Failure;
use crate::shown;

/// The text of a report.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::Usage(format!(
            "--report: `{}` cannot be read: {error}",
            shown::cell(&path.to_string_lossy())
        ))
    })
}

/// The page, if there is a report.
pub(super) fn page(site: &Site) -> Option<Markup> {
    let blocks = blocks(site.report.as_deref()?);
    let main = html! { article.report { @for block in &blocks { (block) } } };
    Some(page::frame(site, "What changed", "", html! {}, &main))
}

/// Headings, lists, tables and paragraphs: all that a report has. Anything else is shown as it is written.
fn blocks(text: &str) -> Vec<Markup> {
    let lines: Vec<&str> = text.lines().collect();
    let kind = |line: &str| match line.trim_start() {
        "" => ' ',
        line if line.starts_with('#') => '#',
        line if line.starts_with("- ") || line.starts_with("* ") => '-',
        line if line.starts_with('|') => '|',
        _ => 'p',
    };
    let mut blocks = Vec::new();
    for run in lines.chunk_by(|one, other| kind(one) == kind(other) && kind(one) != '#') {
        let Some(first) = run.first() else { continue };
        blocks.push(match kind(first) {
            ' ' => continue,
            '#' => heading(first),
            '-' => html! { ul { @for line in run { li { (spans(line.trim_start().get(2..).unwrap_or_default())) } } } },
            '|' => table(run),
            _ => html! { p { (spans(&run.join(" "))) } },
        });
    }
    blocks
}

fn heading(line: &str) -> Markup {
    let text = line.trim_start_matches('#').trim();
    match line.len() - line.trim_start_matches('#').len() {
        1 => html! { h1 { (spans(text)) } },
        2 => html! { h2 { (spans(text)) } },
        _ => html! { h3 { (spans(text)) } },
    }
}

fn table(lines: &[&str]) -> Markup {
    let is_rule = |line: &&&str| line.chars().all(|letter| "|-: ".contains(letter));
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    html! {
        div.wide { table { tbody {
            @for line in lines.iter().filter(|line| !is_rule(line)) {
                tr { @for cell in cells(line) { td { (spans(&cell)) } } }
            }
        } } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_becomes_headings_lists_and_tables_and_its_text_stays_text() {
        let text = "# Changes\n\n| a | **b** |\n|---|---|\n| `x` | <b> |\n\n- one `two`\n- <script>\n\nlast\nlines\n";
        let page: String = blocks(text).into_iter().map(|block| block.into_string()).collect();
        assert_eq!(
            page,
            "<h1>Changes</h1><div class=\"wide\"><table><tbody><tr><td>a</td><td><strong>b</strong></td></tr>\
             <tr><td><code>x</code></td><td>&lt;b&gt;</td></tr></tbody></table></div>\
             <ul><li>one <code>two</code></li><li>&lt;script&gt;</li></ul><p>last lines</p>"
        );
    }
}
