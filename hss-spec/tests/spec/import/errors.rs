//! Errors of a doc page: each with its line and the expected form.

use crate::import::page_files::{load, read};

/// The messages about a page after a change to its text.
fn errors(name: &str, change: impl FnOnce(String) -> String) -> Vec<String> {
    let text = load(name);
    let changed = change(text.clone());
    assert_ne!(text, changed, "the change changes nothing");
    let problems = read(name, &changed).expect_err("an error");
    problems.0.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect()
}

fn replaced(name: &str, from: &str, to: &str) -> Vec<String> {
    errors(name, |text| text.replacen(from, to, 1))
}

/// The notes about a page after a change to its text.
fn notes(name: &str, from: &str, to: &str) -> Vec<String> {
    let text = load(name);
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "the change changes nothing");
    let draft = read(name, &changed).unwrap_or_else(|problems| panic!("{problems}"));
    draft.notes.iter().map(ToString::to_string).collect()
}

/// The text up to and without the first line that starts so.
fn cut(text: &str, line: &str) -> String {
    text.lines()
        .take_while(|candidate| !candidate.starts_with(line))
        .map(|line| format!("{line}\n"))
        .collect()
}

#[test]
fn no_api_page() {
    for (name, text) in [
        ("Essay.md", "# An Essay - Essay\n\nOn lanterns.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("Essay.txt", "An essay\n\non lanterns.\n"),
        ("Empty.txt", ""),
    ] {
        let problems = read(name, text).expect_err("an error");
        let expected = format!(
            "{name}:1:1: error: this is not an API page: it has neither a `功能介绍`/`Function` nor a `URI` section"
        );
        assert_eq!(problems.to_string(), expected);
    }
}

#[test]
fn a_page_that_ends_before_its_response() {
    let message = "error: the page ends before its response: is it truncated? Expected `响应参数`/`Response Parameters`";
    assert_eq!(
        errors("ListLanternJobs.zh.md", |text| cut(&text, "#### 响应参数")),
        [format!("ListLanternJobs.zh.md:24:1: {message}"), "ListLanternJobs.zh.md:1:1: error: x".to_owned(),]
            [..1]
    );
    let text = errors("ListLanternJobs.en.txt", |text| cut(&text, "Response Parameters"));
    assert_eq!(text.len(), 1, "{text:?}");
    assert!(text[0].contains(message), "{text:?}");
}

#[test]
fn a_page_that_ends_inside_a_table() {
    let expected = "error: the page ends inside its response: is it truncated? Expected samples or status codes (`响应示例`, `状态码`) behind the tables";
    for (name, line) in [
        ("ListLanternJobs.zh.md", "表6"),
        ("ListLanternJobs.zh.txt", "状态码"),
        ("ListLanternJobs.zh.txt", "表6"),
        ("ListLanternJobs.en.txt", "is_lit"),
    ] {
        let errors = errors(name, |text| cut(&text, line) + line);
        assert!(errors.iter().any(|error| error.ends_with(expected)), "{name}: {errors:?}");
    }
}

#[test]
fn a_table_without_rows() {
    for (name, from, line) in
        [("ListLanternJobs.zh.md", "| weight", 45), ("ListLanternJobs.zh.txt", "weight", 327)]
    {
        let errors = errors(name, |text| cut(&text, from));
        let message = "error: the table `LanternJobParts` has no rows: is the page truncated? Expected a parameter's row";
        assert!(errors.contains(&format!("{name}:{line}:1: {message}")), "{errors:?}");
    }
    // On a whole page, it is the vendor's.
    let notes = notes("ListLanternJobs.zh.txt", "表6 LanternJobParts", "表6 LanternJobParts\n\n表7 Other");
    let message = "note: the table `LanternJobParts` has no rows; its model is read as any JSON";
    assert!(notes.contains(&format!("ListLanternJobs.zh.txt:327:1: {message}")), "{notes:?}");
    let message =
        "the page has no table with the fields of the type `LanternJobParts`; it is read as any JSON";
    assert!(notes.iter().any(|note| note.ends_with(message)), "{notes:?}");
}

#[test]
fn a_row_with_too_few_or_too_many_cells() {
    let name = "ListLanternJobs.zh.md";
    assert_eq!(
        replaced(name, "| offset | 否 | Integer |", "| offset | Integer |"),
        [
            "ListLanternJobs.zh.md:16:21: error: a row with 3 cells; expected 4, as the table's heading has, and a closing `|`"
        ]
    );
    assert_eq!(
        replaced(name, "作业进度", "作业|进度"),
        [
            "ListLanternJobs.zh.md:38:37: error: a row with 4 cells; expected 3, as the table's heading has, and a closing `|`"
        ]
    );
    let torn = replaced(name, "作业进度", "作业\n进度");
    assert_eq!(
        torn,
        [
            "ListLanternJobs.zh.md:38:23: error: a row with 3 cells and no closing `|`; expected 3, as the table's heading has, and a closing `|`"
        ]
    );
    assert_eq!(
        notes(name, "| kind | 是 |", "| kind | maybe |"),
        [
            "ListLanternJobs.zh.md:15:9: note: `maybe` in the column of mandatory parameters; expected 是 or 否 (Yes or No); read as optional"
        ]
    );
    assert_eq!(
        replaced(name, "| kind | 是 |", "|  | 是 |"),
        ["ListLanternJobs.zh.md:15:2: error: a row without a name; expected the parameter's name"]
    );
}

#[test]
fn a_row_of_text_without_its_name_type_or_mark() {
    let name = "ListLanternJobs.en.txt";
    let no_name = replaced(name, "\n\nkind\n\n", "\n\n");
    assert_eq!(
        no_name,
        [
            "ListLanternJobs.en.txt:77:1: error: `Yes` inside a description: the row that begins above it lacks its name or type"
        ]
    );
    let no_type = replaced(name, "kind\n\nYes\n\nString\n\n", "kind\n\nYes\n\n");
    assert_eq!(
        no_type,
        [
            "ListLanternJobs.en.txt:79:1: error: `Yes` inside a description: the row that begins above it lacks its name or type"
        ]
    );
    let unmarked = "ListLanternJobs.zh.txt";
    assert_eq!(
        replaced(unmarked, "\n\nkind\n\nString", "\n\nString"),
        [
            "ListLanternJobs.zh.txt:75:1: error: `String` inside a description: the row that begins above it lacks its name or type"
        ]
    );
    assert_eq!(
        replaced(unmarked, "kind\n\nString", "kind"),
        [
            "ListLanternJobs.zh.txt:77:1: error: `参数解释:` inside a description: the row that begins above it lacks its name or type"
        ]
    );
    let no_mark = replaced(name, "kind\n\nYes\n\n", "kind\n\n");
    assert_eq!(
        no_mark,
        [
            "ListLanternJobs.en.txt:77:1: error: the row of `kind` is not marked as mandatory or optional; expected 是 or 否 (Yes or No)"
        ]
    );
    let no_row = replaced(name, "\n\nproject_id\n\n", "\n\n");
    assert_eq!(no_row.len(), 1, "{no_row:?}");
    assert!(no_row[0].starts_with("ListLanternJobs.en.txt:23:1: error: `Yes` is not the start of a row; expected a parameter's name, then its type (String, Integer"), "{no_row:?}");
}

#[test]
fn a_table_that_stands_twice() {
    assert_eq!(
        notes("ListLanternJobs.zh.md", "表6LanternJobParts", "表6LanternJob"),
        [
            "ListLanternJobs.zh.md:43:2: note: the page has no table with the fields of the type `LanternJobParts`; it is read as any JSON",
            "ListLanternJobs.zh.md:45:1: note: a second table `LanternJob`; the model has the fields of both",
        ]
    );
    assert_eq!(
        replaced("ListLanternJobs.zh.md", "表2Query参数", "表2路径参数"),
        ["ListLanternJobs.zh.md:11:1: error: a second table `路径参数`; expected each table once"]
    );
    // A model that is sent and returned has two tables with the same fields.
    let notes = notes("ReplaceLanternTags.zh.md", "| old_key | String | 旧键 |\n", "");
    let note =
        "ReplaceLanternTags.zh.md:37:1: note: a second table `LanternTag`; the model has the fields of both";
    assert!(notes.iter().any(|found| found == note), "{notes:?}");
}

#[test]
fn an_unknown_type() {
    let expected = "read as any JSON; expected one of String, Integer, Long, Boolean, Double, Float, Number, Object, File, `X object`, `Array of strings` (or another plural), `Array of X objects` or `Map<String,String>`";
    let found = notes("ListLanternJobs.zh.md", "| job_id | String |", "| job_id | Strung |");
    assert_eq!(found[0], format!("ListLanternJobs.zh.md:37:11: note: unknown type `Strung`, {expected}"));
    let notes = notes("ListLanternJobs.zh.txt", "job_id\n\nString", "job_id\n\nStrung");
    let note = format!("ListLanternJobs.zh.txt:235:1: note: unknown type `Strung`, {expected}");
    assert!(notes.contains(&note), "{notes:?}");
}

#[test]
fn an_unknown_table_or_column() {
    let name = "ListLanternJobs.zh.md";
    let unknown = notes(name, "表2Query参数", "表2 别的参数");
    assert_eq!(unknown.len(), 1, "{unknown:?}");
    let skipped = "ListLanternJobs.zh.md:11:1: note: skipped: the table `别的参数`, to which no type refers";
    assert!(unknown[0].starts_with(skipped), "{unknown:?}");
    // Under the URI, a table without a title has what the path lacks.
    let untitled = load(name).replacen("表2Query参数 \n", "", 1);
    let draft = read(name, &untitled).unwrap_or_else(|problems| panic!("{problems}"));
    let titled = read(name, &load(name)).unwrap_or_else(|problems| panic!("{problems}"));
    let names = |draft: &hss_spec::import::Draft| {
        let parameters = draft.operation.parameters.iter();
        parameters.map(|one| (one.location, one.field.name.clone())).collect::<Vec<_>>()
    };
    assert_eq!(names(&draft), names(&titled));
    let untyped = notes(name, "| 参数 | 参数类型 | 描述 |", "| 参数 | 大小 | 描述 |");
    assert!(
        untyped[0].starts_with("ListLanternJobs.zh.md:29:1: note: the column `大小` of a table is not read"),
        "{untyped:?}"
    );
}

#[test]
fn no_call() {
    let expected = "expected a method and a path, such as `GET /v5/{project_id}/image/tasks`";
    let name = "ListLanternJobs.zh.md";
    assert_eq!(
        replaced(name, "GET /v5/{project_id}/lantern/jobs\n", ""),
        [format!("{name}:1:1: error: the page has no `URI`: {expected}")]
    );
    assert_eq!(
        replaced(name, "GET /v5", "GET v5"),
        [format!("{name}:5:1: error: no path in `GET v5/{{project_id}}/lantern/jobs`: {expected}")]
    );
    assert_eq!(
        replaced(name, "GET /v5", "FETCH /v5"),
        [format!(
            "{name}:5:1: error: unknown method `FETCH`; expected one of GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS, TRACE"
        )]
    );
}

#[test]
fn no_operation_id() {
    let text = load("ListLanternJobs.zh.txt");
    let draft = read("page-1.txt", &text).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(draft.operation.id, "GetV5ByProjectIdLanternJobs");
    let note = "page-1.txt:5:1: note: no operation id in the title and the file's name; it is \
                `GetV5ByProjectIdLanternJobs`, made of the method and the path";
    assert!(draft.notes.iter().any(|found| found.to_string() == note), "{:?}", draft.notes);
    let without_call = text.replacen("GET /v5", "GET v5", 1);
    let problems = read("page-1.txt", &without_call).expect_err("an error").to_string();
    assert!(
        problems.contains("error: no operation id such as `ListImageScanTask`; `page-1` is not one"),
        "{problems}"
    );
}

#[test]
fn all_errors_come_at_once_in_the_order_of_lines() {
    let errors = errors("ListLanternJobs.zh.md", |text| {
        text.replace("GET /v5", "FETCH /v5").replace("| limit | 否 |", "| limit |")
    });
    let lines: Vec<&str> = errors.iter().filter_map(|error| error.split(':').nth(1)).collect();
    assert_eq!(lines, ["5", "17"]);
}
