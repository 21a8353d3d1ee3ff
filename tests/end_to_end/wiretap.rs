//! A relay between a client and a mock, which keeps what the client sent, byte by byte.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

pub(crate) struct Wiretap {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Wiretap {
    /// Listens on a free port of this machine, and passes everything on to the server at that address.
    pub(crate) fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tap = Self { address: listener.local_addr().unwrap(), heard: Arc::default() };
        let heard = tap.heard.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(server).unwrap();
                let (client_back, server_back) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let heard = heard.clone();
                thread::spawn(move || relay(client, server, |bytes| heard.lock().unwrap().extend(bytes)));
                thread::spawn(move || relay(server_back, client_back, |_| {}));
            }
        });
        tap
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Bytes sent so far, with `\n` at the ends of lines and `HOST` for this relay's own address, whose port is
    /// another one each time.
    pub(crate) fn heard(&self) -> String {
        let text = String::from_utf8(self.heard.lock().unwrap().clone()).unwrap();
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "HTTP ends its lines with CR LF"
        );
        text.replace("\r\n", "\n").replace(&self.address.to_string(), "HOST")
    }
}

/// Copies to the end, recording each piece before it is passed on.
fn relay(mut from: TcpStream, mut to: TcpStream, note: impl Fn(&[u8])) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        note(&buffer[..read]);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
