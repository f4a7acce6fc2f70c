//! Standard output, or a file that appears under its name only once all of it is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

pub(crate) enum Output {
    Standard(io::Stdout),
    /// A terminal, a pipe, `/dev/null`: what is there already and is no file, to be written to, not replaced.
    Device(File),
    File(NamedTempFile, PathBuf),
}

impl Output {
    pub(crate) fn open(path: Option<&Path>) -> Result<Output, String> {
        let Some(path) = path else { return Ok(Output::Standard(io::stdout())) };
        let cannot = |error: io::Error| format!("cannot write {}: {}", path.display(), why(&error));
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                return Err(format!("cannot write {}: it is a directory", path.display()));
            }
            Ok(about) if !about.is_file() => {
                return OpenOptions::new().write(true).open(path).map(Output::Device).map_err(cannot);
            }
            _ => {}
        }
        // The file behind a link is written anew, and the link stays.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        // In the same folder, since a file cannot be renamed across file systems.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let file = temporary(&path, folder.unwrap_or(Path::new("."))).map_err(cannot)?;
        Ok(Output::File(file, path))
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self) -> Result<(), String> {
        if let Err(error) = self.flush() {
            return closed_or(error);
        }
        let Output::File(file, path) = self else { return Ok(()) };
        file.persist(&path)
            .map_err(|error| format!("cannot write {}: {}", path.display(), why(&error.error)))?;
        Ok(())
    }
}

/// The system's own words, without the name of the temporary file that tempfile puts behind them.
fn why(error: &io::Error) -> String {
    let words = error.to_string();
    words.split_once(" at path ").map_or(words.clone(), |(words, _)| words.to_owned())
}

/// A file to be renamed later: with the rights of the one that it replaces, else with those of any new file. Temporary
/// files are their owner's alone; what is left for others to use is not.
fn temporary(path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut builder = tempfile::Builder::new();
    let known = fs::metadata(path).map(|about| about.permissions());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Ok(known) = known {
        file.as_file().set_permissions(known)?;
    }
    Ok(file)
}

/// A reader who has seen enough (`| head`) is no failure; everything else is.
pub(crate) fn closed_or(error: io::Error) -> Result<(), String> {
    if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(format!("cannot write: {error}")) }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Standard(out) => out.write(bytes),
            Output::Device(file) => file.write(bytes),
            Output::File(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Standard(out) => out.flush(),
            Output::Device(file) => file.flush(),
            Output::File(file, _) => file.flush(),
        }
    }
}
