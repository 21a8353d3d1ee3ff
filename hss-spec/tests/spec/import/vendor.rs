//! The vendor's own pages, if they are beside the repository.

use std::fs;

use hss_spec::import::{Document, Draft, PageForm, read_page};
use hss_spec::model::{Bounds, Constraint, ConstraintKind, EnumKind, Literal, Location, Sources, Type};

use crate::import::page_files::vendor_pages;

/// The drafts of all pages of a folder, by name.
fn drafts(folder: &str) -> Option<Vec<Draft>> {
    let Some(pages) = vendor_pages() else {
        println!("skipped: no vendor pages beside the repository");
        return None;
    };
    let mut files: Vec<_> = fs::read_dir(pages.join(folder))
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).expect("a text");
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
        let form = PageForm::detect(&text).unwrap_or_else(|| panic!("{name} has no form"));
        read_page(&Document::new(name, &text), form, None, false)
            .unwrap_or_else(|problems| panic!("{problems}"))
    };
    Some(files.iter().map(read).collect())
}

#[test]
fn all_markdown_pages_are_read_with_few_notes() {
    let Some(drafts) = drafts("md") else { return };
    let fields = |draft: &Draft| {
        draft.models.values().map(|model| model.fields.len()).sum::<usize>()
            + draft.operation.parameters.len()
    };
    let notes: usize = drafts.iter().map(|draft| draft.notes.len()).sum();
    let all: usize = drafts.iter().map(fields).sum();
    for draft in &drafts {
        assert_eq!(draft.operation.source.map(|form| form.name()), Some("markdown"));
    }
    assert!(notes * 25 < all, "{notes} notes on {all} fields");
}

#[test]
fn the_seed_page_is_read_from_both_forms() {
    let (Some(text), Some(markdown)) = (drafts("text"), drafts("md")) else { return };
    let seed = |drafts: Vec<Draft>| {
        drafts.into_iter().find(|draft| draft.operation.id == "ListImageScanTask").expect("the page")
    };
    let (text, markdown) = (seed(text), seed(markdown));
    assert_eq!(markdown.notes, []);
    assert!(text.notes.iter().all(|note| note.message.contains("has lost its marks")), "{:?}", text.notes);
    for draft in [&text, &markdown] {
        let query =
            |name: &str| &draft.operation.parameter(Location::Query, name).expect("a parameter").field;
        assert_eq!(
            query("limit").constraints.page(ConstraintKind::Range),
            Some(&Constraint::Range(Bounds::between(10, 200)))
        );
        assert_eq!(query("limit").default, Sources::page(Literal::Integer(10)));
        assert_eq!(
            query("offset").constraints.page(ConstraintKind::Range),
            Some(&Constraint::Range(Bounds::between(0, 2_000_000)))
        );
        let kinds = ["query.scan_scope", "ImageScanTaskInfo.task_status", "query.task_status"]
            .map(|at| draft.values[at].kind);
        assert_eq!(kinds, [EnumKind::Flags, EnumKind::Codes, EnumKind::String]);
        assert_eq!(draft.operation.response.ty, Some(Type::Named("ListImageScanTaskResponse".to_owned())));
        assert!(draft.operation.paging.is_some());
    }
    // The text has lost the marks of mandatory parameters.
    let required = |draft: &Draft| {
        draft.operation.parameter(Location::Query, "type").expect("a parameter").field.required.page
    };
    assert_eq!((required(&text), required(&markdown)), (None, Some(true)));
}

#[test]
fn html_pages_of_other_services_are_read() {
    let Some(drafts) = drafts("html") else { return };
    let draft = |id: &str| drafts.iter().find(|draft| draft.operation.id == id).expect("the page");
    let (dataset, listener, list) = (draft("CreateDataset"), draft("CreateListener"), draft("ListListeners"));
    assert_eq!([dataset, listener, list].map(|draft| draft.models.len()), [15, 9, 7]);
    for draft in [dataset, listener, list] {
        assert_eq!(draft.operation.source.map(|form| form.name()), Some("html"));
        assert!(draft.notes.iter().all(|note| note.place.line > 0 && !note.is_error()));
    }
    let field =
        |draft: &Draft, model: &str, name: &str| draft.models[model].field(name).expect("a field").clone();
    assert_eq!(listener.operation.response.status, 201);
    assert!(listener.operation.body.as_ref().is_some_and(|body| body.required));
    let port = field(listener, "CreateListenerOption", "protocol_port");
    assert_eq!(
        (port.required.page, port.constraints.page(ConstraintKind::Range).and_then(Constraint::bounds)),
        (Some(true), "1..=65535".parse().ok())
    );
    let id = field(listener, "CreateListenerOption", "loadbalancer_id");
    assert_eq!(
        id.constraints.page(ConstraintKind::Length).and_then(Constraint::bounds),
        "1..=36".parse().ok()
    );
    let idle = field(listener, "CreateListenerOption", "keepalive_timeout");
    assert_eq!(
        (idle.constraints.page(ConstraintKind::Range), &idle.default.page),
        (None, &None),
        "it depends on the protocol"
    );
    assert_eq!(field(listener, "Listener", "connection_limit").default.page, Some(Literal::Integer(-1)));
    assert_eq!(listener.values["CreateListenerOption.tls_ciphers_policy"].values.len(), 4);
    assert_eq!(list.values["query.protocol"].values.len(), 4);
    let sources = field(dataset, "CreateDatasetRequestBody", "data_sources");
    assert_eq!(sources.ty, Type::List(Box::new(Type::Named("DataSource".to_owned()))));
    assert_eq!(dataset.values["CreateDatasetRequestBody.dataset_type"].kind, EnumKind::Integer);
    assert_eq!(dataset.values["CreateDatasetRequestBody.data_format"].values[0].value, "Default");
}
