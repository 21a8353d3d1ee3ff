//! The group of each operation of a document, and the models that groups share.

use hss_spec::import::{Document, Draft, gone, group_of, import, read_openapi};
use hss_spec::model::{Service, Spec, Type};

fn spec(text: &str, before: &Spec) -> Spec {
    let api = read_openapi(&Document::new("api.yaml", text), false);
    let api = api.unwrap_or_else(|problems| panic!("{problems}"));
    let imported = import(before, api.drafts, None).unwrap_or_else(|problems| panic!("{problems}"));
    let problems = imported.spec.check_groups();
    assert!(!problems.has_errors(), "{problems}");
    imported.spec
}

fn operation(path: &str, id: &str, tags: &str, response: &str) -> String {
    format!(
        "  {path}: {{ get: {{ operationId: {id}, tags: [{tags}], responses: {{ '200': {{ description: ok, content: \
         {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{response}' }} }} }} }} }} }} }}\n"
    )
}

fn document(server: &str, operations: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\nservers: [{{ url: '{server}' }}]\npaths:\n{operations}\
         components:\n  schemas:\n    Kite: {{ properties: {{ tail: {{ $ref: '#/components/schemas/Tail' }}, colour: {{ type: string, enum: [red, blue] }} }} }}\n    \
         Tail: {{ properties: {{ kind: {{ type: string, enum: [long, short] }}, kite: {{ $ref: '#/components/schemas/Kite' }} }} }}\n    \
         Rope: {{ properties: {{ kind: {{ type: string, enum: [thick, thin] }} }} }}\n"
    )
}

fn operations() -> String {
    [
        operation("/api/v1/things", "listThings", "Kite Shop", "Kite"),
        operation("/api/v1/things/{id}", "getThing", "Weather, Kite Shop", "Tail"),
        operation("/v2.1/ropes", "listRopes", "", "Rope"),
        operation("/", "getRoot", "", "Rope"),
        operation("/{version}", "getVersion", "", "Rope"),
    ]
    .concat()
}

#[test]
fn groups_are_tags_else_named_by_the_path() {
    let spec = spec(&document("https://kites.example.com", &operations()), &Spec::default());
    let groups: Vec<&String> = spec.groups.keys().collect();
    assert_eq!(groups, ["kite_shop", "root", "ropes", "weather"]);
    assert_eq!(spec.groups["root"].operations.len(), 2);
}

#[test]
fn the_vendors_documents_are_grouped_by_path() {
    let text = document("https://kites.{region}.myhuaweicloud.com", &operations());
    let spec = spec(&text, &Spec::default());
    let groups: Vec<&String> = spec.groups.keys().collect();
    assert_eq!(groups, ["root", "ropes", "things"]);
}

#[test]
fn a_path_without_a_word_has_a_group_all_the_same() {
    let group = |path: &str| group_of(&Service::default(), path);
    for path in ["/", "/v2", "/{version_id}", "/api", "/API/v3.0/{id}", "/2010-04-01/{id}"] {
        assert_eq!(group(path), "root", "{path}");
    }
    assert_eq!(group("/api/v1/{id}/kites/2"), "kites");
}

#[test]
fn what_several_groups_need_is_shared_with_all_it_refers_to() {
    let spec = spec(&document("https://kites.example.com", &operations()), &Spec::default());
    let shared: Vec<&String> = spec.shared.models.keys().collect();
    assert_eq!(shared, ["Kite", "Rope", "Tail"]);
    // The lists of two fields of one name differ: each has its own enumeration.
    let ty = |model: &str, field: &str| spec.shared.models[model].field(field).expect("a field").ty.clone();
    let (tail, rope) = (ty("Tail", "kind"), ty("Rope", "kind"));
    assert_ne!(tail, rope);
    for ty in [tail, rope, ty("Kite", "colour")] {
        let Type::Named(name) = ty else { panic!("the field has no enumeration") };
        assert!(spec.shared.enums.contains_key(&name));
    }
    assert!(spec.groups.values().all(|group| group.definitions.is_empty()));
}

#[test]
fn the_same_document_again_changes_nothing() {
    let text = document("https://kites.example.com", &operations());
    let first = spec(&text, &Spec::default());
    assert_eq!(spec(&text, &first), first);
    // An operation stays in its group though its tag changes.
    let other = spec(&text.replace("Kite Shop", "Shop"), &first);
    assert_eq!(other.groups.keys().collect::<Vec<_>>(), first.groups.keys().collect::<Vec<_>>());
}

#[test]
fn two_documents_each_bring_what_their_groups_share() {
    // Each group has a model of its own, through which alone it needs the `Tail`.
    let text = |version: &str, groups: [&str; 2]| {
        let call = |group: &str| {
            operation(
                &format!("/{version}/{group}"),
                &format!("list_{group}"),
                group,
                &format!("{group}Listing"),
            )
        };
        let model = |group: &str| {
            format!(
                "    {group}Listing: {{ properties: {{ tails: {{ type: array, items: {{ $ref: '#/components/schemas/Tail' }} }} }} }}\n"
            )
        };
        document("https://kites.example.com", &groups.map(call).concat()) + &groups.map(model).concat()
    };
    let texts = [text("v1", ["Sky", "Sea"]), text("v3", ["Air", "Bay"])];
    let one_by_one = texts.iter().fold(Spec::default(), |before, text| spec(text, &before));
    let at_once = import(&Spec::default(), drafts(&texts), None);
    let at_once = at_once.unwrap_or_else(|problems| panic!("{problems}")).spec;
    for spec in [one_by_one, at_once] {
        let problems = spec.check_groups();
        assert!(!problems.has_errors(), "{problems}");
        for group in ["Sky", "Sea", "Air", "Bay"] {
            assert!(spec.model(group, "Tail").is_some(), "{group}");
        }
    }
}

fn drafts(texts: &[String]) -> Vec<Draft> {
    let drafts = |text: &String| {
        let api = read_openapi(&Document::new("api.yaml", text), false);
        api.unwrap_or_else(|problems| panic!("{problems}")).drafts
    };
    texts.iter().flat_map(drafts).collect()
}

#[test]
fn versions_of_a_service_have_operations_and_models_of_their_own() {
    let text = |version: &str, colour: &str| {
        let path = format!("/{version}/kites");
        let text =
            document("https://kites.{region}.myhuaweicloud.com", &operation(&path, "listKites", "", "Kite"));
        text.replace("[red, blue]", colour)
    };
    let old = text("v1", "[red, blue]");
    let new = text("v2.1", "[red, green]");
    let take = |texts: &[String], before: &Spec| {
        let imported = import(before, drafts(texts), None).unwrap_or_else(|problems| panic!("{problems}"));
        let problems = imported.spec.check_groups();
        assert!(!problems.has_errors(), "{problems}");
        imported.spec
    };
    let both = [new.clone(), old.clone()];
    let spec = take(&both, &Spec::default());
    assert_eq!(take(&[old, new], &Spec::default()), spec, "the order says nothing");
    let group = &spec.groups["kites"];
    let paths: Vec<_> = group.operations.iter().map(|(id, one)| (id.as_str(), one.path.as_str())).collect();
    assert_eq!(paths, [("ListKites", "/v1/kites"), ("ListKitesV21", "/v2.1/kites")]);
    let models: Vec<&str> = group.definitions.models.keys().map(String::as_str).collect();
    assert_eq!(models, ["Kite", "KiteV21", "Tail", "TailV21"]);
    let colours = |model: &str| {
        let Type::Named(name) = &group.definitions.models[model].field("colour").expect("a field").ty else {
            panic!("the field has no enumeration")
        };
        let values = group.definitions.enums[name].values.iter();
        values.map(|value| value.value.as_str()).collect::<Vec<_>>().join("/")
    };
    assert_eq!((colours("Kite").as_str(), colours("KiteV21").as_str()), ("red/blue", "red/green"));
    // Either document is known again, alone or with the other.
    for texts in [&both[..], &both[..1], &both[1..]] {
        assert_eq!(take(texts, &spec), spec);
    }
    assert_eq!(gone(&spec, &drafts(&both), &[]).len(), 0);
    assert_eq!(gone(&spec, &drafts(&both[..1]), &[]), ["ListKites".to_owned()].into());
}

#[test]
fn a_type_that_two_documents_say_differently_is_a_dispute() {
    let text = |call: &str, ty: &str| {
        document("https://kites.example.com", &operation(&format!("/v1/kites/{call}"), call, "", "Kite"))
            + &format!(
                "    Wing: {{ properties: {{ length: {{ type: {ty} }}, spots: {{ type: integer }} }} }}\n"
            )
    };
    let with_wing =
        |text: String| text.replace("tail: {", "wing: { $ref: '#/components/schemas/Wing' }, tail: {");
    let texts = [with_wing(text("fly", "integer")), with_wing(text("land", "string"))];
    let notes = |texts: &[String], before: &Spec| {
        let imported = import(before, drafts(texts), None).unwrap_or_else(|problems| panic!("{problems}"));
        (imported.notes.iter().map(|note| format!("{note}\n")).collect::<String>(), imported.spec)
    };
    let (text, _) = notes(&texts, &Spec::default());
    let dispute = "disputed type of `Wing.length`: `integer` in one document, `string` in another";
    assert!(text.contains(dispute), "{text}");
    assert!(!text.contains("spots"), "{text}");
    let (text, spec) = notes(&texts[..1], &Spec::default());
    assert!(!text.contains("disputed"), "{text}");
    let (text, _) = notes(&texts[1..], &spec);
    assert!(text.contains("disputed type of `Wing.length`"), "{text}");
}

#[test]
fn versions_imported_one_after_another_are_beside_each_other() {
    let text = |version: &str, colour: &str, more: &str| {
        let calls = operation(&format!("/{version}/kites"), "listKites", "", "Kite")
            + &operation(&format!("/{version}/kites/{more}"), &format!("show{more}"), "", "Kite");
        document("https://kites.{region}.myhuaweicloud.com", &calls).replace("[red, blue]", colour)
    };
    let old = text("v1", "[red, blue]", "Tails");
    let new = text("v3", "[red, green]", "Strings");
    let take = |text: &String, before: &Spec| {
        let taken = import(before, drafts(std::slice::from_ref(text)), None);
        let taken = taken.unwrap_or_else(|problems| panic!("{problems}"));
        assert!(!taken.spec.check_groups().has_errors());
        taken
    };
    let at_once = import(&Spec::default(), drafts(&[old.clone(), new.clone()]), None);
    let at_once = at_once.unwrap_or_else(|problems| panic!("{problems}")).spec;
    let first = take(&old, &Spec::default()).spec;
    let second = take(&new, &first);
    // Names of enumerations aside, which the spec keeps.
    let parts = |spec: &Spec| {
        let group = &spec.groups["kites"];
        let fields = |model: &hss_spec::model::Model| model.fields.len();
        let models: Vec<_> =
            group.definitions.models.iter().map(|(name, one)| (name.clone(), fields(one))).collect();
        (group.operations.clone(), models)
    };
    assert_eq!(parts(&second.spec), parts(&at_once));
    let notes: String = second.notes.iter().map(ToString::to_string).collect();
    assert!(notes.contains("the one at `/v3/kites` is `ListKitesV3`, beside it"), "{notes}");
    for text in [&old, &new] {
        assert_eq!(take(text, &at_once).spec, at_once);
    }

    // The other way round, what the spec has keeps its names.
    let first = take(&new, &Spec::default()).spec;
    let both = take(&old, &first).spec;
    let (before, after) = (&first.groups["kites"], &both.groups["kites"]);
    assert!(before.operations.iter().all(|(id, operation)| after.operations[id] == *operation));
    assert!(before.definitions.models.iter().all(|(name, model)| after.definitions.models[name] == *model));
    assert_eq!(after.operations["ListKitesV1"].path, "/v1/kites");
    assert!(after.definitions.models.contains_key("KiteV1"));
    for text in [&old, &new] {
        assert_eq!(take(text, &both).spec, both);
    }
}

#[test]
fn a_model_that_groups_share_is_not_replaced_by_that_of_an_older_version() {
    let text = |version: &str, paths: &[&str], tail: &str| {
        let calls = paths
            .iter()
            .map(|path| operation(&format!("/{version}/{path}"), &format!("list{path}"), "", "Kite"));
        let calls: String = calls.collect();
        document("https://kites.{region}.myhuaweicloud.com", &calls).replace("Tail", tail)
    };
    let take = |text: &String, before: &Spec| {
        let taken = import(before, drafts(std::slice::from_ref(text)), None);
        taken.unwrap_or_else(|problems| panic!("{problems}")).spec
    };
    let new = text("v3", &["kites", "ropes"], "Ribbon");
    let old = text("v2", &["strings"], "Tail");
    let first = take(&new, &Spec::default());
    assert!(first.shared.models.contains_key("Kite"), "{:?}", first.shared.models.keys());
    let both = take(&old, &first);
    assert_eq!(both.shared, first.shared);
    assert!(both.groups["strings"].definitions.models.contains_key("KiteV2"));
    // Either is known again.
    assert_eq!(take(&old, &both), both);
    assert_eq!(take(&new, &both), both);
    // The other way round, neither is shared by the other's groups.
    let other = take(&new, &take(&old, &Spec::default()));
    let tail = |group: &str, model: &str| {
        other.model(group, model).and_then(|one| one.field("tail")).map(|one| one.ty.clone())
    };
    assert_ne!(tail("strings", "Kite"), tail("kites", "Kite"));
}

#[test]
fn another_version_alone_is_taken_as_moved_with_a_note() {
    let text = |version: &str| {
        let path = format!("/{version}/ropes");
        document("https://kites.{region}.myhuaweicloud.com", &operation(&path, "listRopes", "", "Rope"))
    };
    let before = spec(&text("v1"), &Spec::default());
    let imported =
        import(&before, drafts(&[text("v3")]), None).unwrap_or_else(|problems| panic!("{problems}"));
    let notes: String = imported.notes.iter().map(ToString::to_string).collect();
    assert!(notes.contains("`/v1/ropes`") && notes.contains("this one is `ListRopesV3` then"), "{notes}");
    assert_eq!(imported.spec.groups["ropes"].operations["ListRopes"].path, "/v3/ropes");
}
