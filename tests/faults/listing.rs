//! A server with one long listing, quick enough for tests of scale.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

pub(crate) struct Listing {
    pub(crate) address: SocketAddr,
    open: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Listing {
    /// A listing of this many items, whose ids are their positions.
    pub(crate) async fn start(items: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let listing = Listing { address, open: Arc::default(), most: Arc::default() };
        let (open, most) = (listing.open.clone(), listing.most.clone());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                let open = open.clone();
                tokio::spawn(async move {
                    // An error is a client that has gone.
                    let _ = serve(socket, items).await;
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        listing
    }

    /// The most connections that were open at the same time.
    pub(crate) fn peak_connections(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

async fn serve(socket: TcpStream, items: usize) -> std::io::Result<()> {
    let mut socket = BufReader::new(socket);
    let mut line = String::new();
    loop {
        line.clear();
        if socket.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let number = |name: &str| {
            let (_, rest) = line.split_once(name)?;
            rest.split(['&', ' ']).next()?.parse::<usize>().ok()
        };
        let (offset, limit) = (number("offset=").unwrap_or(0), number("limit=").unwrap_or(10));
        let mut header = String::new();
        while socket.read_line(&mut header).await? > 2 {
            header.clear();
        }
        let page: Vec<String> = (offset..items.min(offset + limit))
            .map(|place| {
                format!(r#"{{"task_id":"{place}","task_name":"a task of which not much is known"}}"#)
            })
            .collect();
        let body = format!(r#"{{"total_num":{items},"data_list":[{}]}}"#, page.join(","));
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        socket.write_all((head + &body).as_bytes()).await?;
    }
}
