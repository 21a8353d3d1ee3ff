//! The command's output, word for word: help, errors, tables, files for machines.
//!
//! `TRYCMD=overwrite cargo test -p hss-cli --test golden` writes what is there now; look at the difference.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used)]

#[test]
fn the_command_writes_what_is_on_record() {
    trycmd::TestCases::new()
        .register_bin("hss", trycmd::cargo::cargo_bin!("hss"))
        .env("TZ", "Asia/Shanghai")
        .env("COLUMNS", "100")
        .env("HOME", "/nonexistent")
        .env("NO_COLOR", "1")
        .env("HUAWEICLOUD_SDK_REGION_ID", "")
        .env("HUAWEICLOUD_SDK_REGION", "")
        .case("tests/cmd/*.trycmd");
}
