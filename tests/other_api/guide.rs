//! docs/other-apis.md and docs/snapshots.md, word for word: their files are written, their commands are run, and they print
//! what the page says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fenced block of the page.
#[derive(Debug)]
struct Block {
    line: usize,
    language: String,
    text: String,
    /// The last name in backquotes before it.
    name: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut open, mut name): (Option<Block>, String) = (None, String::new());
    for (index, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => {
                let (language, text) = (language.to_owned(), String::new());
                open = Some(Block { line: index + 1, language, text, name: name.clone() });
            }
            (None, Some(block)) => block.text.extend([line, "\n"]),
            (None, None) => {
                if let Some((before, _)) = line.rsplit_once('`') {
                    before.rsplit('`').next().unwrap().clone_into(&mut name);
                }
            }
        }
    }
    assert!(open.is_none(), "the last block has no end");
    blocks
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The folder in which cargo builds: that of these tests, whose dependencies need not be compiled twice.
fn target() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_library")).ancestors().nth(2).unwrap().to_owned()
}

/// A crate's manifest with the crates of this workspace in place of the published ones.
fn with_own_crates(manifest: &str) -> String {
    let crates = ["hss-cli", "hss-codegen", "hss-mock", "hss-runtime", "hss-spec"].map(|name| (name, name));
    let mut text = format!("{manifest}\n[workspace]\n\n[patch.crates-io]\n");
    for (name, folder) in crates.into_iter().chain([("hss-codegen-macros", "hss-codegen/macros")]) {
        let path = root().join(folder);
        text.push_str(&format!("{name} = {{ path = {:?} }}\n", path.to_string_lossy()));
    }
    text
}

/// Runs a script with the commands on its path; what it prints.
fn run(script: &str, folder: &Path, line: usize) -> String {
    let own = target().join("debug");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths([own].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let output = Command::new("sh")
        .args(["-eu", "-c", script])
        .current_dir(folder)
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_NET_OFFLINE", "true")
        .env("COLUMNS", "100")
        .env_remove("TOWN_LIBRARY_TOKEN")
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "line {line} of the guide:\n{script}\n{stdout}\n{stderr}");
    stdout.into_owned()
}

/// Does in a folder what a page says; the number of its commands and of what they have to print.
fn follow(page: &str, folder: &Path) -> (usize, usize) {
    let text = fs::read_to_string(root().join("docs").join(page)).unwrap();
    run(
        &format!("cargo build --quiet --manifest-path {:?} -p hss-codegen", root().join("Cargo.toml")),
        folder,
        0,
    );
    // The versions that are tested here, too.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let (mut printed, mut commands, mut expectations) = (String::new(), 0, 0);
    for Block { line, language, text, name } in blocks(&text) {
        match language.as_str() {
            "sh" => {
                printed = run(&text, folder, line);
                commands += 1;
            }
            "text" => {
                assert!(printed.contains(&text), "docs/{page}:{line}: expected\n{text}\nin\n{printed}");
                expectations += 1;
            }
            _ => {
                let path = folder.join(&name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                let text = if name == "Cargo.toml" { with_own_crates(&text) } else { text };
                fs::write(path, text).unwrap();
            }
        }
    }
    (commands, expectations)
}

#[test]
fn every_file_and_every_command_of_the_guide_to_snapshots_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let (commands, expectations) = follow("snapshots.md", folder.path());
    assert!(commands >= 6 && expectations >= 4, "{commands} commands, {expectations} expectations");
    let snapshots = fs::read_dir(folder.path().join("tests/snapshots")).unwrap().count();
    assert_eq!(snapshots, 8, "the code, five files, an operation, the public items");
}

#[test]
fn every_file_and_every_command_of_the_guide_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (commands, expectations) = follow("other-apis.md", folder);
    assert!(commands >= 8 && expectations >= 6, "{commands} commands, {expectations} expectations");
    // The files that the commands have left.
    let titles = fs::read_to_string(folder.join("titles.csv")).unwrap();
    assert_eq!(titles.lines().count(), 24, "{titles}");
    let report = run("hss-codegen --spec spec index --check && cat tests/items.txt", folder, 0);
    assert!(report.contains("pub static API: Api\n") && !report.contains("games"), "{report}");
}

#[test]
fn a_build_names_the_file_that_an_index_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let release = concat!(env!("CARGO_PKG_VERSION_MAJOR"), ".", env!("CARGO_PKG_VERSION_MINOR"));
    let manifest = format!(
        "[package]\nname = \"stale\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         hss-codegen-macros = \"{release}\"\nhss-runtime = \"{release}\"\n"
    );
    fs::write(folder.join("Cargo.toml"), with_own_crates(&manifest)).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(
        folder.join("src/lib.rs"),
        "#![allow(missing_docs)]\nhss_codegen_macros::api!(path = \"spec\");\n",
    )
    .unwrap();
    let spec = hss_spec::read_folder(&crate::folder("library")).unwrap();
    hss_spec::write_folder(&spec, &folder.join("spec")).unwrap();
    run("cargo check --quiet", folder, 0);
    // Removing a file is seen, since the build depends on it.
    fs::remove_file(folder.join("spec/books/ListBooks.json")).unwrap();
    let output = run("! cargo check --quiet 2>&1", folder, 0);
    let expected = "spec/index.txt: the index is stale; it lists `books/ListBooks.json`, which is missing; \
                    `hss-codegen index --spec spec` renews it";
    assert!(output.contains(expected), "{output}");
    assert!(hss_spec::write_index(&folder.join("spec")).unwrap());
    // The models of that operation alone went with its file.
    run("cargo check --quiet", folder, 0);
    // An index that is cut off between two lines.
    let index = folder.join("spec/index.txt");
    let whole = fs::read_to_string(&index).unwrap();
    let (cut, last) = whole.trim_end().rsplit_once('\n').unwrap();
    fs::write(&index, format!("{cut}\n")).unwrap();
    let output = run("! cargo check --quiet 2>&1", folder, 0);
    assert!(output.contains(&format!("the index is stale; it does not list `{last}`; ")), "{output}");
    fs::write(&index, whole).unwrap();
    // An added file is not, unless a build script watches the folder.
    let added = folder.join("spec/books/CountBooks.json");
    let operation = "{ \"operation\": \"CountBooks\", \"method\": \"GET\", \"path\": \"/count\", \"response\": { \"status\": 204 } }\n";
    fs::write(folder.join("build.rs"), "fn main() { println!(\"cargo::rerun-if-changed=spec\"); }\n")
        .unwrap();
    run("cargo check --quiet", folder, 0);
    fs::write(added, operation).unwrap();
    let output = run("! cargo check --quiet 2>&1", folder, 0);
    assert!(output.contains("the index is stale; it does not list `books/CountBooks.json`; "), "{output}");
    assert!(hss_spec::write_index(&folder.join("spec")).unwrap());
    run("cargo check --quiet", folder, 0);
}
