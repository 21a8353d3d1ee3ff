//! A report in Markdown.

use maud::{Markup, html};

use crate::explore::markdown::spans;
use crate::shown;

/// The line around a block of code.
const FENCE: &str = "```";

/// Headings, lists, tables, code and paragraphs: all that a report has. Anything else is shown as it is written.
pub(super) fn blocks(text: &str) -> Vec<Markup> {
    let mut blocks = Vec::new();
    // Odd parts are code: a fence opens and closes.
    let lines: Vec<&str> = text.lines().collect();
    for (index, part) in lines.split(|line| line.starts_with(FENCE)).enumerate() {
        if index % 2 == 1 {
            blocks.push(html! { pre tabindex="0" { code { (shown::source(&part.join("\n"))) } } });
        } else {
            add_text(&mut blocks, part);
        }
    }
    blocks
}

fn add_text(blocks: &mut Vec<Markup>, lines: &[&str]) {
    let kind = |line: &str| match line.trim_start() {
        "" => ' ',
        line if line.starts_with('#') => '#',
        line if line.starts_with("- ") || line.starts_with("* ") => '-',
        line if line.starts_with('|') => '|',
        _ => 'p',
    };
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
        let text = "# Changes\n\n| a | **b** |\n|---|---|\n| `x` | <b> |\n\n- one `two`\n- <script>\n\n```diff\n- a\n\n+ <b>\n```\nlast\nlines\n";
        let page: String = blocks(text).into_iter().map(|block| block.into_string()).collect();
        assert_eq!(
            page,
            "<h1>Changes</h1><div class=\"wide\"><table><tbody><tr><td>a</td><td><strong>b</strong></td></tr>\
             <tr><td><code>x</code></td><td>&lt;b&gt;</td></tr></tbody></table></div>\
             <ul><li>one <code>two</code></li><li>&lt;script&gt;</li></ul>\
             <pre tabindex=\"0\"><code>- a\n\n+ &lt;b&gt;</code></pre><p>last lines</p>"
        );
    }
}
