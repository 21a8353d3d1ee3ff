//! `sources`: the addresses of documents in service.json.

use crate::Folder;

#[test]
fn sources_are_set_printed_and_forgotten() {
    let folder = Folder::new();
    folder.write(
        "spec/service.json",
        "{ \"name\": \"lamp\", \"page\": \"https://docs.example.com/{operation}.html\" }\n",
    );
    let run = |options: &[&str]| folder.run(&[&["--spec", "spec", "sources"], options].concat());
    let printed = run(&[
        "--index",
        "https://docs.example.com/index.md",
        "--explorer",
        "https://example.com/detail?name={operation}",
        "--openapi",
        "https://example.com/a.yaml",
    ])
    .ended_with(0)
    .stdout;
    assert_eq!(
        printed,
        "pages: https://docs.example.com/{operation}.html (of `page`)\nindex: https://docs.example.com/index.md\n\
         explorer: https://example.com/detail?name={operation}\nopenapi: https://example.com/a.yaml\n"
    );
    assert_eq!(run(&[]).ended_with(0).stdout, printed);
    let two = ["--openapi", "https://example.com/b.yaml", "--openapi", "https://example.com/c.yaml"];
    run(&two).ended_with(0);
    run(&["--unset", "explorer", "--unset", "index"]).ended_with(0);
    let service = &folder.files()["spec/service.json"];
    assert!(!service.contains("explorer") && !service.contains("index"), "{service}");
    assert!(service.contains("https://example.com/b.yaml") && service.contains("https://example.com/c.yaml"));
    assert!(!service.contains("a.yaml"), "{service}");
}

#[test]
fn addresses_that_can_not_be_used_are_refused() {
    for (option, address, reason) in [
        ("--index", "http://example.com/index.md", "is not encrypted; https is expected"),
        ("--index", "ftp://example.com/index.md", "`ftp` is not read; https is expected"),
        (
            "--index",
            "https://me:secret@example.com/",
            "`https://example.com/` has a user name or password in it",
        ),
        ("--index", "index.md", "`index.md` is not an address"),
        ("--index", "https://example.com/{operation}", "the address of one document is expected"),
        ("--pages", "https://example.com/all.html", "a pattern with `{operation}`"),
    ] {
        let folder = Folder::new();
        let run = folder.run(&["--spec", "spec", "sources", option, address]).ended_with(1);
        assert!(run.stderr.contains(reason) && !run.stderr.contains("secret"), "{address}: {}", run.stderr);
        assert!(folder.names().is_empty());
    }
    let folder = Folder::new();
    folder.write("spec/service.json", "{ \"name\": \"lamp\" }\n");
    let run = folder.run(&["--spec", "spec", "sync"]).ended_with(1);
    assert_eq!(run.stderr, "service.json names no sources; `hss-codegen sources` sets them\n");
}
