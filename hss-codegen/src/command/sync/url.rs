//! Documents from single addresses.

use super::super::sources::Source;
use super::super::stop::Stop;
use super::neighbours::{self, Neighbours};
use super::network::Network;
use super::plan::forms;
use crate::fetch::{Got, parse};

/// Fetches the document at an address, as Markdown if the site offers that form.
pub(in crate::command) fn read_address(address: &str, network: Network) -> Result<Source, Stop> {
    let client = network.client()?;
    let failed = |reason: String| Stop::new(format!("{address}: {reason}"));
    let forms = forms(address);
    for (index, form) in forms.iter().enumerate() {
        let url = parse(form).map_err(Stop::new)?;
        let is_last = index + 1 == forms.len();
        match client.get(&url, None).map_err(failed)? {
            Got::Document(_, text) if is_last || !text.trim_ascii_start().starts_with(b"<") => {
                let source = Source::of_site(form, &text);
                let neighbours = Neighbours::new(move |path| {
                    match client.get(&neighbours::address(&url, path)?, None)? {
                        Got::Document(_, text) => Ok(Some(text)),
                        Got::Missing | Got::Unchanged => Ok(None),
                    }
                });
                return Ok(source.beside(neighbours));
            }
            _ => {}
        }
    }
    Err(failed("the site does not have it".to_owned()))
}
