//! Golden output: the seed operation's code, and its spec as imported.

use hss_codegen::{Part, source};
use hss_spec::model::Spec;

fn code(operation: &str) -> String {
    let spec = Spec::bundled().unwrap();
    let family = spec.operation(operation).unwrap().0.to_owned();
    source(&spec.only(operation), Part::Family(&family)).unwrap()
}

#[test]
fn the_seed_operation_is_generated_like_this() {
    insta::assert_snapshot!(code("ListImageScanTask"));
}

#[test]
fn the_seed_operations_spec_looks_like_this() {
    let files = Spec::bundled().unwrap().only("ListImageScanTask").to_files();
    insta::assert_snapshot!(files["image/ListImageScanTask.json"]);
}
