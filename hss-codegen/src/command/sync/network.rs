//! The options of requests.

use std::time::Duration;

use clap::Args;

use super::super::stop::Stop;
use crate::fetch::{Client, Limits};

/// The options of all requests.
#[derive(Args, Clone, Copy)]
#[command(next_help_heading = "Requests")]
pub(in crate::command) struct Network {
    /// Maximum number of simultaneous requests.
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=64))]
    connections: u16,
    /// Maximum number of requests per second [default: 20; no limit for a site on this machine].
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    rate: Option<u32>,
    /// Retries of a request after a temporary failure.
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    retries: u32,
    /// Timeout in seconds for a response with its body.
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// Maximum size of a document in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = 32 << 20, value_parser = clap::value_parser!(u64).range(1..1 << 40))]
    max_size: u64,
}

impl Network {
    pub(in crate::command) fn client(self) -> Result<Client, Stop> {
        let limits = Limits {
            connections: usize::from(self.connections),
            rate: self.rate,
            retries: self.retries,
            timeout: Duration::from_secs(self.timeout),
            size: self.max_size,
        };
        Client::new(limits).map_err(Stop::new)
    }
}
