//! Number of occurrences of each shape in the committed spec, as a snapshot, and in the generated code, compared with
//! the spec. An importer or a generator that loses a shape changes a number here.

use std::collections::BTreeSet;

use hss_codegen::Generator;
use hss_spec::model::{
    Body, Content, EnumKind, Enumeration, Field, Location, Method, Model, Operation, Paging, Spec, Type,
};

fn operations(spec: &Spec) -> impl Iterator<Item = &Operation> {
    spec.operations().map(|(_, operation)| operation)
}

fn models(spec: &Spec) -> impl Iterator<Item = (&String, &Model)> {
    let groups = spec.groups.values().map(|group| &group.definitions);
    groups.chain([&spec.shared]).flat_map(|definitions| &definitions.models)
}

fn enumerations(spec: &Spec) -> impl Iterator<Item = &Enumeration> {
    let groups = spec.groups.values().map(|group| &group.definitions);
    groups.chain([&spec.shared]).flat_map(|definitions| definitions.enums.values())
}

fn with_body(spec: &Spec, method: Method) -> usize {
    operations(spec).filter(|one| one.method == method && one.body.is_some()).count()
}

fn responses(spec: &Spec, is_so: impl Fn(Option<&Type>) -> bool) -> usize {
    operations(spec).filter(|one| is_so(one.response.ty.as_ref())).count()
}

fn parameters(spec: &Spec, is_so: impl Fn(Location, &Field) -> bool) -> usize {
    let all = operations(spec).flat_map(|operation| &operation.parameters);
    all.filter(|one| is_so(one.location, &one.field)).count()
}

fn fields(spec: &Spec, is_so: impl Fn(&Field) -> bool) -> usize {
    models(spec).flat_map(|(_, model)| &model.fields).filter(|field| is_so(field)).count()
}

fn headers(spec: &Spec, name: &str) -> usize {
    parameters(spec, |location, field| location == Location::Header && field.name == name)
}

/// Operations in which the service asks for a place in the listing each time.
fn required_paging(spec: &Spec, name: &str) -> usize {
    parameters(spec, |location, field| {
        location == Location::Query && field.name == name && field.required.effective()
    })
}

fn is_unusual(paging: &Paging) -> bool {
    paging.items != "data_list" || paging.total.as_deref() != Some("total_num")
}

/// True for a response with several lists and one total: a listing that the client cannot page by itself, since
/// only the caller knows which of the lists it is about.
fn has_several_lists(spec: &Spec, operation: &Operation) -> bool {
    if operation.parameter(Location::Query, "offset").is_none() {
        return false;
    }
    let name = operation.response.ty.as_ref().and_then(Type::name);
    let Some((_, model)) = models(spec).find(|(known, _)| Some(known.as_str()) == name) else { return false };
    let lists =
        model.fields.iter().filter(|field| matches!(&field.ty, Type::List(item) if item.name().is_some()));
    lists.count() > 1 && model.field("total_num").is_some() && operation.paging.is_none()
}

#[test]
fn the_service_contains() {
    let spec = Spec::bundled().unwrap();
    let spec = &spec;
    let is_list = |ty: &Type| matches!(ty, Type::List(_));
    let is_file = |ty: &Type| *ty == Type::File;
    let values = |value: &str| {
        enumerations(spec).filter(|one| one.values.iter().any(|known| known.value == value)).count()
    };
    let shapes: [(&str, usize); 36] = [
        ("operations", operations(spec).count()),
        ("groups", spec.groups.len()),
        ("bodies on POST", with_body(spec, Method::Post)),
        ("bodies on PUT", with_body(spec, Method::Put)),
        ("bodies on DELETE", with_body(spec, Method::Delete)),
        ("bodies on GET", with_body(spec, Method::Get)),
        (
            "bodies that are a bare list of lists",
            operations(spec)
                .filter(|one| one.body.as_ref().is_some_and(|body| body.ty.to_string() == "[[string]]"))
                .count(),
        ),
        (
            "bodies that are a form",
            operations(spec)
                .filter(|one| one.body.as_ref().is_some_and(|body| body.content == Content::Multipart))
                .count(),
        ),
        ("fields that are a file", fields(spec, |field| is_file(&field.ty))),
        ("empty responses", responses(spec, |ty| ty.is_none())),
        ("responses that are a file", responses(spec, |ty| ty.is_some_and(is_file))),
        ("responses that are a bare list", responses(spec, |ty| ty.is_some_and(is_list))),
        ("responses that are a model", responses(spec, |ty| matches!(ty, Some(Type::Named(_))))),
        (
            "query parameters that are a list",
            parameters(spec, |location, field| location == Location::Query && is_list(&field.ty)),
        ),
        ("headers `region`", headers(spec, "region")),
        ("headers `x-language`", headers(spec, "x-language")),
        ("headers `X-Security-Token`", headers(spec, "X-Security-Token")),
        ("headers `X-Auth-Token`", headers(spec, "X-Auth-Token")),
        (
            "paths without a project",
            operations(spec).filter(|one| !one.path.contains("{project_id}")).count(),
        ),
        ("operations that require a `limit`", required_paging(spec, "limit")),
        ("operations that require an `offset`", required_paging(spec, "offset")),
        ("listings read page by page", operations(spec).filter(|one| one.paging.is_some()).count()),
        (
            "listings whose list or total has another name",
            operations(spec).filter(|one| one.paging.as_ref().is_some_and(is_unusual)).count(),
        ),
        (
            "listings of several lists with one total",
            operations(spec).filter(|one| has_several_lists(spec, one)).count(),
        ),
        (
            "fields `data_list` that are an object",
            fields(spec, |field| field.name == "data_list" && !is_list(&field.ty)),
        ),
        ("fields that are a map", fields(spec, |field| matches!(field.ty, Type::Map(_)))),
        ("fields of any JSON", fields(spec, |field| *field.ty.innermost() == Type::Json)),
        ("fields that are numbers", fields(spec, |field| *field.ty.innermost() == Type::Number)),
        ("enumerations of strings", enumerations(spec).filter(|one| one.kind == EnumKind::String).count()),
        ("enumerations of integers", enumerations(spec).filter(|one| one.kind == EnumKind::Integer).count()),
        ("enumerations of flags", enumerations(spec).filter(|one| one.kind == EnumKind::Flags).count()),
        ("enumerations of codes", enumerations(spec).filter(|one| one.kind == EnumKind::Codes).count()),
        ("enumerations with the value `hss.version.basic`", values("hss.version.basic")),
        ("enumerations with the value `4`", values("4")),
        ("deprecated operations", operations(spec).filter(|one| one.deprecated).count()),
        ("models", models(spec).count()),
    ];
    let lines: Vec<String> = shapes.iter().map(|(shape, count)| format!("{count:>5} {shape}")).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_generated_code_has_each_shape_as_often_as_the_spec() {
    let spec = Spec::bundled().unwrap();
    let code = Generator::new(&spec).source().unwrap();
    let count = |text: &str| code.lines().filter(|line| line.trim_start().starts_with(text)).count();
    let responses = |is_so: fn(&Type) -> bool| responses(&spec, |ty| ty.is_some_and(is_so));
    let bodies = |is_so: fn(&Body) -> bool| {
        operations(&spec).filter(|operation| operation.body.as_ref().is_some_and(is_so)).count()
    };
    let files = responses(|ty| *ty == Type::File);
    let table = [
        ("response ", responses(|_| true)),
        ("response file", files),
        ("response []", responses(|ty| matches!(ty, Type::List(_)))),
        ("type Response = Download;", files),
        ("type Response = ();", operations(&spec).filter(|one| one.response.ty.is_none()).count()),
        ("form @", bodies(|body| body.content == Content::Multipart)),
        ("body ", bodies(|body| body.content != Content::Multipart)),
        ("body [][]string", bodies(|body| body.ty.to_string() == "[[string]]")),
        ("impl ::hss_runtime::Paged for", operations(&spec).filter(|one| one.paging.is_some()).count()),
        (
            "version_info {}",
            fields(&spec, |field| field.name == "version_info" && matches!(field.ty, Type::Map(_))),
        ),
    ];
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| count(text) != *expected || *expected == 0)
        .map(|(text, expected)| format!("`{text}`: {} in the code, {expected} in the spec", count(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The numbers of the vendor's own names.
const NUMBERED_BY_THE_VENDOR: [&str; 3] =
    ["BackupTriggerPropertiesRequestInfo1", "BackupTriggerRequestInfo1", "UpdateBackupPolicyRequestInfo1"];

/// No model is told from another of its name by a number.
#[test]
fn no_model_is_numbered() {
    let spec = Spec::bundled().unwrap();
    let types: BTreeSet<&str> = models(&spec).map(|(name, _)| name.as_str()).collect();
    let numbered = types.iter().filter(|name| {
        let stem = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
        stem.len() < name.len() && types.contains(stem)
    });
    assert_eq!(numbered.collect::<Vec<_>>(), NUMBERED_BY_THE_VENDOR.iter().collect::<Vec<_>>());
}

/// The vendor's sentences stay out of the spec: every doc is English, and written here or made of names and constraints.
#[test]
fn every_doc_is_english() {
    let spec = Spec::bundled().unwrap();
    let check = |place: &str, doc: &Option<String>, description: &Option<String>| {
        assert_eq!(*description, None, "{place} holds the vendor's own words");
        if let Some(doc) = doc {
            assert!(!doc.contains(is_cjk), "{place}: {doc}");
            assert!(doc.ends_with('.'), "{place} is not a sentence: {doc}");
        }
    };
    for operation in operations(&spec) {
        check(&operation.id, &operation.doc, &operation.vendor_description);
        for one in &operation.parameters {
            check(
                &format!("{}.{}", operation.id, one.field.name),
                &one.field.doc,
                &one.field.vendor_description,
            );
        }
    }
    for (name, model) in models(&spec) {
        check(name, &model.doc, &None);
        for field in &model.fields {
            check(&format!("{name}.{}", field.name), &field.doc, &field.vendor_description);
        }
    }
    for one in enumerations(&spec) {
        check("an enumeration", &one.doc, &None);
        for value in &one.values {
            check(&value.value, &value.doc, &value.vendor_description);
        }
    }
    // What is derived comes out of the generator, so that is looked at as a whole.
    let code = Generator::new(&spec).source().unwrap();
    assert!(!code.contains(is_cjk), "the generated code has a character of the vendor's language");
}

/// Chinese, Japanese and Korean letters, and their punctuation.
fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
