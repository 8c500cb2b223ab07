//! The four tones a notice or a tag can have. A tone never stands alone: icon and word say the same.

/// What a coloured part means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Information; the colour of slate.
    #[default]
    Info,
    /// Went well.
    Ok,
    /// Wants attention.
    Warn,
    /// Harm or loss.
    Danger,
    /// No colour at all.
    Plain,
}

impl Tone {
    /// Returns the class of `block` in this tone, block included.
    #[must_use]
    pub fn class(self, block: &str) -> String {
        match self {
            Self::Info => block.to_owned(),
            Self::Ok => format!("{block} {block}--ok"),
            Self::Warn => format!("{block} {block}--warn"),
            Self::Danger => format!("{block} {block}--danger"),
            Self::Plain => format!("{block} {block}--plain"),
        }
    }
}
