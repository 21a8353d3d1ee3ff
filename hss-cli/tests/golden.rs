//! The command's output, word for word: help, errors, tables, files for machines.
//!
//! `TRYCMD=overwrite cargo test -p hss-cli --test golden` writes what is there now; look at the difference.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used)]

#[test]
fn the_command_writes_what_is_on_record() {
    cases("100").case("tests/cmd/*.trycmd");
}

#[test]
fn it_fits_a_narrow_terminal() {
    cases("60").case("tests/narrow/*.trycmd");
}

/// Test cases on a terminal of this many columns.
fn cases(columns: &str) -> trycmd::TestCases {
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("hss", trycmd::cargo::cargo_bin!("hss"))
        .env("TZ", "Asia/Shanghai")
        .env("COLUMNS", columns)
        .env("HOME", "/nonexistent")
        .env("NO_COLOR", "1")
        .env("HUAWEICLOUD_SDK_REGION_ID", "")
        .env("HUAWEICLOUD_SDK_REGION", "");
    // A release changes it, and nothing else on record.
    cases.insert_var("[VERSION]", env!("CARGO_PKG_VERSION")).unwrap();
    cases
}
