//! One page in the many structures that sites give its tables, headings and cells: each constraint is read from the same place.

use hss_spec::import::import;
use hss_spec::model::{Service, Spec};

use super::page_files::read;

pub(super) const PARAMETER: &str = "<th>Parameter</th><th>Mandatory</th><th>Type</th><th>Description</th>";
pub(super) const FIELD: &str = "<th>Parameter</th><th>Type</th><th>Description</th>";

pub(super) fn table(caption: &str, headings: &str, rows: &[&str]) -> String {
    let cells =
        |row: &&str| row.split(" | ").map(|cell| format!("<td><p>{cell}</p></td>")).collect::<String>();
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", cells(row))).collect();
    format!(
        "<div><table><caption><b>Table {caption}</b></caption><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table></div>\n"
    )
}

pub(super) const BODY: [&str; 3] = [
    "name | Yes | String | The name contains 1 to 64 characters.",
    "bulbs | No | Array of Bulb objects | The bulbs.",
    "tags | No | Array of strings | The tags.",
];
pub(super) const BULB: [&str; 2] = [
    "watt | Yes | Integer | The value ranges from 1 to 100.",
    "color | No | String | The value contains a maximum of 32 characters.",
];

pub(super) fn page() -> String {
    let heading = |text: &str| format!("<h4 class=\"sectiontitle\">{text}</h4>\n");
    let values = "<ul><li>on: lit</li><li>off: dark</li></ul>";
    let state = format!(
        "state | No | String | The options are as follows:</p>{values}<p>The default value is <strong>on</strong>."
    );
    [
        "<h1>Lighting a Lamp - LightLamp</h1>\n".to_owned(),
        heading("Function"),
        "<p>Lights a lamp.</p>\n".to_owned(),
        heading("URI"),
        "<p>POST /v1/{project_id}/lamps</p>\n".to_owned(),
        table("1 Path parameters", PARAMETER, &["project_id | Yes | String | The project."]),
        table(
            "2 Query parameters",
            PARAMETER,
            &["limit | No | Integer | The value ranges from 1 to 1000.", &state],
        ),
        heading("Request Parameters"),
        table("3 Request body parameters", PARAMETER, &BODY),
        table("4 Bulb", PARAMETER, &BULB),
        heading("Response Parameters"),
        "<p><strong>Status code: 201</strong></p>\n".to_owned(),
        table(
            "5 Response body parameters",
            FIELD,
            &["id | String | The id.", "lamps | Array of LampInfo objects | The lamps."],
        ),
        table("6 LampInfo", FIELD, &["id | String | The id."]),
        heading("Example Requests"),
        "<pre>none</pre>\n".to_owned(),
        heading("Status Codes"),
        "<table><tr><th>Status Code</th></tr><tr><td>201</td></tr></table>\n".to_owned(),
    ]
    .concat()
}

/// The files of the spec that the page gives.
pub(super) fn files(page: &str) -> String {
    let draft = match read("LightLamp.html", page) {
        Ok(draft) => draft,
        Err(problems) => return problems.to_string(),
    };
    let imported = import(&Spec::new(Service::default()), vec![draft], None);
    let imported = imported.unwrap_or_else(|problems| panic!("{problems}"));
    imported.spec.to_files().into_iter().map(|(path, text)| format!("{path}\n{text}")).collect()
}

pub(super) fn all_are_read_alike(forms: &[(&str, String)]) {
    let expected = files(&page());
    assert!(
        expected.contains("\"range\": \"1..=1000\"") && expected.contains("\"status\": 201"),
        "{expected}"
    );
    for (what, form) in forms {
        assert_ne!(*form, page(), "{what} changes nothing");
        assert_eq!(files(form), expected, "{what}");
    }
}

/// The page with each of its captions written in another way, from number and title.
pub(super) fn captioned(caption: impl Fn(&str, &str) -> String) -> String {
    let mut text = page();
    for (number, title) in [
        ("1", "Path parameters"),
        ("2", "Query parameters"),
        ("3", "Request body parameters"),
        ("4", "Bulb"),
        ("5", "Response body parameters"),
        ("6", "LampInfo"),
    ] {
        let table = format!("<table><caption><b>Table {number} {title}</b></caption>");
        assert!(text.contains(&table));
        text = text.replace(&table, &caption(number, title));
    }
    text
}

#[test]
fn captions() {
    all_are_read_alike(&[
        ("a chapter's number", captioned(|n, t| format!("<table><caption><b>Table 3-{n} </b>{t}</caption>"))),
        ("a number with a dot", captioned(|n, t| format!("<table><caption>Table 3.{n} {t}</caption>"))),
        ("a colon", captioned(|n, t| format!("<p>Table {n}: {t}</p><table>"))),
        ("a dash", captioned(|n, t| format!("<p><b>Table {n}</b> - {t}</p><table>"))),
        ("a heading", captioned(|n, t| format!("<h5>Table {n} {t}</h5><table>"))),
        ("none", captioned(|_, _| "<table>".to_owned())),
        ("a first row", captioned(|n, t| format!("<table><tr><th colspan=\"4\">Table {n} {t}</th></tr>"))),
    ]);
}

#[test]
fn headings() {
    let section = |with: &dyn Fn(&str) -> String| {
        let mut text = page();
        while let Some((before, behind)) = text.split_once("<h4 class=\"sectiontitle\">") {
            let (title, rest) = behind.split_once("</h4>").expect("the end of a heading");
            text = format!("{before}{}{rest}", with(title));
        }
        text
    };
    all_are_read_alike(&[
        ("another level", section(&|title| format!("<h2>{title}</h2>"))),
        ("bold lines", section(&|title| format!("<p><strong>{title}</strong></p>"))),
        ("lines", section(&|title| format!("<div>{title}</div>"))),
        ("numbers", section(&|title| format!("<h3>2.1 {title}</h3>"))),
        ("links", section(&|title| format!("<h3><a href=\"#x\">#</a>{title}<a href=\"#x\">¶</a></h3>"))),
        (
            "headings of a sample",
            page().replace(
                "<pre>none</pre>",
                "<h5>URI</h5><pre>POST /v1/p/lamps</pre><h5>Response</h5><pre>none</pre>",
            ),
        ),
    ]);
}

#[test]
fn tables_that_a_page_splits() {
    let body = table("3 Request body parameters", PARAMETER, &BODY);
    let split = |first: &str, second: String| {
        let rows = table(first, PARAMETER, &BODY[..1]);
        page().replace(&body, &(rows + &second))
    };
    let title = "3 Request body parameters";
    let rows =
        |text: String| text.split_once("<tbody>").expect("rows").1.replace("</table></div>", "</table>");
    all_are_read_alike(&[
        ("the same title", split(title, table(title, PARAMETER, &BODY[1..]))),
        ("a continued title", split(title, table(&format!("{title} (continued)"), PARAMETER, &BODY[1..]))),
        (
            "a continued model",
            page().replace(
                &table("4 Bulb", PARAMETER, &BULB),
                &(table("4 Bulb", PARAMETER, &BULB[..1]) + &table("4 Bulb (cont.)", PARAMETER, &BULB[1..])),
            ),
        ),
        ("rows alone", split(title, format!("<table><tbody>{}", rows(table("", "", &BODY[1..]))))),
        (
            "headings again",
            page().replace(
                "<tr><td><p>tags",
                "<tr><td>Parameter</td><td>Mandatory</td><td>Type</td><td>Description</td></tr><tr><td><p>tags",
            ),
        ),
    ]);
    // A table that repeats a row of the other is not its continuation.
    let twice = files(&split(title, table(title, PARAMETER, &BODY)));
    assert!(twice.contains("a second table `Request body parameters`"), "{twice}");
}

#[test]
fn rows_and_cells() {
    let tags = "<tr><td><p>tags</p></td>";
    let marked = |yes: &str, no: &str| page().replace("<p>Yes</p>", yes).replace("<p>No</p>", no);
    all_are_read_alike(&[
        ("a row that names a part", page().replace(tags, &format!("<tr><td colspan=\"4\">Optional</td></tr>{tags}"))),
        ("an empty row", page().replace(tags, &format!("<tr><td></td><td></td><td></td><td></td></tr>{tags}"))),
        (
            "headings in two rows",
            page().replace(
                &format!("<tr>{PARAMETER}</tr>"),
                "<tr><th rowspan=\"2\">Parameter</th><th colspan=\"3\">Attributes</th></tr><tr><th>Mandatory</th><th>Type</th><th>Description</th></tr>",
            ),
        ),
        (
            "a heading over two columns",
            page().replace("<th>Parameter</th>", "<th colspan=\"2\">Parameter</th>").replace("<tr><td>", "<tr><td></td><td>"),
        ),
        ("true and false", marked("TRUE", "FALSE")),
        ("letters", marked("Y", "N")),
        ("marks", marked("√", "×")),
        ("words", marked("Mandatory.", "Optional.")),
        ("a longer heading", page().replace("<th>Mandatory</th>", "<th>Mandatory (Yes/No)</th>")),
        (
            "other headings",
            page()
                .replace("<th>Parameter</th>", "<th>Field</th>")
                .replace("<th>Mandatory</th>", "<th>Required or Not</th>")
                .replace("<th>Type</th>", "<th>Data Type</th>")
                .replace("<th>Description</th>", "<th>Remarks</th>"),
        ),
        (
            "a column of ranges and defaults",
            page().replace(
                &table("2 Query parameters", PARAMETER, &[]).replace("</tbody></table></div>\n", ""),
                &table("2 Query parameters", "<th>Parameter</th><th>Mandatory</th><th>Type</th><th>Value Range</th><th>Default Value</th><th>Description</th>", &[])
                    .replace("</tbody></table></div>\n", ""),
            )
            .replace("<td><p>The value ranges from 1 to 1000.</p></td>", "<td>1-1000</td><td>-</td><td>The limit.</td>")
            .replace("<td><p>The options are as", "<td>N/A</td><td>on</td><td><p>The options are as")
            .replace("<p>The default value is <strong>on</strong>.</p>", ""),
        ),
    ]);
}

#[test]
fn calls() {
    let call = "<p>POST /v1/{project_id}/lamps</p>";
    let with = |text: &str| page().replace(call, text);
    all_are_read_alike(&[
        ("a host", with("<p>POST https://{endpoint}/v1/{project_id}/lamps</p>")),
        ("a version of HTTP", with("<p>POST /v1/{project_id}/lamps HTTP/1.1</p>")),
        ("a label and a full stop", with("<p>URI: POST /v1/{project_id}/lamps.</p>")),
        ("angle brackets", with("<p>POST /v1/&lt;project_id&gt;/lamps</p>")),
        (
            "a table",
            with(
                "<table><tr><th>Method</th><th>URI</th></tr><tr><td>POST</td><td>/v1/{project_id}/lamps</td></tr></table>",
            ),
        ),
    ]);
}

#[test]
fn a_table_of_values_within_a_cell_is_a_list() {
    let list = "<ul><li>on: lit</li><li>off: dark</li></ul>";
    let inner = "<table><tr><th>Value</th><th>Meaning</th></tr><tr><td><p>on</p></td><td><p>lit</p></td></tr><tr><td>off</td><td>dark</td></tr></table>";
    all_are_read_alike(&[("a table of values", page().replace(list, inner))]);
}

#[test]
fn a_body_whose_table_has_no_rows_is_still_sent() {
    let empty = table("3 Request body parameters", PARAMETER, &[]);
    let text = page().replace(&table("3 Request body parameters", PARAMETER, &BODY), &empty);
    let files = files(&text);
    assert!(files.contains("\"body\": { \"content\": \"json\", \"type\": \"json\" }"), "{files}");
}
