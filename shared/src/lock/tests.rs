use super::*;
use crate::crypto::SeededEntropy;

fn pin(digits: &str) -> Result<Pin, PinError> {
    Pin::make(digits, &mut SeededEntropy::new(1))
}

#[test]
fn a_pin_has_four_to_twelve_digits_and_is_not_among_the_first_tried() {
    let length = |found| Err(PinError::Length { found });
    let cases = [
        ("2580", Ok(())),
        ("258025802580", Ok(())),
        ("121212", Ok(())),
        ("135790", Ok(())),
        ("", length(0)),
        ("258", length(3)),
        ("2580258025802", length(13)),
        ("25 80", Err(PinError::NotDigits)),
        ("25\u{663}0", Err(PinError::NotDigits)),
        ("0000", Err(PinError::Simple)),
        ("1234", Err(PinError::Simple)),
        ("987654", Err(PinError::Simple)),
    ];
    for (digits, expected) in cases {
        assert_eq!(pin(digits).map(|_| ()), expected, "{digits:?}");
    }
}

#[test]
fn a_pin_is_recognised_reads_back_and_is_never_printed() {
    let pin = pin("2580").unwrap();
    let read = Pin::decode(&pin.encode()).unwrap();
    assert_eq!(read, pin);
    assert!(read.fits("2580"));
    assert!(!read.fits("2581") && !read.fits("") && !read.fits("02580"));
    assert_eq!(format!("{pin:?}"), "Pin([redacted])");
    for bytes in [&[][..], &pin.encode()[1..], &[0; Pin::BYTES + 1]] {
        assert!(Pin::decode(bytes).is_err(), "{} bytes", bytes.len());
    }
}

#[test]
fn the_fifth_wrong_number_closes_the_full_lock_and_the_right_one_comes_too_late_then() {
    let pin = pin("2580").unwrap();
    let tried: Vec<Tried> = (0..6).map(|wrong| judge(&pin, "1111", wrong)).collect();
    let wrong = |left| Tried::Wrong { left };
    let spent = Tried::Spent;
    assert_eq!(
        tried,
        [wrong(4), wrong(3), wrong(2), wrong(1), spent, spent]
    );
    assert_eq!(judge(&pin, "2580", 4), Tried::Right);
    assert_eq!(judge(&pin, "2580", 5), Tried::Spent);
}

const OPEN: Watch = Watch {
    opened_ms: 1_000_000_000,
    touched_ms: 1_000_000_000,
    hidden_ms: None,
    has_screen_lock: true,
    after: LockAfter::FiveMinutes,
};

#[test]
fn each_lock_closes_at_its_time_and_not_before() {
    let start = OPEN.opened_ms;
    let hidden = |after| Watch {
        hidden_ms: Some(start),
        after,
        ..OPEN
    };
    let after = |after| Watch { after, ..OPEN };
    let busy = Watch {
        touched_ms: start + OPEN_MS_MAX,
        ..OPEN
    };
    let without = Watch {
        has_screen_lock: false,
        ..OPEN
    };
    // What is watched, after how long which lock closes.
    let cases = [
        (after(LockAfter::OneMinute), MINUTE_MS, Due::Screen),
        (after(LockAfter::FiveMinutes), 5 * MINUTE_MS, Due::Screen),
        (
            after(LockAfter::FifteenMinutes),
            15 * MINUTE_MS,
            Due::Screen,
        ),
        (hidden(LockAfter::FiveMinutes), MINUTE_MS, Due::Screen),
        (
            hidden(LockAfter::FifteenMinutes),
            15 * MINUTE_MS,
            Due::Screen,
        ),
        (busy, OPEN_MS_MAX, Due::Full),
        (without, OPEN_MS_MAX, Due::Full),
    ];
    for (watch, ms, expected) in cases {
        assert_eq!(due(&watch, start + ms - 1), Due::Nothing, "{watch:?}");
        assert_eq!(due(&watch, start + ms), expected, "{watch:?}");
    }
}

#[test]
fn a_clock_that_is_set_back_locks() {
    let back = OPEN.opened_ms - CLOCK_BACK_MS_MAX;
    assert_eq!(
        due(&OPEN, back),
        Due::Nothing,
        "clocks are corrected a little"
    );
    assert_eq!(due(&OPEN, back - 1), Due::Screen);
    let without = Watch {
        has_screen_lock: false,
        ..OPEN
    };
    assert_eq!(due(&without, back - 1), Due::Full);
}

#[test]
fn minutes_name_a_choice() {
    for after in LockAfter::ALL {
        assert_eq!(LockAfter::from_minutes(after.minutes()), Some(after));
    }
    assert_eq!(LockAfter::from_minutes(2), None);
}
