//! The explorer in a real browser. Without chromedriver and Chromium, these tests say that they skip.

// Clippy knows test functions, but not the functions that they share.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod bodies;
mod browser;
mod guard;
mod hostile;
mod keyboard;
mod measure;
mod newcomer;
mod pages;
mod reading;
mod shop;

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A running explorer.
struct Explorer {
    child: Child,
    /// The address with the token.
    url: String,
}

impl Explorer {
    /// Starts `hss explore` with these options.
    fn start(options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hss"))
            .args(["explore", "--no-open", "--listen", "127.0.0.1:0"])
            .args(options)
            .env("HUAWEICLOUD_SDK_AK", "EXAMPLEACCESSKEY")
            .env("HUAWEICLOUD_SDK_SK", "example-secret-key")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.next().unwrap().unwrap();
        let (_, url) = line.split_once(" at ").unwrap();
        Self { child, url: url.to_owned() }
    }

    fn operation(&self, path: &str) -> String {
        format!("{}op/{path}.html", self.url)
    }
}

impl Drop for Explorer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The number of operations of HSS.
fn operations() -> usize {
    hss_spec::model::Spec::bundled().unwrap().operations().count()
}
