//! Writes into the service worker which files make up this version, so that it can keep all of them or none.

use anyhow::ensure;

use super::bundle::PAGE;
use super::{Bundle, digest};

const SCRIPT: &str = "sw.js";
const VERSION: &str = "const VERSION = \"dev\";";
const FILES: &str = "const FILES = [];";

/// Fills in version and file list. Everything of the bundle but the service worker itself is listed.
pub(super) fn fill_in(bundle: &mut Bundle) -> anyhow::Result<()> {
    let mut list = Vec::new();
    for (name, bytes) in bundle
        .files
        .iter()
        .filter(|(name, _)| name.as_str() != SCRIPT)
    {
        let path = if name == PAGE { "" } else { name };
        list.push(format!(
            "[\"/{path}\",\"{}\",{}]",
            digest::integrity(bytes),
            bytes.len()
        ));
    }
    let files = list.join(",\n");
    let script = bundle.text(SCRIPT)?;
    ensure!(
        script.contains(VERSION) && script.contains(FILES),
        "sw.js has lost its place for version or files"
    );
    let script = script
        .replace(
            VERSION,
            &format!("const VERSION = \"{}\";", digest::short(files.as_bytes())),
        )
        .replace(FILES, &format!("const FILES = [\n{files}];"));
    bundle.files.insert(SCRIPT.to_owned(), script.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(page: &str) -> String {
        let mut bundle = Bundle::default();
        bundle.files.insert(PAGE.to_owned(), page.into());
        bundle
            .files
            .insert(SCRIPT.to_owned(), format!("{VERSION}\n{FILES}").into());
        fill_in(&mut bundle).unwrap();
        bundle.text(SCRIPT).unwrap().to_owned()
    }

    #[test]
    fn the_page_is_listed_as_the_root_with_hash_and_size() {
        let script = filled("page");
        assert!(script.contains("[\"/\",\"sha384-"));
        assert!(script.contains(",4]"));
        assert!(!script.contains("\"/sw.js\""));
    }

    #[test]
    fn another_page_is_another_version() {
        assert_ne!(filled("one").lines().next(), filled("two").lines().next());
    }

    #[test]
    fn the_script_of_the_app_has_both_places() {
        let script =
            std::fs::read_to_string(crate::runner::root().join("app/assets/sw.js")).unwrap();
        assert!(script.contains(VERSION) && script.contains(FILES));
    }
}
