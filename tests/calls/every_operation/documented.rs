//! Samples in documentation.

use hss_call_tests::PROGRAMS;
use hss_cli::Program;

#[test]
fn every_sample_for_rust_is_a_program_that_was_compiled() {
    let program = Program::hss();
    let mut wrong = Vec::new();
    for (operation, compiled) in PROGRAMS {
        let sample = program.sample(operation, "rust").unwrap();
        let (dependencies, text) = sample.split_once("\n\n").unwrap();
        assert!(dependencies.lines().all(|line| line.starts_with("// ")), "{operation}: {dependencies}");
        if text != *compiled {
            wrong.push(format!("{operation}:\n{text}compiled:\n{compiled}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), PROGRAMS.len(), wrong.join("\n"));
    assert_eq!(PROGRAMS.len(), hss_spec::model::Spec::bundled().unwrap().operations().count());
}
