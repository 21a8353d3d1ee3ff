//! The whole command line of another API.

mod client {
    #![allow(missing_docs)]
    hss_codegen_macros::api!(path = "other_api/library");
}

fn main() -> std::process::ExitCode {
    hss_cli::Program::new(&client::API).spec(hss_codegen_macros::spec!(path = "other_api/library")).run()
}
