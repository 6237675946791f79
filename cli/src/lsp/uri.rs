//! Files as URIs, and back.

use std::path::{Path, PathBuf};

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What a path of a URI holds as it is.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The file that a URI names; `None` for a text that lies in no file, such as `untitled:1`.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_ref().strip_prefix("file://")?;
    let (_, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // A drive stands behind a slash.
    let mut start = path.chars().skip(1);
    let has_drive = start.next().is_some_and(|c| c.is_ascii_alphabetic()) && start.next() == Some(':');
    Some(PathBuf::from(if has_drive { &path[1..] } else { &*path }))
}

/// The URI of a file.
pub(super) fn of(path: &Path) -> Uri {
    let path = path.display().to_string();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri(format!("file://{slash}{}", utf8_percent_encode(&path, ESCAPED)))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use lsp_types::Uri;

    use super::{of, path};

    #[test]
    fn a_path_is_found_again() {
        let given = Path::new("/home/an HPA/größe#1.yaml");
        let uri = of(given);
        assert_eq!(uri.as_ref(), "file:///home/an%20HPA/gr%C3%B6%C3%9Fe%231.yaml");
        assert_eq!(path(&uri).as_deref(), Some(given));
        assert_eq!(path(&Uri::from("file:///c%3A/rules.yaml")), Some(PathBuf::from("c:/rules.yaml")));
        assert_eq!(path(&Uri::from("untitled:Untitled-1")), None);
    }
}
