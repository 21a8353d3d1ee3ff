//! Markdown of documentation and of reports as HTML. Markup, links and images of the text itself stay text.

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::shown;

/// Text on one line, such as a sentence of documentation: code, emphasis, and nothing that opens a block.
pub(super) fn spans(text: &str) -> Markup {
    // All of a heading's content is inline. The closing `#` preserves one at the end of the text.
    let heading = format!("# {} #", shown::paragraph(text));
    let is_inline = |event: &Event<'_>| {
        !matches!(event, Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)))
    };
    markup(Parser::new(&heading).filter(is_inline))
}

/// A document: headings, lists, tables, code and paragraphs.
pub(super) fn blocks(text: &str) -> Markup {
    let text = shown::source(text);
    markup(Parser::new_ext(&text, Options::ENABLE_TABLES))
}

fn markup<'a>(events: impl Iterator<Item = Event<'a>>) -> Markup {
    let mut page = String::new();
    let mut is_head = false;
    for event in events {
        match event {
            Event::Start(tag) => {
                is_head |= tag == Tag::TableHead;
                page.push_str(elements(&tag.to_end(), is_head).0);
            }
            Event::End(tag) => {
                page.push_str(elements(&tag, is_head).1);
                is_head &= tag != TagEnd::TableHead;
            }
            Event::Code(code) => page.push_str(&html! { code { (code) } }.0),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                page.push_str(&html! { (text) }.0);
            }
            Event::SoftBreak | Event::HardBreak => page.push(' '),
            Event::Rule => page.push_str("<hr>"),
            _ => {}
        }
    }
    PreEscaped(page)
}

/// The HTML at the start and the end of a part of the text; of a link or an image, only the text is shown.
fn elements(tag: &TagEnd, is_head: bool) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Paragraph => ("<p>", "</p>"),
        TagEnd::Heading(HeadingLevel::H1) => ("<h1>", "</h1>"),
        TagEnd::Heading(HeadingLevel::H2) => ("<h2>", "</h2>"),
        TagEnd::Heading(_) => ("<h3>", "</h3>"),
        TagEnd::List(false) => ("<ul>", "</ul>"),
        TagEnd::List(true) => ("<ol>", "</ol>"),
        TagEnd::Item => ("<li>", "</li>"),
        TagEnd::BlockQuote(_) => ("<blockquote>", "</blockquote>"),
        TagEnd::CodeBlock => ("<pre tabindex=\"0\"><code>", "</code></pre>"),
        TagEnd::Table => ("<div class=\"wide\"><table>", "</table></div>"),
        TagEnd::TableHead => ("<thead><tr>", "</tr></thead>"),
        TagEnd::TableRow => ("<tr>", "</tr>"),
        TagEnd::TableCell if is_head => ("<th>", "</th>"),
        TagEnd::TableCell => ("<td>", "</td>"),
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_text_stays_text() {
        let text = |text: &str| spans(text).into_string();
        assert_eq!(
            text("a `b` **c `d`** <i>"),
            "a <code>b</code> <strong>c <code>d</code></strong> &lt;i&gt;"
        );
        assert_eq!(text("`` a`b `` and ` ` "), "<code>a`b</code> and <code> </code>");
        assert_eq!(text(r"\*no\* \<b\> a\_b C:\dir"), r"*no* &lt;b&gt; a_b C:\dir");
        assert_eq!(text("see [items](javascript:alert(1)) [x]"), "see items [x]");
        assert_eq!(text("a ** b ` c ``` d"), "a ** b ` c ``` d");
        for block in ["- a", "1. a", "# a", "> a", "---", "a #", "| a |"] {
            assert_eq!(text(block), block.replace('>', "&gt;"));
        }
    }

    #[test]
    fn a_report_becomes_headings_lists_and_tables_and_its_text_stays_text() {
        let text = "# Changes\n\n| a | **b** |\n|---|---|\n| `x\\|y` | <b> |\n\n- one `two`\n- <script>\n\n```diff\n- a\n\n+ <b>\n```\nlast\nlines\n";
        assert_eq!(
            blocks(text).into_string(),
            "<h1>Changes</h1><div class=\"wide\"><table><thead><tr><th>a</th><th><strong>b</strong></th></tr></thead>\
             <tr><td><code>x|y</code></td><td>&lt;b&gt;</td></tr></table></div>\
             <ul><li>one <code>two</code></li><li>&lt;script&gt;\n\n</li></ul>\
             <pre tabindex=\"0\"><code>- a\n\n+ &lt;b&gt;\n</code></pre><p>last lines</p>"
        );
    }
}
