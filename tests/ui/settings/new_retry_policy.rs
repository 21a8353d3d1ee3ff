use hss_client::RetryPolicy;

fn main() {
    // The compiler knows no better for a trait; the documentation of the trait names `ExponentialBackoff`.
    let _ = hss_client::Client::builder().retry(RetryPolicy::new(3));
}
