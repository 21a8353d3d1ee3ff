//! Headless Chromium, driven through chromedriver.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a test in a browser, or says that there is none.
pub(crate) fn with_browser<F: Future<Output = ()>>(test: impl FnOnce(Client) -> F) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let driver = Command::new("chromedriver")
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(driver) = driver else {
        eprintln!("skipped: there is no chromedriver; the packages chromium and chromium-driver have it");
        return;
    };
    let _driver = Driver(driver);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = connect(port).await;
        test(client.clone()).await;
        client.close().await.unwrap();
    });
}

async fn connect(port: u16) -> Client {
    let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"];
    let options = json!({ "goog:chromeOptions": { "args": arguments } });
    for _ in 0..100 {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(options.as_object().unwrap().clone());
        if let Ok(client) = builder.connect(&format!("http://127.0.0.1:{port}")).await {
            return client;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("chromedriver starts no browser");
}

/// Waits until an element's text has this in it.
pub(crate) async fn wait_for(client: &Client, selector: &str, text: &str) -> String {
    let mut last = String::new();
    for _ in 0..100 {
        if let Ok(element) = client.find(Locator::Css(selector)).await
            && let Ok(found) = element.text().await
        {
            last = found;
            if last.contains(text) {
                return last;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{selector} has not `{text}` but `{last}`");
}
