//! Proxies of the environment. The environment of a process is shared by all tests, so each test here starts another process
//! that runs one test with its own variables.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use hss_client::prelude::*;
use hss_client::{Client, Connections, Credentials, ExponentialBackoff, IamUser, MetadataService};

use crate::server::PROJECT;
use crate::task_api::list_tasks;

/// Variable that holds the address of the server in the other process.
const ADDRESS: &str = "HSS_TEST_ADDRESS";

const VARIABLES: [&str; 9] = [
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
    "REQUEST_METHOD",
];

/// Server that closes each connection after a response, and keeps the requests.
fn server(response: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let seen = requests.clone();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut socket = socket.unwrap();
            let mut buffer = vec![0; 64 * 1024];
            let read = socket.read(&mut buffer).unwrap_or(0);
            seen.lock().unwrap().push(String::from_utf8_lossy(&buffer[..read]).into_owned());
            let _ = socket.write_all(response.as_bytes());
        }
    });
    (address, requests)
}

const REFUSAL: &str = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const EMPTY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/// Runs one of the ignored tests below in a process with these variables.
fn run(test: &str, variables: &[(&str, &str)]) {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "--ignored", &format!("proxies::{test}")]);
    for name in VARIABLES {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

fn client(endpoint: &str) -> hss_client::Builder {
    Client::builder()
        .endpoint(endpoint)
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .project_id(PROJECT)
        .retry(ExponentialBackoff::none())
}

fn address() -> String {
    std::env::var(ADDRESS).unwrap()
}

#[test]
fn plain_http_to_this_machine_uses_no_proxy_of_the_environment() {
    let (proxy, through_proxy) = server(REFUSAL);
    let (direct, requests) = server(EMPTY);
    let proxy = format!("http://{proxy}");
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        run("calls_of_this_machine", &[(name, &proxy), (ADDRESS, &direct)]);
    }
    assert_eq!(through_proxy.lock().unwrap().len(), 0);
    assert!(requests.lock().unwrap().len() >= 4 * 5);
}

#[tokio::test]
#[ignore = "run by another test, with variables of its own"]
async fn calls_of_this_machine() {
    let endpoint = format!("http://{}", address());
    list_tasks(&client(&endpoint).build().unwrap()).send().await.unwrap();
    // Settings of connections change nothing.
    let set = Connections::new().max_response_bytes(1 << 20);
    list_tasks(&client(&endpoint).connections(set).build().unwrap()).send().await.unwrap();
    // Nor does an endpoint of another machine: each request is judged by its own host.
    let elsewhere = || client("https://hss.example.test").iam_endpoint(&endpoint);
    let user = elsewhere().credentials(IamUser::new("account", "user", "password")).build().unwrap();
    assert!(list_tasks(&user).send().await.unwrap_err().is_auth());
    let lookup = Client::builder()
        .endpoint("https://hss.example.test")
        .iam_endpoint(&endpoint)
        .region("cn-north-4")
        .credentials(Credentials::new("AKEXAMPLE", "SKEXAMPLE"))
        .build()
        .unwrap();
    lookup.find_project_id().await.unwrap_err();
    let machine = MetadataService::new().address(&endpoint);
    let metadata = elsewhere().credentials(machine).build().unwrap();
    list_tasks(&metadata).send().await.unwrap_err();
}

#[test]
fn an_error_through_a_proxy_names_it_without_its_password() {
    let (proxy, requests) = server(REFUSAL);
    let of_environment = format!("http://user:MARKER@{proxy}");
    run("calls_of_another_machine", &[("HTTPS_PROXY", &of_environment), (ADDRESS, &proxy)]);
    let requests = requests.lock().unwrap();
    assert_eq!(requests.len(), 1);
    assert!(requests[0].starts_with("CONNECT hss.example.test:443 "), "{}", requests[0]);
}

#[tokio::test]
#[ignore = "run by another test, with variables of its own"]
async fn calls_of_another_machine() {
    let error = list_tasks(&client("https://hss.example.test").build().unwrap()).send().await.unwrap_err();
    let text = format!("{error} {error:?}");
    let expected = format!("no response from hss.example.test: through proxy {}: ", address());
    assert!(text.contains(&expected) && !text.contains("MARKER"), "{text}");
}

#[test]
fn a_proxy_that_is_refused_or_silent_is_named_too() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap().to_string();
    run("a_call_through_a_silent_proxy", &[("HTTPS_PROXY", &address), (ADDRESS, &address)]);
    drop(silent);
    run("calls_of_another_machine", &[("ALL_PROXY", &address), (ADDRESS, &address)]);
}

#[tokio::test]
#[ignore = "run by another test, with variables of its own"]
async fn a_call_through_a_silent_proxy() {
    let client = client("https://hss.example.test").timeout(std::time::Duration::from_millis(200));
    let error = list_tasks(&client.build().unwrap()).send().await.unwrap_err().to_string();
    let expected = format!("no response from hss.example.test through proxy {} within 200ms", address());
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn a_proxy_that_is_not_http_is_refused_where_it_would_be_used() {
    let (direct, _) = server(EMPTY);
    let socks = [("ALL_PROXY", "socks5://user:MARKER@127.0.0.1:9"), (ADDRESS, direct.as_str())];
    run("a_call_through_another_kind_of_proxy", &socks);
}

#[tokio::test]
#[ignore = "run by another test, with variables of its own"]
async fn a_call_through_another_kind_of_proxy() {
    let error = list_tasks(&client("https://hss.example.test").build().unwrap()).send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ListTasks: no response from hss.example.test: the proxy 127.0.0.1:9 is for socks5: expected http://host:port"
    );
    list_tasks(&client(&format!("http://{}", address())).build().unwrap()).send().await.unwrap();
}

#[test]
fn hosts_without_a_proxy_and_programs_of_a_web_server_are_called_directly() {
    let refused = "http://127.0.0.1:1";
    for (name, value) in [("NO_PROXY", "example.test"), ("no_proxy", "*"), ("REQUEST_METHOD", "GET")] {
        run("a_call_past_the_proxy", &[("HTTPS_PROXY", refused), (name, value)]);
    }
}

#[tokio::test]
#[ignore = "run by another test, with variables of its own"]
async fn a_call_past_the_proxy() {
    let error = list_tasks(&client("https://hss.example.test").build().unwrap()).send().await.unwrap_err();
    assert!(!error.to_string().contains("through proxy"), "{error}");
}
