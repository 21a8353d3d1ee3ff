//! `hss explore`: the operations as web pages, served to the browser of this machine or written as files.
//!
//! The browser gets pages and JSON, never a key: it asks this process to check and to send a call. Pages are made on
//! the server and are readable without the script, which checks forms while they are filled in, sends them, and shows
//! responses.

mod any_spec;
mod attempts;
mod body;
mod checked_form;
mod depth;
mod described;
mod export;
mod file;
mod form;
mod guard;
mod json_text;
mod list;
mod markdown;
mod page;
mod preview;
mod problem;
mod recent;
mod report;
mod report_form;
mod response;
mod sample;
mod script;
mod search_words;
mod send;
mod server;
mod session;
mod site;
mod submitted_form;
mod upload;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::ArgMatches;

use crate::failure::Failure;
use crate::options::Options;
use crate::program::Program;
use crate::shown;
use session::Session;
use site::Site;

/// Serves until Ctrl-C, or writes the static files.
pub(crate) fn run(program: &Program, levels: &[&ArgMatches]) -> Result<(), Failure> {
    let [given, ..] = levels else { return Ok(()) };
    let other = given.get_one::<PathBuf>("spec").map(|folder| any_spec::program(folder)).transpose()?;
    let program = other.as_ref().unwrap_or(program);
    let options = Options::of(program, levels);
    let report = given.get_one::<PathBuf>("report").map(|path| report::read(path)).transpose()?;
    let folder = given.get_one::<PathBuf>("export");
    let site = Site {
        program: program.clone(),
        sends: folder.is_none(),
        reads_only: given.get_flag("read-only"),
        uses_mock: options.is_set("mock"),
        report,
    };
    if let Some(folder) = folder {
        return export::write(&site, folder);
    }
    let fallback = SocketAddr::from(([127, 0, 0, 1], 0));
    let address = given.get_one::<SocketAddr>("listen").copied().unwrap_or(fallback);
    if !address.ip().is_loopback() {
        return Err(Failure::Usage(format!(
            "--listen: {address} can be reached from other machines, and whoever reaches the explorer calls the service \
             with your account; give a loopback address, such as 127.0.0.1:0"
        )));
    }
    let session = Session::open(site, &options)?;
    let opens = !given.get_flag("no-open");
    let failed = |error: io::Error| Failure::Machine(format!("the explorer cannot be started: {error}"));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.map_err(failed)?.block_on(serve(Arc::new(session), address, opens))
}

async fn serve(session: Arc<Session>, address: SocketAddr, opens: bool) -> Result<(), Failure> {
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| {
        Failure::Machine(format!(
            "cannot listen on {address}: {error}; `--listen 127.0.0.1:0` picks a free port"
        ))
    })?;
    let address = listener.local_addr()?;
    let token = guard::random_token()?;
    let url = format!("http://{address}/{token}/");
    // A closed standard output does not end the server.
    let _ = writeln!(io::stdout(), "exploring {} at {url}", shown::cell(&session.site.program.name));
    let _ = writeln!(
        io::stdout(),
        "The address lets anyone on this machine make calls in your name: keep it to yourself. Ctrl-C stops the explorer."
    );
    if opens && !open(&url) {
        let _ = writeln!(io::stdout(), "No browser could be opened: open the address yourself.");
    }
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let router = server::router(session, &token, address);
    // Not a graceful shutdown: it would wait for the connections that a browser keeps open.
    tokio::select! {
        served = async { axum::serve(listener, router).await } => {
            served.map_err(|error| Failure::Machine(format!("the explorer has stopped: {error}")))
        }
        () = stop => Ok(()),
    }
}

/// Opens the browser with the system's own opener; true if there is one.
fn open(url: &str) -> bool {
    let (opener, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(opener);
    command.args(before).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
