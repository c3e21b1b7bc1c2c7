//! What a build is made of, to know when it is out of date.

use crate::project::Project;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const SOURCES: [&str; 8] = [
    "src",
    "examples",
    "www",
    "docs/talk.hs",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
];

/// Every source file and when it was last changed. Two equal ones give the same build.
#[derive(PartialEq)]
pub struct Sources(BTreeMap<PathBuf, Option<SystemTime>>);

impl Sources {
    /// Looks at the files as they are now.
    pub fn look(project: &Project) -> Self {
        let mut files = BTreeMap::new();
        for source in SOURCES {
            for path in files_under(&project.root.join(source)) {
                let changed = fs::metadata(&path).and_then(|data| data.modified()).ok();
                files.insert(path, changed);
            }
        }
        Self(files)
    }
}

/// All files in a folder and its subfolders, or the path itself if it is no folder.
pub fn files_under(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut files: Vec<_> =
        entries.flatten().flat_map(|entry| files_under(&entry.path())).collect();
    files.sort();
    files
}
