//! Words between the windows of the app in one browser. They carry no content.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// What windows say to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// Another window wants to be the one that writes.
    TakeOver,
    /// The writer has gone.
    Released,
    /// Everything on this device is being erased: leave.
    Wiped,
}

impl Word {
    const ALL: [Self; 3] = [Self::TakeOver, Self::Released, Self::Wiped];

    const fn as_str(self) -> &'static str {
        match self {
            Self::TakeOver => "take-over",
            Self::Released => "released",
            Self::Wiped => "wiped",
        }
    }
}

/// The line between the windows; closed when dropped.
pub(crate) struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the line. `None` where the browser has none: then windows only have the lock.
    pub(crate) fn open(heard: impl Fn(Word) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new("schulterschluss").ok()?;
        let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let word = event.data().as_string();
            if let Some(word) = Word::ALL
                .into_iter()
                .find(|it| word.as_deref() == Some(it.as_str()))
            {
                heard(word);
            }
        });
        channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _heard: closure,
        })
    }

    /// Says a word to all other windows.
    pub(crate) fn say(&self, word: Word) {
        let _unheard = self.channel.post_message(&JsValue::from_str(word.as_str()));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
