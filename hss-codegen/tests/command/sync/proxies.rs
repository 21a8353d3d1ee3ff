//! `sync` through a proxy, which is another site on this machine: it responds to every request.

use hss_site::{Fault, Site, index, page};

use crate::{Folder, Run};

/// A folder whose documents are at an address where nothing listens, and the proxy that has them.
fn behind_a_proxy(address: &str) -> (Folder, Site) {
    let (folder, proxy) = (Folder::new(), Site::new());
    let service = format!(
        "{{ \"name\": \"lamp\", \"page\": \"{address}/api/{{operation}}.md\", \"sources\": {{ \"index\": \
         \"{address}/index.md\" }} }}\n"
    );
    folder.write("spec/service.json", &service);
    proxy.put("/index.md", &index(&["ListLamps"]));
    proxy.put("/api/ListLamps.md", &page("ListLamps", &["flat"], 5));
    (folder, proxy)
}

fn sync(folder: &Folder, variables: &[(&str, &str)]) -> Run {
    let mut command = folder.command();
    command.envs(variables.iter().copied());
    Run::of(command.args(["--spec", "spec", "sync", "--cache", "cache", "--retries", "0"]))
}

#[test]
fn documents_come_through_a_proxy() {
    let (folder, proxy) = behind_a_proxy("http://localhost:1");
    let through = [("http_proxy", proxy.url(""))];
    let through = through.each_ref().map(|(name, address)| (*name, address.as_str()));
    let run = sync(&folder, &through).ended_with(10);
    assert!(run.stdout.contains("lamp/ListLamps: new\n"), "{}", run.stdout);
    sync(&folder, &through).ended_with(0);
    let statuses: Vec<u16> = proxy.received().iter().map(|received| received.status).collect();
    assert_eq!(statuses, [200, 200, 304, 304]);

    // Redirects of the site behind the proxy are held to the same rules.
    proxy.put("/new.md", &page("ListLamps", &["flat", "new"], 5));
    proxy.fault("/api/ListLamps.md", Fault::Redirect("/new.md".to_owned()), 1);
    let run = sync(&folder, &through).ended_with(10);
    assert!(run.stdout.contains("lamp/ListLamps: changed\n"), "{}", run.stdout);
    proxy.fault("/api/ListLamps.md", Fault::Redirect("http://example.com/new.md".to_owned()), usize::MAX);
    proxy.received();
    let run = sync(&folder, &through).ended_with(1);
    assert!(run.stderr.contains("is not encrypted"), "{}", run.stderr);
    assert_eq!(proxy.count(), 2, "the other site is not requested");

    // Without the proxy, nothing responds.
    for variables in [&[][..], &[through[0], ("no_proxy", "localhost")]] {
        proxy.received();
        let run = sync(&folder, variables).ended_with(1);
        assert!(run.stderr.contains("documents could not be fetched"), "{}", run.stderr);
        assert_eq!(proxy.count(), 0);
    }
}

#[test]
fn https_is_tunnelled_and_plain_http_is_refused_with_a_proxy_as_well() {
    let (folder, proxy) = behind_a_proxy("https://docs.example.com");
    let address = proxy.url("");
    // It refuses to open a tunnel.
    proxy.fault("docs.example.com:443", Fault::Status(403), usize::MAX);
    let run = sync(&folder, &[("https_proxy", &address)]).ended_with(1);
    assert!(run.stderr.contains("1 of 1 documents could not be fetched"), "{}", run.stderr);
    let received = proxy.received();
    assert!(
        !received.is_empty() && received.iter().all(|one| one.path == "docs.example.com:443"),
        "{received:?}"
    );
    assert_eq!(folder.names(), ["cache/state.jsonl", "spec/service.json"]);

    let (folder, proxy) = behind_a_proxy("http://docs.example.com");
    let run = sync(&folder, &[("http_proxy", &proxy.url(""))]).ended_with(1);
    assert!(run.stderr.contains("is not encrypted; https is expected"), "{}", run.stderr);
    assert_eq!(proxy.count(), 0);
}
