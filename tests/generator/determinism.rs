//! The same spec gives the same code, whatever the order of its files.

use hss_codegen::Generator;
use hss_spec::bundled;
use hss_spec::model::Spec;
use proptest::prelude::*;

#[test]
fn two_runs_in_any_file_order_give_equal_code() {
    let mut files = bundled::FILES.to_vec();
    let first = Spec::from_files("", files.iter().copied()).unwrap();
    files.reverse();
    let second = Spec::from_files("", files.iter().copied()).unwrap();
    let code = |spec: &Spec| Generator::new(spec).source().unwrap();
    // The threads that write the groups end in another order each time.
    assert!(code(&first) == code(&second) && code(&first) == code(&first));
    assert_eq!(first.to_files(), second.to_files());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shuffled_files_give_equal_code(files in Just(bundled::FILES.to_vec()).prop_shuffle()) {
        let (ordered, shuffled) = (Spec::bundled().unwrap(), Spec::from_files("", files).unwrap());
        prop_assert!(ordered == shuffled, "another spec was read");
        let code = |spec: &Spec| Generator::new(spec).group("image").source().unwrap();
        prop_assert!(code(&ordered) == code(&shuffled), "other code was generated");
    }
}

#[test]
fn writing_a_spec_and_reading_it_again_changes_nothing() {
    let spec = Spec::bundled().unwrap();
    let files = spec.to_files();
    let again =
        Spec::from_files("", files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap();
    assert_eq!(again, spec);
    for (path, committed) in bundled::FILES {
        let written = files.get(*path).map(String::as_str);
        assert_eq!(written, Some(*committed), "{path} is as the writer writes it");
    }
    assert_eq!(files.len(), bundled::FILES.len());
}
