//! Headless Chromium, driven through chromedriver.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::runtime::Runtime;

struct Driver(Child, u16);

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that is only killed leaves the browser of a test that failed behind.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.1)) {
            let _ =
                stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = stream.read_to_end(&mut Vec::new());
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A browser with its driver.
struct Browser {
    client: Client,
    /// The one that its connection belongs to.
    runtime: Runtime,
    _driver: Driver,
}

impl Browser {
    /// Starts a browser; `None` if there is no driver.
    fn start() -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let driver = Driver(driver.ok()?, port);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = runtime.block_on(connect(port));
        Some(Self { client, runtime, _driver: driver })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
    }
}

/// The browsers that no test uses at the moment. Starting one takes longer than most tests.
#[derive(Default)]
struct Idle(Mutex<Vec<Browser>>);

/// The idle browsers, as long as a test runs that uses one: statics are not dropped, and would leave them behind.
static IDLE: Mutex<Weak<Idle>> = Mutex::new(Weak::new());

fn idle() -> Arc<Idle> {
    let mut shared = IDLE.lock().unwrap();
    shared.upgrade().unwrap_or_else(|| {
        let idle = Arc::new(Idle::default());
        *shared = Arc::downgrade(&idle);
        idle
    })
}

/// Runs a test in a browser, or says that no browser is installed. Each explorer has an address of its own, so tests that
/// share a browser share no storage.
pub(crate) fn with_browser<F: Future<Output = ()>>(test: impl FnOnce(Client) -> F) {
    let idle = idle();
    let known = idle.0.lock().unwrap().pop();
    let Some(browser) = known.or_else(Browser::start) else {
        eprintln!("skipped: there is no chromedriver; the packages chromium and chromium-driver have it");
        return;
    };
    browser.runtime.block_on(test(browser.client.clone()));
    // The browser of a test that has failed is not used again.
    idle.0.lock().unwrap().push(browser);
}

async fn connect(port: u16) -> Client {
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-extensions",
        "--no-first-run",
        "--window-size=1280,900",
    ];
    let options = json!({ "goog:chromeOptions": { "args": arguments } });
    for _ in 0..500 {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(options.as_object().unwrap().clone());
        if let Ok(client) = builder.connect(&format!("http://127.0.0.1:{port}")).await {
            return client;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("chromedriver starts no browser");
}

/// Waits until an element's text has this in it.
pub(crate) async fn wait_for(client: &Client, selector: &str, text: &str) -> String {
    let mut last = String::new();
    for _ in 0..500 {
        if let Ok(element) = client.find(Locator::Css(selector)).await
            && let Ok(found) = element.text().await
        {
            last = found;
            if last.contains(text) {
                return last;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{selector} has not `{text}` but `{last}`");
}

/// Clicks the first element that is shown.
pub(crate) async fn click(client: &Client, selector: &str) {
    for element in client.find_all(Locator::Css(selector)).await.unwrap() {
        if element.is_displayed().await.unwrap() {
            // The bar of buttons may be over it.
            let show = "arguments[0].scrollIntoView({ block: 'center' })";
            client.execute(show, vec![serde_json::to_value(&element).unwrap()]).await.unwrap();
            return element.click().await.unwrap();
        }
    }
    panic!("no {selector} is shown");
}

/// The last input of this name; the folded part around it is opened.
pub(crate) async fn input(client: &Client, name: &str) -> Element {
    let path = format!("//label[.//code='{name}']//*[@data-leaf]");
    let inputs = client.find_all(Locator::XPath(&path)).await.unwrap();
    let mut shown = Vec::new();
    for input in inputs {
        let open = "for (let at = arguments[0].closest('details'); at; at = at.parentElement.closest('details')) at.open = true";
        client.execute(open, vec![serde_json::to_value(&input).unwrap()]).await.unwrap();
        if input.is_displayed().await.unwrap() {
            shown.push(input);
        }
    }
    shown.pop().unwrap_or_else(|| panic!("there is no input `{name}`"))
}

/// Types into the last input of this name.
pub(crate) async fn fill(client: &Client, name: &str, text: &str) {
    input(client, name).await.send_keys(text).await.unwrap();
}
