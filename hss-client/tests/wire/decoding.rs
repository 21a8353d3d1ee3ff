//! Large bodies, which are decoded apart from the executor and within the deadline of the call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use hss_client::Error;
use hss_client::dynamic::{Call, JsonPages};
use hss_client::prelude::*;
use hss_client::runtime::View;
use hss_runtime::generated::slot::{Content, Mismatch, Scalar, Shape};

use crate::server::*;
use crate::task_api::*;

/// A body larger than those that are decoded at once.
const LARGE: usize = 300 * 1024;

/// One for each test.
static RELEASED: [AtomicBool; 3] = [const { AtomicBool::new(false) }; 3];

/// A value whose decoding waits until it is released, and fails after 20 s.
#[derive(Debug)]
struct Held<const TEST: usize>;

impl<const TEST: usize> Content for Held<TEST> {
    fn empty() -> Self {
        Self
    }

    fn from_scalar(_: Scalar<'_>) -> Result<Self, Mismatch> {
        for _ in 0..20_000 {
            if RELEASED[TEST].load(Ordering::SeqCst) {
                return Ok(Self);
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err(Mismatch { expected: "to be released" })
    }

    fn open(&mut self) -> Shape<'_> {
        Shape::Scalar("to be released")
    }

    fn view(&self) -> View<'_> {
        View::Absent
    }
}

/// A listing whose response is such a value.
struct Hold<const TEST: usize>(ListTasks);

impl<const TEST: usize> Request for Hold<TEST> {
    type Response = Held<TEST>;

    fn call(&mut self) -> &mut Call {
        self.0.call()
    }
}

fn hold<const TEST: usize>() -> Hold<TEST> {
    let server = Server::new(|_, _| response(200, format!("{:?}", "x".repeat(LARGE))));
    Hold(list_tasks(&server.client()))
}

fn assert_deadline(result: Result<impl std::fmt::Debug, Error>) {
    match result {
        Err(Error::Timeout(error)) => assert!(error.deadline && error.attempts == 1, "{error}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_large_body_is_decoded_while_other_tasks_of_the_executor_run() {
    let task = tokio::spawn(async { RELEASED[0].store(true, Ordering::SeqCst) });
    hold::<0>().send().await.unwrap();
    hold::<0>().send_with_metadata().await.unwrap();
    task.await.unwrap();
}

#[tokio::test]
async fn a_deadline_that_passes_while_a_body_is_decoded_is_a_timeout() {
    assert_deadline(hold::<1>().deadline(Duration::from_millis(100)).send().await);
    RELEASED[1].store(true, Ordering::SeqCst);
    hold::<1>().send().await.unwrap();
}

#[cfg(feature = "blocking")]
#[test]
fn a_deadline_that_passes_while_a_body_is_decoded_is_a_timeout_of_a_blocking_call() {
    assert_deadline(hold::<2>().deadline(Duration::from_millis(100)).send_blocking());
    RELEASED[2].store(true, Ordering::SeqCst);
    hold::<2>().send_blocking().unwrap();
}

/// Turns of a task beside the test since the latest response.
#[derive(Clone, Default)]
struct Turns(Arc<AtomicUsize>);

impl Turns {
    /// Starts the task.
    fn start() -> Self {
        let turns = Self::default();
        let task = turns.clone();
        tokio::spawn(async move {
            loop {
                task.0.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
            }
        });
        turns
    }

    /// Large pages of a listing without end.
    fn server(&self) -> Server {
        let turns = self.clone();
        Server::new(move |page, _| {
            turns.0.store(0, Ordering::SeqCst);
            let tasks = vec![format!(r#"{{"task_id":"{page}"}}"#); LARGE / 16];
            response(200, format!(r#"{{"data_list":[{}]}}"#, tasks.join(",")))
        })
    }

    fn assert_some(&self) {
        assert!(self.0.load(Ordering::SeqCst) > 0);
    }
}

#[tokio::test]
async fn large_pages_and_json_are_decoded_while_other_tasks_of_the_executor_run() {
    let turns = Turns::start();
    let client = turns.server().client();
    let mut pages = list_tasks(&client).pages();
    let mut json_pages = JsonPages::new(list_tasks(&client).into_call());
    for _ in 0..2 {
        let page = pages.next().await.unwrap().unwrap();
        assert_eq!(page.data_list.unwrap().len(), LARGE / 16);
        turns.assert_some();
        assert_eq!(json_pages.next().await.unwrap().unwrap().items.len(), LARGE / 16);
        turns.assert_some();
    }
    let json = list_tasks(&client).call().execute_json().await.unwrap();
    assert!(json["data_list"].is_array());
    turns.assert_some();
}

#[tokio::test]
async fn errors_of_large_bodies_are_those_of_small_ones() {
    let server =
        Server::new(|_, _| response(200, format!(r#"{{"total_num":"x","data_list":[{}"#, " ".repeat(LARGE))));
    for error in [
        list_tasks(&server.client()).send().await.unwrap_err(),
        list_tasks(&server.client()).pages().next().await.unwrap().err().unwrap(),
    ] {
        assert!(matches!(error, Error::Decode(_)), "{error}");
        assert!(
            error.to_string().contains("`total_num` is the string \"x\", expected an integer"),
            "{error}"
        );
    }
}
