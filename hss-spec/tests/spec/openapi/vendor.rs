//! The vendor's own document, if it is beside the repository: all of it, and its agreement with the pages.

use std::collections::BTreeSet;
use std::fs;

use hss_spec::import::{Document, Draft, OpenApi, PageForm, apply_constraints, read_openapi, read_page};
use hss_spec::model::{ConstraintKind, Content, Enumeration, Field, Location, Type};

use crate::import::page_files::vendor_pages;

fn data(name: &str) -> Option<String> {
    let Some(pages) = vendor_pages() else {
        println!("skipped: no vendor documents beside the repository");
        return None;
    };
    Some(fs::read_to_string(pages.with_file_name("data").join(name)).expect("a document"))
}

fn api(name: &str) -> Option<OpenApi> {
    let text = data(name)?;
    let read = read_openapi(&Document::new(name, &text), false);
    let mut api = read.unwrap_or_else(|problems| panic!("{problems}"));
    api.drafts = api.drafts.into_iter().map(Draft::detached).collect();
    Some(api)
}

const NOW: &str = "hss-3.1.219.openapi.json";

#[test]
fn the_whole_document_comes_through() {
    let Some(api) = api(NOW) else { return };
    assert_eq!((api.drafts.len(), api.title.as_str(), api.version.as_str()), (582, "HSS", "3.1.219"));
    assert_eq!(api.endpoint.as_deref(), Some("https://hss.{region}.myhuaweicloud.com"));
    let models: BTreeSet<&String> = api.drafts.iter().flat_map(|draft| draft.models.keys()).collect();
    // One component has no fields and is any JSON; the multipart form has no name in the document.
    assert_eq!(models.len(), 1_097);
    let drafts = || api.drafts.iter().map(|draft| &draft.operation);
    assert_eq!(drafts().filter(|operation| operation.response.ty.is_none()).count(), 181);
    assert_eq!(drafts().filter(|operation| matches!(operation.response.ty, Some(Type::List(_)))).count(), 4);
    let body = |id: &str| drafts().find(|one| one.id == id).and_then(|one| one.body.clone()).expect("a body");
    assert_eq!(body("ExportEventRequest").ty.to_string(), "[[string]]");
    assert_eq!(body("UploadReportLogo").content, Content::Multipart);
    let parameters = || drafts().flat_map(|operation| &operation.parameters);
    let lists =
        parameters().filter(|one| one.location == Location::Query && matches!(one.field.ty, Type::List(_)));
    assert_eq!(lists.count(), 33);
    assert_eq!(parameters().filter(|one| one.location == Location::Header).count(), 119);
    assert_eq!(drafts().filter(|operation| operation.paging.is_some()).count(), 205);
}

#[test]
fn the_older_document_comes_through() {
    let Some(api) = api("hss-3.1.175.openapi.json") else { return };
    assert_eq!(api.drafts.len(), 523);
}

#[test]
fn the_second_source_agrees_and_disagrees_as_often_as_it_does() {
    let (Some(mut api), Some(text)) = (api(NOW), data("machine_query_constraints.json")) else { return };
    apply_constraints(&Document::new("constraints", &text), &mut api.drafts).expect("constraints");
    let fields = || api.drafts.iter().flat_map(|draft| &draft.operation.parameters).map(|one| &one.field);
    let bounds = || fields().flat_map(|field| field.constraints.iter()).map(|(_, sources)| sources);
    let comparable = bounds().filter(|bounds| bounds.page.is_some() && bounds.machine.is_some()).count();
    let disputed = bounds().filter(|bounds| bounds.is_disputed()).count();
    assert!(comparable > 250 && disputed > 80 && disputed * 2 < comparable, "{disputed} of {comparable}");
}

#[test]
fn pages_and_document_say_the_same() {
    let (Some(api), Some(pages)) = (api(NOW), vendor_pages()) else { return };
    let mut compared = 0;
    let mut differences = Vec::new();
    for file in fs::read_dir(pages.join("md")).expect("a folder") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a text");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let page = read_page(&Document::new(name, &text), PageForm::Markdown, None, false).expect("a page");
        let document =
            api.drafts.iter().find(|draft| draft.operation.id == page.operation.id).expect("an operation");
        let mut comparison =
            Comparison { page: &page, document, seen: BTreeSet::new(), differences: Vec::new() };
        comparison.operations();
        differences.append(&mut comparison.differences);
        compared += 1;
    }
    assert!(compared > 0 && differences.is_empty(), "{}", differences.join("\n"));
}

/// Walks through two drafts of one operation. Models are compared by what is in them: a page calls its request's body
/// `<Operation>RequestBody`, the document has a name of its own for some. Only pages tell `Long` from `Integer`, and only
/// they list the header of the token.
struct Comparison<'a> {
    page: &'a Draft,
    document: &'a Draft,
    seen: BTreeSet<String>,
    differences: Vec<String>,
}

impl Comparison<'_> {
    fn operations(&mut self) {
        let (page, document) = (&self.page.operation, &self.document.operation);
        let call = |draft: &Draft| {
            let operation = &draft.operation;
            (operation.method, operation.path.clone(), operation.deprecated, operation.paging.clone())
        };
        self.same("call", &call(self.page), &call(self.document));
        let names = |draft: &Draft| {
            let names = draft.operation.parameters.iter().map(|one| (one.location, one.field.name.clone()));
            names.filter(|(_, name)| name != "X-Auth-Token").collect::<Vec<_>>()
        };
        self.same("parameters", &names(self.page), &names(self.document));
        for one in &page.parameters {
            if let Some(other) = document.parameter(one.location, &one.field.name) {
                let place = format!("{}.{}", one.location.name(), one.field.name);
                self.fields([&place, &place], &one.field, &other.field);
            }
        }
        let body = |draft: &Draft| draft.operation.body.as_ref().map(|body| (body.content, body.required));
        self.same("body", &body(self.page), &body(self.document));
        if let (Some(one), Some(other)) = (&page.body, &document.body) {
            self.types("body", &one.ty, &other.ty);
        }
        self.same("status", &page.response.status, &document.response.status);
        match (&page.response.ty, &document.response.ty) {
            (Some(one), Some(other)) => self.types("response", one, other),
            (one, other) => self.same("response", &one, &other),
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, page: &T, document: &T) {
        if page != document {
            let id = &self.page.operation.id;
            self.differences.push(format!("{id} {what}: the page has {page:?}, the document {document:?}"));
        }
    }

    fn fields(&mut self, [place, other_place]: [&str; 2], page: &Field, document: &Field) {
        let sources = |field: &Field| {
            let constraints = ConstraintKind::ALL.map(|kind| field.constraints.page(kind).cloned());
            (
                field.required.page,
                constraints,
                field.default.page.clone(),
                field.format,
                field.unit.clone(),
                field.deprecated,
            )
        };
        self.same(place, &sources(page), &sources(document));
        let listed = |values: Option<&Enumeration>| {
            let listed = |values: &Enumeration| {
                values.values.iter().map(|value| value.value.clone()).collect::<Vec<_>>()
            };
            values.map(|values| (values.kind, values.open, values.range, listed(values)))
        };
        self.same(
            place,
            &listed(self.page.values.get(place)),
            &listed(self.document.values.get(other_place)),
        );
        self.types(place, &page.ty, &document.ty);
    }

    fn types(&mut self, place: &str, page: &Type, document: &Type) {
        match (page, document) {
            (Type::List(page), Type::List(document)) | (Type::Map(page), Type::Map(document)) => {
                self.types(place, page, document);
            }
            (Type::Named(page), Type::Named(document)) => self.models(page, document),
            (page, document) if page.is_integer() && document.is_integer() => {}
            (page, document) => self.same(place, page, document),
        }
    }

    fn models(&mut self, one: &str, other: &str) {
        if !self.seen.insert(format!("{one} {other}")) {
            return;
        }
        let (page, document) = (&self.page.models[one], &self.document.models[other]);
        let names = |fields: &[Field]| fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        self.same(one, &names(&page.fields), &names(&document.fields));
        for field in &page.fields {
            if let Some(found) = document.field(&field.name) {
                self.fields(
                    [&format!("{one}.{}", field.name), &format!("{other}.{}", field.name)],
                    field,
                    found,
                );
            }
        }
    }
}
