//! Sites that contradict themselves, and lists that are written in another way.

use hss_site::{Fault, Site, index, page};

use super::Lamps;
use crate::Folder;

const IDS: [&str; 3] = ["ListLamps", "ListShades", "ListWicks"];

#[test]
fn ids_of_an_index_in_another_case_are_the_operations_that_the_spec_has() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&[]).ended_with(10);
    let before = lamps.spec();
    for ids in [["listLamps", "LISTSHADES", "ListWicks"], ["listlamps", "listshades", "listwicks"]] {
        lamps.site.put("/index.md", &index(&ids));
        let run = lamps.sync(&["--prune"]).ended_with(0);
        assert!(!run.stdout.contains("gone;") && !run.stdout.contains(": removed"), "{}", run.stdout);
        assert!(
            run.stdout.contains("4 documents: 0 new or changed, 0 missing, 0 unreadable"),
            "{}",
            run.stdout
        );
        assert_eq!(lamps.spec(), before);
    }
}

#[test]
fn an_index_that_lists_an_operation_twice_lists_it() {
    let lamps = Lamps::new(&IDS);
    lamps.site.put(
        "/index.md",
        &index(&["ListLamps", "ListShades", "ListLamps", "ListWicks", "ListShades", "listwicks"]),
    );
    let run = lamps.sync(&["--prune"]).ended_with(10);
    assert!(
        run.stdout.starts_with("4 documents: 3 new or changed, 0 missing, 0 unreadable\n"),
        "{}",
        run.stdout
    );
    lamps.sync(&["--prune"]).ended_with(0);
}

#[test]
fn an_empty_index_is_ignored() {
    for empty in [index(&[]), "<!doctype html><html><body><table></table></body></html>".to_owned()] {
        let lamps = Lamps::new(&IDS);
        lamps.sync(&[]).ended_with(10);
        let before = lamps.spec();
        lamps.site.put("/index.md", &empty);
        let run = lamps.sync(&["--prune"]).ended_with(0);
        assert!(run.stdout.contains("index: unreadable: "), "{}", run.stdout);
        assert_eq!(lamps.spec(), before);
    }
}

/// A body without a length ends where the connection does.
#[test]
fn a_truncated_document_is_requested_again() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&[]).ended_with(10);
    let before = lamps.spec();
    let whole = page("ListLamps", &["flat", "trim", "ListLamps"], 100);
    let (cut, _) = whole.split_once("| limit |").unwrap();
    let cut = format!("{cut}| limit |");
    for text in [cut, whole[..whole.len() - 30].to_owned()] {
        lamps.site.fault("/api/ListLamps.md", Fault::Text(text), 1);
        let run = lamps.sync(&["--prune"]).ended_with(0);
        assert!(run.stdout.contains("4 documents: 0 new or changed"), "{}", run.stdout);
        assert_eq!(lamps.spec(), before);
    }
    // Where the site stays with it, it is what the document says now.
    let shorter = &whole[..whole.find("#### Status Codes").unwrap()];
    lamps.site.put("/api/ListLamps.md", shorter);
    let run = lamps.sync(&[]).ended_with(0);
    assert!(run.stdout.contains("4 documents: 1 new or changed"), "{}", run.stdout);
}

#[test]
fn two_documents_that_disagree_on_an_operation_are_refused() {
    let (site, folder) = (Site::new(), Folder::new());
    let document = |maximum: u32| {
        format!(
            "openapi: 3.0.3\ninfo: {{ title: Kites, version: '1' }}\npaths:\n  /kites: {{ get: {{ operationId: listKites, parameters: \
             [{{ name: limit, in: query, schema: {{ type: integer, maximum: {maximum} }} }}], responses: {{ '204': {{ \
             description: ok }} }} }} }}\n"
        )
    };
    site.put("/one.yaml", &document(9));
    site.put("/two.yaml", &document(99));
    let (one, two) = (site.url("/one.yaml"), site.url("/two.yaml"));
    folder.run(&["--spec", "kite", "sources", "--openapi", &one, "--openapi", &two]).ended_with(0);
    let before = folder.files();
    let run = folder.run(&["--spec", "kite", "sync", "--cache", "cache", "--prune"]).ended_with(1);
    assert!(run.stderr.contains("two of the documents describe operation `ListKites`"), "{}", run.stderr);
    assert!(run.stderr.contains("nothing is written"), "{}", run.stderr);
    let spec = |files: &std::collections::BTreeMap<String, String>| {
        files
            .iter()
            .filter(|(name, _)| name.starts_with("kite/"))
            .map(|(_, text)| text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(spec(&folder.files()), spec(&before));
}

#[test]
fn a_document_without_any_operation_is_refused() {
    let (site, folder) = (Site::new(), Folder::new());
    let head = "openapi: 3.0.3\ninfo: { title: Kites, version: '1' }\npaths:";
    let path = "{ get: { operationId: listKites, responses: { '204': { description: ok } } } }";
    site.put("/kites.yaml", &format!("{head}\n  /kites: {path}\n"));
    folder.run(&["--spec", "kite", "sources", "--openapi", &site.url("/kites.yaml")]).ended_with(0);
    let sync = || folder.run(&["--spec", "kite", "sync", "--cache", "cache", "--prune"]);
    sync().ended_with(10);
    let kite =
        || folder.files().into_iter().filter(|(name, _)| name.starts_with("kite/")).collect::<Vec<_>>();
    let before = kite();
    site.put("/kites.yaml", &format!("{head} {{}}\n"));
    for _ in 0..3 {
        let run = sync().ended_with(1);
        assert!(run.stderr.starts_with("the site no longer has 1 of 1 operations; "), "{}", run.stderr);
        assert!(run.stderr.ends_with("nothing is written\n"), "{}", run.stderr);
        assert_eq!(kite(), before);
    }
}

#[test]
fn a_site_that_sends_everyone_to_a_login_changes_nothing() {
    let login = "<!doctype html><html><head><title>Log in</title></head><body><form action=\"/login\"></form></body></html>";
    for fault in [Fault::Text(login.to_owned()), Fault::Redirect("/login".to_owned()), Fault::Status(401)] {
        let lamps = Lamps::new(&IDS);
        lamps.site.put("/login", login);
        lamps.sync(&[]).ended_with(10);
        let before = lamps.spec();
        for id in IDS {
            lamps.site.fault(&format!("/api/{id}.md"), fault.clone(), usize::MAX);
        }
        lamps.site.fault("/index.md", fault.clone(), usize::MAX);
        for _ in 0..3 {
            let run = lamps.sync(&["--prune"]);
            assert!(
                run.stderr.contains("could not be fetched") || run.stdout.contains("4 unreadable"),
                "{run:?}"
            );
            assert_eq!(lamps.spec(), before, "{fault:?}");
        }
    }
}
