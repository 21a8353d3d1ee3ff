//! The index of a spec's folder, by which a build sees new files.

use crate::Folder;

fn imported() -> Folder {
    let folder = Folder::new();
    let operation = "get: { operationId: listBooks, responses: { '200': { description: ok } } }";
    folder.write(
        "api.yaml",
        &format!(
            "openapi: 3.0.0\ninfo: {{ title: Library, version: '1' }}\npaths:\n  /books:\n    {operation}\n"
        ),
    );
    folder.run(&["--spec", "spec", "import", "api.yaml"]).ended_with(0);
    folder
}

fn listed(folder: &Folder) -> Vec<String> {
    let text = folder.files()["spec/index.txt"].clone();
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn an_import_lists_every_file_in_it() {
    let folder = imported();
    assert_eq!(listed(&folder), ["books/ListBooks.json", "service.json"]);
    folder.run(&["--spec", "spec", "index", "--check"]).ended_with(0);
    let text = folder.files()["spec/index.txt"].clone();
    let again = folder.run(&["--spec", "spec", "index"]).ended_with(0);
    assert_eq!(again.stdout, "spec/index.txt: unchanged\n");
    assert_eq!(folder.files()["spec/index.txt"], text);
}

#[test]
fn a_file_added_or_removed_by_hand_makes_it_stale_until_it_is_renewed() {
    let folder = imported();
    let operation = folder.files()["spec/books/ListBooks.json"].clone();
    folder.write("spec/books/ListShelves.json", &operation.replace("ListBooks", "ListShelves"));
    for command in [&["index", "--check"][..], &["check"]] {
        let run = folder.run(&[&["--spec", "spec"], command].concat()).ended_with(1);
        let expected = "spec/index.txt: the index is stale; it does not list `books/ListShelves.json`; \
                        `hss-codegen index --spec spec` renews it\n";
        assert_eq!(run.stderr, expected);
    }
    let run = folder.run(&["--spec", "spec", "index"]).ended_with(0);
    assert_eq!(run.stdout, "spec/index.txt: renewed\n");
    assert_eq!(listed(&folder), ["books/ListBooks.json", "books/ListShelves.json", "service.json"]);
    folder.run(&["--spec", "spec", "check"]).ended_with(0);

    std::fs::remove_file(folder.path().join("spec/books/ListShelves.json")).unwrap();
    let run = folder.run(&["--spec", "spec", "check"]).ended_with(1);
    assert!(run.stderr.contains("it lists `books/ListShelves.json`, which is missing"), "{}", run.stderr);
    folder.run(&["--spec", "spec", "index"]).ended_with(0);
    assert_eq!(listed(&folder), ["books/ListBooks.json", "service.json"]);
}

#[test]
fn an_import_renews_an_index_that_is_stale_or_missing() {
    let folder = imported();
    for text in [Some("service.json\n"), None] {
        match text {
            Some(text) => folder.write("spec/index.txt", text),
            None => std::fs::remove_file(folder.path().join("spec/index.txt")).unwrap(),
        }
        let run = folder.run(&["--spec", "spec", "import", "api.yaml"]).ended_with(0);
        assert!(run.stdout.ends_with("wrote spec/index.txt\n"), "{}", run.stdout);
        assert_eq!(listed(&folder), ["books/ListBooks.json", "service.json"]);
    }
}

#[test]
fn a_folder_without_a_spec_gets_no_index() {
    let folder = Folder::new();
    folder.write("notes/Package.json", "{}");
    let run = folder.run(&["--spec", "notes", "index"]).ended_with(1);
    assert!(run.stderr.contains("service.json"), "{}", run.stderr);
    assert_eq!(folder.names(), ["notes/Package.json"]);
}
