//! Forms of HTML pages beside those of tables with captions: titles below their tables, lists of terms, a method and a URI apart.

use super::html_forms::{BULB, FIELD, PARAMETER, all_are_read_alike, captioned, files, page, table};

/// The page with each of its tables written in another way, from title, headings and rows.
fn with_tables(write: impl Fn(&str, &str) -> String) -> String {
    let mut text = String::new();
    let page = page();
    let (mut rest, end) = page.split_once("<h4 class=\"sectiontitle\">Example Requests").expect("samples");
    while let Some((before, behind)) = rest.split_once("<div><table><caption><b>Table ") {
        let (table, behind) = behind.split_once("</table></div>\n").expect("the end of a table");
        let (title, rows) = table.split_once("</b></caption>").expect("a caption");
        text.push_str(before);
        text.push_str(&write(title, rows));
        rest = behind;
    }
    format!("{text}{rest}<h4 class=\"sectiontitle\">Example Requests{end}")
}

/// A title and the rows of a table with the title at another place.
fn below(with: impl Fn(&str) -> String) -> String {
    with_tables(|title, rows| format!("<table>{rows}</table>\n{}\n", with(title)))
}

#[test]
fn titles_below_their_tables() {
    all_are_read_alike(&[
        ("a line", below(|title| format!("<p><b>Table {title}</b></p>"))),
        ("a caption of a figure", below(|title| format!("<figcaption>Table {title}</figcaption>"))),
        ("a heading", below(|title| format!("<h6>Table {title}</h6>"))),
        (
            "above and below, with a table each",
            with_tables(|title, rows| match title.starts_with(['5', '6']) {
                true => format!("<table>{rows}</table><p>Table {title}</p>"),
                false => format!("<p>Table {title}</p><table>{rows}</table>"),
            }),
        ),
    ]);
}

#[test]
fn a_title_that_may_be_of_either_table_is_an_error_at_its_place() {
    let text = with_tables(|title, rows| match &title[..1] {
        "1" | "2" => format!("<table>{rows}</table>"),
        "3" => format!("<table>{rows}</table>\n<p>Table 3 Request body parameters</p>\n"),
        "5" => format!("<p>Table {title}</p><table>{rows}</table>"),
        _ => format!("<table>{rows}</table>\n"),
    });
    let line = 1 + text.lines().position(|line| line.starts_with("<p>Table 3")).expect("the title");
    let message =
        format!("LightLamp.html:{line}:4: error: the title `Table 3 Request body parameters` is between two");
    // Below the first and above the second of two tables, where no other title decides.
    let undecided = text.replace("<p>Table 5 Response body parameters</p>", "").replace(
        "<h4 class=\"sectiontitle\">Example Requests",
        "<p>Table 6 LampInfo</p><h4 class=\"sectiontitle\">Request Parameters</h4><p>Table 7 Lamp</p><table></table><h4>Example Requests",
    );
    assert!(files(&undecided).contains(&message), "{}", files(&undecided));
}

#[test]
fn titles_without_a_number() {
    let bare =
        |tag: &str| with_tables(|title, rows| format!("<{tag}>{}</{tag}><table>{rows}</table>", &title[2..]));
    let info = table("6 LampInfo", FIELD, &["id | String | The id."]);
    let bulb = table("4 Bulb", PARAMETER, &BULB);
    let more = |shade: &str, bulb: &str| {
        page()
            .replace("<td><p>Array of strings</p></td>", "<td><p>Array of Shade objects</p></td>")
            .replace(&table("4 Bulb", PARAMETER, &BULB), &format!("{shade}{bulb}"))
    };
    let rows = |title: &str, table: &str| {
        let rows = table.split_once("</caption>").expect("a caption").1;
        format!("<h5>{title}</h5><div><table>{rows}")
    };
    let shade = table("7 Shade", PARAMETER, &["silk | No | Boolean | Silk."]);
    all_are_read_alike(&[
        ("lines", bare("p")),
        ("headings", bare("h5")),
        (
            "a model's name",
            page().replace(&info, &rows("LampInfo", &info)).replace(&bulb, &rows("Bulb", &bulb)),
        ),
    ]);
    // In another order than the fields that name the models.
    let expected = files(&more(&shade, &bulb));
    assert!(expected.contains("\"Shade\""), "{expected}");
    assert_eq!(files(&more(&rows("Shade", &shade), &rows("Bulb", &bulb))), expected);
}

/// The page with its tables as lists of terms, each written from name, type, mark and description.
fn lists(entry: impl Fn(&str, &str, &str, &str) -> String) -> String {
    with_tables(|title, rows| {
        let body = rows.split_once("<tbody>").expect("rows").1;
        let entries = body.split("</tr>\n").filter(|row| row.contains("<td>")).map(|row| {
            let row = row.trim_start_matches("<tr><td><p>").trim_end_matches("</p></td>");
            let cells: Vec<&str> = row.split("</p></td><td><p>").collect();
            match cells.as_slice() {
                [name, mark, ty, description] => entry(name, ty, mark, description),
                [name, ty, description] => entry(name, ty, "", description),
                _ => panic!("{row}"),
            }
        });
        format!("<p>Table {title}</p>\n<dl>\n{}</dl>\n", entries.collect::<String>())
    })
}

fn words(mark: &str) -> &str {
    match mark {
        "Yes" => ", mandatory",
        "No" => ", optional",
        _ => "",
    }
}

fn in_parentheses(name: &str, ty: &str, mark: &str, description: &str) -> String {
    format!("<dt>{name} ({ty}{})</dt>\n<dd><p>{description}</p></dd>\n", words(mark))
}

#[test]
fn lists_of_terms() {
    all_are_read_alike(&[
        ("types in parentheses", lists(in_parentheses)),
        (
            "names as code",
            lists(|name, ty, mark, text| {
                format!("<dt><code>{name}</code>（{ty}{}）<dd>{text}\n", words(mark).replace(", ", "，"))
            }),
        ),
        (
            "types behind a colon",
            lists(|name, ty, mark, text| {
                format!("<div><dt>{name} : {ty}{}</dt><dd>{text}</dd></div>\n", words(mark))
            }),
        ),
        (
            "lines with labels",
            lists(|name, ty, mark, text| {
                let mark =
                    if mark.is_empty() { String::new() } else { format!("<dd>Mandatory: {mark}</dd>") };
                format!("<dt>{name}</dt><dd>Type: {ty}</dd>{mark}<dd><p>{text}</p></dd>\n")
            }),
        ),
        (
            "values in a list of terms",
            page().replace(
                "<ul><li>on: lit</li><li>off: dark</li></ul>",
                "<dl><dt>on</dt><dd>lit</dd><dt>off</dt><dd>dark</dd></dl>",
            ),
        ),
        (
            "values in a list within a list",
            lists(in_parentheses).replace(
                "<ul><li>on: lit</li><li>off: dark</li></ul>",
                "<dl><dt>on</dt><dd>lit</dd><dt>off</dt><dd>dark</dd></dl>",
            ),
        ),
        ("a list around the page", format!("<dl><dd>{}</dd></dl>", page())),
    ]);
}

#[test]
fn a_list_of_terms_that_is_not_understood_is_an_error_at_its_term() {
    let text = lists(in_parentheses);
    let line = 1 + text.lines().position(|line| line.starts_with("<dt>limit ")).expect("the term");
    let start = format!("LightLamp.html:{line}:5: error: ");
    let found = |from: &str, to: &str| {
        let changed = text.replace(from, to);
        assert_ne!(changed, text, "the change changes nothing");
        files(&changed)
    };
    let term = "limit (Integer, optional)";
    for (from, to, message) in [
        (
            term,
            "limit (Integer, since 2.0)",
            "`limit (Integer, since 2.0)` in a list of parameters is not understood",
        ),
        (term, "limit (Integer, mandatory, optional)", "`limit (Integer, mandatory, optional)` in a list"),
        (term, "limit (optional)", "the parameter `limit` of a list has no type"),
        (term, "limit", "the parameter `limit` of a list has no type"),
        (
            "<dt>limit (Integer, optional)</dt>\n<dd>",
            "<dt>limit (Integer, optional)</dt>\n<dd>Type: Long</dd><dd>",
            "`Long` in a list of parameters is not understood",
        ),
        (
            "The value ranges from 1 to 1000.",
            "A limit.<dl><dt>of (String, optional)</dt><dd>What.</dd></dl>",
            "a list of parameters within the description of `limit`",
        ),
        (
            "The value ranges from 1 to 1000.",
            "<table><tr><td>1</td></tr></table>",
            "a list of parameters with a heading or a table within it",
        ),
    ] {
        let found = found(from, to);
        assert!(found.contains(&format!("{start}{message}")), "{to}\n{found}");
    }
    // Without any types, it may be a list of anything.
    let untyped = lists(|name, _, _, text| format!("<dt>{name}</dt><dd><p>{text}</p></dd>\n"));
    assert!(!files(&untyped).contains("\"limit\""), "{}", files(&untyped));
}

const CALL: &str = "<p>POST /v1/{project_id}/lamps</p>";

fn called(call: &str) -> String {
    page().replace(CALL, call)
}

#[test]
fn a_method_and_a_uri_apart() {
    let rows = |rows: &[&str]| {
        let cells = |row: &&str| row.split(" | ").map(|cell| format!("<td>{cell}</td>")).collect::<String>();
        let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row))).collect();
        called(&format!("<table>{rows}</table>"))
    };
    let path = "/v1/{project_id}/lamps";
    let (method_row, uri_row) = ("Method | POST", format!("URI | {path}"));
    let uri_heading = "<h4 class=\"sectiontitle\">URI</h4>\n";
    let headed = |method: &str| {
        let uri = format!("<h4>{method}</h4><p>POST</p>{uri_heading}<p>{path}</p>");
        page().replace(&format!("{uri_heading}{CALL}"), &uri)
    };
    all_are_read_alike(&[
        ("two lines", called(&format!("<p>Method: POST</p><p>URI: {path}</p>"))),
        ("a line break", called(&format!("<p>Method: POST<br>URI: {path}</p>"))),
        ("no labels", called(&format!("<p>POST</p><p>{path}</p>"))),
        ("the URI first", called(&format!("<p>URL: https://{{Endpoint}}{path}</p><p>HTTP Method: post</p>"))),
        ("a list", called(&format!("<ul><li>Method: <code>POST</code></li><li>URI: {path}</li></ul>"))),
        ("a list of terms", called(&format!("<dl><dt>Method<dd>POST<dt>URI<dd>{path}</dl>"))),
        ("words before it", called(&format!("<p>Send a request.</p><p>Method: POST</p><p>URI: {path}</p>"))),
        ("rows", rows(&[method_row, &uri_row])),
        ("rows below headings", rows(&["Item | Value", method_row, &uri_row])),
        ("rows like those of parameters", rows(&["Name | Description", method_row, &uri_row])),
        ("columns in another order", rows(&["URI | Method", &format!("{path} | POST")])),
        ("a cell", rows(&[&format!("POST {path}")])),
        ("headings", headed("Method")),
        ("headings in Chinese", headed("请求方法")),
    ]);
}

#[test]
fn half_a_call_is_an_error_at_its_line() {
    for (call, message) in [
        ("<p>Method: POST</p>", "no path in `POST`: expected a method and a path"),
        ("<p>URI: /v1/lamps</p>", "no path in `/v1/lamps`: expected a method and a path"),
        (
            "<p>Method: GET</p><p>Method: POST</p><p>URI: /v1/lamps</p>",
            "`POST` behind `GET`; expected a method and a path, one after the other",
        ),
        (
            "<p>POST /v1/lamps</p><p>Method: GET</p>",
            "the method `GET` is not that of the call `POST /v1/lamps`, and has no path",
        ),
    ] {
        let found = files(&called(call));
        assert!(found.contains(&format!("LightLamp.html:5:1: error: {message}")), "{call}\n{found}");
    }
}

#[test]
fn a_table_may_have_several_calls() {
    let text = called(
        "<table><tr><th>Method</th><th>URI</th></tr><tr><td>POST</td><td>/v1/{project_id}/lamps</td></tr>\
         <tr><td>POST</td><td>/v2/{project_id}/lamps</td></tr></table>",
    );
    let document = hss_spec::import::Document::new("LightLamp.html", &text);
    let form = hss_spec::import::PageForm::Html;
    let drafts = hss_spec::import::read_calls(&document, form, None, false).expect("a page");
    let paths: Vec<&str> = drafts.iter().map(|draft| draft.operation.path.as_str()).collect();
    assert_eq!(paths, ["/v1/{project_id}/lamps", "/v2/{project_id}/lamps"]);
}

#[test]
fn what_a_browser_hides_is_no_part_of_the_page() {
    let table = table("7 Bulb", PARAMETER, &["x | Yes | String | X."]);
    let hidden = format!("<template>{table}</template><h4 class=\"sectiontitle\">Example Requests");
    all_are_read_alike(&[(
        "a template",
        page().replace("<h4 class=\"sectiontitle\">Example Requests", &hidden),
    )]);
}

#[test]
fn a_mark_behind_a_name_is_an_error_at_its_row() {
    for (name, shown) in [("limit<sup>1</sup>", "limit^1"), ("limit*", "limit*")] {
        let found = files(&page().replace("<p>limit</p>", &format!("<p>{name}</p>")));
        let message = format!(
            "error: `{shown}` is not the name of a parameter; expected one without a footnote or a mark"
        );
        assert!(found.contains(&message), "{found}");
    }
    all_are_read_alike(&[(
        "a caption with another number",
        captioned(|n, t| format!("<table><caption>Table 10-{n} {t}</caption>")),
    )]);
}
