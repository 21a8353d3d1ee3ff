//! A file that the service sends, on its way to a file of this machine or to standard output.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use hss_client::Download;
use hss_client::dynamic::Call;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Makes the call and writes the file that it answers with, piece by piece.
pub(crate) async fn answer(call: &Call, path: Option<&str>, terminal: &Terminal) -> Result<(), Failure> {
    let mut download = call.download().await?;
    let progress = Progress::of_file(terminal);
    let written = match path {
        Some(path) => save(&mut download, Path::new(path), &progress).await,
        None => pour(&mut download, io::stdout().lock(), &progress, Failure::from).await,
    };
    progress.clear();
    written?;
    if let (Some(path), true) = (path, terminal.is_attended) {
        let _ = writeln!(io::stderr(), "{} bytes are in {path}", download.progress().received);
    }
    Ok(())
}

/// Writes the file beside its place and moves it there when it is whole, so that half a file is never taken for one.
async fn save(download: &mut Download, path: &Path, progress: &Progress) -> Result<(), Failure> {
    let wrong =
        |error: io::Error| Failure::Machine(format!("`{}` cannot be written: {error}", path.display()));
    // What is there and no file, such as a device or a pipe, cannot be replaced by one.
    if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
        let place = File::options().write(true).open(path).map_err(wrong)?;
        return pour(download, place, progress, wrong).await;
    }
    let part = beside(path);
    let place = File::create(&part).map_err(wrong)?;
    let written = pour(download, place, progress, wrong).await;
    let written = written.and_then(|()| fs::rename(&part, path).map_err(wrong));
    if written.is_err() {
        // It may be gone already.
        let _ = fs::remove_file(&part);
    }
    written
}

/// `report.zip.part`
fn beside(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    PathBuf::from(part)
}

async fn pour(
    download: &mut Download,
    mut out: impl Write,
    progress: &Progress,
    wrong: impl Fn(io::Error) -> Failure,
) -> Result<(), Failure> {
    while let Some(piece) = download.next().await {
        out.write_all(&piece?).map_err(&wrong)?;
        let progress_now = download.progress();
        progress.set(progress_now.received, progress_now.total.and_then(|total| i64::try_from(total).ok()));
    }
    out.flush().map_err(wrong)
}
