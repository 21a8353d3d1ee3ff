//! The peer: progenitor's client of the same document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::Stop;
use crate::measure::{Cost, cost};
use crate::place::Place;

/// The one operation that progenitor refuses: it takes no `multipart/form-data`.
const REFUSED: &str = "UploadReportLogo";

/// The manifest that progenitor's own command writes for this document. Nothing in it is built for the release row but
/// the crate itself, so TLS does not matter.
pub(crate) const MANIFEST: &str = r#"[package]
name = "peer"
version = "0.0.0"
edition = "2024"

[dependencies]
bytes = "1.9"
futures-core = "0.3"
progenitor-client = "=0.15.1"
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "stream"] }
serde = { version = "1.0", features = ["derive"] }
serde_json = "1.0"
serde_urlencoded = "0.7"

[workspace]
"#;

/// The vendor's document in a form that progenitor takes.
pub(crate) fn document(place: &Place) -> Result<PathBuf, Stop> {
    let mut document: Value = serde_json::from_str(&fs::read_to_string(place.document()?)?)?;
    let paths =
        document.get_mut("paths").and_then(Value::as_object_mut).ok_or("the document has no paths")?;
    let mut removed = 0;
    for path in paths.values_mut().filter_map(Value::as_object_mut) {
        let before = path.len();
        path.retain(|_, operation| operation["operationId"] != REFUSED);
        removed += before - path.len();
    }
    if removed != 1 {
        return Err(format!("{removed} operations of the document are {REFUSED}, expected 1").into());
    }
    let file = place.scratch.join("peer-document.json");
    fs::write(&file, document.to_string())?;
    Ok(file)
}

/// The program that has progenitor write a client.
pub(crate) fn program(place: &Place) -> Result<PathBuf, Stop> {
    eprintln!("builds progenitor");
    let target = place.scratch.join("programs");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--locked", "-p", "progenitor-peer"]);
    cargo.current_dir(place.root.join("benches")).env("CARGO_TARGET_DIR", &target);
    cost(&mut cargo, &place.log())?;
    Ok(target.join("release/progenitor-peer"))
}

/// Has progenitor write its code for the document.
pub(crate) fn write(program: &Path, document: &Path, code: &Path) -> Result<Cost, Stop> {
    cost(Command::new(program).arg(document).arg(code), &code.with_extension("log"))
}

/// The folder of the peer's crate, written anew.
pub(crate) fn crate_folder(place: &Place) -> Result<PathBuf, Stop> {
    let (program, document) = (program(place)?, document(place)?);
    let folder = place.scratch.join("peer");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), MANIFEST)?;
    // With it, the peer's dependencies have the versions of ours.
    fs::copy(place.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    write(&program, &document, &folder.join("src/lib.rs"))?;
    Ok(folder)
}
