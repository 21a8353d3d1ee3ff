//! `sync` against a site on this machine.

mod faults;
mod gone;
mod history;
mod interrupted;
mod odd_sites;
mod openapi;
mod proxies;
mod rate;
mod sources;

use hss_site::{Site, Validators, index, page};

use crate::{Folder, Run};

/// A site, and a folder with a spec of its operations.
pub(crate) struct Lamps {
    pub(crate) site: Site,
    pub(crate) folder: Folder,
}

impl Lamps {
    /// A site with pages of these operations and a list of them.
    pub(crate) fn new(ids: &[&str]) -> Self {
        let (site, folder) = (Site::new(), Folder::new());
        for id in ids {
            site.put(&format!("/api/{id}.md"), &page(id, &["flat", "trim", id], 100));
        }
        site.put("/index.md", &index(ids));
        let service = format!(
            "{{ \"name\": \"lamp\", \"title\": \"Lamps\", \"page\": \"{}\", \"sources\": {{ \"index\": \"{}\" }} }}\n",
            site.url("/api/{operation}.html"),
            site.url("/index.md")
        );
        folder.write("spec/service.json", &service);
        Self { site, folder }
    }

    pub(crate) fn sync(&self, options: &[&str]) -> Run {
        self.folder.run(&[&["--spec", "spec", "sync", "--cache", "cache"], options].concat())
    }

    /// The files of the spec.
    pub(crate) fn spec(&self) -> Vec<(String, String)> {
        self.folder.files().into_iter().filter(|(name, _)| name.starts_with("spec/")).collect()
    }

    /// The statuses of the responses since the last call, in order.
    pub(crate) fn statuses(&self) -> Vec<u16> {
        let mut statuses: Vec<u16> = self.site.received().iter().map(|received| received.status).collect();
        statuses.sort_unstable();
        statuses
    }
}

#[test]
fn all_listed_pages_are_imported_and_then_requested_conditionally() {
    for validators in [Validators::Etag, Validators::LastModified] {
        let lamps = Lamps::new(&["ListLamps", "ListWicks"]);
        lamps.site.validate_by(validators);
        let run = lamps.sync(&[]).ended_with(10);
        assert!(run.stdout.contains("lamp/ListLamps: new\nlamp/ListWicks: new\n"), "{}", run.stdout);
        assert!(run.stdout.ends_with("\n2 new, 0 changed, 0 unchanged, 0 gone, 0 removed; 0 documents unreadable, 0 constraints unread\n"), "{}", run.stdout);
        assert_eq!(lamps.statuses(), [200, 200, 200], "Markdown alone is asked for");

        let run = lamps.sync(&[]).ended_with(0);
        assert!(run.stdout.contains("3 documents: 0 new or changed"), "{}", run.stdout);
        assert!(run.stdout.contains("verdict: none"), "{}", run.stdout);
        assert_eq!(lamps.statuses(), [304, 304, 304]);

        lamps.site.put("/api/ListLamps.md", &page("ListLamps", &["flat", "ListLamps"], 500));
        let run = lamps.sync(&["--report", "report.md"]).ended_with(10);
        assert!(
            run.stdout.contains("lamp/ListLamps: changed\nlamp/ListWicks: unchanged\n"),
            "{}",
            run.stdout
        );
        assert_eq!(lamps.statuses(), [200, 304, 304]);
        let report = &lamps.folder.files()["report.md"];
        assert!(report.contains("| operations changed | 1 |"), "{report}");
        assert!(report.contains("`lamp::ListLampsKind::Trim`"), "{report}");
    }
}

#[test]
fn without_validators_the_content_is_compared() {
    let lamps = Lamps::new(&["ListLamps"]);
    lamps.site.validate_by(Validators::None);
    lamps.sync(&[]).ended_with(10);
    let run = lamps.sync(&[]).ended_with(0);
    assert!(run.stdout.contains("2 documents: 0 new or changed"), "{}", run.stdout);
    assert_eq!(lamps.statuses(), [200, 200, 200, 200]);
}

#[test]
fn a_changed_file_of_the_cache_is_not_taken_for_the_document() {
    let lamps = Lamps::new(&["ListLamps"]);
    lamps.sync(&[]).ended_with(10);
    lamps.folder.write("cache/pages/ListLamps.md", &page("ListLamps", &["broken"], 1));
    lamps.site.received();
    lamps.sync(&[]).ended_with(0);
    assert_eq!(lamps.statuses(), [200, 304], "it is asked for without conditions");
}

#[test]
fn pages_without_markdown_are_read_as_html() {
    let lamps = Lamps::new(&[]);
    let html = "<!doctype html><title>Lamps</title><p>Not here</p>";
    let path = format!("{}/../../hss-spec/tests/pages/ListLampPosts.html", env!("CARGO_MANIFEST_DIR"));
    lamps
        .site
        .put("/api/ListLampPosts.html", &std::fs::read_to_string(path.replace("../../", "../")).unwrap());
    // The site has no Markdown, and returns HTML for that address.
    lamps.site.put("/api/ListLampPosts.md", html);
    lamps.site.put("/index.md", &index(&["ListLampPosts"]));
    let run = lamps.sync(&[]).ended_with(10);
    assert!(run.stdout.contains("/ListLampPosts: new\n"), "{}", run.stdout);
    assert!(lamps.folder.names().contains(&"cache/pages/ListLampPosts.html".to_owned()));
}

#[test]
fn a_cache_replays_without_the_site() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks"]);
    lamps.sync(&[]).ended_with(10);
    let first = lamps.spec();
    lamps.site.received();
    let service = lamps.folder.files()["spec/service.json"].clone();
    let replay = ["--spec", "again", "sync", "--from", "cache"];
    lamps.folder.write("again/service.json", &service);
    lamps.folder.run(&replay).ended_with(10);
    lamps.folder.run(&replay).ended_with(0);
    let again = lamps.folder.files();
    for (name, text) in first {
        assert_eq!(again[&name.replacen("spec/", "again/", 1)], text, "{name}");
    }
    assert_eq!(lamps.site.count(), 0);
    let run = lamps.folder.run(&["--spec", "again", "sync", "--from", "nowhere"]).ended_with(1);
    assert_eq!(run.stderr, "nowhere: no run of `sync` has filled this folder\n");
}

#[test]
fn as_json_it_is_one_object() {
    let lamps = Lamps::new(&["ListLamps"]);
    lamps.site.put("/index.md", &index(&["ListLamps", "ListWicks"]));
    lamps.site.put("/api/ListWicks.md", "# Log in\n");
    let run = lamps.sync(&["--format", "json"]).ended_with(10);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["operations"][0]["state"], "new");
    assert_eq!(report["unreadable"][0]["document"], "pages/ListWicks");
    assert_eq!(report["changes"]["verdict"], "minor");
}

#[test]
fn code_and_spec_are_written_together() {
    let lamps = Lamps::new(&["ListLamps"]);
    lamps.sync(&["--generate", "client.rs"]).ended_with(10);
    assert!(lamps.folder.files()["client.rs"].contains("pub fn list_lamps("));
    let before = lamps.folder.files();
    lamps.site.put("/api/ListLamps.md", &page("ListLamps", &["flat"], 500));
    lamps.sync(&["--generate", "client.rs", "--dry-run"]).ended_with(10);
    let is_ours = |name: &&String| !name.starts_with("cache/");
    let after = lamps.folder.files();
    assert!(after.keys().filter(is_ours).all(|name| after[name] == before[name]));
}
