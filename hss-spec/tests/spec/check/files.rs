//! Which files a spec has.

use super::{Edit, each_is_reported, edit, file};

#[test]
fn the_files_are_the_known_ones_and_agree_with_their_names() {
    each_is_reported(&[
        (file("notes.json", "{}"), "notes.json:1:1: error: not a file of a spec; `service.json`, `fixups.json`, `names.json`, `glossary.json`, `types.json` and one folder per group are expected"),
        (edit(r#""operation": "ListAnimals""#, r#""operation": "ListBeasts""#), "zoo/ListAnimals.json:2:16: error: operation `ListBeasts` is in the file of `ListAnimals`; rename one of them"),
        (Edit { file: "service.json", from: r#"{ "name": "zoo" }"#, to: "" }, "service.json:1:1: error: the file is empty; a JSON object is expected"),
        (Edit { file: "service.json", from: r#""name": "zoo""#, to: r#""names": "zoo""# }, "\
service.json:1:1: error: the service has no `name`; it is required
service.json:1:3: error: the service has an unknown key `names`; expected one of `name`, `title`, `page`, `sources`, `endpoint`, `servers`, `security_schemes`, `security`, `regions`, `client_parameters`, `no_examples`, `groups`, `group_docs`"),
        (file("zoo/types.json", r#"{ "models": { "Animal": { "fields": [] } }, "version": 2 }"#), "\
zoo/types.json:1:25: error: `Animal` is defined twice; the first is at zoo/ListAnimals.json:19:15 (types that several operations use are in the group's types.json)
zoo/types.json:1:45: error: a file of types has an unknown key `version`; expected one of `models`, `enums`"),
    ]);
}

#[test]
fn a_service_is_needed() {
    let problems = hss_spec::model::Spec::from_files("some/where", []).expect_err("there is no file");
    assert_eq!(
        problems.to_string(),
        "some/where/service.json: error: the file is missing; every spec has one with at least `name`"
    );
}
