//! Words in the languages of the interface. A missing language does not compile.

pub mod dates;
pub mod event_sentences;
pub mod event_words;
pub mod file_words;
pub mod fold;
pub mod problems;
pub mod sentences;
pub mod violations;
pub mod words;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Locale {
    /// German, the first language.
    #[default]
    De,
    /// English, complete as second language.
    En,
}

impl Locale {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// Returns the BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Reads a BCP 47 tag; only the language part counts.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }
}

/// One string in every language. An empty string never occurs (tests walk all of them).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
    /// Upper Sorbian; where it is missing the German string stands in.
    pub hsb: Option<&'static str>,
}

impl Text {
    /// Returns the string in `locale`.
    #[must_use]
    pub const fn get(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::De => self.de,
            Locale::En => self.en,
        }
    }
}

/// Makes a [`Text`] from its German and English string.
#[must_use]
pub const fn text(de: &'static str, en: &'static str) -> Text {
    Text { de, en, hsb: None }
}
