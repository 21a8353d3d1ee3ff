//! A download, written to a file or to standard output.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use hss_runtime::Download;
use hss_runtime::dynamic::Call;
use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// The destination of a download.
pub(crate) struct Target<'a> {
    /// Standard output without a path.
    pub(crate) path: Option<&'a str>,
    /// Replaces an existing file.
    pub(crate) replaces: bool,
}

/// Makes the call and writes the file of the response as it arrives.
pub(crate) async fn download(call: &Call, target: &Target<'_>, terminal: &Terminal) -> Result<(), Failure> {
    if let Some(path) = target.path {
        refuse_existing(Path::new(path), target.replaces)?;
    }
    let mut download = call.download().await?;
    let progress = Progress::of_file(terminal);
    let written = tokio::select! {
        written = write(&mut download, target, &progress) => written,
        _ = tokio::signal::ctrl_c() => Err(Failure::Interrupted),
    };
    progress.clear();
    written?;
    if let (Some(path), true) = (target.path, terminal.is_attended) {
        let _ = writeln!(io::stderr(), "{} bytes are in {path}", download.progress().received);
    }
    Ok(())
}

async fn write(download: &mut Download, target: &Target<'_>, progress: &Progress) -> Result<(), Failure> {
    match target.path {
        Some(path) => save(download, Path::new(path), target.replaces, progress).await,
        None => copy(download, io::stdout().lock(), progress, Failure::from).await,
    }
}

/// Writes a temporary file in the folder of the target and renames it when it is complete.
///
/// The temporary file has a random name and is created exclusively, so that no link is followed; it is removed on
/// failure.
async fn save(
    download: &mut Download,
    path: &Path,
    replaces: bool,
    progress: &Progress,
) -> Result<(), Failure> {
    let wrong = |error: io::Error| unwritable(path, &error);
    // A device or a pipe cannot be replaced by a file.
    if is_special(path) {
        let place = File::options().write(true).open(path).map_err(wrong)?;
        return copy(download, place, progress, wrong).await;
    }
    let mut part = create_beside(path).map_err(wrong)?;
    copy(download, part.as_file_mut(), progress, wrong).await?;
    part.as_file().sync_all().map_err(wrong)?;
    let renamed = if replaces { part.persist(path) } else { part.persist_noclobber(path) };
    match renamed {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists(path)),
        Err(error) => Err(wrong(error.error)),
    }
}

fn refuse_existing(path: &Path, replaces: bool) -> Result<(), Failure> {
    let is_there = fs::symlink_metadata(path).is_ok();
    if is_there && !replaces && !is_special(path) { Err(exists(path)) } else { Ok(()) }
}

fn exists(path: &Path) -> Failure {
    Failure::Usage(format!("`{}` exists; --force replaces it", path.display()))
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Machine(format!("`{}` cannot be written: {error}", path.display()))
}

/// True for an existing path that is not a file.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| !known.is_file())
}

/// A new file in the folder of the target, with the permissions of any new file.
fn create_beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hss-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

async fn copy(
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
