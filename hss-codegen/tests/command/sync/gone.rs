//! Operations that the site no longer has, and operations that only seem to be gone.

use hss_site::{Fault, index};

use super::Lamps;

const IDS: [&str; 3] = ["ListLamps", "ListShades", "ListWicks"];
const GONE: &str = "lamp/ListWicks: gone; --prune removes it\n";

fn is_there(lamps: &Lamps) -> bool {
    lamps.folder.names().contains(&"spec/lamp/ListWicks.json".to_owned())
}

#[test]
fn operations_missing_from_index_and_site_are_gone() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&[]).ended_with(10);
    lamps.site.put("/index.md", &index(&IDS[..2]));
    lamps.site.remove("/api/ListWicks.md");
    for _ in 0..2 {
        let run = lamps.sync(&[]).ended_with(10);
        assert!(run.stdout.contains(GONE), "{}", run.stdout);
        assert!(is_there(&lamps));
    }
    let run = lamps.sync(&["--prune"]).ended_with(10);
    assert!(run.stdout.contains("lamp/ListWicks: removed\n"), "{}", run.stdout);
    assert!(run.stdout.contains("verdict: major"), "{}", run.stdout);
    assert!(!is_there(&lamps));
    lamps.sync(&["--prune"]).ended_with(0);
    assert!(
        !lamps.folder.names().iter().any(|name| name.contains("ListWicks")),
        "the cache forgets it as well"
    );
}

#[test]
fn operations_missing_from_the_index_only_are_gone_in_the_second_run() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&[]).ended_with(10);
    let whole = index(&IDS);
    for _ in 0..2 {
        // Cut off between two rows, and whole again.
        lamps.site.put("/index.md", &index(&IDS[..2]));
        lamps.sync(&["--prune"]).ended_with(0);
        assert!(is_there(&lamps));
        lamps.site.put("/index.md", &whole);
        lamps.sync(&["--prune"]).ended_with(0);
    }
    lamps.site.put("/index.md", &index(&IDS[..2]));
    lamps.sync(&[]).ended_with(0);
    // A run without the index says nothing in between.
    lamps.site.fault("/index.md", Fault::Status(403), 1);
    lamps.sync(&[]).ended_with(0);
    let run = lamps.sync(&[]).ended_with(10);
    assert!(run.stdout.contains(GONE), "{}", run.stdout);
    let run = lamps.sync(&["--prune"]).ended_with(10);
    assert!(run.stdout.contains("lamp/ListWicks: removed\n"), "{}", run.stdout);
    assert!(!is_there(&lamps), "although the site still has its page");
    lamps.sync(&["--prune"]).ended_with(0);
}

#[test]
fn a_truncated_index_is_requested_again() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&[]).ended_with(10);
    lamps.site.received();
    lamps.site.fault("/index.md", Fault::Text(index(&IDS[..2])), 1);
    lamps.site.remove("/api/ListWicks.md");
    let run = lamps.sync(&["--prune"]).ended_with(0);
    assert!(run.stdout.contains("1 missing"), "{}", run.stdout);
    assert!(is_there(&lamps));
    let asked = lamps.site.received().into_iter().filter(|received| received.path == "/index.md").count();
    assert_eq!(asked, 2);
}

#[test]
fn a_page_that_is_missing_once_may_come_back() {
    let lamps = Lamps::new(&IDS);
    lamps.sync(&[]).ended_with(10);
    lamps.site.remove("/api/ListWicks.md");
    let run = lamps.sync(&["--prune"]).ended_with(0);
    assert!(run.stdout.contains("1 missing"), "{}", run.stdout);
    assert!(is_there(&lamps));
    let run = lamps.sync(&[]).ended_with(10);
    assert!(run.stdout.contains(GONE), "in the second run: {}", run.stdout);

    lamps.site.put("/api/ListWicks.md", &hss_site::page("ListWicks", &["flat", "trim", "ListWicks"], 100));
    lamps.sync(&["--prune"]).ended_with(0);
    lamps.site.remove("/api/ListWicks.md");
    let run = lamps.sync(&["--prune"]).ended_with(0);
    assert!(run.stdout.contains("1 missing"), "the count starts anew: {}", run.stdout);
}

#[test]
fn a_truncated_index_or_another_page_is_ignored() {
    let whole = index(&IDS);
    for broken in [&whole[..whole.len() - 20], "# Log in\n", ""] {
        let lamps = Lamps::new(&IDS);
        lamps.sync(&[]).ended_with(10);
        let before = lamps.spec();
        lamps.site.put("/index.md", broken);
        let run = lamps.sync(&["--prune"]).ended_with(0);
        assert!(run.stdout.contains("index: unreadable: "), "{}", run.stdout);
        assert_eq!(lamps.spec(), before);
    }
}

#[test]
fn an_index_that_has_lost_half_of_its_operations_is_ignored() {
    let ids: Vec<String> = ('A'..='L').map(|letter| format!("List{letter}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let lamps = Lamps::new(&ids);
    lamps.sync(&[]).ended_with(10);
    lamps.site.put("/index.md", &index(&ids[..3]));
    let run = lamps.sync(&["--prune"]).ended_with(0);
    let reason = "index: unreadable: it lists 3 operations, and listed 12 before; it is ignored\n";
    assert!(run.stdout.contains(reason), "{}", run.stdout);
}

#[test]
fn a_site_whose_pages_have_moved_has_not_lost_its_operations() {
    let ids: Vec<String> = ('A'..='L').map(|letter| format!("List{letter}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let lamps = Lamps::new(&ids);
    lamps.sync(&[]).ended_with(10);
    let before = lamps.spec();
    for id in &ids {
        lamps.site.remove(&format!("/api/{id}.md"));
    }
    for _ in 0..3 {
        let run = lamps.sync(&["--prune"]).ended_with(1);
        assert!(run.stderr.starts_with("the site no longer has 12 of 12 operations"), "{}", run.stderr);
        assert_eq!(lamps.spec(), before);
    }
    // The same with an index that is fetched for the first time.
    lamps.site.put("/index.md", &index(&ids[..3]));
    let run = lamps.folder.run(&["--spec", "spec", "sync", "--cache", "another", "--prune"]).ended_with(1);
    assert!(run.stderr.starts_with("the site no longer has 12 of 12 operations"), "{}", run.stderr);
    assert_eq!(lamps.spec(), before);
}
