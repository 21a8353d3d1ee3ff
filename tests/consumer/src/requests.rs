//! Prints a request as it goes out, and the protocols that are offered in TLS.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use hss_client::image::TaskKind;
use hss_client::prelude::*;
use hss_client::{Client, Credentials, Error, Validation};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let (address, first) = server(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
    call(&format!("http://{address}")).await?;
    let request = String::from_utf8_lossy(&first.join().unwrap()).to_lowercase();
    for line in request.lines().filter(|line| line.contains("http/") || line.starts_with("accept")) {
        println!("{}", line.rsplit(' ').next().unwrap_or_default());
    }

    let (address, first) = server(b"");
    call(&format!("https://{address}")).await.unwrap_err();
    let hello = first.join().unwrap();
    for protocol in [&b"\x02h2"[..], b"\x08http/1.1"] {
        if hello.windows(protocol.len()).any(|window| window == protocol) {
            println!("offered: {}", String::from_utf8_lossy(&protocol[1..]));
        }
    }
    Ok(())
}

async fn call(endpoint: &str) -> Result<(), Error> {
    let hss = Client::builder()
        .endpoint(endpoint)
        .credentials(Credentials::new("any-access-key", "any-secret-key"))
        .project_id("any-project")
        .validation(Validation::Off)
        .deadline(std::time::Duration::from_secs(5))
        .build()?;
    hss.image().list_image_scan_task(TaskKind::ImageScan).send().await.map(|_| ())
}

/// Responds once, with these bytes, and returns what was sent to it.
fn server(response: &'static [u8]) -> (String, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let sent = thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut buffer = vec![0; 64 * 1024];
        let read = socket.read(&mut buffer).unwrap();
        buffer.truncate(read);
        socket.write_all(response).unwrap();
        buffer
    });
    (address, sent)
}
