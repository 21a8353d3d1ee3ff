//! Tables as in generated code: text that is parsed when it is first used.

use hss_runtime::schema::{
    Body, Bounds, Constraint, EnumKind, Input, Kind, Location, Method, NextPage, Response, Tables,
};
use proptest::prelude::*;

static LAMPS: Tables = Tables::new(
    "model Lamp
    size @Size
    inner []@Lamp secret

    enumeration Size string open
    small
    very\\slarge : Does not fit.
    \\e",
);

#[test]
fn a_listing_has_its_way_to_the_next_page() {
    let paging = |tables: &'static Tables| tables.operation().get().paging;
    static TOKEN: Tables =
        Tables::new("operation A a GET /\nlisting token=0 next=page\\sinfo/a~1b items=\nquery marker string");
    let token = paging(&TOKEN).unwrap();
    let NextPage::Token { input: Input::Parameter(0), from } = token.next else { panic!("{token:?}") };
    assert_eq!(
        (from, token.items, token.limit, token.total),
        (&["page info", "a/b"][..], &[][..], None, None)
    );
    static PAGE: Tables = Tables::new(
        "operation A a POST /\nlisting page=paging/page first=0 pages=count limit=paging/size items=list in=body\nbody json",
    );
    let page = paging(&PAGE).unwrap();
    let NextPage::Page { input: Input::Field(input), first: 0, pages } = page.next else {
        panic!("{page:?}")
    };
    assert_eq!((input, pages), (&["paging", "page"][..], Some(&["count"][..])));
    assert_eq!(page.limit, Some(Input::Field(&["paging", "size"])));
    static LINK: Tables = Tables::new("operation A a GET /\nlisting link=next items=list total=a/b");
    let link = paging(&LINK).unwrap();
    assert!(matches!(link.next, NextPage::Link), "{link:?}");
    assert_eq!(link.total, Some(&["a", "b"][..]));
    static UNKNOWN: Tables = Tables::new("operation A a GET /\nlisting teleport=0 items=list");
    assert!(paging(&UNKNOWN).is_none(), "a way that this version does not know is none");
}

#[test]
fn an_operation_has_everything_in_its_lines() {
    static LIGHT: Tables = Tables::with(
        "operation LightLamps lamp PUT /v1/{id}/lamps
        doc Lights \\\\ lamps.
        page https://example.com/LightLamps.html
        deprecated
        body []@Lamp
        response {}[]integer
        pages 1 2 lamp\\slist total
        path id string required client
        query offset integer range=0.. default=0 : Where to start: at \"0\".
        query limit integer range=..200 unit=lamps\\sa\\spage
        query heat number number-range=-0.5..1.25
        header X-Names []string items=1..3 length=2.. deprecated
        query tag string pattern=^a\\sb\\\\d$",
        &[&LAMPS],
    );
    let light = LIGHT.operation();
    assert_eq!((light.id, light.group, light.method), ("LightLamps", "lamp", Method::Put));
    assert_eq!((light.path, light.doc, light.deprecated), ("/v1/{id}/lamps", "Lights \\ lamps.", true));
    assert_eq!(light.page, "https://example.com/LightLamps.html");
    assert!(matches!(light.body, Body::Json(Kind::List(Kind::Model(model))) if model.name == "Lamp"));
    assert!(matches!(light.response, Response::Json(Kind::Map(Kind::List(Kind::Integer)))));
    let paging = light.paging.unwrap();
    assert_eq!(paging.next.input(), Some(Input::Parameter(1)));
    assert_eq!(paging.limit, Some(Input::Parameter(2)));
    assert_eq!((paging.items, paging.total), (&["lamp list"][..], Some(&["total"][..])));
    let locations: Vec<_> = light.parameters.iter().map(|row| row.location).collect();
    assert_eq!(
        locations,
        [
            Location::Path,
            Location::Query,
            Location::Query,
            Location::Query,
            Location::Header,
            Location::Query
        ]
    );
    let fields: Vec<_> = light.parameters.iter().map(|row| &row.field).collect();
    let [id, offset, limit, heat, names, tag] = fields[..] else { panic!("{fields:?}") };
    assert!(id.is_required() && id.is_from_client() && id.constraints().is_empty());
    assert!(!offset.is_required() && !offset.is_from_client() && !offset.is_secret());
    assert_eq!(offset.range(), Some(Bounds::new(Some(0), None)));
    assert_eq!((offset.default(), offset.unit()), (Some("0"), None));
    assert_eq!(offset.doc(), "Where to start: at \"0\".");
    assert_eq!(limit.range(), Some(Bounds::new(None, Some(200))));
    assert_eq!((limit.default(), limit.unit(), limit.doc()), (None, Some("lamps a page"), ""));
    assert_eq!(heat.number_range(), Some(Bounds::new(Some(-0.5), Some(1.25))));
    assert_eq!(heat.range(), None);
    static COOL: Tables =
        Tables::with("operation Cool lamp PUT /v1/cool\nquery depth number number-range=0<..<1.5", &[&LAMPS]);
    let depth = COOL.operation().parameters[0].field.number_range().unwrap();
    assert_eq!((depth.min, depth.max, depth.to_string().as_str()), (Some(0.0), Some(1.5), "0<..<1.5"));
    assert!(depth.contains(f64::MIN_POSITIVE) && !depth.contains(0.0) && !depth.contains(1.5));
    assert_eq!(names.name, "X-Names");
    assert!(names.is_deprecated() && !heat.is_deprecated());
    let constraints: Vec<_> = names.constraints().iter().map(ToString::to_string).collect();
    assert_eq!(constraints, ["1..=3 elements", "2.. characters"]);
    assert_eq!(names.items(), Some(Bounds::new(Some(1), Some(3))));
    assert_eq!(names.length(), Some(Bounds::new(Some(2), None)));
    assert_eq!((tag.pattern(), names.pattern()), (Some("^a b\\d$"), None));
    assert!(matches!(tag.constraints(), [Constraint::Pattern(pattern)] if pattern.allows("a b3")));
}

#[test]
fn a_file_and_a_form_are_distinguished_from_json() {
    static SAVE: Tables =
        Tables::with("operation Save lamp POST /v1/lamps\nform @Lamp\nresponse file", &[&LAMPS]);
    let save = SAVE.operation();
    assert!(matches!(save.body, Body::Multipart(model) if model.name == "Lamp"));
    assert!(matches!(save.response, Response::File));
    static PAY: Tables = Tables::with(
        "operation Pay lamp POST /v1/payments\nresponse @Lamp\nsuccess 200 @Lamp\nsuccess 202\nsuccess 2XX file text/csv",
        &[&LAMPS],
    );
    let pay = PAY.operation().get();
    assert!(matches!(pay.response_to(200), Response::Json(Kind::Model(_))));
    assert!(matches!(pay.response_to(202), Response::Empty));
    assert!(matches!(pay.response_to(299), Response::File));
    assert!(matches!(pay.response_to(301), Response::Json(_)));
    assert_eq!((pay.successes[2].status, pay.successes[2].media_type), ("2XX", "text/csv"));
    assert!(matches!(save.response_to(204), Response::File) && save.successes.is_empty());
    static DROP: Tables = Tables::new("operation Drop lamp DELETE /v1/lamps");
    let drop = DROP.operation();
    assert!(matches!((drop.body, drop.response), (Body::None, Response::Empty)));
}

#[test]
fn a_model_may_contain_itself() {
    let lamp = LAMPS.model(0);
    let [size, inner] = lamp.fields else { panic!("{:?}", lamp.fields) };
    assert!(matches!(size.kind, Kind::Enum(table) if table == LAMPS.enumeration(1)));
    assert!(matches!(inner.kind, Kind::List(Kind::Model(table)) if *table == lamp));
    assert!(inner.is_secret());
    assert_eq!(format!("{lamp:?}"), "Table(\"Lamp\")");
    assert_eq!(format!("{LAMPS:?}"), "Tables [\"Lamp\", \"Size\"]");
}

#[test]
fn a_table_of_another_type_is_empty() {
    assert_eq!((LAMPS.operation().id, LAMPS.model(1).name, LAMPS.enumeration(0).name), ("", "", ""));
    assert_eq!((LAMPS.model(2).name, format!("{:?}", LAMPS.model(2))), ("", "Table(\"\")".to_owned()));
}

#[test]
fn an_enumeration_has_its_values_as_the_page_writes_them() {
    let size = LAMPS.enumeration(1);
    assert!((size.kind, size.open) == (EnumKind::String, true) && size.counts.is_none());
    let values: Vec<_> = size.values.iter().map(|value| (value.value, value.doc)).collect();
    assert_eq!(values, [("small", ""), ("very large", "Does not fit."), ("", "")]);
    static STATE: Tables = Tables::new(
        "enumeration State codes counts=0..100=progress\n-1 -1 timed\\sout : Took too long.\n0x1f 31 : Other.\n7 7 done",
    );
    let state = STATE.enumeration(0);
    let counts = state.counts.unwrap();
    assert_eq!((state.kind, counts.name, counts.least, counts.most), (EnumKind::Codes, "progress", 0, 100));
    let values: Vec<_> =
        state.values.iter().map(|value| (value.value, value.number, value.name, value.doc)).collect();
    assert_eq!(
        values,
        [("-1", -1, "timed out", "Took too long."), ("0x1f", 31, "", "Other."), ("7", 7, "done", "")]
    );
}

proptest! {
    /// No generator writes such texts, but nothing in the client may panic.
    #[test]
    fn any_text_is_a_table(text in "(\\PC|[\n\r\t :=@.\\\\]|doc |path |pages |\\[\\]|\\{\\}|range=|\\\\u\\{){0,40}") {
        for begin in ["", "operation ", "model ", "enumeration "] {
            let page: &'static str = format!("{begin}{text}").leak();
            let rows = page.split("\n\n").next().map_or(0, |table| table.lines().count().saturating_sub(1));
            let rows_of = |kind| if begin == kind { rows } else { 0 };
            let tables: &'static Tables = Box::leak(Box::new(Tables::new(page)));
            prop_assert!(tables.operation().parameters.len() <= rows_of("operation "));
            prop_assert_eq!(tables.model(0).fields.len(), rows_of("model "));
            prop_assert_eq!(tables.enumeration(0).values.len(), rows_of("enumeration "));
            prop_assert!(tables.model(1).fields.len() <= text.lines().count());
        }
    }
}
