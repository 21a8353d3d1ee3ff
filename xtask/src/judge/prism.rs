//! Prism: its installation, and a server of a document.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use xshell::{Shell, cmd};

use crate::Error;

/// The package and its version.
const PACKAGE: &str = "@stoplight/prism-cli@5.14.2";

/// The program in the folder of packages.
const PROGRAM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";

/// The time that a server may take to start.
const START: Duration = Duration::from_secs(120);

/// An installed Prism.
#[derive(Debug)]
pub(crate) struct Prism {
    program: PathBuf,
}

impl Prism {
    /// Installs it into a separate folder, once.
    ///
    /// # Errors
    ///
    /// Node.js is missing, or npm cannot install the package.
    pub(crate) fn install(shell: &Shell, folder: &Path) -> Result<Self, Error> {
        if cmd!(shell, "node --version").quiet().ignore_stdout().ignore_stderr().run().is_err() {
            let install = "apt-get install nodejs npm".to_owned();
            return Err(Error::Missing { tool: "Node.js".to_owned(), install });
        }
        // A folder per version, so that another one replaces it.
        let own = folder.join(PACKAGE.replace(['@', '/'], "-").trim_start_matches('-'));
        let program = own.join(PROGRAM);
        if !program.exists() {
            cmd!(shell, "npm install --no-audit --no-fund --silent --prefix {own} {PACKAGE}")
                .quiet()
                .run()?;
        }
        Ok(Self { program })
    }

    /// Starts a server of the document, and waits until it listens.
    ///
    /// # Errors
    ///
    /// Node.js cannot be run. If Prism refuses the document, the inner result has its message.
    pub(crate) fn serve(&self, document: &Path) -> Result<Result<Server, String>, Error> {
        let port = free_port()?;
        let mut child = Command::new("node")
            .arg(&self.program)
            .args(["mock", "--errors", "--seed", "1", "--host", "127.0.0.1", "--port", &port.to_string()])
            .arg(document)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Error::file("node"))?;
        let output = child.stdout.take();
        let server = Server { child, address: format!("http://127.0.0.1:{port}") };
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            // Read to the end: a full pipe would stop the server.
            for line in
                output.into_iter().flat_map(|output| BufReader::new(output).lines().map_while(Result::ok))
            {
                let _ = sender.send(line);
            }
        });
        let start = Instant::now();
        let mut last = "it said nothing".to_owned();
        loop {
            match lines.recv_timeout(START.saturating_sub(start.elapsed())) {
                Ok(line) if line.contains("Prism is listening") => return Ok(Ok(server)),
                Ok(line) => last = line,
                Err(RecvTimeoutError::Disconnected) => return Ok(Err(last)),
                Err(RecvTimeoutError::Timeout) => {
                    return Ok(Err(format!("it did not start within {} seconds", START.as_secs())));
                }
            }
        }
    }
}

/// A running server, which is killed on drop.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:4010`
    pub(crate) address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have already exited.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port without a listener.
fn free_port() -> Result<u16, Error> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    Ok(address.map_err(Error::file("127.0.0.1"))?.port())
}
