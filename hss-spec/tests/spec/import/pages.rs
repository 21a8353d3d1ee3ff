//! Whole pages become drafts, the same one from each of their forms.

use hss_spec::import::{Document, Draft, PageForm, read_page};
use hss_spec::model::{
    Bounds, Constraint, ConstraintKind, Content, EnumKind, Field, Format, Literal, Location, Method, Number,
    SourceForm, Sources, Type,
};

use crate::import::page_files::{NAMES, load, page, read};

fn parameter<'a>(draft: &'a Draft, location: Location, name: &str) -> &'a Field {
    &draft.operation.parameter(location, name).expect("the parameter").field
}

fn field<'a>(draft: &'a Draft, model: &str, name: &str) -> &'a Field {
    draft.models[model].field(name).expect("the field")
}

/// The draft without what the forms can't have in common.
fn comparable(mut draft: Draft) -> Draft {
    draft.operation.source = None;
    draft.operation.date = None;
    // The label above the values is in the language of the page.
    draft.values.values_mut().for_each(|values| values.announced = None);
    // So are the words of descriptions.
    let fields = draft.models.values_mut().flat_map(|model| &mut model.fields);
    let parameters = draft.operation.parameters.iter_mut().map(|parameter| &mut parameter.field);
    fields.chain(parameters).for_each(|field| field.mentioned.clear());
    draft
}

#[test]
fn the_form_is_known_by_content() {
    assert_eq!(PageForm::detect(&load("ListLanternJobs.zh.txt")), Some(PageForm::Text));
    assert_eq!(PageForm::detect(&load("ListLanternJobs.en.txt")), Some(PageForm::Text));
    assert_eq!(PageForm::detect(&load("ListLanternJobs.zh.md")), Some(PageForm::Markdown));
    assert_eq!(PageForm::detect(&load("ListLanternJobs.en.md")), Some(PageForm::Markdown));
    assert_eq!(PageForm::detect(&load("ListLampPosts.html")), Some(PageForm::Html));
    assert_eq!(PageForm::detect(&load("MendLampPost.html")), Some(PageForm::Html));
    for other in [
        "",
        "just words",
        "{\"openapi\": \"3.0.0\"}",
        "<a name=\"x\"></a>\n\nwords",
        "# A book\n\nOnce upon a time",
    ] {
        assert_eq!(PageForm::detect(other), None, "{other}");
    }
}

#[test]
fn four_forms_of_a_page_say_the_same() {
    let expected = comparable(page("ListLanternJobs.zh.md"));
    assert_eq!(expected.notes, []);
    assert_eq!(comparable(page("ListLanternJobs.en.md")), expected);
    assert_eq!(comparable(page("ListLanternJobs.en.txt")), expected);
    // The text in Chinese has lost the marks of mandatory parameters.
    let mut unmarked = expected;
    for parameter in &mut unmarked.operation.parameters {
        if parameter.location != Location::Path {
            parameter.field.required = Sources::default();
        }
    }
    let mut text = comparable(page("ListLanternJobs.zh.txt"));
    let notes: Vec<String> = std::mem::take(&mut text.notes).iter().map(ToString::to_string).collect();
    assert!(notes.len() == 3 && notes.iter().all(|note| note.contains("has lost its marks")), "{notes:?}");
    assert_eq!(text, unmarked);
}

#[test]
fn an_operation_has_its_call_date_and_source() {
    let operation = page("ListLanternJobs.zh.txt").operation;
    assert_eq!(operation.id, "ListLanternJobs");
    assert_eq!((operation.method, operation.path.as_str()), (Method::Get, "/v5/{project_id}/lantern/jobs"));
    assert_eq!(operation.date.as_deref(), Some("2025-08-29"));
    assert_eq!(operation.source, Some(SourceForm::Text));
    assert_eq!((operation.deprecated, operation.vendor_description), (false, None));
    assert_eq!(operation.response.status, 200);
    assert_eq!(operation.response.ty, Some(Type::Named("ListLanternJobsResponse".to_owned())));
    let paging = operation.paging.expect("paging");
    assert_eq!(paging.to_string(), "offset=offset limit=limit items=data_list total=total_num");
}

#[test]
fn fields_have_their_facts() {
    let draft = page("ListLanternJobs.zh.md");
    let group = parameter(&draft, Location::Query, "group_id");
    assert_eq!(group.required, Sources::page(false));
    assert_eq!(
        group.constraints.page(ConstraintKind::Length),
        Some(&Constraint::Length(Bounds::between(1, 64)))
    );
    assert_eq!(group.default, Sources::page(Literal::String("0".to_owned())));
    let limit = parameter(&draft, Location::Query, "limit");
    assert_eq!(
        limit.constraints.page(ConstraintKind::Range),
        Some(&Constraint::Range(Bounds::between(10, 200)))
    );
    let lit_after = parameter(&draft, Location::Query, "lit_after");
    assert_eq!((lit_after.ty.clone(), lit_after.format), (Type::Long, Some(Format::TimestampMs)));
    assert_eq!(lit_after.place.line, 18);

    assert_eq!(draft.values["query.kind"].kind, EnumKind::String);
    let progress = &draft.values["LanternJob.progress"];
    assert_eq!((progress.kind, progress.range), (EnumKind::Codes, Some(Bounds::between(0, 100))));
    assert_eq!(draft.values["LanternJob.colours"].kind, EnumKind::Flags);
    assert_eq!(field(&draft, "LanternJob", "rate").unit.as_deref(), Some("items per hour"));
    assert_eq!(
        field(&draft, "LanternJob", "parts").constraints.page(ConstraintKind::Items),
        Some(&Constraint::Items(Bounds::between(1, 20)))
    );
    let weight = field(&draft, "LanternJobParts", "weight")
        .constraints
        .page(ConstraintKind::Range)
        .and_then(Constraint::bounds)
        .expect("a range");
    assert_eq!(weight.max, Some(Number::Float(10.5)));
}

#[test]
fn a_bare_list_is_a_body() {
    let draft = page("ReplaceLanternTags.zh.md");
    let body = draft.operation.body.as_ref().expect("a body");
    assert_eq!((body.ty.to_string().as_str(), body.required), ("[LanternTag]", true));
    assert!(!draft.models.contains_key("ReplaceLanternTagsRequestBody"));
    assert_eq!(draft.operation.response.status, 202);
    assert!(draft.operation.deprecated);
    assert!(field(&draft, "LanternTag", "old_key").deprecated);
    assert_eq!(field(&draft, "LanternTag", "key").required, Sources::page(true));
    assert_eq!(field(&draft, "LanternTag", "extra").ty, Type::Json);
    let key = &draft.values["LanternTag.key"];
    let names: Vec<&str> = key.values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!((names.as_slice(), key.open), (["paper", "silk"].as_slice(), true));
    let notes: Vec<String> = draft.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "ReplaceLanternTags.zh.md:27:1: note: skipped: the headers of the response",
            "ReplaceLanternTags.zh.md:45:1: note: skipped: the table `响应Body参数` of an error response",
        ]
    );
}

#[test]
fn a_form_is_a_multipart_body() {
    let draft = page("UploadLanternShade.en.md");
    let body = draft.operation.body.as_ref().expect("a body");
    assert_eq!((body.content, body.required), (Content::Multipart, true));
    assert_eq!(field(&draft, "UploadLanternShadeRequestBody", "shade").ty, Type::File);
    assert_eq!(field(&draft, "UploadLanternShadeRequestBody", "labels").ty.to_string(), "{string}");
    assert_eq!(draft.operation.response.ty, None);
    assert_eq!(draft.operation.paging, None);
}

#[test]
fn every_type_is_read() {
    let types = [
        ("String", "string"),
        ("integer", "integer"),
        ("Long", "long"),
        ("Boolean", "boolean"),
        ("Double", "number"),
        ("Float", "number"),
        ("Number", "number"),
        ("Object", "json"),
        ("File", "file"),
        ("Array of strings", "[string]"),
        ("Array of integers", "[integer]"),
        ("Array of objects", "[json]"),
        ("Array<String>", "[string]"),
        ("Array of Array of strings", "[[string]]"),
        ("Array<Array<Long>>", "[[long]]"),
        ("Map<String,String>", "{string}"),
        ("Map<String, Array of strings>", "{[string]}"),
        ("[LanternJob](#LanternJob) object", "LanternJob"),
        ("Array of LanternJob objects", "[LanternJob]"),
        ("Map<String,LanternJob object>", "{LanternJob}"),
        ("Map<String,LanternJob>", "{LanternJob}"),
        ("Array<Array<LanternJob>>", "[[LanternJob]]"),
        ("LanternJob array", "[LanternJob]"),
        ("String array", "[string]"),
        ("Json Array", "[json]"),
    ];
    let text = load("ListLanternJobs.zh.md");
    for (written, expected) in types {
        let text = text.replace("| is_lit | Boolean |", &format!("| is_lit | {written} |"));
        let draft = crate::import::page_files::read("ListLanternJobs.zh.md", &text)
            .unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(field(&draft, "LanternJob", "is_lit").ty.to_string(), expected, "{written}");
    }
    let deep = format!("{}String{}", "Array<".repeat(100), ">".repeat(100));
    let text = text.replace("| is_lit | Boolean |", &format!("| is_lit | {deep} |"));
    let draft = crate::import::page_files::read("ListLanternJobs.zh.md", &text).expect("a draft");
    assert_eq!(field(&draft, "LanternJob", "is_lit").ty.to_string(), "json");
}

#[test]
fn a_given_id_goes_before_the_title_and_the_title_before_the_file() {
    let read = |name: &str, text: &str, form: PageForm, id: Option<&str>| {
        read_page(&Document::new(name, text), form, id, false).map(|draft| draft.operation.id)
    };
    let markdown = load("ListLanternJobs.zh.md");
    assert_eq!(read("x/Other.md", &markdown, PageForm::Markdown, None).as_deref(), Ok("ListLanternJobs"));
    assert_eq!(read("x/Other.md", &markdown, PageForm::Markdown, Some("Given")).as_deref(), Ok("Given"));
    let text = load("ListLanternJobs.zh.txt");
    assert_eq!(read("x/FromFile.zh.txt", &text, PageForm::Text, None).as_deref(), Ok("FromFile"));
}

#[test]
fn descriptions_are_kept_on_request() {
    let text = load("ListLanternJobs.zh.md");
    let document = Document::new("ListLanternJobs.zh.md", &text);
    let kept = read_page(&document, PageForm::Markdown, None, true).expect("a page");
    assert_eq!(kept.operation.vendor_description.as_deref(), Some("分页列出灯笼作业。"));
    assert_eq!(parameter(&kept, Location::Query, "kind").vendor_description.as_deref(), Some("作业种类"));
    assert_eq!(kept.values["query.kind"].values[0].vendor_description.as_deref(), Some("点灯。"));
}

#[test]
fn line_ends_of_any_kind_give_the_same_draft_with_the_same_places() {
    for name in NAMES {
        let text = load(name);
        for line_end in ["\r", "\r\n"] {
            let other = text.replace('\n', line_end);
            assert_eq!(PageForm::detect(&other), PageForm::detect(&text), "{name} with {line_end:?}");
            assert_eq!(read(name, &other).unwrap(), page(name), "{name} with {line_end:?}");
        }
    }
}

#[test]
fn a_carriage_return_by_itself_ends_a_line_also_beside_other_line_ends() {
    let text = load("ListLanternJobs.zh.md");
    let mut count = 0;
    let mixed: String = text
        .chars()
        .map(|letter| {
            count += usize::from(letter == '\n');
            if letter == '\n' && count % 3 == 0 { '\r' } else { letter }
        })
        .collect();
    assert_eq!(read("ListLanternJobs.zh.md", &mixed).unwrap(), page("ListLanternJobs.zh.md"));
}
