//! The files of the built app in memory, by the path they are served under, without the leading slash.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::digest;

/// The page that names all other files.
pub(super) const PAGE: &str = "index.html";

/// The built app, before it is written.
#[derive(Debug, Default)]
pub struct Bundle {
    /// File contents by served path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// Reads a folder with everything below it.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut bundle = Self::default();
        bundle.add(folder, "")?;
        Ok(bundle)
    }

    fn add(&mut self, folder: &Path, prefix: &str) -> anyhow::Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let name = format!(
                "{prefix}{}",
                path.file_name().unwrap_or_default().to_string_lossy()
            );
            if path.is_dir() {
                self.add(&path, &format!("{name}/"))?;
            } else {
                let bytes =
                    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                self.files.insert(name, bytes);
            }
        }
        Ok(())
    }

    /// Writes the bundle to `folder`, which is emptied first.
    ///
    /// # Errors
    /// When the folder or a file cannot be written.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        if folder.exists() {
            fs::remove_dir_all(folder)
                .with_context(|| format!("cannot empty {}", folder.display()))?;
        }
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            let parent = path.parent().unwrap_or(folder);
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot make {}", parent.display()))?;
            fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// Returns the one file whose name ends in `ending`.
    pub(super) fn single(&self, ending: &str) -> anyhow::Result<String> {
        let mut found = self.files.keys().filter(|name| name.ends_with(ending));
        match (found.next(), found.next()) {
            (Some(name), None) => Ok(name.clone()),
            (first, _) => anyhow::bail!(
                "expected exactly one file ending in {ending}, found {}",
                if first.is_some() { "several" } else { "none" }
            ),
        }
    }

    pub(super) fn bytes(&self, name: &str) -> anyhow::Result<&[u8]> {
        self.files
            .get(name)
            .map(Vec::as_slice)
            .with_context(|| format!("{name} is missing from the bundle"))
    }

    pub(super) fn text(&self, name: &str) -> anyhow::Result<&str> {
        std::str::from_utf8(self.bytes(name)?).with_context(|| format!("{name} is not text"))
    }

    /// Exchanges a file for another and its name for the other's everywhere in the page.
    pub(super) fn replace(&mut self, old: &str, new: String, bytes: Vec<u8>) -> anyhow::Result<()> {
        let page = self.text(PAGE)?.replace(old, &new);
        self.files.remove(old);
        self.files.insert(new, bytes);
        self.files.insert(PAGE.to_owned(), page.into_bytes());
        Ok(())
    }

    /// Gives the loader a name with the hash of its own content; Trunk hashes only the wasm, before it is optimised.
    pub(super) fn rename_loader(&mut self) -> anyhow::Result<()> {
        let loader = |name: &&String| name.starts_with("schulterschluss-") && name.ends_with(".js");
        let name = self
            .files
            .keys()
            .find(loader)
            .context("the bundle has no loader")?
            .clone();
        let bytes = self.bytes(&name)?.to_vec();
        self.replace(
            &name,
            format!("schulterschluss-{}.js", digest::short(&bytes)),
            bytes,
        )
    }

    /// Takes comments and indentation out of the page and pins the boot file by its hash.
    pub(super) fn tidy_page(&mut self) -> anyhow::Result<()> {
        let pinned = format!(
            r#"src="/boot.js" integrity="{}""#,
            digest::integrity(self.bytes("boot.js")?)
        );
        let page = without_comments(self.text(PAGE)?).replace(r#"src="/boot.js""#, &pinned);
        let lines: Vec<&str> = page
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        self.files
            .insert(PAGE.to_owned(), (lines.join("\n") + "\n").into_bytes());
        Ok(())
    }
}

fn without_comments(page: &str) -> String {
    let mut kept = String::new();
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_a_file_renames_it_in_the_page() {
        let mut bundle = Bundle::default();
        bundle.files.insert(
            PAGE.to_owned(),
            b"<a href=/x-1.wasm data-wasm=x-1.wasm>".to_vec(),
        );
        bundle.files.insert("x-1.wasm".to_owned(), vec![1]);
        bundle
            .replace("x-1.wasm", "x-2.wasm".to_owned(), vec![2])
            .unwrap();
        assert_eq!(
            bundle.text(PAGE).unwrap(),
            "<a href=/x-2.wasm data-wasm=x-2.wasm>"
        );
        assert_eq!(bundle.bytes("x-2.wasm").unwrap(), [2]);
        assert!(!bundle.files.contains_key("x-1.wasm"));
    }

    #[test]
    fn comments_leave_the_page() {
        assert_eq!(without_comments("a<!-- b -->c<!--d-->"), "ac");
    }
}
