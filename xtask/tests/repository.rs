//! The repository follows its own rules, so that `cargo test --workspace` fails where `cargo xtask tidy` does.

#[test]
fn the_repository_is_tidy() -> Result<(), xtask::Error> {
    let findings = xtask::tidy::check(&xtask::root())?;
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{} findings:\n{}", shown.len(), shown.join("\n"));
    Ok(())
}

/// A group of the spec that `hss-client` does not have, or has no longer, is found by `cargo xtask groups --check`.
#[test]
fn the_client_has_the_groups_of_the_spec() -> Result<(), xtask::Error> {
    for (file, text) in xtask::groups::rendered(&xtask::root())? {
        let written = std::fs::read_to_string(xtask::root().join(file)).unwrap_or_default();
        assert!(written == text, "{file}: `cargo xtask groups` writes it");
    }
    Ok(())
}

/// Too few sentences are found by `cargo xtask ci` as well.
#[test]
fn the_spec_explains_itself() -> Result<(), xtask::Error> {
    assert_eq!(
        xtask::sentences::findings(&xtask::root())?,
        [""; 0],
        "`hss-codegen check --docs` lists the items"
    );
    Ok(())
}
