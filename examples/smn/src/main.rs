//! The command line of Simple Message Notification: every operation of the spec, and a mock of it.

fn main() -> std::process::ExitCode {
    hss_cli::Program::new(&smn::API).spec(hss_codegen_macros::spec!(path = "spec")).run()
}
