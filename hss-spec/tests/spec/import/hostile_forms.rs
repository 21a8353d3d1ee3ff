//! Hostile pages in the forms beside tables with captions: time and memory stay in proportion to the page, and every error has
//! its place.

use std::time::{Duration, Instant};

use hss_spec::import::{Document, PageForm, read_calls};

/// The messages about a page, which has to be read within seconds.
fn messages(what: &str, form: PageForm, text: &str) -> Vec<String> {
    let start = Instant::now();
    let document = Document::new("Long.page", text);
    let messages = match read_calls(&document, form, None, true) {
        Ok(drafts) => drafts.into_iter().flat_map(|draft| draft.notes).map(|note| note.to_string()).collect(),
        Err(problems) => problems.0.iter().map(ToString::to_string).collect(),
    };
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(20), "{what} takes {taken:?}");
    messages
}

/// Fifty kilobytes of the same.
fn repeated(piece: &str) -> String {
    piece.repeat(50_000 / piece.len())
}

#[test]
fn hostile_html_takes_linear_time() {
    let call = "<h1>T - Long</h1><h4>Function</h4>f<h4>URI</h4>";
    let head = format!("{call}GET /v5/a<h4>Request Parameters</h4>");
    let end = "<h4>Response Parameters</h4><h4>Error Codes</h4>";
    let inside = |text: String| format!("{head}{text}{end}");
    let called = |text: String| format!("{call}{text}{end}");
    let headings = "<tr><th>Parameter<th>Type<th>Description";
    let pages = [
        (
            "spans",
            inside(format!(
                "<table>{headings}{}",
                repeated("<tr><td rowspan=1000000000 colspan=1000000000>a")
            )),
        ),
        (
            "headings that span",
            inside(format!("<table><tr>{}", repeated("<th colspan=1000000000>Parameter"))),
        ),
        (
            "spans that are words",
            inside(format!("<table>{headings}{}", repeated("<tr><td rowspan=-1 colspan=9e99>a"))),
        ),
        ("nested lists", inside(repeated("<dl><dt>a (String)<dd>"))),
        ("many lists", inside(repeated("<dl><dt>a (String, optional)<dd>b</dl>"))),
        ("many terms", inside(format!("<dl>{}</dl>", repeated("<dt>a (String, optional)<dd>b")))),
        ("terms alone", inside(format!("<dl>{}</dl>", repeated("<dt>a")))),
        ("a long term", inside(format!("<dl><dt>a ({})</dl>", repeated("String,")))),
        ("nested types", inside(format!("<dl><dt>a ({})</dl>", repeated("List<")))),
        ("many types", inside(format!("<dl><dt>a<dd>{}</dl>", repeated("Type: String<br>")))),
        ("lists with headings", inside(repeated("<dl><dt>a (String)</dt><h4>x</h4>"))),
        ("titles between tables", inside(repeated("<table><tr><td>a</table>Table 1 Path parameters<br>"))),
        (
            "titles that disagree",
            inside(repeated(
                "<p>Table 1 Path parameters<table></table><h6>x</h6><table></table><p>Table 2 Bulb<h6>y</h6>",
            )),
        ),
        ("methods and paths", called(repeated("<p>Method: GET<p>URI: /v1/a"))),
        ("methods", called(repeated("<p>Method: GET<p>Method: PUT"))),
        ("a table of calls", called(format!("<table>{}</table>", repeated("<tr><td>GET<td>/v1/a")))),
        ("a row of methods", called(format!("<table><tr>{}</table>", repeated("<td>GET")))),
        (
            "footnotes",
            inside(format!("<table>{headings}{}", repeated("<tr><td>a<sup>1</sup><td>String<td>b"))),
        ),
        ("hidden tables", inside(repeated("<template><table><tr><td>"))),
    ];
    for (what, page) in &pages {
        messages(what, PageForm::Html, page);
    }
}

#[test]
fn hostile_markdown_and_text_take_linear_time() {
    let markdown = "# T - Long\n#### Function\n#### URI\nGET /v5/a\n#### Request Parameters\n";
    let text = "T - Long\nFunction\nURI\nGET /v5/a\n";
    for piece in [
        "a | b\n",
        "a | b\n---|---\nx | y\n\n",
        "---|---\n",
        "```\n# URI\n",
        "URI\n---\n",
        "Table 1 Path parameters\n",
        "| Parameter | Type | Description |\n|---|---|---|\n| a | String | b |\nTable 1 Bulb\n\n",
        "| Parameter | Type | Description |\n|---|---|---|\n| a | String | b |\nx\n| a | String | b |\n",
        "# {#",
        "`",
        "\r",
    ] {
        messages(piece, PageForm::Markdown, &format!("{markdown}{}", repeated(piece)));
        let call = markdown.replace("GET /v5/a\n#### Request Parameters\n", "");
        messages(piece, PageForm::Markdown, &format!("{call}{}", repeated(piece)));
    }
    for piece in [
        "Parameter\nType\nDescription\n",
        "Parameter\nType\nDescription\na\nString\nb\nTable 1 Bulb\n",
        "Table 1 Bulb\n",
        "Method\nGET\n",
        "\u{0}\u{1b}[0m\u{202e}\n",
    ] {
        messages(piece, PageForm::Text, &format!("{text}{}", repeated(piece)));
    }
}

#[test]
fn control_characters_are_no_part_of_a_message() {
    let term = "<h1>T - Long</h1><h4>Function</h4>f<h4>URI</h4><p>GET /v5/a</p><h4>Request Parameters</h4>\n\
        <dl><dt>a\u{1b}[31m\u{202e} (Str\u{1b}ing, \u{7}optional)<dd>Type: String</dl>\n\
        <h4>Response Parameters</h4><h4>Error Codes</h4>";
    let call = "# T - Long\n## Function\n## URI\nMethod: GET\nURI: /v5/\u{1b}[31m\u{202e}a b\n## Response\n## Error Codes\n";
    for (form, page, place) in [
        (PageForm::Html, term, "Long.page:2:9: error: "),
        (PageForm::Markdown, call, "Long.page:4:1: error: "),
    ] {
        let messages = messages("control characters", form, page);
        assert!(messages.iter().any(|message| message.starts_with(place)), "{messages:?}");
        let has_control = |message: &String| message.contains(|c: char| c.is_control() || c == '\u{202e}');
        assert!(!messages.iter().any(has_control), "{messages:?}");
    }
}

#[test]
fn a_page_of_tens_of_megabytes_is_refused() {
    let page = format!("# T - Long\n## Function\n{}", "lamp ".repeat(2 << 20));
    let messages = messages("a long page", PageForm::Markdown, &page);
    assert_eq!(messages, ["Long.page:1:1: error: a page of 10 MiB; at most 8 MiB are read"]);
}
