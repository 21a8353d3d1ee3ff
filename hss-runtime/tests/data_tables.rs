//! Tables as they stand in generated code: text that is read when it is first looked at.
#![allow(clippy::unwrap_used, reason = "clippy knows test functions only")]

use hss_runtime::table::{
    Body, EnumKind, Enumeration, Fact, Kind, Location, Method, Model, Operation, Response, Table,
};
use proptest::prelude::*;

static SIZE: Table<Enumeration> = Table::new("Size string open\nsmall\nvery\\slarge : Does not fit.\n\\e");
static LAMP: Table<Model> = Table::with("Lamp\n    size @Size\n    inner []@Lamp secret", &[&LAMP], &[&SIZE]);

#[test]
fn an_operation_has_all_that_its_lines_say() {
    static LIGHT: Table<Operation> = Table::with(
        "LightLamps lamp PUT /v1/{id}/lamps
        doc Lights \\\\ lamps.
        page https://example.com/LightLamps.html
        deprecated
        body []@Lamp
        answer {}[]integer
        pages 1 2 lamp\\slist total
        path id string required client
        query offset integer range=0.. default=0 : Where to start: at \"0\".
        query limit integer range=..200 unit=lamps\\sa\\spage
        query heat number decimal=-0.5..1.25
        header X-Names []string items=1..3 length=2.. deprecated",
        &[&LAMP],
        &[],
    );
    assert_eq!((LIGHT.id, LIGHT.family, LIGHT.method), ("LightLamps", "lamp", Method::Put));
    assert_eq!((LIGHT.path, LIGHT.doc, LIGHT.deprecated), ("/v1/{id}/lamps", "Lights \\ lamps.", true));
    assert_eq!(LIGHT.page, "https://example.com/LightLamps.html");
    assert!(matches!(LIGHT.body, Body::Json(Kind::List(Kind::Model(model))) if model.name == "Lamp"));
    assert!(matches!(LIGHT.response, Response::Json(Kind::Map(Kind::List(Kind::Integer)))));
    let paging = LIGHT.paging.unwrap();
    assert_eq!((paging.offset, paging.limit, paging.items, paging.total), (1, 2, "lamp list", "total"));
    let rows: Vec<_> =
        LIGHT.parameters.iter().map(|row| (row.location, row.field.name, row.field.facts)).collect();
    let expected: [(Location, &str, &[Fact]); 5] = [
        (Location::Path, "id", &[Fact::Required, Fact::FromClient]),
        (
            Location::Query,
            "offset",
            &[Fact::Range(0, i64::MAX), Fact::Default("0"), Fact::Doc("Where to start: at \"0\".")],
        ),
        (Location::Query, "limit", &[Fact::Range(i64::MIN, 200), Fact::Unit("lamps a page")]),
        (Location::Query, "heat", &[Fact::NumberRange(-0.5, 1.25)]),
        (Location::Header, "X-Names", &[Fact::Items(1, 3), Fact::Length(2, u64::MAX), Fact::Deprecated]),
    ];
    assert_eq!(rows, expected);
}

#[test]
fn a_file_and_a_form_are_told_from_json() {
    static SAVE: Table<Operation> =
        Table::with("Save lamp POST /v1/lamps\nform @Lamp\nanswer file", &[&LAMP], &[]);
    assert!(matches!(SAVE.body, Body::Multipart(model) if model.name == "Lamp"));
    assert!(matches!(SAVE.response, Response::File));
    static DROP: Table<Operation> = Table::new("Drop lamp DELETE /v1/lamps");
    assert!(matches!((DROP.body, DROP.response), (Body::None, Response::Empty)));
}

#[test]
fn a_model_may_contain_itself() {
    let [size, inner] = LAMP.fields else { panic!("{:?}", LAMP.fields) };
    assert!(matches!(size.kind, Kind::Enum(table) if std::ptr::eq(table, &SIZE)));
    assert!(matches!(inner.kind, Kind::List(Kind::Model(table)) if std::ptr::eq(*table, &LAMP)));
    assert!(inner.is_secret());
    assert_eq!(format!("{LAMP:?}"), "Table(\"Lamp\")");
}

#[test]
fn an_enumeration_has_its_values_as_the_page_writes_them() {
    assert!((SIZE.kind, SIZE.open) == (EnumKind::String, true) && SIZE.counts.is_none());
    let values: Vec<_> = SIZE.values.iter().map(|value| (value.value, value.doc)).collect();
    assert_eq!(values, [("small", ""), ("very large", "Does not fit."), ("", "")]);
    static STATE: Table<Enumeration> = Table::new(
        "State codes counts=0..100=progress\n-1 -1 timed\\sout : Took too long.\n0x1f 31 : Other.\n7 7 done",
    );
    let counts = STATE.counts.unwrap();
    assert_eq!((STATE.kind, counts.name, counts.least, counts.most), (EnumKind::Codes, "progress", 0, 100));
    let values: Vec<_> =
        STATE.values.iter().map(|value| (value.value, value.number, value.name, value.doc)).collect();
    assert_eq!(
        values,
        [("-1", -1, "timed out", "Took too long."), ("0x1f", 31, "", "Other."), ("7", 7, "done", "")]
    );
}

proptest! {
    /// No generator writes such texts, but nothing in the client may panic.
    #[test]
    fn any_text_is_a_table(text in "(\\PC|[\n\r\t :=@.\\\\]|doc |path |pages |\\[\\]|\\{\\}|range=|\\\\u\\{){0,40}") {
        let text: &'static str = text.leak();
        let (operation, model, enumeration) =
            (Table::<Operation>::new(text), Table::<Model>::new(text), Table::<Enumeration>::new(text));
        prop_assert!(operation.parameters.len() < text.lines().count().max(1));
        prop_assert_eq!(model.fields.len(), text.lines().count().saturating_sub(1));
        prop_assert_eq!(enumeration.values.len(), model.fields.len());
    }
}
