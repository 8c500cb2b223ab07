//! A printed sheet as a PDF file: a heading and lines, in the font every reader brings along.

use std::fmt::Write as _;

/// Left edge of the text in points.
const LEFT: u32 = 72;
/// Where the heading stands, from the lower edge of the page, in points.
const TOP: u32 = 760;
/// From one line to the next in points.
const LEADING: u32 = 20;

/// What is printed.
pub(in crate::demo) struct Sheet {
    /// The heading.
    pub(in crate::demo) heading: &'static str,
    /// The lines below; an empty one leaves room.
    pub(in crate::demo) lines: &'static [&'static str],
}

impl Sheet {
    /// Returns the sheet as a PDF file.
    pub(super) fn pdf(&self) -> Vec<u8> {
        let mut text = format!(
            "BT /B 19 Tf {LEFT} {TOP} Td ({}) Tj ET\n",
            plain(self.heading)
        );
        let _infallible = writeln!(text, "0.6 w {LEFT} {} m 523 {0} l S", TOP - 14);
        let _infallible = writeln!(text, "BT /R 12 Tf {LEADING} TL {LEFT} {} Td", TOP - 48);
        for line in self.lines {
            let _infallible = writeln!(text, "({}) Tj T*", plain(line));
        }
        text.push_str("ET\n");
        let font =
            |name| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>");
        let stream = latin(&text);
        let objects = [
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</Font<</R 4 0 R/B 5 0 R>>>>>>".to_vec(),
            font("Helvetica").into_bytes(),
            font("Helvetica-Bold").into_bytes(),
            [format!("<</Length {}>>stream\n", stream.len()).into_bytes(), stream, b"endstream".to_vec()].concat(),
        ];
        let mut file = b"%PDF-1.4\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (place, object) in objects.iter().enumerate() {
            let _infallible = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend(format!("{} 0 obj\n", place + 1).bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let (start, count) = (file.len(), objects.len() + 1);
        file.extend(
            format!("xref\n0 {count}\n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
                .bytes(),
        );
        file
    }
}

/// Marks what would end a text in a PDF file.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)")
}

/// Writes a text in the encoding of the font: Latin letters, and the dash.
fn latin(text: &str) -> Vec<u8> {
    let byte = |letter| match letter {
        '–' => 0x96,
        letter => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
