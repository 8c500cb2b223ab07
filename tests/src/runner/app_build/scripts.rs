//! Takes comments and indentation out of the scripts: they are for those who read the sources. Nothing else changes.

use super::Bundle;

/// Makes every script of the bundle shorter. One with a text over several lines stays as it is: its lines are not ours.
pub(super) fn tidy(bundle: &mut Bundle) {
    for (name, bytes) in &mut bundle.files {
        if name.ends_with(".js")
            && let Ok(script) = std::str::from_utf8(bytes)
            && let Some(short) = tidied(script)
        {
            *bytes = short.into_bytes();
        }
    }
}

fn tidied(script: &str) -> Option<String> {
    let (mut kept, mut in_comment) = (String::with_capacity(script.len()), false);
    for line in script.lines().map(str::trim) {
        let comment = in_comment || line.starts_with("/*");
        if comment {
            // Behind the mark that begins it, a comment ends at the end of a line or not on that line.
            let rest = if in_comment {
                line
            } else {
                line.get(2..).unwrap_or_default()
            };
            in_comment = match rest.matches("*/").count() {
                0 => true,
                1 if rest.ends_with("*/") => false,
                _ => return None,
            };
        } else if !line.is_empty() && !line.starts_with("//") {
            let goes_on = line.ends_with('\\') || line.matches('`').count() % 2 == 1;
            if goes_on || line.matches("/*").count() != line.matches("*/").count() {
                return None;
            }
            kept.push_str(line);
            kept.push('\n');
        }
    }
    (!in_comment).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "// why\n/**\n * @returns {number}\n */\nfunction f() {\n    /* so */\n    return \"//\"; // stays\n\n}\n";
        assert_eq!(
            tidied(script).unwrap(),
            "function f() {\nreturn \"//\"; // stays\n}\n"
        );
    }

    #[test]
    fn what_cannot_be_parted_line_by_line_stays_whole() {
        for script in [
            "a = `one\n  two`",
            "/* open",
            "/* so */ f();",
            "/* one\ntwo */ f();",
        ] {
            assert_eq!(tidied(script), None, "{script}");
        }
    }

    #[test]
    fn the_scripts_of_the_app_become_shorter() {
        for name in ["boot.js", "sw.js", "worker.js"] {
            let path = crate::runner::root().join("app/assets").join(name);
            let script = std::fs::read_to_string(path).unwrap();
            let short = tidied(&script).unwrap();
            assert!(
                short.len() < script.len() && !short.contains("//"),
                "{name}"
            );
        }
    }
}
