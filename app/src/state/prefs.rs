//! Preferences that must be readable before unlocking and are harmless: the only use of localStorage.

use crate::ui::*;
use gloo_storage::{LocalStorage, Storage as _};
use serde::{Deserialize, Serialize};
use shared::ids::SpaceId;
use shared::text::{Locale, Text};

const KEY: &str = "schulterschluss.prefs";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Strength of contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contrast {
    /// As the device.
    #[default]
    Auto,
    /// Normal.
    Normal,
    /// More.
    More,
}

/// Size of text in percent of the browser's, 100 to 200.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextSize(u16);

impl TextSize {
    /// Every size that is offered.
    pub const ALL: [Self; 5] = [Self(100), Self(115), Self(130), Self(160), Self(200)];

    /// Returns the size in percent.
    #[must_use]
    pub const fn percent(self) -> u16 {
        self.0
    }
}

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    /// BCP 47 tag.
    locale: Option<String>,
    theme: Theme,
    contrast: Contrast,
    text_size: TextSize,
    /// The space that was shown last: a random id.
    last_space: Option<SpaceId>,
    /// There was a device in this browser.
    had_store: bool,
}

/// The preferences. Its signals are made once, so that they outlive every screen.
#[derive(Clone, Copy)]
pub struct Prefs {
    stored: RwSignal<Stored>,
    locale: Signal<Locale>,
    sorbian: Signal<bool>,
    theme: Signal<Theme>,
    contrast: Signal<Contrast>,
    text_size: Signal<TextSize>,
}

impl Prefs {
    pub(super) fn load() -> Self {
        let stored = RwSignal::new(stored());
        Self {
            stored,
            locale: Signal::derive(move || {
                let tag = stored.with(|stored| stored.locale.clone());
                tag.and_then(|tag| Locale::from_tag(&tag))
                    .unwrap_or_default()
            }),
            sorbian: Signal::derive(move || {
                stored.with(|stored| stored.locale.as_deref() == Some(Text::SORBIAN))
            }),
            theme: Signal::derive(move || stored.get().theme),
            contrast: Signal::derive(move || stored.get().contrast),
            text_size: Signal::derive(move || stored.get().text_size),
        }
    }

    /// Returns the language of the interface.
    #[must_use]
    pub const fn locale(self) -> Signal<Locale> {
        self.locale
    }

    /// Whether words are shown in Upper Sorbian where there are any; the rest is German.
    #[must_use]
    pub const fn sorbian(self) -> Signal<bool> {
        self.sorbian
    }

    /// Returns the theme.
    #[must_use]
    pub const fn theme(self) -> Signal<Theme> {
        self.theme
    }

    /// Returns the contrast.
    #[must_use]
    pub const fn contrast(self) -> Signal<Contrast> {
        self.contrast
    }

    /// Returns the text size.
    #[must_use]
    pub const fn text_size(self) -> Signal<TextSize> {
        self.text_size
    }

    /// Sets the language.
    pub fn set_locale(self, locale: Locale) {
        self.change(|stored| {
            stored.locale = Some(locale.tag().to_owned());
        });
    }

    /// Shows words in Upper Sorbian where there are any.
    pub fn set_sorbian(self) {
        self.change(|stored| stored.locale = Some(Text::SORBIAN.to_owned()));
    }

    /// Sets the theme.
    pub fn set_theme(self, theme: Theme) {
        self.change(|stored| stored.theme = theme);
    }

    /// Sets the contrast.
    pub fn set_contrast(self, contrast: Contrast) {
        self.change(|stored| stored.contrast = contrast);
    }

    /// Sets the text size.
    pub fn set_text_size(self, size: TextSize) {
        self.change(|stored| stored.text_size = size);
    }

    fn change(self, edit: impl Fn(&mut Stored)) {
        self.stored.update(&edit);
        change(edit);
    }
}

/// Returns the language of the interface, where there is no page that asks.
pub(super) fn language() -> Locale {
    let tag = stored().locale;
    tag.and_then(|tag| Locale::from_tag(&tag))
        .unwrap_or_default()
}

/// Returns the space that was shown last.
pub(super) fn last_space() -> Option<SpaceId> {
    stored().last_space
}

/// Keeps the space that is shown.
pub(super) fn keep_last_space(space: SpaceId) {
    change(|stored| stored.last_space = Some(space));
}

/// Whether there was a device in this browser.
pub(super) fn had_store() -> bool {
    stored().had_store
}

/// Keeps whether there is a device in this browser.
pub(super) fn keep_had_store(had: bool) {
    change(|stored| stored.had_store = had);
}

fn stored() -> Stored {
    LocalStorage::get(KEY).unwrap_or_default()
}

fn change(edit: impl FnOnce(&mut Stored)) {
    let mut kept = stored();
    edit(&mut kept);
    // A preference that cannot be kept is only a preference lost.
    let _lost = LocalStorage::set(KEY, kept);
}
