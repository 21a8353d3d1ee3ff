//! The way of a newcomer: find, fill, send, read on, copy.

use fantoccini::Locator;

use crate::Explorer;
use crate::browser::{wait_for, with_browser};
use crate::shop::Server;

#[test]
fn from_the_search_to_the_code() {
    let explorer = Explorer::start(&["--mock", "--mock-items", "25"]);
    with_browser(async |browser| {
        browser.goto(&explorer.url).await.unwrap();
        let search = browser.find(Locator::Id("find")).await.unwrap();
        search.send_keys("scan task image").await.unwrap();
        wait_for(&browser, "[data-found]", " found").await;
        let link = browser.find(Locator::Css("li:not([hidden]) a[href$='list-image-scan-task.html']"));
        link.await.unwrap().click().await.unwrap();

        // A limit that the service would refuse is refused while it is typed, in the client's words.
        wait_for(&browser, "h1", "List image scan tasks").await;
        let kind = browser.find(Locator::Css("[data-param] select")).await.unwrap();
        kind.select_by_value("image_scan").await.unwrap();
        browser.find(Locator::Css("details.optional summary")).await.unwrap().click().await.unwrap();
        let limit = browser.find(Locator::XPath("//label[.//code='limit']//input")).await.unwrap();
        limit.send_keys("500").await.unwrap();
        let problem = "query parameter `limit` is 500, must be in 10..=200";
        wait_for(&browser, "form.call", problem).await;
        wait_for(&browser, "[data-request]", "The request cannot be sent yet").await;
        let send = browser.find(Locator::Css("button[type=submit]")).await.unwrap();
        send.click().await.unwrap();
        wait_for(&browser, "[data-status]", "Nothing was sent").await;

        limit.clear().await.unwrap();
        limit.send_keys("10").await.unwrap();
        let request = wait_for(&browser, "[data-request]", "limit=10").await;
        assert!(
            request.contains("type=image_scan") && request.contains("authorization: SDK-HMAC-SHA256 ***"),
            "{request}"
        );
        send.click().await.unwrap();
        wait_for(&browser, ".summary", "status 200").await;
        wait_for(&browser, ".summary", "10 of 25 items").await;
        browser.find(Locator::Css("[data-act=next]")).await.unwrap().click().await.unwrap();
        wait_for(&browser, ".summary", "20 of 25 items").await;
        browser.find(Locator::Css("[data-act=all]")).await.unwrap().click().await.unwrap();
        wait_for(&browser, ".summary", "25 of 25 items").await;
        assert_eq!(browser.find_all(Locator::Css("tbody tr")).await.unwrap().len(), 25);

        browser.find(Locator::XPath("//button[@role='tab'][.='rust']")).await.unwrap().click().await.unwrap();
        let code = wait_for(&browser, "[data-language=rust] pre", ".limit(10)").await;
        let compiled = include_str!("../../examples/explored.rs");
        assert_eq!(plain(&code), plain(compiled), "the sample is not the program that is compiled");

        // A shared link has no token, and leads to its page in a browser that has the explorer open.
        let (origin, _) = explorer.url.trim_end_matches('/').rsplit_once('/').unwrap();
        browser.goto(&format!("{origin}/op/image/list-image-scan-task.html?limit=20")).await.unwrap();
        wait_for(&browser, "h1", "List image scan tasks").await;
        let limit = browser.find(Locator::XPath("//label[.//code='limit']//input")).await.unwrap();
        assert_eq!(limit.prop("value").await.unwrap().as_deref(), Some("20"));

        // The front page has the call, as a link that fills the form.
        browser.goto(&explorer.url).await.unwrap();
        let call = "[data-history] a[href*='limit=10']";
        browser.find(Locator::Css("[data-history] summary")).await.unwrap().click().await.unwrap();
        browser.find(Locator::Css(call)).await.unwrap().click().await.unwrap();
        wait_for(&browser, "[data-request]", "limit=10").await;
    });
}

/// A program without its comments and its layout.
fn plain(program: &str) -> String {
    let code = program.lines().filter(|line| !line.starts_with("//"));
    code.flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn text_of_a_server_stays_text() {
    let markup = "<img src=x onerror=alert(1)><script>document.title='broken'</script>";
    let body = format!(r#"{{"total_num": 1, "data_list": [{{"task_name": "{markup}"}}]}}"#);
    let server = Server::start("HTTP/1.1 200 OK\r\nContent-Type: application/json", body);
    let explorer = Explorer::start(&[
        "--endpoint",
        &server.url,
        "--region",
        "cn-north-4",
        "--project-id",
        "00000000000000000000000000000000",
    ]);
    with_browser(async |browser| {
        let page = explorer.operation("image/list-image-scan-task") + "?type=image_scan";
        browser.goto(&page).await.unwrap();
        wait_for(&browser, "[data-request]", "type=image_scan").await;
        browser.find(Locator::Css("button[type=submit]")).await.unwrap().click().await.unwrap();
        wait_for(&browser, "tbody td", markup).await;
        assert!(browser.find_all(Locator::Css("main img, main script")).await.unwrap().is_empty());
        assert!(browser.title().await.unwrap().starts_with("List image scan tasks"));
    });
}

#[test]
fn a_page_can_be_read_without_the_script() {
    let (spec, folder) = (crate::shop::spec(), tempfile::tempdir().unwrap());
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hss"))
        .args(["explore", "--export"])
        .arg(folder.path())
        .arg("--spec")
        .arg(spec.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::remove_file(folder.path().join("explore.js")).unwrap();
    with_browser(async |browser| {
        let page = folder.path().join("op/shop/create-order.html");
        browser.goto(&format!("file://{}", page.display())).await.unwrap();
        wait_for(&browser, "h1", "Create order").await;
        wait_for(&browser, ".samples", "shop shop create-order --body").await;
        browser.find(Locator::Css("a.home")).await.unwrap().click().await.unwrap();
        wait_for(&browser, "[data-found]", "10 operations in 1 group").await;
    });
}
