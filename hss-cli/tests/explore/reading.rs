//! Responses: files, errors, long listings; and the part of them that the browser keeps.

use fantoccini::{Client, Locator};

use crate::Explorer;
use crate::browser::{click, fill, wait_for, with_browser};
use crate::guard;
use crate::shop::{self, Server};

const MARKUP: &str = "<img src=x onerror=document.title='broken'>";

/// Sends a listing with ten tasks a page.
async fn send_listing(browser: &Client, explorer: &Explorer) {
    let page = explorer.operation("image/list-image-scan-task") + "?type=image_scan&limit=10";
    browser.goto(&page).await.unwrap();
    wait_for(browser, "[data-request]", "limit=10").await;
    send(browser).await;
}

async fn send(browser: &Client) {
    click(browser, "button[type=submit]").await;
}

/// The options of an account at this server.
fn account(server: &Server) -> [&str; 6] {
    let project = "00000000000000000000000000000000";
    ["--endpoint", &server.url, "--region", "cn-north-4", "--project-id", project]
}

#[test]
fn a_file_is_saved_under_a_plain_name() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Request-Id: <b>id</b>\r\n\
                Content-Disposition: attachment; filename=\"../../<b>hosts.html\"";
    let (spec, server) = (shop::spec(), Server::start(head, format!("<html>{MARKUP}")));
    let explorer = shop::explore(&spec, &server);
    with_browser(async |browser| {
        browser.goto(&explorer.operation("shop/read-file")).await.unwrap();
        send(&browser).await;
        wait_for(&browser, ".response pre", MARKUP).await;
        let link = browser.find(Locator::Css(".response a[download]")).await.unwrap();
        assert_eq!(link.attr("download").await.unwrap().as_deref(), Some("bhosts.html"));
        let saved = "const done = arguments[arguments.length - 1]; const link = document.querySelector('a[download]');
            fetch(link.href).then(async (response) => done([await response.text(), response.headers.get('content-type'), response.headers.get('content-disposition')]))";
        let saved = browser.execute_async(saved, vec![]).await.unwrap();
        assert_eq!(
            saved,
            serde_json::json!([format!("<html>{MARKUP}"), "application/octet-stream", "attachment"])
        );
        assert!(browser.find_all(Locator::Css("main img, main b")).await.unwrap().is_empty());
        assert_ne!(browser.title().await.unwrap(), "broken");
    });
}

#[test]
fn an_error_is_text_and_a_page_that_failed_is_read_again() {
    let head = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nX-Request-Id: r-1";
    let body = format!(r#"{{"error_code": "X.1", "error_msg": "{MARKUP}"}}"#);
    let (spec, server) = (shop::spec(), Server::start(head, body));
    let refusing = shop::explore(&spec, &server);
    let listing = Server::with(move |count| {
        let items = [r#"{"task_name": "x"}"#; 10].join(",");
        let body = format!(r#"{{"total_num": 20, "data_list": [{items}]}}"#);
        match count {
            1 => (head, r#"{"error_code": "X.2"}"#.to_owned()),
            _ => (
                "HTTP/1.1 200 OK\r\nContent-Type: application/json",
                body.replace('x', &format!("task {count}")),
            ),
        }
    });
    let explorer = Explorer::start(&account(&listing));
    with_browser(async |browser| {
        browser.goto(&refusing.operation("shop/create-order")).await.unwrap();
        fill(&browser, "customer", "Ada").await;
        send(&browser).await;
        wait_for(&browser, ".error", MARKUP).await;
        wait_for(&browser, ".summary", "status 400").await;
        click(&browser, ".response .raw summary").await;
        wait_for(&browser, ".response .raw pre", "X.1").await;
        assert!(browser.find_all(Locator::Css("main img")).await.unwrap().is_empty());

        send_listing(&browser, &explorer).await;
        wait_for(&browser, ".summary", "status").await;
        click(&browser, "[data-act=next]").await;
        wait_for(&browser, ".summary", "status 400").await;
        // What was read stays, and the page can be asked for again.
        wait_for(&browser, "tbody", "task 0").await;
        wait_for(&browser, "[data-act=next]", "Try again").await;
        click(&browser, "[data-act=next]").await;
        wait_for(&browser, "[data-status]", "20 of 20 items").await;
        assert_eq!(browser.find_all(Locator::Css("tbody tr")).await.unwrap().len(), 20);
    });
}

#[test]
fn all_pages_show_their_progress_and_can_be_stopped() {
    let options = ["--mock", "--mock-items", "600", "--mock-fault", "delay=300"];
    let explorer = Explorer::start(&options);
    with_browser(async |browser| {
        send_listing(&browser, &explorer).await;
        wait_for(&browser, ".summary", "10 of 600 items").await;
        click(&browser, "[data-act=all]").await;
        wait_for(&browser, ".summary", "30 of 600 items").await;
        let max = "const max = document.querySelector('progress').max; document.querySelector('[data-act=stop]').click(); return max";
        assert_eq!(browser.execute(max, vec![]).await.unwrap(), 600);
        let act = wait_for(&browser, "[data-act=next]", "Next page").await;
        assert_eq!(act, "Next page");
        let read = "Number(document.querySelector('.summary').textContent.match(/(\\d+) of 600/)[1])";
        let read = browser
            .execute(&format!("return [{read}, document.querySelectorAll('tbody tr').length]"), vec![])
            .await
            .unwrap();
        assert!(read[0] == read[1] && read[0].as_i64().unwrap() < 600, "{read}");
        // The call is in the history, which goes with the tab.
        browser.goto(&explorer.url).await.unwrap();
        click(&browser, "[data-history] summary").await;
        wait_for(&browser, "[data-history] li", "ListImageScanTask 200").await;
    });
}

#[test]
fn a_slow_call_is_stopped_and_a_long_response_is_cut() {
    let items: Vec<String> =
        (0..30_000).map(|number| format!("{{\"task_name\": \"task {number}\"}}")).collect();
    let body = format!(r#"{{"total_num": 30000, "data_list": [{}]}}"#, items.join(","));
    let server = Server::start("HTTP/1.1 200 OK\r\nContent-Type: application/json", body);
    let explorer = Explorer::start(&account(&server));
    let slow = Explorer::start(&["--mock", "--mock-fault", "delay=60000"]);
    with_browser(async |browser| {
        browser.goto(&(explorer.operation("image/list-image-scan-task") + "?type=image_scan")).await.unwrap();
        wait_for(&browser, "[data-request]", "type=image_scan").await;
        send(&browser).await;
        wait_for(&browser, ".response", "29000 more rows are not shown").await;
        assert_eq!(browser.find_all(Locator::Css("tbody tr")).await.unwrap().len(), 1_000);
        click(&browser, ".response .raw summary").await;
        let json = browser
            .execute("return document.querySelector('.raw pre').textContent.slice(-80)", vec![])
            .await
            .unwrap();
        assert!(
            json.as_str().unwrap().contains("more bytes are not shown; the command line prints all of them"),
            "{json}"
        );

        browser.goto(&(slow.operation("image/list-image-scan-task") + "?type=image_scan")).await.unwrap();
        wait_for(&browser, "[data-request]", "type=image_scan").await;
        send(&browser).await;
        wait_for(&browser, "[data-status]", "Sending").await;
        // Other requests get their responses meanwhile.
        let other = guard::respond(&slow, "POST", "/TOKEN/check/image/list-image-scan-task", guard::OWN);
        assert!(other.contains(" 200 "), "{other}");
        click(&browser, "[data-act=cancel]").await;
        wait_for(&browser, ".error", "Stopped.").await;
    });
}

#[test]
fn read_only_and_an_ended_process_are_shown() {
    let explorer = Explorer::start(&["--mock", "--read-only"]);
    with_browser(async |browser| {
        browser.goto(&explorer.operation("image/add-registry")).await.unwrap();
        wait_for(&browser, ".actions", "only GET and HEAD requests").await;
        let button = browser.find(Locator::Css("button[type=submit]")).await.unwrap();
        assert!(!button.is_enabled().await.unwrap());
        browser.goto(&(explorer.operation("image/list-image-scan-task") + "?type=image_scan")).await.unwrap();
        wait_for(&browser, "[data-request]", "type=image_scan").await;
        drop(explorer);
        send(&browser).await;
        wait_for(&browser, ".error", "its process may have ended").await;
    });
}
