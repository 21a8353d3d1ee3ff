fn report(error: &hss_client::Error) {
    for violation in error.violations {
        println!("{violation}");
    }
}

fn main() {}
