//! Any text as a file of a spec.

#![no_main]

use hss_spec::model::Spec;
use libfuzzer_sys::fuzz_target;

const SERVICE: &str = r#"{ "name": "zoo" }"#;

fuzz_target!(|text: &str| {
    let _ = Spec::from_files("", [("service.json", text)]);
    let _ = Spec::from_files("", [("service.json", SERVICE), ("fixups.json", text)]);
    let Ok(spec) = Spec::from_files("", [("service.json", SERVICE), ("animal/Operation.json", text)]) else {
        return;
    };
    let files = spec.to_files();
    let again = Spec::from_files("", files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    assert!(again.is_ok_and(|again| again == spec), "{files:?}");
});
