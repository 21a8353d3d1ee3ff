//! Work of an editor: rust-analyzer's type inference of all generated code, beside the peer's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::measure::cost;
use crate::place::Place;
use crate::table::{Amount, Promise, Row};
use crate::{Stop, peer};

/// The bundled API three times: as source, which is the published form, by the macro, and the peer's.
pub(crate) fn rows(place: &Place, runs: usize) -> Result<Vec<Row>, Stop> {
    let folders = [source(place)?, by_macro(place)?, peer::crate_folder(place)?];
    let mut least = [Duration::MAX; 3];
    for _ in 0..runs {
        for (folder, least) in folders.iter().zip(&mut least) {
            *least = inference(place, folder)?.min(*least);
        }
    }
    let [source, by_macro, peer] = least.map(Amount::Time);
    let what = "rust-analyzer's inference";
    Ok(vec![
        Row::against(format!("{what}, source of all operations"), source, peer, Promise::Part(4.0)),
        Row::against(
            format!("{what}, all operations by the macro, beside the source"),
            by_macro,
            source,
            Promise::Ratio(1.0),
        ),
    ])
}

/// A crate with the generated source of the whole API.
fn source(place: &Place) -> Result<PathBuf, Stop> {
    let folder = crate_folder(place, "editor-source")?;
    let mut generate = Command::new("cargo");
    generate.args([
        "run",
        "--release",
        "--quiet",
        "--locked",
        "-p",
        "hss-codegen",
        "--",
        "generate",
        "--out",
    ]);
    generate.arg(folder.join("src/lib.rs")).current_dir(&place.root);
    generate.env("CARGO_TARGET_DIR", place.scratch.join("programs"));
    cost(&mut generate, &place.log())?;
    Ok(folder)
}

/// A crate with one call of the macro for the whole API.
fn by_macro(place: &Place) -> Result<PathBuf, Stop> {
    let folder = crate_folder(place, "editor-macro")?;
    let spec = place.root.join("hss-spec/spec");
    // A path of `api!` is relative to the crate, so the absolute one goes up to the root.
    let up = "../".repeat(folder.components().count() - 1);
    let spec = format!("{up}{}", spec.display().to_string().trim_start_matches('/'));
    fs::write(folder.join("src/lib.rs"), format!("hss_codegen_macros::api!(path = {spec:?});\n"))?;
    Ok(folder)
}

fn crate_folder(place: &Place, name: &str) -> Result<PathBuf, Stop> {
    let folder = place.empty(name)?;
    fs::create_dir_all(folder.join("src"))?;
    let path = |member: &str| place.root.join(member).display().to_string();
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         hss-runtime = {{ path = {:?} }}\nhss-codegen-macros = {{ path = {:?} }}\n\n[workspace]\n",
        path("hss-runtime"),
        path("hss-codegen/macros"),
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(place.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    Ok(folder)
}

/// Time that type inference of the crate's own bodies takes, as rust-analyzer prints it.
fn inference(place: &Place, folder: &Path) -> Result<Duration, Stop> {
    let log = place.log();
    let mut analyze = Command::new("rust-analyzer");
    analyze.args([
        "analysis-stats",
        "--skip-mir-stats",
        "--skip-data-layout",
        "--skip-const-eval",
        "--quiet",
    ]);
    analyze.arg(folder).env("CARGO_TARGET_DIR", place.scratch.join("editor-target"));
    eprintln!("analyzes {}", folder.display());
    cost(&mut analyze, &log)?;
    let printed = fs::read_to_string(&log)?;
    let seconds = printed
        .rsplit_once("Inference:")
        .and_then(|(_, time)| time.trim_start().split_once('s')?.0.parse::<f64>().ok())
        .ok_or("rust-analyzer printed no time of inference")?;
    eprintln!("    {seconds:.2} s of inference");
    Ok(Duration::from_secs_f64(seconds))
}
