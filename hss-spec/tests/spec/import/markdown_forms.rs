//! One page in the many structures that Markdown and text have: each constraint is read from the same place, or the page is refused.

use hss_spec::import::import;
use hss_spec::model::{Service, Spec};

use super::page_files::read;

const PARAMETER: [&str; 4] = ["Parameter", "Mandatory", "Type", "Description"];
const FIELD: [&str; 3] = ["Parameter", "Type", "Description"];

/// The tables of a section: title, headings and rows.
type Tables = [(&'static str, &'static [&'static str], &'static [&'static str])];

const URI: &Tables = &[
    ("Table 1 Path parameters", &PARAMETER, &["project_id | Yes | String | The project."]),
    ("Table 2 Query parameters", &PARAMETER, &["limit | No | Integer | The value ranges from 1 to 1000."]),
];
const REQUEST: &Tables = &[
    (
        "Table 3 Request body parameters",
        &PARAMETER,
        &[
            "name | Yes | String | The name contains 1 to 64 characters.",
            "bulbs | No | Array of Bulb objects | The bulbs.",
        ],
    ),
    ("Table 4 Bulb", &PARAMETER, &["watt | Yes | Integer | The value ranges from 1 to 100."]),
];
const RESPONSE: &Tables = &[("Table 5 Response body parameters", &FIELD, &["id | String | The id."])];

const CALL: &str = "POST /v1/{project_id}/lamps";

fn page(heading: impl Fn(&str) -> String, table: impl Fn(&str, &[&str], &[&str]) -> String) -> String {
    let tables = |tables: &Tables| -> String {
        tables.iter().map(|(title, headings, rows)| table(title, headings, rows)).collect()
    };
    format!(
        "{}{}Lights a lamp.\n\n{}{CALL}\n\n{}{}{}{}Status code: 201\n\n{}{}```\nnone\n```\n\n{}",
        "Lighting a Lamp - LightLamp\n\n",
        heading("Function"),
        heading("URI"),
        tables(URI),
        heading("Request Parameters"),
        tables(REQUEST),
        heading("Response Parameters"),
        tables(RESPONSE),
        heading("Example Requests"),
        heading("Error Codes"),
    )
}

fn hashed(title: &str) -> String {
    format!("#### {title}\n\n")
}

fn barred(headings: &[&str], rows: &[&str]) -> String {
    let line = |cells: &str| format!("| {cells} |\n");
    let rows: String = rows.iter().map(|row| line(row)).collect();
    format!("{}|{}\n{rows}\n", line(&headings.join(" | ")), "---|".repeat(headings.len()))
}

fn above(title: &str, headings: &[&str], rows: &[&str]) -> String {
    format!("**{title}**\n\n{}", barred(headings, rows))
}

fn markdown() -> String {
    page(hashed, above)
}

/// A table as text, one cell per paragraph.
fn cells(headings: &[&str], rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.replace(" | ", "\n\n")).collect();
    format!("{}\n\n{}\n\n", headings.join("\n\n"), rows.join("\n\n"))
}

fn text(table: impl Fn(&str, &[&str], &[&str]) -> String) -> String {
    page(|title| format!("{title}\n\n"), table).replace("```\n", "")
}

/// The files of the spec that the page gives, or its errors.
fn files(name: &str, page: &str) -> String {
    let draft = match read(name, page) {
        Ok(draft) => draft,
        Err(problems) => return problems.to_string(),
    };
    let imported = import(&Spec::new(Service::default()), vec![draft], None);
    let files = imported.unwrap_or_else(|problems| panic!("{problems}")).spec.to_files();
    let files: String = files.into_iter().map(|(path, text)| format!("{path}\n{text}")).collect();
    files.replace("\"source\": \"text\"", "\"source\": \"markdown\"")
}

fn all_are_read_alike(name: &str, forms: &[(&str, String)]) {
    let expected = files("LightLamp.md", &markdown());
    assert!(expected.contains("\"range\": \"1..=1000\"") && expected.contains("\"Bulb\""), "{expected}");
    for (what, form) in forms {
        assert_ne!(*form, markdown(), "{what} changes nothing");
        assert_eq!(files(name, form), expected, "{what}");
    }
}

#[test]
fn titles_and_headings() {
    let below =
        |title: &str, headings: &[&str], rows: &[&str]| format!("{}**{title}**\n\n", barred(headings, rows));
    all_are_read_alike(
        "LightLamp.md",
        &[
            ("titles below", page(hashed, below)),
            (
                "titles right below",
                page(hashed, |title, headings, rows| {
                    format!("{}\n*{title}*\n\n", barred(headings, rows).trim_end())
                }),
            ),
            (
                "one title below, and no other of that table",
                page(hashed, |title, headings, rows| match title.starts_with("Table 5") {
                    true => below(title, headings, rows),
                    false => above(title, headings, rows),
                }),
            ),
            ("underlined headings", page(|title| format!("{title}\n----\n\n"), above)),
            ("closed headings", page(|title| format!("## {title} ##\n\n"), above)),
            ("headings with an anchor", page(|title| format!("## {title} {{#a-b}}\n\n"), above)),
        ],
    );
}

#[test]
fn rows_and_code() {
    all_are_read_alike(
        "LightLamp.md",
        &[
            (
                "no outer bars",
                markdown()
                    .lines()
                    .map(|line| {
                        let inner = line.strip_prefix('|').and_then(|line| line.strip_suffix('|'));
                        format!("{}\n", inner.unwrap_or(line).trim())
                    })
                    .collect(),
            ),
            ("names and types as code", markdown().replace("| limit |", "| `limit` |").replace("| Integer |", "| `Integer` |")),
            ("comments in a sample", markdown().replace("none", "# URI\n# Response Parameters\n| a | b |")),
            ("other fences", markdown().replace("```\nnone\n```", "~~~\n# URI\n~~~")),
            (
                "code in a section",
                markdown().replace("#### Request Parameters\n", "#### Request Parameters\n```\n# Error Codes\n| Parameter | Type | Description |\n|---|---|---|\n| x | String | x |\n```\n"),
            ),
            ("a fence without an end", markdown().replace("none\n```", "none")),
        ],
    );
}

#[test]
fn calls() {
    let with = |call: &str| markdown().replace(CALL, call);
    let path = "/v1/{project_id}/lamps";
    all_are_read_alike(
        "LightLamp.md",
        &[
            ("code", with(&format!("`{CALL}`"))),
            ("fenced code", with(&format!("```http\n{CALL}\n```"))),
            ("two lines", with(&format!("**Method**: POST\n\n**URI**: {path}"))),
            ("a list", with(&format!("- Method: POST\n- URI: {path}"))),
            ("columns", with(&format!("| Method | URI |\n|---|---|\n| POST | {path} |"))),
            ("rows", with(&format!("| Method | POST |\n|---|---|\n| URI | {path} |"))),
            (
                "rows below headings",
                with(&format!("| Name | Description |\n|---|---|\n| Method | POST |\n| URI | {path} |")),
            ),
            ("Chinese labels", with(&format!("请求方法：POST\n\n请求URI：{path}"))),
        ],
    );
}

#[test]
fn what_is_not_read_is_an_error_at_its_line() {
    let row = "| limit | No | Integer | The value ranges from 1 to 1000. |";
    for (from, to, at, message) in [
        (
            "**Table 5",
            "<table><tr><td>x</td></tr></table>\n\n**Table 5",
            "<table>",
            "a table as HTML on a page as Markdown",
        ),
        (
            row,
            "limit | No | Integer | The limit.\n| offset | No | Integer | The offset. |",
            "limit",
            "a line between the rows of a table",
        ),
        (
            row,
            "｜ limit ｜ No ｜ Integer ｜ The limit. ｜\n| offset | No | Integer | The offset. |",
            "｜",
            "a line between the rows of a table",
        ),
        ("| limit |", "| limit[^1] |", "| limit[^1]", "`limit[^1]` is not the name of a parameter"),
    ] {
        // A table's own row before it.
        let page =
            markdown().replace(row, &format!("| glow | No | String | The glow. |\n{row}")).replace(from, to);
        let line = 1 + page.lines().position(|line| line.starts_with(at)).expect("the line");
        let found = files("LightLamp.md", &page);
        let start = format!("LightLamp.md:{line}:");
        let is_there = found.lines().any(|error| error.starts_with(&start) && error.contains(message));
        assert!(is_there, "{start} {message}\n{found}");
    }
}

#[test]
fn text_of_a_browser() {
    let with = |title: &str, table: String| format!("{title}\n\n{table}");
    let page = text(|title, headings, rows| with(title, cells(headings, rows)));
    let path = "/v1/{project_id}/lamps";
    all_are_read_alike(
        "LightLamp.txt",
        &[
            ("titles above", page.clone()),
            ("titles below", text(|title, headings, rows| format!("{}{title}\n\n", cells(headings, rows)))),
            ("no titles", text(|_, headings, rows| cells(headings, rows))),
            (
                "a method and a URI below their labels",
                page.replace(CALL, &format!("Method\n\nPOST\n\nURI\n\n{path}")),
            ),
            ("a method and a URI in a row", page.replace(CALL, &format!("Method\n\nURI\n\nPOST\n\n{path}"))),
        ],
    );
}
