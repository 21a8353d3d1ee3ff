//! An OpenAPI document as a source.

use hss_site::{Fault, Site};

use crate::Folder;

fn document(paths: &[(&str, u32)]) -> String {
    let mut text = "openapi: 3.0.3\ninfo: { title: Kites, version: '1' }\npaths:\n".to_owned();
    for (name, limit) in paths {
        text += &format!(
            "  /kites/{name}: {{ get: {{ operationId: {name}Kites, parameters: [{{ name: limit, in: query, schema: {{ type: \
             integer, maximum: {limit} }} }}], responses: {{ '204': {{ description: ok }} }} }} }}\n"
        );
    }
    text
}

#[test]
fn a_document_is_fetched_compared_and_pruned() {
    let (site, folder) = (Site::new(), Folder::new());
    site.put("/openapi.yaml", &document(&[("list", 5), ("fly", 5)]));
    let spec = ["--spec", "spec"];
    folder.run(&[&spec[..], &["sources", "--openapi", &site.url("/openapi.yaml")]].concat()).ended_with(0);
    let run = folder.run(&[&spec[..], &["sync"]].concat()).ended_with(10);
    assert!(run.stdout.contains("kites/FlyKites: new\nkites/ListKites: new\n"), "{}", run.stdout);
    let service = &folder.files()["spec/service.json"];
    assert!(service.contains("\"title\": \"Kites\""), "the document introduces the service: {service}");
    folder.run(&[&spec[..], &["sync"]].concat()).ended_with(0);
    site.put("/openapi.yaml", &document(&[("list", 9)]));
    let run = folder.run(&[&spec[..], &["sync", "--prune"]].concat()).ended_with(10);
    assert!(run.stdout.contains("kites/ListKites: changed\nkites/FlyKites: removed\n"), "{}", run.stdout);
    assert!(folder.names().contains(&"target/sync/openapi/1.yaml".to_owned()), "{:?}", folder.names());
}

#[test]
fn the_operations_of_a_document_that_is_unread_are_not_gone() {
    let (site, folder) = (Site::new(), Folder::new());
    site.put("/a.yaml", &document(&[("list", 5)]));
    site.put("/b.yaml", &document(&[("fly", 5)]));
    let spec = ["--spec", "spec"];
    let sources = ["sources", "--openapi", &site.url("/a.yaml"), "--openapi", &site.url("/b.yaml")];
    folder.run(&[&spec[..], &sources].concat()).ended_with(0);
    let sync = || folder.run(&[&spec[..], &["sync", "--prune", "--retries", "0"]].concat());
    sync().ended_with(10);
    let before = folder.files()["spec/kites/FlyKites.json"].clone();
    for fault in
        [Fault::Status(404), Fault::Status(410), Fault::Status(403), Fault::Text("openapi: 3.0".to_owned())]
    {
        site.fault("/b.yaml", fault.clone(), usize::MAX);
        site.put("/a.yaml", &document(&[("list", 7)]));
        let run = sync();
        assert!(!run.stdout.contains("FlyKites"), "{fault:?}: {}", run.stdout);
        assert_eq!(folder.files()["spec/kites/FlyKites.json"], before, "{fault:?}");
        assert!(
            format!("{}{}", run.stdout, run.stderr).contains("openapi/2") || run.code == 1,
            "{fault:?}: {}",
            run.stdout
        );
        site.heal();
    }
    site.put("/b.yaml", &document(&[("fold", 5)]));
    let run = sync().ended_with(10);
    assert!(run.stdout.contains("kites/FlyKites: removed\n"), "{}", run.stdout);
}

#[test]
fn a_document_of_another_api_removes_nothing() {
    let (site, folder) = (Site::new(), Folder::new());
    let names: Vec<String> = ('a'..='l').map(|letter| format!("list{letter}")).collect();
    let many: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 5)).collect();
    site.put("/openapi.yaml", &document(&many));
    let spec = ["--spec", "spec"];
    folder.run(&[&spec[..], &["sources", "--openapi", &site.url("/openapi.yaml")]].concat()).ended_with(0);
    let sync = || folder.run(&[&spec[..], &["sync", "--prune"]].concat());
    sync().ended_with(10);
    let ours =
        || folder.files().into_iter().filter(|(name, _)| name.starts_with("spec/")).collect::<Vec<_>>();
    let before = ours();
    site.put("/openapi.yaml", &document(&many[..5]));
    let run = sync().ended_with(1);
    assert!(run.stderr.starts_with("the site no longer has 7 of 12 operations; "), "{}", run.stderr);
    assert!(run.stderr.ends_with("nothing is written\n"), "{}", run.stderr);
    assert_eq!(ours(), before);
    site.put("/openapi.yaml", &document(&many[..6]));
    let run = sync().ended_with(10);
    assert!(run.stdout.contains("0 new, 0 changed, 6 unchanged, 0 gone, 6 removed"), "{}", run.stdout);
}

/// A document whose schemas are in files that refer to each other, in a circle.
fn divided(site: &Site, limit: u32) {
    let schema = format!("{{ type: integer, maximum: {limit} }}");
    let parameters = "[{ $ref: 'parts/limit.yaml' }, { $ref: '../above.yaml' }, { $ref: '/root.yaml' }]";
    site.put(
        "/v1/openapi.yaml",
        &format!(
            "openapi: 3.0.3\ninfo: {{ title: Kites, version: '1' }}\npaths:\n  /kites: {{ get: {{ operationId: listKites, \
             parameters: [{{ $ref: 'parts/limit.yaml' }}], responses: {{ '200': {{ description: ok, content: {{ \
             application/json: {{ schema: {{ $ref: './parts/kite.json' }} }} }} }} }} }} }}\n  /far: {{ get: {{ operationId: \
             listFar, parameters: {parameters}, responses: {{ '204': {{ description: ok }} }} }} }}\n"
        ),
    );
    site.put(
        "/v1/parts/limit.yaml",
        "name: limit\nin: query\nschema: { $ref: '../parts/number.yaml#/n%20umber' }\n",
    );
    site.put("/v1/parts/number.yaml", &format!("n umber: {schema}\n"));
    site.put(
        "/v1/parts/kite.json",
        r#"{ "type": "object", "properties": { "tail": { "$ref": "kite.json" }, "length": { "type": "integer" } } }"#,
    );
}

#[test]
fn files_beside_a_document_are_fetched_once_and_with_conditions() {
    let (site, folder) = (Site::new(), Folder::new());
    divided(&site, 5);
    let spec = ["--spec", "spec"];
    folder.run(&[&spec[..], &["sources", "--openapi", &site.url("/v1/openapi.yaml")]].concat()).ended_with(0);
    let sync = |options: &[&str]| folder.run(&[&spec[..], &["sync", "--retries", "0"], options].concat());
    let run = sync(&[]).ended_with(10);
    assert!(run.stdout.contains("refers to a file outside of the document's folder"), "{}", run.stdout);
    let paths = |site: &Site| {
        let mut paths: Vec<_> =
            site.received().into_iter().map(|received| (received.path, received.status)).collect();
        paths.sort();
        paths
    };
    let all = |status| {
        ["/v1/openapi.yaml", "/v1/parts/kite.json", "/v1/parts/limit.yaml", "/v1/parts/number.yaml"]
            .map(|path| (path.to_owned(), status))
    };
    assert_eq!(paths(&site), all(200));
    let operation = || folder.files()["spec/kites/ListKites.json"].clone();
    assert!(operation().contains('5'), "{}", operation());
    sync(&[]).ended_with(0);
    assert_eq!(paths(&site), all(304));

    site.put("/v1/parts/number.yaml", "n umber: { type: integer, maximum: 9 }\n");
    let run = sync(&[]).ended_with(10);
    assert!(run.stdout.contains("kites/ListKites: changed\n"), "{}", run.stdout);

    let before = folder.files()["spec/kites/ListKites.json"].clone();
    let login = Fault::Text("<html><title>Log in</title></html>".to_owned());
    for fault in [Fault::Status(500), Fault::Status(404), login, Fault::Cut] {
        site.fault("/v1/parts/number.yaml", fault.clone(), usize::MAX);
        let run = sync(&["--prune"]).ended_with(0);
        let message = "openapi/1: unreadable: it refers to `parts/number.yaml`, which could not be fetched: ";
        assert!(run.stdout.contains(message), "{fault:?}: {}", run.stdout);
        assert_eq!(operation(), before, "{fault:?}");
        site.heal();
        sync(&[]).ended_with(0);
    }
    folder.write("again/service.json", &folder.files()["spec/service.json"].clone());
    site.received();
    folder.run(&["--spec", "again", "sync", "--from", "target/sync"]).ended_with(10);
    assert_eq!(folder.files()["again/kites/ListKites.json"], operation());
    assert_eq!(site.count(), 0);
}

#[test]
fn import_of_an_address_reads_the_files_beside_it() {
    let (site, folder) = (Site::new(), Folder::new());
    divided(&site, 5);
    let address = site.url("/v1/openapi.yaml");
    let import = || folder.run(&["--spec", "spec", "import", "--retries", "0", &address]);
    site.fault("/v1/parts/number.yaml", Fault::Status(503), 1);
    let run = import().ended_with(1);
    let message = "it refers to `parts/number.yaml`, which could not be fetched: 503 Service Unavailable";
    assert!(run.stderr.contains(message) && run.stderr.contains("nothing is written"), "{}", run.stderr);
    assert!(folder.names().is_empty());
    import().ended_with(0);
    assert!(folder.files()["spec/kites/ListKites.json"].contains("limit"));
    site.remove("/v1/parts/kite.json");
    let run = import().ended_with(0);
    assert!(run.stdout.contains("the site does not have it"), "{}", run.stdout);
}

#[test]
fn import_reads_addresses() {
    let (site, folder) = (Site::new(), Folder::new());
    site.put("/openapi.yaml", &document(&[("list", 5)]));
    site.put("/api/ListLamps.md", &hss_site::page("ListLamps", &["flat"], 5));
    let (document, page) = (site.url("/openapi.yaml"), site.url("/api/ListLamps.html"));
    let run = folder.run(&["--spec", "spec", "import", &document, &page]).ended_with(0);
    assert!(run.stdout.contains("kites/ListKites: new\n"), "{}", run.stdout);
    assert!(run.stdout.contains("lamp/ListLamps: new\n"), "{}", run.stdout);
    for (address, reason) in [
        (site.url("/nothing.md"), "the site does not have it"),
        ("http://example.com/openapi.yaml".to_owned(), "is not encrypted; https is expected"),
    ] {
        let run = folder.run(&["--spec", "spec", "import", &address]).ended_with(1);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }
}
