//! Prints how often building and checking a call allocates: one with 27 parameters left alone, then one with one.

use allocation_counter::measure;
use hss_client::prelude::*;
use hss_client::{Client, Error};

fn main() -> Result<(), Error> {
    let client = run_time::client("http://127.0.0.1:1")?;
    println!("{}", count(&client, |client| client.image().list_registry_images().validate()));
    println!("{}", count(&client, |client| client.image().show_image_pay_per_scan_statistics().validate()));
    Ok(())
}

fn count(client: &Client, call: impl Fn(&Client) -> Result<(), Error>) -> u64 {
    // The first call of an operation reads its table.
    let _ = call(client);
    let allocated = measure(|| call(client).unwrap_or_default());
    allocated.count_total
}
