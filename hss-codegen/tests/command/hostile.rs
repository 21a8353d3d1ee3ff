//! Documents that try to write outside of the spec, or to send control sequences to the terminal.

use std::fs;

use crate::Folder;

/// A document with these lines below `paths:`.
fn document(paths: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{ title: Zoo, version: '1' }}\npaths:\n{paths}")
}

fn operation(path: &str, id: &str) -> String {
    format!(
        "  {path:?}:\n    get:\n      operationId: {id:?}\n      responses: {{ '204': {{ description: Done }} }}\n"
    )
}

#[test]
fn a_path_with_dots_writes_nothing_beside_the_spec() {
    let folder = Folder::new();
    folder.write("work/Package.json", "{}");
    let paths =
        [operation("/../x", "package"), operation("/%2e%2e/y", "y"), operation("/a/b", "good")].concat();
    folder.write("work/api.yaml", &document(&paths));
    let run = folder.run(&["--spec", "work/spec", "import", "work/api.yaml"]).ended_with(0);
    assert!(run.stdout.contains("left out"), "{}", run.stdout);
    assert_eq!(
        folder.names(),
        [
            "work/Package.json",
            "work/api.yaml",
            "work/spec/a/Good.json",
            "work/spec/index.txt",
            "work/spec/service.json"
        ]
    );
    assert_eq!(folder.files()["work/Package.json"], "{}");
}

#[test]
fn a_group_that_cannot_be_a_directory_is_a_usage_error() {
    let folder = Folder::new();
    folder.write("api.yaml", &document(&operation("/a", "good")));
    for group in ["../../evil", "/evil", ".hidden", "a\\b", "..%2fx", "a/b", "", "con", "COM1.x", "a.", "a b"]
    {
        let group = format!("--group={group}");
        let run = folder.run(&["--spec", "spec", "import", "api.yaml", &group]).ended_with(2);
        assert!(run.stderr.contains("--group"), "{}", run.stderr);
        assert_eq!(folder.names(), ["api.yaml"]);
    }
}

#[test]
fn ids_and_groups_get_names_that_every_file_system_has() {
    let folder = Folder::new();
    let paths = [
        operation("/con/a", "types"),
        operation("/Lamps/x", "nul"),
        operation("/lamps/y", "getLamp"),
        operation("/lamps/z", "GetLAMP"),
        operation("/a%2f..%5cb:c/x", "service"),
        operation("/", "fixups"),
    ]
    .concat();
    folder.write("api.yaml", &document(&paths));
    folder.run(&["--spec", "spec", "import", "api.yaml"]).ended_with(0);
    assert_eq!(
        folder.names(),
        [
            "api.yaml",
            "spec/Lamps/GetLamp.json",
            "spec/Lamps/GetLampsX.json",
            "spec/Lamps/GetLampsZ.json",
            "spec/a-2f..-5cb-c/Service.json",
            "spec/con_/GetConA.json",
            "spec/index.txt",
            "spec/root/Fixups.json",
            "spec/service.json",
        ]
    );
    let checked = folder.run(&["--spec", "spec", "check"]).ended_with(0);
    assert!(checked.stdout.ends_with("6 operations: 0 errors, 0 notes\n"), "{}", checked.stdout);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("api.yaml", &document(&operation("/lamps/x", "getLamp")));
    folder.write("elsewhere/GetLamp.json", "{}");
    fs::create_dir(folder.path().join("spec")).unwrap();
    let import = ["--spec", "spec", "import", "api.yaml"];

    // The group's folder.
    symlink("../elsewhere", folder.path().join("spec/lamps")).unwrap();
    let run = folder.run(&import).ended_with(1);
    assert!(run.stderr.contains("spec/lamps") && run.stderr.contains("a link"), "{}", run.stderr);
    assert_eq!(folder.files()["elsewhere/GetLamp.json"], "{}");
    fs::remove_file(folder.path().join("spec/lamps")).unwrap();

    // The file, of a spec that is there already.
    folder.run(&import).ended_with(0);
    let file = folder.path().join("spec/lamps/GetLamp.json");
    fs::rename(&file, folder.path().join("elsewhere/GetLamp.json")).unwrap();
    symlink("../../elsewhere/GetLamp.json", &file).unwrap();
    let before = folder.files()["elsewhere/GetLamp.json"].clone();
    folder.write("api.yaml", &document(&operation("/lamps/{id}", "getLamp").replace("      operationId", "      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      operationId")));
    let run = folder.run(&import).ended_with(1);
    assert!(run.stderr.contains("GetLamp.json: a link"), "{}", run.stderr);
    assert_eq!(folder.files()["elsewhere/GetLamp.json"], before);

    // The folder of a change that was interrupted, and its journal.
    fs::remove_file(&file).unwrap();
    folder.write("elsewhere/journal", "");
    symlink("../elsewhere", folder.path().join("spec/.pending")).unwrap();
    folder.run(&import).ended_with(1);
    assert!(folder.path().join("elsewhere/journal").exists());
    fs::remove_file(folder.path().join("spec/.pending")).unwrap();
    folder.write("spec/.pending/journal", "../elsewhere/GetLamp.json");
    let run = folder.run(&import).ended_with(1);
    assert!(run.stderr.contains("can't be the name of a group"), "{}", run.stderr);
    assert_eq!(folder.files()["elsewhere/GetLamp.json"], before);
}

#[test]
fn a_spec_with_a_bad_name_is_not_written_or_generated() {
    let folder = Folder::new();
    folder.write("spec/service.json", "{ \"name\": \"zoo\" }");
    let file = |id: &str| {
        format!(
            "{{ \"operation\": {id:?}, \"method\": \"GET\", \"path\": \"/a/../b\", \"response\": {{ \"status\": 204 }} }}"
        )
    };
    folder.write("spec/con/Types.json", &file("Types"));
    for command in [&["--spec", "spec", "check"][..], &["--spec", "spec", "generate"]] {
        let run = folder.run(command).ended_with(1);
        let all = format!("{}{}", run.stdout, run.stderr);
        for part in
            ["`con` can't be the name of a group", "`Types` can't be the id", "has a segment `.` or `..`"]
        {
            assert!(all.contains(part), "{all}");
        }
    }
}

#[test]
fn text_of_a_document_reaches_the_terminal_escaped() {
    let folder = Folder::new();
    let evil = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}x\r\nerror: forged";
    let good = operation("/lamps", "getLamps");
    let values = format!(
        "{}      parameters:\n        - {{ name: a, in: query, schema: {{ type: string, {evil:?}: 1, enum: [{evil:?}, b] }} }}\n",
        operation(&format!("/other/{evil}"), evil)
    );
    let evil_yaml = values
        .replace("\\u{1b}", "\\e")
        .replace("\\u{7}", "\\a")
        .replace("\\u{9b}", "\\u009b")
        .replace("\\u{202e}", "\\u202e");
    folder.write("api.yaml", &document(&format!("{good}{evil_yaml}")));
    folder.write("\u{1b}[2J\u{202e}.yaml", "openapi: 3.0.0\n");
    for arguments in [
        &["--spec", "spec", "import", "api.yaml"][..],
        &["--spec", "spec", "import", "\u{1b}[2J\u{202e}.yaml"],
        &["--spec", "spec", "import", "\u{1b}[3J\u{202e}.yaml"],
        &["--spec", "\u{1b}[3J", "check"],
        &["diff", "spec", "api.yaml"],
    ] {
        let run = folder.run(arguments);
        let all = format!("{}{}", run.stdout, run.stderr);
        assert!(!all.is_empty());
        let hidden = all.chars().find(|letter| *letter != '\n' && hss_spec::shown::is_hidden(*letter));
        assert_eq!(hidden, None, "{arguments:?}: {all:?}");
        assert!(!all.lines().any(|line| line.starts_with("error: forged")), "{all}");
    }
}
