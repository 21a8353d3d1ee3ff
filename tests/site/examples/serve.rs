//! Serves a folder of doc pages (`pages/*.md`) and a list of their operations, or a number of generated pages:
//! `cargo run -p hss-site --example serve -- 127.0.0.1:8900 [FOLDER | NUMBER]`.

use std::net::SocketAddr;
use std::path::Path;
use std::{env, fs, thread};

use hss_site::{Site, index, page};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let address: SocketAddr = arguments.next().ok_or("an address is missing")?.parse()?;
    let pages = arguments.next().unwrap_or_else(|| "582".to_owned());
    let site = Site::on(address);
    let mut ids = Vec::new();
    if let Ok(count) = pages.parse::<u32>() {
        for number in 0..count {
            let id = format!("ListThings{number}");
            site.put(&format!("/api/{id}.md"), &page(&id, &["flat", "trim", &id], number + 10));
            ids.push(id);
        }
    } else {
        for entry in fs::read_dir(Path::new(&pages))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let id = name.split('.').next().unwrap_or_default().to_owned();
            site.put(&format!("/api/{name}"), &fs::read_to_string(&path)?);
            ids.push(id);
        }
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    site.put("/index.md", &index(&ids));
    eprintln!("{} pages at {}", ids.len(), site.url("/api/{operation}.html"));
    loop {
        thread::park();
    }
}
