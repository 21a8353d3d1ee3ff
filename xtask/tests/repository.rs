//! The repository follows its own rules, so that `cargo test --workspace` fails where `cargo xtask tidy` does.

#[test]
fn the_repository_is_tidy() -> Result<(), xtask::Error> {
    let findings = xtask::tidy::check(&xtask::root())?;
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{} findings:\n{}", shown.len(), shown.join("\n"));
    Ok(())
}
