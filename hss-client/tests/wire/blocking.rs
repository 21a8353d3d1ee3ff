//! Calls without `async`, on real sockets of this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use hss_client::prelude::*;
use hss_client::{Builder, Client, Connections, Credentials, Error, IamUser, RateLimit};

use crate::server::*;
use crate::task_api::*;

/// Responds with a listing of this many tasks, ten per page; one path hangs.
fn server(total: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap_or(0) == 0 {
                        return;
                    }
                    let mut header = String::new();
                    while reader.read_line(&mut header).unwrap_or(0) > 2 {
                        header.clear();
                    }
                    if line.contains("limit=1&") {
                        let _ = reader.read(&mut [0]);
                        return;
                    }
                    let offset: usize = line
                        .split_once("offset=")
                        .map_or(0, |(_, rest)| rest.split(['&', ' ']).next().unwrap().parse().unwrap());
                    let items: Vec<String> =
                        (offset..total.min(offset + 10)).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
                    let body = format!(r#"{{"total_num":{total},"data_list":[{}]}}"#, items.join(","));
                    // A request for a token gets the same response.
                    let head = format!(
                        "HTTP/1.1 200 OK\r\nX-Subject-Token: t\r\nContent-Length: {}\r\n\r\n",
                        body.len()
                    );
                    let _ = stream.write_all((head + &body).as_bytes());
                }
            });
        }
    });
    address
}

fn client(address: SocketAddr) -> Client {
    Client::builder()
        .endpoint(format!("http://{address}"))
        .credentials(Credentials::new("ak", "sk"))
        .project_id(PROJECT)
        .build()
        .unwrap()
}

#[test]
fn a_call_waits_for_its_answer() {
    let page = list_tasks(&client(server(3))).send_blocking().unwrap();
    assert_eq!(page.total_num, Some(3));
    let response = list_tasks(&client(server(3))).send_with_metadata_blocking().unwrap();
    assert_eq!(response.status, 200);
}

#[test]
fn a_listing_is_an_iterator() {
    let client = client(server(23));
    let ids: Vec<i64> = list_tasks(&client).items_blocking().map(|task| task.unwrap().id.unwrap()).collect();
    assert_eq!(ids, (0..23).collect::<Vec<_>>());
    let mut pages = list_tasks(&client).pages_blocking();
    assert_eq!(pages.by_ref().map(Result::unwrap).count(), 3);
    assert_eq!((pages.listing().total(), pages.listing().offset()), (Some(23), 23));
}

#[test]
fn timeouts_hold_here_too() {
    let start = Instant::now();
    let call = list_tasks(&client(server(1))).limit(1).deadline(Duration::from_millis(300));
    let error = call.send_blocking().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn many_threads_may_call_at_once() {
    let client = client(server(50));
    std::thread::scope(|scope| {
        let calls: Vec<_> =
            (0..8).map(|_| scope.spawn(|| list_tasks(&client).items_blocking().count())).collect();
        for call in calls {
            assert_eq!(call.join().unwrap(), 50);
        }
    });
}

#[tokio::test]
async fn a_thread_that_belongs_to_a_runtime_may_wait_as_well() {
    let page = list_tasks(&client(server(3))).send_blocking().unwrap();
    assert_eq!(page.total_num, Some(3));
}

/// The connection that the async call leaves in its pool is driven by the runtime whose only thread the next call blocks.
#[test]
fn a_blocking_call_within_an_async_runtime_does_not_stall() {
    let client = client(server(3));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        list_tasks(&client).send().await.unwrap();
        let start = Instant::now();
        list_tasks(&client).timeout(Duration::from_secs(5)).send_blocking().unwrap();
        assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
        list_tasks(&client).send().await.unwrap();
    });
}

/// Async calls on a runtime, then a blocking call on its only thread. The async calls hold what the client shares among
/// calls, and cannot go on.
fn block_while_async_calls_wait(client: &Client) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let calls = [tokio::spawn(list_tasks(client).send()), tokio::spawn(list_tasks(client).send())];
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        list_tasks(client).deadline(Duration::from_secs(5)).send_blocking().unwrap();
        for call in calls {
            call.await.unwrap().unwrap();
        }
    });
}

#[test]
fn a_blocking_call_waits_for_no_async_call_of_the_runtime_that_it_blocks() {
    let server = Server::new(|_, request| match request.uri().path() {
        "/v3/auth/tokens" => response_with(201, &[("x-subject-token", "t")], "{}"),
        "/v3/projects" => response(200, r#"{"projects":[{"id":"0a","name":"cn-north-4"}]}"#),
        _ => response(200, "{}"),
    });
    let slow = || Delayed { server: server.clone(), delay: |_| Duration::from_millis(100) };
    let builder = || server.builder().transport(slow());
    // A probe of the clock.
    block_while_async_calls_wait(&builder().build().unwrap());
    // Credentials that are being fetched.
    block_while_async_calls_wait(&builder().credentials(IamUser::new("a", "u", "p")).build().unwrap());
    // All connections.
    block_while_async_calls_wait(&builder().max_connections(1).build().unwrap());
    // The front of the queue for the rate limit.
    let limit = RateLimit::new(1, Duration::from_millis(200));
    block_while_async_calls_wait(&builder().rate_limit(limit).build().unwrap());
    // A project that is being looked up.
    let client = Client::builder().region("cn-north-4").credentials(Credentials::new("ak", "sk"));
    block_while_async_calls_wait(&client.transport(slow()).build().unwrap());
}

#[test]
fn a_blocking_call_that_is_too_short_for_a_fetch_leaves_it_to_the_next() {
    let server = Server::new(|_, request| match request.uri().path() {
        "/v3/auth/tokens" => response_with(201, &[("x-subject-token", "t")], "{}"),
        _ => response(200, "{}"),
    });
    let slow = Delayed {
        server: server.clone(),
        delay: |request| {
            Duration::from_millis(if request.uri().path() == "/v3/auth/tokens" { 300 } else { 0 })
        },
    };
    let client = server.builder().transport(slow).credentials(IamUser::new("a", "u", "p")).build().unwrap();
    list_tasks(&client).deadline(Duration::from_millis(200)).send_blocking().unwrap_err();
    list_tasks(&client).deadline(Duration::from_secs(5)).send_blocking().unwrap();
    assert_eq!(server.count(), 2);
}

/// The connection that the async call leaves in its pool would do for the token, too.
#[test]
fn a_fetch_for_a_blocking_call_uses_the_connections_of_blocking_calls() {
    let address = server(3);
    let transport = Connections::direct().open().unwrap();
    let build = |builder: Builder| {
        let builder = builder.endpoint(format!("http://{address}")).project_id(PROJECT);
        builder.transport(transport.clone()).build().unwrap()
    };
    let keys = build(Client::builder().credentials(Credentials::new("ak", "sk")));
    let user = build(Client::builder().credentials(IamUser::new("a", "u", "p")));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        list_tasks(&keys).send().await.unwrap();
        list_tasks(&user).deadline(Duration::from_secs(5)).send_blocking().unwrap();
    });
}
