//! `hss-codegen export`

use crate::Folder;

#[test]
fn a_spec_is_written_as_a_document_that_imports_without_a_change() {
    let folder = Folder::new();
    folder.write(
        "api.yaml",
        "openapi: 3.1.0\ninfo: { title: Zoo, version: '1' }\nservers: [{ url: 'https://zoo.example.com' }]\npaths:\n  \
         /animals:\n    get:\n      operationId: ListAnimals\n      tags: [animals]\n      parameters:\n        \
         - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 10 } }\n        \
         - { name: kind, in: query, schema: { type: string, enum: [cat, dog] } }\n      \
         responses: { '204': { description: None } }\n",
    );
    folder.run(&["--spec", "spec", "import", "api.yaml"]).ended_with(0);
    let printed = folder.run(&["--spec", "spec", "export"]).ended_with(0).stdout;
    let values = "\"enum\": [\n          \"cat\",\n          \"dog\"\n        ]";
    for part in ["\"openapi\": \"3.1.0\"", "\"minimum\": 1, \"maximum\": 50, \"default\": 10", values] {
        assert!(printed.contains(part), "{part} in {printed}");
    }
    let export = ["--spec", "spec", "export", "--format", "openapi", "--out", "zoo.json"];
    let run = folder.run(&export).ended_with(0);
    assert_eq!(folder.files()["zoo.json"], printed);
    let wrote = format!("wrote zoo.json, {} bytes\n", printed.len());
    assert_eq!((run.stdout, run.stderr), (String::new(), wrote));
    assert_eq!(folder.run(&export).ended_with(0).stderr, "zoo.json: unchanged\n");
    let before = folder.files();
    let run = folder.run(&["--spec", "spec", "import", "zoo.json"]).ended_with(0);
    let after = folder.files();
    assert_eq!(before, after, "{}{}", run.stdout, run.stderr);
}
