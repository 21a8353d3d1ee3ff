//! Sites that are slow, busy or broken, or require a login.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use hss_site::{Fault, Site, index, page};

use super::Lamps;

const PAGE: &str = "/api/ListLamps.md";

#[test]
fn temporary_failures_are_retried() {
    let soon = || Fault::RetryAfter(429, "0".to_owned());
    let past = || Fault::RetryAfter(503, "Mon, 05 Jan 2026 10:00:00 GMT".to_owned());
    let faults = [soon(), past(), Fault::Status(500), Fault::Status(502), Fault::Cut];
    for fault in faults {
        let lamps = Lamps::new(&["ListLamps", "ListWicks"]);
        lamps.site.fault(PAGE, fault.clone(), 2);
        let run = lamps.sync(&[]).ended_with(10);
        assert!(run.stdout.contains("lamp/ListLamps: new\n"), "{fault:?}: {}", run.stdout);
        let asked = lamps.site.received().iter().filter(|received| received.path == PAGE).count();
        assert_eq!(asked, 3, "{fault:?}");
    }
}

#[test]
fn the_time_that_a_site_asks_for_is_waited() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks"]);
    lamps.site.fault(PAGE, Fault::RetryAfter(503, "2".to_owned()), 1);
    let start = Instant::now();
    lamps.sync(&[]).ended_with(10);
    assert!(start.elapsed() >= Duration::from_secs(2), "{:?}", start.elapsed());

    // Not without end.
    lamps.site.fault(PAGE, Fault::RetryAfter(429, "86400".to_owned()), usize::MAX);
    let start = Instant::now();
    let run = lamps.sync(&[]).ended_with(0);
    assert!(
        run.stdout
            .contains("pages/ListLamps: unreadable: 429 Too Many Requests; the site asks to wait 86400 s\n"),
        "{}",
        run.stdout
    );
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[test]
fn a_slow_response_ends_at_the_timeout() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks"]);
    lamps.site.fault(PAGE, Fault::Slow(Duration::from_secs(60)), 1);
    let run = lamps.sync(&["--timeout", "1"]).ended_with(10);
    assert!(run.stdout.contains("lamp/ListLamps: new\n"), "{}", run.stdout);
    lamps.site.fault(PAGE, Fault::Slow(Duration::from_secs(60)), usize::MAX);
    let run = lamps.sync(&["--timeout", "1", "--retries", "1"]).ended_with(0);
    assert!(run.stdout.contains("timed out, after 1 retry\n"), "{}", run.stdout);
    let run = lamps.sync(&["--timeout", "1", "--retries", "2"]).ended_with(0);
    assert!(run.stdout.contains("timed out, after 2 retries\n"), "{}", run.stdout);
}

/// Another text in place of a known page is reported, and leaves the spec and the cache unchanged.
#[test]
fn a_page_to_log_in_or_of_an_error_is_never_imported() {
    let elsewhere = Site::new();
    elsewhere.put(PAGE, &page("ListLamps", &["elsewhere"], 1));
    let login = "<!doctype html><html><head><title>Log in</title></head><body><form action=\"/login\"></form></body></html>";
    let cases = [
        (Fault::Text(login.to_owned()), "this is not an API page"),
        (Fault::Text("{\"error_code\": \"APIGW.0301\"}".to_owned()), "no OpenAPI document"),
        (Fault::Text(String::new()), "neither an API page"),
        (
            Fault::Text(page("ListWicks", &["other"], 5)),
            "it describes operation `ListWicks`, not `ListLamps`",
        ),
        (Fault::Text(page("ListLamps", &["flat"], 5)[..600].to_owned()), ""),
        (Fault::Redirect(elsewhere.url(PAGE)), "redirected to another site, `127.0.0.1`"),
        (Fault::Redirect("http://example.com/".to_owned()), "is not encrypted"),
        (Fault::Redirect("file:///etc/passwd".to_owned()), "`file` is not read"),
        (Fault::Redirect(PAGE.to_owned()), "redirected more than 5 times"),
        (Fault::Status(403), "403 Forbidden"),
        (Fault::Status(206), "206 Partial Content"),
        (Fault::Encoded("identity", vec![0x89, b'P', b'N', b'G', 0xff]), "the file is not UTF-8 text"),
        (Fault::Encoded("gzip", b"no gzip".to_vec()), "the response is truncated"),
    ];
    for (fault, reason) in cases {
        let lamps = Lamps::new(&["ListLamps", "ListWicks", "ListShades"]);
        lamps.sync(&[]).ended_with(10);
        let before = lamps.spec();
        let cached = lamps.folder.files()["cache/pages/ListLamps.md"].clone();
        for form in [PAGE, "/api/ListLamps.html"] {
            lamps.site.fault(form, fault.clone(), usize::MAX);
        }
        let run = lamps.sync(&["--retries", "0", "--prune"]).ended_with(0);
        assert!(run.stdout.contains("pages/ListLamps: unreadable: "), "{fault:?}: {}", run.stdout);
        assert!(run.stdout.contains(reason), "{fault:?}: {}", run.stdout);
        assert_eq!(lamps.spec(), before, "{fault:?}");
        assert_eq!(lamps.folder.files()["cache/pages/ListLamps.md"], cached, "{fault:?}");
        lamps.site.heal();
        let run = lamps.sync(&[]).ended_with(0);
        assert!(run.stdout.contains("0 unreadable\n"), "{}", run.stdout);
    }
    assert_eq!(elsewhere.count(), 0);
}

/// Two pages announce the values of an enumeration that they share in different words, and list them in another order.
#[test]
fn a_page_that_fails_once_changes_nothing_that_it_shares_with_others() {
    let ids = ["ListLamps", "ListWicks"];
    let lamps = Lamps::new(&ids);
    let lamps_page = page("ListLamps", &["flat", "trim"], 100);
    let wicks = page("ListWicks", &["flat", "trim"], 100).replace("The options are as follows:", "");
    lamps.site.put(PAGE, &lamps_page);
    lamps.site.put("/api/ListWicks.md", &wicks);
    lamps.sync(&[]).ended_with(10);
    let (flat, trim) = (" - flat: as `flat`", " - trim: as `trim`");
    let other_order = wicks.replace(&format!("{flat}{trim}"), &format!("{trim}{flat}"));
    assert_ne!(wicks, other_order);
    lamps.site.put("/api/ListWicks.md", &other_order);
    lamps.sync(&[]);
    let before = lamps.spec();
    let shared = before.iter().filter(|(_, text)| text.contains("\"announced\""));
    assert_eq!(shared.count(), 1, "{before:?}");
    for id in ids {
        lamps.site.fault(&format!("/api/{id}.md"), Fault::Status(403), 1);
        let run = lamps.sync(&[]).ended_with(0);
        assert!(run.stdout.contains(&format!("pages/{id}: unreadable: 403")), "{}", run.stdout);
        assert_eq!(lamps.spec(), before, "{id}");
        // The page that is left.
        lamps.sync(&[]).ended_with(0);
    }
}

#[test]
fn a_redirect_within_the_site_is_followed() {
    let lamps = Lamps::new(&["ListLamps"]);
    lamps.site.put("/new/ListLamps.md", &page("ListLamps", &["flat"], 7));
    lamps.site.fault(PAGE, Fault::Redirect("/new/ListLamps.md".to_owned()), usize::MAX);
    lamps.sync(&[]).ended_with(10);
    lamps.sync(&[]).ended_with(0);
    assert_eq!(lamps.statuses(), [200, 200, 302, 302, 304, 304]);
}

#[test]
fn a_document_that_is_too_large_is_not_read() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks", "ListShades"]);
    let huge = format!("{}{}", page("ListLamps", &["flat"], 7), "\n".repeat(20_000));
    lamps.site.put(PAGE, &huge);
    let run = lamps.sync(&["--max-size", "10000"]).ended_with(10);
    let reason = "pages/ListLamps: unreadable: the document has more than 10000 bytes (--max-size)\n";
    assert!(run.stdout.contains(reason), "{}", run.stdout);
}

#[test]
fn a_document_that_unpacks_to_more_is_not_read_to_its_end() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks", "ListShades"]);
    lamps.sync(&[]).ended_with(10);
    let before = lamps.spec();
    // 64 MB of spaces in some kilobytes.
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let spaces = vec![b' '; 1 << 20];
    (0..64).for_each(|_| packed.write_all(&spaces).unwrap());
    lamps.site.fault(PAGE, Fault::Encoded("gzip", packed.finish().unwrap()), usize::MAX);
    let start = Instant::now();
    let run = lamps.sync(&[]).ended_with(0);
    let reason = "pages/ListLamps: unreadable: the document has more than 33554432 bytes (--max-size)\n";
    assert!(run.stdout.contains(reason), "{}", run.stdout);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(lamps.spec(), before);
}

#[test]
fn an_unrequested_304_is_a_failure() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks", "ListShades"]);
    lamps.site.fault(PAGE, Fault::Status(304), usize::MAX);
    let run = lamps.sync(&[]).ended_with(10);
    assert!(run.stdout.contains("pages/ListLamps: unreadable: 304 Not Modified\n"), "{}", run.stdout);
    assert!(!run.stdout.contains("lamp/ListLamps: new"), "{}", run.stdout);
}

#[test]
fn names_of_an_index_never_lead_out_of_the_folders() {
    let lamps = Lamps::new(&["ListLamps"]);
    let ids = [
        "ListLamps",
        "../../ListEvil",
        "..",
        "/etc/ListPasswd",
        "List/../../Evil",
        "ListLamps.md/../x",
        "CON",
    ];
    lamps.site.put("/index.md", &index(&ids));
    lamps.sync(&[]);
    let is_inside = |name: &String| name.starts_with("spec/") || name.starts_with("cache/");
    let names = lamps.folder.names();
    assert!(names.iter().all(is_inside), "{names:?}");
    assert!(!names.iter().any(|name| name.contains("Evil") || name.contains("Passwd")), "{names:?}");
    let asked: Vec<String> = lamps.site.received().into_iter().map(|received| received.path).collect();
    assert!(asked.iter().all(|path| path == "/index.md" || path.starts_with("/api/")), "{asked:?}");
}

#[test]
fn a_page_that_would_break_the_spec_is_left_out_and_the_others_come_in() {
    let lamps = Lamps::new(&["ListLamps", "ListWicks", "ListShades"]);
    // A file can't be sent in a query.
    lamps.site.put(
        PAGE,
        &page("ListLamps", &["flat"], 7).replace("| limit | No | Integer |", "| limit | No | File |"),
    );
    let run = lamps.sync(&[]).ended_with(10);
    assert!(run.stdout.contains("lamp/ListWicks: new\n"), "{}", run.stdout);
    assert!(run.stdout.contains("pages/ListLamps: unreadable: pages/ListLamps.md:"), "{}", run.stdout);
    assert!(!run.stdout.contains("lamp/ListLamps: new"), "{}", run.stdout);
}

#[test]
fn a_site_that_fails_half_of_the_requests_changes_nothing_and_the_run_continues() {
    let ids = ["ListA", "ListB", "ListC", "ListD", "ListE"];
    let lamps = Lamps::new(&ids);
    lamps.sync(&[]).ended_with(10);
    let before = lamps.spec();
    lamps.site.put("/api/ListE.md", &page("ListE", &["new"], 5));
    lamps.site.put("/index.md", &index(&ids));
    for id in &ids[..4] {
        lamps.site.fault(&format!("/api/{id}.md"), Fault::Status(500), usize::MAX);
    }
    let run = lamps.sync(&["--prune", "--retries", "0"]).ended_with(1);
    assert!(run.stderr.starts_with("4 of 6 documents could not be fetched; "), "{}", run.stderr);
    assert!(run.stderr.contains("4: 500 Internal Server Error\nnothing is written\n"), "{}", run.stderr);
    assert_eq!(lamps.spec(), before);
    lamps.site.heal();
    lamps.site.received();
    let run = lamps.sync(&["--prune"]).ended_with(10);
    assert!(run.stdout.starts_with("the last run was interrupted"), "{}", run.stdout);
    assert_eq!(lamps.statuses(), [304, 304, 304, 304], "what came in is not requested again");
    assert!(run.stdout.contains("lamp/ListE: changed\n"), "{}", run.stdout);
}
