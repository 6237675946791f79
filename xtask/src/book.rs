//! `cargo xtask book`: the pages of `docs/` and those beside it as a book, by mdBook.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::shell::{self, Result};

/// Where what is no page of the book is read.
const REPOSITORY: &str = "https://github.com/counterpoise/counterpoise/blob/main";

/// Lays the pages out as they stand in the repository, and builds the book of them.
pub(crate) fn run() -> Result {
    if !shell::succeeds(shell::program("mdbook").arg("--version")) {
        return Err("a book takes mdBook: cargo install mdbook --locked".to_owned());
    }
    let folder = shell::target().join("book");
    shell::clear(&folder)?;
    let summary = shell::read_file(&shell::root().join("docs/SUMMARY.md"))?;
    let pages = pages(&summary);
    // mdBook takes nothing from above the folder of its summary.
    shell::write_file(&folder.join("book.toml"), shell::read_file(&shell::root().join("docs/book.toml"))?)?;
    shell::write_file(&folder.join("docs/SUMMARY.md"), summary.replace("](../", "]("))?;
    for page in &pages {
        let text = shell::read_file(&shell::root().join(page))?;
        shell::write_file(&folder.join("docs").join(in_book(page)), linked(&text, page, &pages))?;
    }
    let docs = shell::root().join("docs");
    for picture in [docs.clone(), docs.join("images")]
        .iter()
        .map(|folder| shell::files(folder))
        .collect::<Result<Vec<_>>>()?
        .concat()
    {
        if picture.extension().is_some_and(|end| end == "svg" || end == "png") {
            let name = picture.strip_prefix(&docs).unwrap_or(&picture);
            shell::copy_file(&picture, &folder.join("docs").join(name))?;
        }
    }
    shell::run(shell::program("mdbook").arg("build").arg(&folder))?;
    let built = folder.join("book");
    let dead = dead(&built, &built)?;
    if !dead.is_empty() {
        return Err(format!("dead links in the book:\n{}", dead.join("\n")));
    }
    println!("{}", built.join("index.html").display());
    Ok(())
}

/// What links of the pages in a folder of the book lead nowhere.
fn dead(built: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut dead = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            dead.extend(self::dead(built, &path)?);
        } else if path.extension().is_some_and(|end| end == "html") {
            let page = shell::read_file(&path)?;
            let hrefs = page.split(" href=\"").skip(1).filter_map(|behind| Some(behind.split_once('"')?.0));
            let files =
                hrefs.filter_map(|href| href.split(['#', '?']).next()).filter(|file| !file.is_empty());
            let here = path.parent().unwrap_or(folder);
            dead.extend(
                files
                    .filter(|file| !file.contains(':') && !here.join(file).exists())
                    .map(|file| format!("{}: {file}", path.strip_prefix(built).unwrap_or(&path).display())),
            );
        }
    }
    Ok(dead)
}

/// The pages of a summary, from the root of the repository on.
fn pages(summary: &str) -> BTreeSet<PathBuf> {
    let links = summary.split("](").skip(1).filter_map(|behind| behind.split_once(')'));
    links.map(|(link, _)| plain(&Path::new("docs").join(link))).collect()
}

/// Where a page stands in the book: what is in `docs` at its top.
fn in_book(page: &Path) -> PathBuf {
    page.strip_prefix("docs").unwrap_or(page).to_path_buf()
}

/// A path without steps back.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// A page whose links lead within the book where there is such a page, and to the repository otherwise. What stands between
/// fences has none.
fn linked(text: &str, page: &Path, pages: &BTreeSet<PathBuf>) -> String {
    let mut is_code = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        is_code ^= line.trim_start().starts_with("```");
        if is_code {
            out.push_str(line);
            continue;
        }
        let mut parts = line.split("](");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (link, left) = part.split_once(')').unwrap_or((part, ""));
            out.push_str(&format!("]({}){left}", in_place_of(link, page, pages)));
        }
    }
    out
}

/// Where a link of a page leads in the book.
fn in_place_of(link: &str, page: &Path, pages: &BTreeSet<PathBuf>) -> String {
    let (file, anchor) =
        link.split_once('#').map_or((link, String::new()), |(file, anchor)| (file, format!("#{anchor}")));
    if file.is_empty() || file.contains("://") {
        return link.to_owned();
    }
    let to = plain(&page.parent().unwrap_or(Path::new("")).join(file));
    let is_picture = to.extension().is_some_and(|end| end == "svg" || end == "png");
    if pages.contains(&to) || (is_picture && to.starts_with("docs")) {
        format!("{}{anchor}", relative(&in_book(page), &in_book(&to)))
    } else {
        format!("{REPOSITORY}/{}{anchor}", to.display())
    }
}

/// The way from one page to another.
fn relative(from: &Path, to: &Path) -> String {
    let up = from.parent().map_or(0, |folder| folder.components().count());
    format!("{}{}", "../".repeat(up), to.display())
}

#[cfg(test)]
mod tests {
    use super::{linked, pages};
    use std::path::Path;

    #[test]
    fn links_lead_within_the_book_or_to_the_repository() {
        let pages = pages("[a](../README.md)\n- [b](live.md)\n- [c](../ffi/go/README.md)\n");
        let text = "[a](../live.md#rights) [b](docs/test.md) [c](https://a.example) [d](#here) [e](docs/images/a.png)";
        assert_eq!(
            linked(text, Path::new("README.md"), &pages),
            "[a](https://github.com/counterpoise/counterpoise/blob/main/live.md#rights) \
             [b](https://github.com/counterpoise/counterpoise/blob/main/docs/test.md) [c](https://a.example) [d](#here) [e](images/a.png)"
        );
        let text = "[a](../../docs/live.md#rights) [b](../../README.md)";
        assert_eq!(
            linked(text, Path::new("ffi/go/README.md"), &pages),
            "[a](../../live.md#rights) [b](../../README.md)"
        );
    }
}
