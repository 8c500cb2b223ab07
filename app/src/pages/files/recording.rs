//! Sound: the microphone, the seconds, and what is kept of it.

use super::{Files, keep_file};
use crate::platform::clock;
use crate::platform::recorder::Recorder;
use leptos::task::spawn_local;
use shared::blob::{AUDIO_SECONDS_MAX, FileKind, Plain};
use shared::text::file_words as fw;

impl Files {
    pub(super) fn record(self) {
        spawn_local(async move {
            let recorder = Recorder::start().await;
            let Some(inner) = self.live.get() else { return };
            if recorder.is_none() {
                self.status.offer(self.reader.s(fw::NO_MICROPHONE), None);
                return;
            }
            inner.borrow_mut().recorder = recorder;
            inner.borrow_mut().recording = Some(0);
            drop(inner);
            loop {
                self.live.tell();
                clock::sleep(1_000).await;
                let Some(inner) = self.live.get() else { return };
                let Some(seconds) = inner.borrow().recording else {
                    return;
                };
                inner.borrow_mut().recording = Some(seconds + 1);
                if seconds + 1 >= AUDIO_SECONDS_MAX {
                    self.stop(true);
                    return;
                }
            }
        });
    }

    /// Ends the recording and keeps it or not.
    pub(super) fn stop(self, keep: bool) {
        let Some(inner) = self.live.get() else { return };
        let (recorder, seconds) = {
            let mut inner = inner.borrow_mut();
            (inner.recorder.take(), inner.recording.take())
        };
        let Some(recorder) = recorder.filter(|_| keep) else {
            self.live.tell();
            return;
        };
        self.live.set_busy(true);
        spawn_local(async move {
            let outcome = match recorder.finish().await {
                Some((data, kind)) => {
                    let kind = if kind.starts_with("audio/mp4") {
                        FileKind::Mp4
                    } else {
                        FileKind::Webm
                    };
                    let plain = Plain {
                        kind,
                        title: "",
                        preview: &[],
                        data: &data,
                        extent: (seconds.unwrap_or_default(), 0),
                    };
                    keep_file(self.reader, self.record, &plain).await
                }
                None => Err(fw::NO_MICROPHONE),
            };
            self.say(outcome);
            self.live.set_busy(false);
        });
    }
}
