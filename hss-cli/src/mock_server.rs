//! `hss mock`: the mock as a server of its own.

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::time::Duration;

use clap::ArgMatches;
use hss_mock::Mock;

use crate::connection::parse_fault;
use crate::failure::Failure;

/// Runs until Ctrl-C.
pub(crate) fn serve(given: &ArgMatches) -> Result<(), Failure> {
    let mut settings = Mock::builder();
    if let Some(address) = given.get_one::<SocketAddr>("listen") {
        settings = settings.listen(*address);
    }
    if let Some(seed) = given.get_one::<u64>("seed") {
        settings = settings.seed(*seed);
    }
    if let Some(speed) = given.get_one::<u32>("speed") {
        settings = settings.speed(*speed);
    }
    if let Some(milliseconds) = given.get_one::<u64>("latency") {
        settings = settings.latency(Duration::from_millis(*milliseconds));
    }
    for text in texts(given, "items") {
        let (operation, count) = text.split_once('=').unwrap_or(("*", text));
        let count = count.parse();
        let count = count.map_err(|_| Failure::Usage(format!("--items: `{text}` is not [OPERATION=]N")))?;
        settings = settings.items(operation, count);
    }
    for text in texts(given, "key") {
        let Some((access_key, secret_key)) = text.split_once(':') else {
            return Err(Failure::Usage("--key: a key pair is AK:SK".to_owned()));
        };
        settings = settings.key(access_key, secret_key);
    }
    for text in texts(given, "fault") {
        settings = settings.fault(parse_fault(text)?);
    }
    let mock = settings.start().map_err(|error| Failure::Machine(error.to_string()))?;
    let url = mock.base_url();
    // It serves whether anybody reads this or not.
    let _ = writeln!(io::stdout(), "listening on {url}");
    let _ = writeln!(
        io::stdout(),
        "try: hss image list-image-scan-task --type image_scan --endpoint {url} --region cn-north-4"
    );
    wait_for_ctrl_c()
}

fn wait_for_ctrl_c() -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::Machine(format!("Ctrl-C cannot be waited for: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(tokio::signal::ctrl_c()).map_err(failed)
}

fn texts<'a>(given: &'a ArgMatches, name: &str) -> Vec<&'a str> {
    given.get_many::<String>(name).into_iter().flatten().map(String::as_str).collect()
}
