//! An OpenAPI document as a source.

use hss_site::Site;

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
    assert!(run.printed.contains("kites/FlyKites: new\nkites/ListKites: new\n"), "{}", run.printed);
    let service = &folder.files()["spec/service.json"];
    assert!(service.contains("\"title\": \"Kites\""), "the document introduces the service: {service}");
    folder.run(&[&spec[..], &["sync"]].concat()).ended_with(0);
    site.put("/openapi.yaml", &document(&[("list", 9)]));
    let run = folder.run(&[&spec[..], &["sync", "--prune"]].concat()).ended_with(10);
    assert!(run.printed.contains("kites/ListKites: changed\nkites/FlyKites: removed\n"), "{}", run.printed);
    assert!(folder.names().contains(&"target/sync/openapi/1.yaml".to_owned()), "{:?}", folder.names());
}

#[test]
fn import_reads_addresses() {
    let (site, folder) = (Site::new(), Folder::new());
    site.put("/openapi.yaml", &document(&[("list", 5)]));
    site.put("/api/ListLamps.md", &hss_site::page("ListLamps", &["flat"], 5));
    let (document, page) = (site.url("/openapi.yaml"), site.url("/api/ListLamps.html"));
    let run = folder.run(&["--spec", "spec", "import", &document, &page]).ended_with(0);
    assert!(run.printed.contains("kites/ListKites: new\n"), "{}", run.printed);
    assert!(run.printed.contains("lamp/ListLamps: new\n"), "{}", run.printed);
    for (address, reason) in [
        (site.url("/nothing.md"), "the site does not have it"),
        ("http://example.com/openapi.yaml".to_owned(), "is not encrypted; https is expected"),
    ] {
        let run = folder.run(&["--spec", "spec", "import", &address]).ended_with(1);
        assert!(run.said.contains(reason), "{}", run.said);
    }
}
