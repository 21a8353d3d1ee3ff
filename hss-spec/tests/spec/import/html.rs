//! Pages as HTML: two forms of them, and everything that a page can have wrong.

use std::time::{Duration, Instant};

use hss_spec::import::{Document, Draft, PageForm, read_page};
use hss_spec::model::{
    Bounds, Constraint, ConstraintKind, EnumKind, Field, Literal, Location, Method, SourceForm, Type,
};
use proptest::prelude::*;

use crate::import::page_files::{load, page, read};

fn parameter<'a>(draft: &'a Draft, location: Location, name: &str) -> &'a Field {
    &draft.operation.parameter(location, name).expect("the parameter").field
}

fn field<'a>(draft: &'a Draft, model: &str, name: &str) -> &'a Field {
    draft.models[model].field(name).expect("the field")
}

fn bounds(min: i64, max: i64) -> Option<Bounds> {
    Some(Bounds::between(min, max))
}

fn values(draft: &Draft, place: &str) -> Vec<String> {
    draft.values[place].values.iter().map(|value| value.value.clone()).collect()
}

#[test]
fn a_page_gives_its_operation() {
    let draft = page("ListLampPosts.html");
    let operation = &draft.operation;
    assert_eq!(operation.id, "ListLampPosts");
    assert_eq!(
        (operation.method, operation.path.as_str()),
        (Method::Get, "/v2/{project_id}/lamps/{street_id}/posts")
    );
    assert_eq!(operation.source, Some(SourceForm::Html));
    assert_eq!(operation.response.status, 200);
    assert_eq!(operation.response.ty, Some(Type::Named("ListLampPostsResponse".to_owned())));
    assert!(operation.body.is_none());
    assert_eq!(parameter(&draft, Location::Path, "street_id").required.page, Some(true));
    assert_eq!(parameter(&draft, Location::Query, "limit").required.page, Some(false));
}

#[test]
fn nested_models_are_named_by_the_links_words() {
    let draft = page("ListLampPosts.html");
    let post = Type::Named("LampPost".to_owned());
    assert_eq!(field(&draft, "ListLampPostsResponse", "posts").ty, Type::List(Box::new(post)));
    assert_eq!(field(&draft, "ListLampPostsResponse", "@street:length").ty, Type::Long);
    assert_eq!(field(&draft, "LampPost", "lamp").ty, Type::Named("Lamp".to_owned()));
    assert_eq!(field(&draft, "Lamp", "is_lit").ty, Type::Boolean);
    assert_eq!(draft.models.len(), 3, "the response of an error is not one of them");
}

#[test]
fn english_sentences_give_their_facts() {
    let draft = page("ListLampPosts.html");
    let query = |name: &str| parameter(&draft, Location::Query, name);
    assert_eq!(
        parameter(&draft, Location::Path, "street_id")
            .constraints
            .page(ConstraintKind::Length)
            .and_then(Constraint::bounds),
        bounds(1, 36)
    );
    assert_eq!(
        query("limit").constraints.page(ConstraintKind::Range).and_then(Constraint::bounds),
        bounds(0, 2000)
    );
    assert_eq!(query("limit").default.page, Some(Literal::Integer(50)));
    assert_eq!(values(&draft, "query.glow"), ["warm", "cold-2"]);
    assert_eq!(query("glow").default.page, Some(Literal::String("warm".to_owned())));
    assert_eq!(query("mast").ty, Type::List(Box::new(Type::String)), "a bare array of a query holds texts");
    assert_eq!(values(&draft, "query.mast"), ["WOOD", "IRON", "STEEL"]);
    assert_eq!(
        query("patience").constraints.page(ConstraintKind::Range).and_then(Constraint::bounds),
        bounds(1, 300)
    );
    assert_eq!(query("patience").default.page, Some(Literal::Integer(60)));
    assert_eq!(query("patience").unit.as_deref(), Some("seconds"));
}

#[test]
fn what_holds_only_sometimes_is_a_note_at_its_line() {
    let draft = page("ListLampPosts.html");
    assert_eq!(parameter(&draft, Location::Query, "shade").constraints.page(ConstraintKind::Range), None);
    let notes: Vec<String> = draft.notes.iter().map(ToString::to_string).collect();
    let [skipped, note] = notes.as_slice() else { panic!("{notes:?}") };
    let (shade, error) = (
        line("ListLampPosts.html", "<tr><td>shade"),
        line("ListLampPosts.html", "<table><caption><b>Table 6"),
    );
    assert!(note.starts_with(&format!("ListLampPosts.html:{error}:")), "{note}");
    assert!(skipped.starts_with(&format!("ListLampPosts.html:{shade}:")), "{skipped}");
    assert!(
        skipped.ends_with("a part of the description of `shade` is not understood: - In winter, the value ranges from 10 to 40"),
        "{skipped}"
    );
}

/// The number of the first line that starts so.
fn line(name: &str, start: &str) -> usize {
    1 + load(name).lines().position(|line| line.starts_with(start)).expect("the line")
}

#[test]
fn facts_stand_at_their_lines() {
    let draft = page("ListLampPosts.html");
    let place = &parameter(&draft, Location::Path, "street_id").place;
    assert_eq!(place.line as usize, line("ListLampPosts.html", "<tr><td><p>street_id"));
    let place = &parameter(&draft, Location::Query, "patience").place;
    assert_eq!((place.line as usize, place.column), (line("ListLampPosts.html", "<tr><td>patience"), 9));
    let values = &draft.values["query.glow"];
    assert_eq!(values.values[1].place.line as usize, line("ListLampPosts.html", "<ul><li><strong>warm"));
}

#[test]
fn a_kept_description_is_the_text_that_a_browser_shows() {
    let text = load("ListLampPosts.html");
    let document = Document::new("ListLampPosts.html", &text);
    let draft = read_page(&document, PageForm::Html, None, true).expect("a page");
    let description =
        |model: &str, name: &str| field(&draft, model, name).vendor_description.clone().unwrap_or_default();
    assert_eq!(draft.operation.vendor_description.as_deref(), Some("Returns the lamp posts of a street."));
    assert_eq!(
        description("ListLampPostsResponse", "@street:length"),
        "At most 2^63 & no less than <b> [posts](x) of it."
    );
    let glow = parameter(&draft, Location::Query, "glow").vendor_description.as_deref();
    assert_eq!(
        glow,
        Some(
            "Says how the lamps glow. Value options:\n- warm (default): like a candle\n- cold-2: like the moon"
        )
    );
}

#[test]
fn the_older_form_links_its_models() {
    let draft = page("MendLampPost.html");
    let operation = &draft.operation;
    assert_eq!(draft.notes, []);
    assert_eq!(
        (operation.method, operation.path.as_str()),
        (Method::Put, "/v1.0/{project_id}/lamps/{post_id}")
    );
    assert_eq!(operation.date.as_deref(), Some("2024-05-06"));
    assert_eq!(parameter(&draft, Location::Path, "post_id").required.page, Some(true));
    assert_eq!(parameter(&draft, Location::Query, "dry_run").ty, Type::Boolean);
    let named = |name: &str| Type::Named(name.to_owned());
    assert_eq!(field(&draft, "MendLampPostRequestBody", "post").ty, named("post"));
    assert_eq!(field(&draft, "MendLampPostRequestBody", "tools").ty, Type::List(Box::new(named("tools"))));
    assert_eq!(
        field(&draft, "post", "name").constraints.page(ConstraintKind::Length).and_then(Constraint::bounds),
        bounds(1, 64)
    );
    assert_eq!(values(&draft, "tools.kind"), ["0", "1"]);
    assert_eq!(draft.values["tools.kind"].kind, EnumKind::Integer);
    assert_eq!(field(&draft, "tools", "kind").default.page, Some(Literal::Integer(0)));
    assert_eq!(field(&draft, "MendLampPostResponse", "post").ty, named("post_response"));
    assert_eq!(field(&draft, "post_response", "mended_at").ty, Type::String);
}

/// The messages about a page after a change to its text.
fn errors(from: &str, to: &str) -> Vec<String> {
    let name = "ListLampPosts.html";
    let changed = load(name).replacen(from, to, 1);
    assert_ne!(load(name), changed, "the change changes nothing");
    let problems = read(name, &changed).expect_err("an error");
    problems.0.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect()
}

#[test]
fn broken_tables_are_errors_at_their_lines() {
    let row = "<tr><td>is_lit</td><td>Boolean</td><td>Whether it shines.</td></tr>";
    let lamp = line("ListLampPosts.html", "<table><caption><b>Table 5") + 1;
    let at =
        |column: u32, message: &str| vec![format!("ListLampPosts.html:{lamp}:{column}: error: {message}")];
    assert_eq!(
        errors(row, "<tr><td>is_lit</td><td>Boolean</td></tr>"),
        at(8, "a row with 2 cells; expected 3, as the table's heading has")
    );
    let unclosed = errors("<td>Whether it shines.</td></tr></tbody></table>", "<td>Whether it shines.");
    assert!(
        unclosed
            .iter()
            .any(|error| error.contains("heading inside a table's cell; expected the table's end")),
        "{unclosed:?}"
    );
    let dotted =
        errors("<tr><td>is_lit<", "<tr><td>is_lit.since</td><td>Long</td><td>When.</td></tr><tr><td>is_lit<");
    assert!(dotted[0].contains("`since` of `is_lit`, named with a dot; expected a table"), "{dotted:?}");
    let name = "ListLampPosts.html";
    for (from, to, note) in [
        ("<td><p>Yes</p>", "<td><p>Perhaps</p>", "`Perhaps` in the column of mandatory parameters; expected"),
        ("<th>Type", "<th>Kind", "the column `Kind` of a table is not read"),
        (
            row,
            "<tr><td>is_lit</td><td>Truth</td><td>Whether.</td></tr>",
            "unknown type `Truth`, read as any JSON",
        ),
        // Without its title, the last table has what nothing else describes.
        ("<caption><b>Table 5 </b>Lamp</caption>", "", ""),
        ("<caption><b>Table 5 </b>Lamp<", "<caption><b>Table 5 </b>LampPost<", "a second table `LampPost`"),
    ] {
        let changed = load(name).replacen(from, to, 1);
        assert_ne!(load(name), changed, "the change changes nothing");
        let draft = read(name, &changed).unwrap_or_else(|problems| panic!("{problems}"));
        let notes: String = draft.notes.iter().map(|note| format!("{note}\n")).collect();
        assert!(notes.contains(note), "{note}\n{notes}");
    }
    // A cell that spans two rows is in both.
    let spanning = load(name).replacen(
        row,
        "<tr><td>is_lit</td><td rowspan=2>Boolean</td><td>Whether.</td></tr><tr><td>was_lit</td><td>Once.</td></tr>",
        1,
    );
    let draft = read(name, &spanning).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(field(&draft, "Lamp", "was_lit").ty, Type::Boolean);
}

#[test]
fn other_pages_are_no_api_pages() {
    for text in [
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form><input name=user></form></body></html>",
        "<html><body><h1>Lamps</h1><table><tr><td><a href=a.html>Querying Lamps</a></td></tr></table></body></html>",
        "<html",
        "<h1>",
        "<!-- <h4>URI</h4> -->",
        "<script><h4>URI</h4>",
    ] {
        let problems = read("Other.html", text).expect_err("an error").to_string();
        assert!(
            problems.contains(":1:1: error: this is not an API page: it has neither"),
            "{text}: {problems}"
        );
    }
}

#[test]
fn a_page_cut_anywhere_is_an_error_or_whole() {
    let name = "ListLampPosts.html";
    let (text, whole) = (load(name), page(name));
    for (end, _) in text.char_indices().step_by(7) {
        // Whatever is still read had all of its tables.
        if let Ok(draft) = read(name, &text[..end]) {
            assert_eq!(draft.models, whole.models, "cut at {end}");
            assert_eq!(draft.operation, whole.operation, "cut at {end}");
        }
    }
}

/// Two hundred kilobytes of the same; trees of such depth overflow the stack, and looking back would take minutes.
#[test]
fn hostile_pages_take_linear_time() {
    let head = "<h1>T - Long</h1><h4>Function</h4>f<h4>URI</h4>GET /v5/a";
    let table = "<table><caption>Table 1 Query parameters</caption><tr><th>Parameter<th>Type<th>Description";
    let repeated = |piece: &str| piece.repeat(200_000 / piece.len());
    let cell = |text: &str| format!("{head}{table}<tr><td>a<td>String<td>{text}");
    let pages = [
        repeated("<div>"),
        repeated("</div>"),
        repeated("<table>"),
        repeated("<table><tr><td>"),
        repeated("<b>"),
        repeated("<ul><li>"),
        repeated("<"),
        repeated("<a href='#"),
        repeated("<a id=x"),
        repeated("<p "),
        repeated("&amp"),
        repeated("<!--"),
        repeated("<h4>URI</h4>"),
        format!("{head}{}", repeated(table)),
        format!("{head}{table}{}", repeated("<tr><td>a<td>String<td>b")),
        format!("{head}{table}{}", repeated("<tr><td><a href=#x>a</a><td>Object<td>b")),
        format!(
            "{head}{}",
            repeated("<a id=x></a><table id=y><caption>Table 1 x field</caption><tr><td>a</table>")
        ),
        format!("{head}{table}<tr>{}", repeated("<td>a")),
        cell(&repeated("<br>a")),
        cell(&repeated("<strong>a</strong>")),
        cell(&repeated("<strong>Range</strong>")),
        cell(&repeated("<p><strong>Range</strong></p>1-2")),
        cell(&repeated("2<sup>3</sup>")),
        cell(&repeated("[")),
        cell(&repeated("The value can be A or B. ")),
        cell(&repeated("The default value is ")),
        cell(&repeated("<p>Maximum: 1</p>")),
        cell(&repeated("<pre>\n")),
        cell(&repeated("<table><tr><td>")),
    ];
    for (index, text) in pages.iter().enumerate() {
        let start = Instant::now();
        let document = Document::new("Any.html", text);
        let _ = read_page(&document, PageForm::Html, None, true);
        let _ = PageForm::detect(text);
        let taken = start.elapsed();
        assert!(taken < Duration::from_secs(10), "page {index} takes {taken:?}");
    }
}

/// Tags and words that the reader looks at, in any order.
fn broken_html() -> impl Strategy<Value = String> {
    let pieces = [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<caption>",
        "</caption>",
        "<h4>",
        "</h4>",
        "<ul>",
        "<li>",
        "</li>",
        "<pre>",
        "</pre>",
        "<br/>",
        "<b>",
        "</b>",
        "<a href='#x'>",
        "<a name='x'>",
        "</a>",
        "<script>",
        "</script>",
        "<td rowspan='2'>",
        "URI",
        "Function",
        "Request Parameters",
        "Response Parameters",
        "Status Codes",
        "Status code: 200",
        "GET /v1/{a}",
        "Table 1 Query parameters",
        "Table 2 x field",
        "Parameter",
        "Type",
        "Mandatory",
        "Description",
        "String",
        "Object",
        "Array",
        "Yes",
        "a",
        "&lt;",
        "&",
        "<",
        "\n",
        "é",
        "Minimum: 1",
        "The value can be A or B.",
        "- Default: a",
        "(default)",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_html_is_a_page_or_an_error(text in broken_html()) {
        let _ = read_page(&Document::new("Any.html", &text), PageForm::Html, None, true);
        let _ = PageForm::detect(&text);
    }

    #[test]
    fn any_text_is_a_page_or_an_error(text in "\\PC{0,400}") {
        let _ = read_page(&Document::new("Any.html", &text), PageForm::Html, None, true);
    }

    #[test]
    fn a_page_with_a_wrong_letter_is_a_page_or_an_error(at in any::<prop::sample::Index>(), letter in any::<char>()) {
        let mut letters: Vec<char> = load("ListLampPosts.html").chars().collect();
        let at = at.index(letters.len());
        letters[at] = letter;
        let _ = read("ListLampPosts.html", &letters.into_iter().collect::<String>());
    }
}

#[test]
fn a_tag_with_endless_attributes_ends_the_page_at_its_place() {
    for attributes in ["a=\"b\" ", "a='b' ", "a ", "a=b "] {
        for tag in ["<p ", "</p "] {
            let page = format!("<h4>URI</h4>\n<p>GET /v5/a</p>\n{tag}{}>", attributes.repeat(100_000));
            let problems = read("Endless.html", &page).expect_err("a page").to_string();
            if tag == "<p " {
                assert!(
                    problems.contains("Endless.html:3:1: error: a tag with more than 100 attributes"),
                    "{problems}"
                );
            }
        }
    }
}
