//! Joins the linked style sheets into one file, in the order the page links them. One request instead of sixty, and
//! still one file per block to work with. Declarations stay as they are: empty custom properties carry the themes.

use anyhow::ensure;

use super::bundle::PAGE;
use super::{Bundle, digest};

/// Replaces all style sheet links of the page by one.
pub(super) fn join(bundle: &mut Bundle) -> anyhow::Result<()> {
    let page = bundle.text(PAGE)?.to_owned();
    let links = links(&page);
    ensure!(!links.is_empty(), "the page links no style sheet");
    let mut joined = String::new();
    for link in &links {
        joined.push_str(&without_comments(bundle.text(link.file)?));
        joined.push('\n');
    }
    let lines: Vec<&str> = joined
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let bytes = (lines.join("\n") + "\n").into_bytes();
    let name = format!("style-{}.css", digest::short(&bytes));
    let tag = format!(
        r#"<link rel="stylesheet" href="/{name}" integrity="{}">"#,
        digest::integrity(&bytes)
    );

    let mut rewritten = page.clone();
    for (place, link) in links.iter().enumerate() {
        rewritten = rewritten.replacen(link.tag, if place == 0 { &tag } else { "" }, 1);
        bundle.files.remove(link.file);
    }
    bundle.files.insert(PAGE.to_owned(), rewritten.into_bytes());
    bundle.files.insert(name, bytes);
    Ok(())
}

struct Link<'a> {
    tag: &'a str,
    file: &'a str,
}

fn links(page: &str) -> Vec<Link<'_>> {
    page.split_inclusive('>')
        .filter_map(|piece| piece.rfind("<link").and_then(|start| piece.get(start..)))
        .filter(|tag| tag.contains(r#"rel="stylesheet""#))
        .filter_map(|tag| {
            let (_, rest) = tag.split_once(r#"href=""#)?;
            let (address, _) = rest.split_once('"')?;
            Some(Link {
                tag,
                file: address.trim_start_matches('/'),
            })
        })
        .collect()
}

fn without_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::runner::root;

    #[test]
    fn sheets_are_joined_in_the_order_of_their_links_and_comments_go() {
        let mut bundle = Bundle::default();
        let page = r#"<head><link rel="stylesheet" href="/b.css" integrity="x"/><link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a.css"></head>"#;
        bundle.files.insert(PAGE.to_owned(), page.into());
        bundle
            .files
            .insert("a.css".to_owned(), "a { --dark: ; }".into());
        bundle
            .files
            .insert("b.css".to_owned(), "/* why */\n  b { c: d }".into());
        join(&mut bundle).unwrap();
        let name = bundle.single(".css").unwrap();
        assert_eq!(bundle.text(&name).unwrap(), "b { c: d }\na { --dark: ; }\n");
        let page = bundle.text(PAGE).unwrap();
        assert_eq!(page.matches("stylesheet").count(), 1);
        assert!(page.contains(&name) && page.contains("/i.svg"));
    }

    /// Lists the style sheets `app/index.html` links, as paths inside `style/`, in order.
    fn linked_sources() -> Vec<String> {
        let page = fs::read_to_string(root().join("app/index.html")).unwrap();
        page.split(r#"rel="css" href="../style/"#)
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
            .collect()
    }

    #[test]
    fn every_style_file_is_linked_once_and_in_the_order_of_the_layers() {
        let linked = linked_sources();
        let mut there = BTreeSet::new();
        for (folder, prefix) in [("style", ""), ("style/components", "components/")] {
            for entry in fs::read_dir(root().join(folder)).unwrap() {
                let name = entry.unwrap().file_name().to_string_lossy().into_owned();
                if name.ends_with(".css") {
                    there.insert(format!("{prefix}{name}"));
                }
            }
        }
        assert_eq!(linked.iter().cloned().collect::<BTreeSet<_>>(), there);
        assert_eq!(linked.len(), there.len(), "a style file is linked twice");
        let layers: Vec<usize> = linked.iter().map(|file| layer(file)).collect();
        assert!(
            layers.is_sorted(),
            "the links are not in the order of the layers"
        );
    }

    fn layer(file: &str) -> usize {
        const ORDER: [&str; 8] = [
            "layers",
            "tokens",
            "reset",
            "base",
            "layout",
            "components/",
            "utilities",
            "print",
        ];
        ORDER
            .iter()
            .position(|start| file.starts_with(start))
            .unwrap()
    }

    #[test]
    fn raw_colours_stand_in_the_tokens_only() {
        for file in linked_sources() {
            let sheet = fs::read_to_string(root().join("style").join(&file)).unwrap();
            let sheet = without_comments(&sheet);
            let raw = ["rgb(", "rgba(", "hsl(", ": #", " #"]
                .iter()
                .any(|mark| sheet.contains(mark));
            assert!(file == "tokens.css" || !raw, "{file} holds a raw colour");
            assert!(!sheet.contains("!important"), "{file} shouts");
        }
    }
}
