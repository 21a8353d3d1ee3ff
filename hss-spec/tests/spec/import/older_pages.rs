//! Pages of the vendor's older form: other headings, tables without titles or types, pages without an id.

use hss_spec::import::{Document, Draft, PageForm, import, read_calls};
use hss_spec::model::{Location, Service, Spec, Type};
use hss_spec::place::NoteKind;

use super::page_files::read;

fn draft(name: &str, text: &str) -> Draft {
    read(name, text).unwrap_or_else(|problems| panic!("{problems}"))
}

fn notes(draft: &Draft) -> String {
    draft.notes.iter().map(|note| format!("{note}\n")).collect()
}

fn imported(drafts: Vec<Draft>) -> Spec {
    let imported = import(&Spec::new(Service::default()), drafts, None);
    let spec = imported.unwrap_or_else(|problems| panic!("{problems}")).spec;
    let errors: Vec<_> = spec.check().0.into_iter().filter(|problem| problem.is_error()).collect();
    assert_eq!(errors, []);
    let files = spec.to_files();
    let texts = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let again = Spec::from_files("", texts).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(again.to_files(), files);
    spec
}

const OLD: &str = r##"<h1>Querying Lamps</h1>
<p>This API is used to query lamps.</p>
<h4>URI</h4>
<p>GET /v1/{street_id}/lamps?limit={limit}&amp;glow={glow}</p>
<p>Table 1 describes the parameters.</p>
<table><caption><b>Table 1 </b>Parameter description</caption>
<tr><th>Parameter</th><th>Mandatory</th><th>Description</th></tr>
<tr><td>street_id</td><td>No</td><td>Street.</td></tr>
<tr><td>limit</td><td>No</td><td>Number.</td></tr>
</table>
<h4>Request</h4><p>None</p>
<h4>Response</h4>
<table><caption><b>Table 2 </b>Parameter description</caption>
<tr><th>Parameter</th><th>Type</th><th>Description</th></tr>
<tr><td>lamps</td><td>Array</td><td>Lamps. For details, see <a href="#lamps_table">Table 3</a>.</td></tr>
<tr><td>shades</td><td>Array&lt;Shade&gt;</td><td>Shades.</td></tr>
<tr><td>glow</td><td>Sparkle</td><td>Glow.</td></tr>
</table>
<a name="lamps_table"></a>
<table><caption><b>Table 3 </b>Parameter description</caption>
<tr><th>Parameter</th><th>Type</th><th>Description</th></tr>
<tr><td>id</td><td rowspan="2">String</td><td>Id.</td></tr>
<tr><td>name</td><td>Name.</td></tr>
<tr><td>name</td><td>String</td><td>Name again.</td></tr>
</table>
<h4>Example Request (Listing Lamps)</h4><pre>GET /v1/s/lamps</pre>
<h4>Returned Values</h4><p>See the general ones.</p>
"##;

#[test]
fn an_old_page_is_read_with_notes() {
    let draft = draft("en-us_topic_1.html", OLD);
    assert_eq!(draft.operation.id, "GetV1ByStreetIdLamps");
    assert_eq!(draft.operation.path, "/v1/{street_id}/lamps");
    let parameter = |location, name: &str| {
        draft.operation.parameter(location, name).unwrap_or_else(|| panic!("{name}")).field.clone()
    };
    assert_eq!(parameter(Location::Path, "street_id").ty, Type::String);
    assert!(parameter(Location::Path, "street_id").required.effective());
    for name in ["limit", "glow"] {
        assert!(!parameter(Location::Query, name).required.effective());
    }
    let response = &draft.models["GetV1ByStreetIdLampsResponse"];
    let types: Vec<String> = response.fields.iter().map(|field| field.ty.to_string()).collect();
    assert_eq!(types, ["[lamps]", "[json]", "json"]);
    let lamps: Vec<&str> = draft.models["lamps"].fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(lamps, ["id", "name"]);
    let notes = notes(&draft);
    for note in [
        "it is `GetV1ByStreetIdLamps`, made of the method and the path",
        "the path parameter `street_id` is marked optional",
        "no table describes the query parameter `glow` of the URI",
        "the page has no table with the fields of the type `Shade`",
        "unknown type `Sparkle`, read as any JSON",
        "a second row of `name`; the first is read",
    ] {
        assert!(notes.contains(note), "{note}\n{notes}");
    }
    imported(vec![draft]);
}

#[test]
fn operations_of_one_call_are_told_apart_by_their_titles() {
    let other = OLD.replace("Querying Lamps", "Counting Lamps");
    for order in [[OLD, &other], [&other, OLD]] {
        let drafts = order.iter().enumerate().map(|(index, text)| draft(&format!("t_{index}.html"), text));
        let spec = imported(drafts.collect());
        let ids: Vec<&str> = spec.operations().map(|(_, operation)| operation.id.as_str()).collect();
        assert_eq!(ids, ["GetV1ByStreetIdLampsCountingLamps", "GetV1ByStreetIdLampsQueryingLamps"]);
    }
}

#[test]
fn each_call_of_a_page_is_an_operation_with_its_tables() {
    let with = |call: &str, title: &str| {
        let behind = "</p>\n<p>Table 1 describes";
        let text = OLD.replace(behind, &format!("</p>\n<p>{call}{behind}"));
        let text = text.replace("Querying Lamps", title);
        let document = Document::new("en-us_topic_1.html", &text);
        read_calls(&document, PageForm::Html, None, false).expect("a page")
    };
    let ids = |drafts: Vec<Draft>| -> Vec<(String, String)> {
        let spec = imported(drafts);
        spec.operations()
            .map(|(_, one)| (one.id.clone(), format!("{} {}", one.method.name(), one.path)))
            .collect()
    };
    let pair = |id: &str, call: &str| (id.to_owned(), call.to_owned());
    let first = pair("ListLamps", "GET /v1/{street_id}/lamps");

    let drafts = with("GET /v2.1/{street_id}/lamps?shade={shade}", "Querying Lamps - ListLamps");
    let fields = |draft: &Draft, model: &str| draft.models[model].fields.len();
    assert_eq!(fields(&drafts[0], "ListLampsResponse"), fields(&drafts[1], "ListLampsV21Response"));
    assert!(drafts[0].operation.parameter(Location::Query, "shade").is_none());
    assert!(drafts[1].operation.parameter(Location::Query, "shade").is_some());
    let note =
        "a further call of the page, `GET /v2.1/{street_id}/lamps?shade={shade}`, is an operation of its own";
    assert!(notes(&drafts[1]).contains(note), "{}", notes(&drafts[1]));
    // What the first one's notes say is not said again.
    assert!(!notes(&drafts[1]).contains("unknown type `Sparkle`"), "{}", notes(&drafts[1]));
    assert_eq!(ids(drafts), [first.clone(), pair("ListLampsV21", "GET /v2.1/{street_id}/lamps")]);

    let drafts = with("PUT /v2/{street_id}/lamps/{lamp_id}", "Querying Lamps - ListLamps");
    let put = "PUT /v2/{street_id}/lamps/{lamp_id}";
    assert_eq!(ids(drafts), [first.clone(), pair("PutV2ByStreetIdLampsByLampId", put)]);

    // The same call, with one more parameter.
    let drafts = with("GET /v1/{street_id}/lamps?shade={shade}", "Querying Lamps - ListLamps");
    assert!(drafts[0].operation.parameter(Location::Query, "shade").is_some());
    assert_eq!(ids(drafts), [first]);

    let drafts = with("BREW /v1/{street_id}/lamps", "Querying Lamps");
    let note = drafts[0].notes.iter().find(|note| note.message.contains("`BREW /v1/{street_id}/lamps`"));
    assert_eq!(note.map(|note| note.kind), Some(NoteKind::Operation), "{}", notes(&drafts[0]));
    assert!(notes(&drafts[0]).contains("is left out: unknown method `BREW`"), "{}", notes(&drafts[0]));
    assert_eq!(drafts.len(), 1);

    let many: Vec<String> = (2..40).map(|number| format!("GET /v{number}/{{street_id}}/lamps")).collect();
    let drafts = with(&many.join("</p>\n<p>"), "Querying Lamps");
    assert_eq!(drafts.len(), 20);
    assert!(notes(&drafts[0]).contains("those from `GET /v21/{street_id}/lamps` on are left out"));
}

/// One cell per line, as some converters write tables.
const PIPED: &str = "\
Lighting a Lamp
Function
Lights a lamp.
URI
POST /v1/lamps/{lamp_id}/light
|
Parameter |
Mandatory |
Type |
Description |
|---|---|---|---|
|
lamp_id |
Yes |
Integer |
Lamp. |
Request Parameters
|
Parameter |
Mandatory |
Type |
Description |
|---|---|---|---|
|
X-Auth-Token |
No |
String |
Token. |
Response Parameters
Status code: 200
|
Parameter |
Type |
Description |
|---|---|---|
|
lamp |
Lamp object |
Lamp,
lit. |
|
Parameter |
Type |
Description |
|---|---|---|
|
name |
String |
Status code: 400
|
Parameter |
Type |
Description |
|---|---|---|
|
- |
String |
Example Requests
None
Status Codes
|
Status Code |
Description |
|---|---|
|
200 |
OK |
";

#[test]
fn tables_with_one_cell_per_line_are_read() {
    let draft = draft("LightLamp.md", PIPED);
    assert_eq!(draft.operation.id, "LightLamp");
    let lamp_id = draft.operation.parameter(Location::Path, "lamp_id").expect("the parameter");
    assert_eq!((lamp_id.field.ty.clone(), lamp_id.field.place.line), (Type::Integer, 13));
    assert!(draft.operation.parameter(Location::Header, "X-Auth-Token").is_some());
    assert!(draft.operation.body.is_none());
    let lamp = &draft.models["LightLampResponse"].fields[0];
    assert_eq!(lamp.ty, Type::Named("Lamp".to_owned()));
    assert_eq!(draft.models["Lamp"].fields.len(), 1);
    imported(vec![draft]);
}

#[test]
fn all_older_pages_of_the_vendor_are_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/pages/other");
    let Ok(services) = std::fs::read_dir(folder) else {
        println!("skipped: no pages beside the repository");
        return;
    };
    for service in services {
        let mut pages: Vec<_> = std::fs::read_dir(service.expect("a folder").path())
            .expect("a folder")
            .map(|file| file.expect("a file").path())
            .collect();
        pages.sort();
        let drafts = pages.iter().map(|path| {
            let text = std::fs::read_to_string(path).expect("a text");
            draft(path.file_name().and_then(|name| name.to_str()).expect("a name"), &text)
        });
        imported(drafts.collect());
    }
}

#[test]
fn a_model_has_a_name_that_a_spec_can_hold() {
    let table = |number: u32, name: &str| {
        format!(
            "<table><caption><b>Table {number} </b>{name}</caption>\n\
             <tr><th>Parameter</th><th>Type</th><th>Description</th></tr>\n\
             <tr><td>id</td><td>String</td><td>Id.</td></tr></table>\n"
        )
    };
    let rows = ["lamp-shade", "lamp_shade", "LampShade"];
    let fields = rows.iter().enumerate().map(|(number, name)| {
        format!("<tr><td>f{number}</td><td>Array of {name} objects</td><td>Lamps.</td></tr>\n")
    });
    let tables = rows.iter().zip(3..).map(|(name, number)| table(number, name));
    let page = format!(
        "<h1>Listing Lamps - ListLamps</h1>\n<h4>Function</h4><p>F.</p>\n<h4>URI</h4><p>GET /v1/lamps</p>\n\
         <h4>Response Parameters</h4><p>Status code: 200</p>\n\
         <table><caption><b>Table 2 </b>Response body parameters</caption>\n\
         <tr><th>Parameter</th><th>Type</th><th>Description</th></tr>\n{}</table>\n{}\
         <h4>Status Codes</h4><table><tr><th>Status Code</th><th>Description</th></tr><tr><td>200</td><td>ok</td></tr></table>\n",
        fields.collect::<String>(),
        tables.collect::<String>(),
    );
    let spec = imported(vec![draft("ListLamps.html", &page)]);
    let names: Vec<&String> = spec.groups["lamps"].definitions.models.keys().collect();
    assert_eq!(names, ["LampShade", "LampShadeModel", "LampShadeModelModel", "ListLampsResponse"]);
}
