//! Any bytes as the body of a response.

#![no_main]

use hss_client::image::ListImageScanTaskResponse;
use hss_client::runtime::{decode, encode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let mut first = ListImageScanTaskResponse::empty();
    if let Err(error) = decode::from_slice(body, &mut first) {
        assert!(!error.to_string().contains('\n'));
        return;
    }
    // A number too large for JSON was null from the start.
    let Ok(text) = encode::to_vec(&first) else { return };
    let mut second = ListImageScanTaskResponse::empty();
    decode::from_slice(&text, &mut second).expect("what was encoded can be decoded");
    assert!(first == second, "{first:?} became {second:?}");
});
