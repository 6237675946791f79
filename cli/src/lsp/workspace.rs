//! The texts that are known: those that the editor has open, and files under its folders. Files of one folder belong together,
//! as `counterpoise check FOLDER` has it; and the one configuration of all folders belongs to the HPAs of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use counterpoise::limits;
use lsp_types::Uri;

use super::check::{Held, Named};
use super::kind;
use super::text::Text;
use super::uri;
use crate::files::{ENDINGS, inside};

/// Files that are looked at when an editor opens a folder; behind these it has none of the rules and HPAs.
const MOST_FILES: usize = 20_000;
/// Folders within folders.
const MOST_DEPTH: usize = 24;
/// Bytes of files that are kept, beside those that are open.
const MOST_BYTES: usize = 64 << 20;

/// Folders of tools, with files that nobody writes.
const LEFT_OUT: [&str; 3] = ["node_modules", "target", "vendor"];

/// What belongs together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// The files of a folder.
    Folder(PathBuf),
    /// A text that lies in no file.
    Alone(String),
}

/// A text that the editor has open.
pub(super) struct Document {
    pub(super) uri: Uri,
    pub(super) path: Option<PathBuf>,
    pub(super) version: i32,
    pub(super) text: Text,
    /// The same, to be given away.
    pub(super) shared: Arc<str>,
    /// As it could last be read to its end, or as it was opened.
    whole: Arc<str>,
    /// Whether it has an adapter's configuration, as far as it could last be read.
    has_rules: bool,
}

/// All that is known.
#[derive(Default)]
pub(super) struct Workspace {
    folders: Vec<PathBuf>,
    open: BTreeMap<String, Document>,
    /// Files as they lie on the disk: those with rules or HPAs, and all of folders that have a document open.
    disk: BTreeMap<PathBuf, Arc<str>>,
    /// Those of them that have an adapter's configuration.
    rules: BTreeSet<PathBuf>,
    /// Folders whose files are all read.
    whole: BTreeSet<PathBuf>,
    bytes: usize,
}

impl Document {
    pub(super) fn new(uri: Uri, version: i32, text: String) -> Self {
        let (path, shared): (_, Arc<str>) = (uri::path(&uri), Arc::from(text.as_str()));
        let has_rules = kind::has_rules(&text).unwrap_or(false);
        Self { uri, path, version, text: Text::new(text), whole: Arc::clone(&shared), shared, has_rules }
    }

    /// What findings call it.
    pub(super) fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| self.uri.to_string(), |path| path.display().to_string())
    }

    pub(super) fn group(&self) -> Group {
        match self.path.as_deref().and_then(Path::parent) {
            Some(folder) => Group::Folder(folder.to_owned()),
            None => Group::Alone(self.uri.to_string()),
        }
    }
}

impl Workspace {
    /// Reads what lies under a folder and holds rules or HPAs.
    pub(super) fn add_folder(&mut self, folder: PathBuf) {
        let mut left = MOST_FILES;
        self.read_below(&folder, MOST_DEPTH, &mut left);
        self.folders.push(folder);
    }

    /// Forgets a folder.
    pub(super) fn remove_folder(&mut self, folder: &Path) {
        self.folders.retain(|held| held != folder);
        let is_left = |path: &Path| self.folders.iter().any(|held| path.starts_with(held));
        self.disk.retain(|path, _| is_left(path));
        self.rules.retain(|path| is_left(path));
        self.whole.retain(|path| is_left(path));
        self.bytes = self.disk.values().map(|text| text.len()).sum();
    }

    fn read_below(&mut self, folder: &Path, depth: usize, left: &mut usize) {
        let Ok((files, folders)) = inside(folder) else { return };
        for file in files {
            let Some(rest) = left.checked_sub(1) else { return };
            *left = rest;
            // Of a format for data alone neither is written.
            if file.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
                self.read(&file, kind::looks_like_ours);
            }
        }
        let is_wanted = |folder: &Path| {
            !fs::symlink_metadata(folder).is_ok_and(|data| data.is_symlink())
                && !folder.file_name().is_some_and(|name| LEFT_OUT.iter().any(|left| name == *left))
        };
        let Some(depth) = depth.checked_sub(1) else { return };
        for folder in folders.iter().filter(|folder| is_wanted(folder)) {
            self.read_below(folder, depth, left);
        }
    }

    /// Reads a file that may be kept and holds what is wanted; one that cannot be read, or is no text, is none.
    fn read(&mut self, path: &Path, is_wanted: impl Fn(&str) -> bool) {
        self.forget(path);
        let size = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|data| data.len());
        let size = size.and_then(|size| usize::try_from(size).ok()).unwrap_or(usize::MAX);
        if size > limits::INPUT_BYTES || self.bytes.saturating_add(size) > MOST_BYTES {
            return;
        }
        let Ok(text) = fs::read_to_string(path) else { return };
        if is_wanted(&text) {
            self.bytes += text.len();
            if kind::has_rules(&text) == Some(true) {
                self.rules.insert(path.to_owned());
            }
            self.disk.insert(path.to_owned(), Arc::from(text));
        }
    }

    fn forget(&mut self, path: &Path) {
        if let Some(text) = self.disk.remove(path) {
            self.bytes -= text.len();
        }
        self.rules.remove(path);
    }

    /// Takes a document that the editor opened; its folder is read, where it is one of the editor's.
    pub(super) fn open(&mut self, document: Document) {
        let folder = document.path.as_deref().and_then(Path::parent).map(Path::to_owned);
        self.open.insert(document.uri.to_string(), document);
        let Some(folder) = folder else { return };
        if self.is_within(&folder) && self.whole.insert(folder.clone()) {
            for file in inside(&folder).map(|(files, _)| files).unwrap_or_default() {
                self.read(&file, |_| true);
            }
        }
    }

    pub(super) fn close(&mut self, uri: &Uri) -> Option<Document> {
        self.open.remove(uri.as_ref())
    }

    pub(super) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.open.get(uri.as_ref())
    }

    pub(super) fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.open.get_mut(uri.as_ref())
    }

    pub(super) fn open_documents(&self) -> impl Iterator<Item = &Document> {
        self.open.values()
    }

    /// The open documents of a group.
    pub(super) fn open_of(&self, group: &Group) -> impl Iterator<Item = &Document> {
        self.open.values().filter(move |document| document.group() == *group)
    }

    /// Takes what became of a file on the disk.
    pub(super) fn changed(&mut self, path: &Path) -> Option<Group> {
        let folder = path.parent()?;
        let is_known = |ending| ENDINGS.iter().any(|known| ending == *known);
        if !self.is_within(path) || !path.extension().is_some_and(is_known) {
            return None;
        }
        let is_of_open = self.whole.contains(folder);
        self.read(path, |text| is_of_open || kind::looks_like_ours(text));
        Some(Group::Folder(folder.to_owned()))
    }

    /// The files of a group by their names, in the order in which `check` takes them.
    pub(super) fn files_of(&self, group: &Group) -> Vec<Named> {
        let mut files: BTreeMap<PathBuf, Arc<str>> = BTreeMap::new();
        if let Group::Folder(folder) = group {
            let of_folder = self.disk.iter().filter(|(path, _)| path.parent() == Some(folder));
            files.extend(of_folder.map(|(path, text)| (path.clone(), Arc::clone(text))));
        }
        for document in self.open_of(group) {
            let path = document.path.clone().unwrap_or_else(|| PathBuf::from(document.uri.as_ref()));
            files.insert(path, Arc::clone(&document.shared));
        }
        files.into_iter().map(|(path, text)| (path.display().to_string(), text)).collect()
    }

    /// Takes what a check told of these files, as they were then.
    pub(super) fn told(&mut self, files: &[Named], held: &BTreeMap<String, Held>) {
        for document in self.open.values_mut() {
            let name = document.name();
            let Some(held) = held.get(&name) else { continue };
            // What cannot be read may have one for all that is known.
            if held.has_rules || held.is_whole {
                document.has_rules = held.has_rules;
            }
            if let Some((_, text)) = files.iter().find(|(of, _)| held.is_whole && *of == name) {
                document.whole = Arc::clone(text);
            }
        }
    }

    /// A document as it could last be read.
    pub(super) fn whole(&self, uri: &Uri) -> Option<&str> {
        self.get(uri).map(|document| &*document.whole)
    }

    /// The adapter's configuration of the editor's folders, where they have one and no other.
    pub(super) fn configuration(&self) -> Option<(&Path, &Arc<str>)> {
        let open = self.open.values().filter(|document| document.has_rules);
        let open = open.filter_map(|document| Some((document.path.as_deref()?, &document.shared)));
        let closed = self.rules.iter().filter(|path| !self.is_open(path));
        let closed = closed.filter_map(|path| Some((path.as_path(), self.disk.get(path)?)));
        let mut all = open.chain(closed).filter(|(path, _)| self.is_within(path));
        let first = all.next()?;
        all.next().is_none().then_some(first)
    }

    /// What the HPAs among the files of a group are checked with, beside these: that configuration, which may lie in another folder.
    pub(super) fn beside(&self, group: &Group, files: &[Named]) -> Option<Named> {
        let Group::Folder(folder) = group else { return None };
        let (path, text) = self.configuration()?;
        let is_elsewhere = path.parent() != Some(folder.as_path()) && self.is_within(folder);
        let has_hpas = || files.iter().any(|(_, text)| kind::may_have_hpas(text));
        (is_elsewhere && has_hpas()).then(|| (path.display().to_string(), Arc::clone(text)))
    }

    fn is_within(&self, path: &Path) -> bool {
        self.folders.iter().any(|held| path.starts_with(held))
    }

    fn is_open(&self, path: &Path) -> bool {
        self.open.values().any(|document| document.path.as_deref() == Some(path))
    }

    /// Every text, and where it is.
    pub(super) fn texts(&self) -> Vec<(Uri, Arc<str>)> {
        let open = self.open.values().map(|document| (document.uri.clone(), Arc::clone(&document.shared)));
        let closed = self.disk.iter().filter(|(path, _)| !self.is_open(path));
        open.chain(closed.map(|(path, text)| (uri::of(path), Arc::clone(text)))).collect()
    }
}
