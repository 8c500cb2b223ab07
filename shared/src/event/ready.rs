//! The evening before: is everything for this event on this phone? A list of proofs, each kept or named with its remedy.

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The app opens without a network.
    Shell,
    /// The browser keeps what is stored.
    Lasting,
    /// Everything of the event has come, and nothing waits to be sent.
    Sent,
    /// A second phone can count and write.
    SecondPhone,
    /// The screen locks with a number, or with the phone's own lock: it may lie on a table.
    Lock,
    /// Enough battery, or a cable.
    Battery,
    /// Who helps in an emergency is known.
    Emergency,
    /// Deadlines of the plan are kept.
    Deadlines,
}

/// What is known about the phone and the event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// The app's files are kept.
    pub shell: bool,
    /// The browser promised to keep the storage.
    pub lasting: bool,
    /// Entries that were not sent.
    pub unsent: usize,
    /// Whether the server was heard today.
    pub heard_today: bool,
    /// Devices of other people or of this one that may write here.
    pub other_phones: usize,
    /// Whether the screen has a lock that opens quickly.
    pub quick_lock: bool,
    /// Battery in percent and whether it charges; unknown on phones that do not tell.
    pub battery: Option<(u8, bool)>,
    /// Whether the event names whom to call.
    pub emergency: bool,
    /// Warnings of the plan.
    pub warnings: usize,
}

/// Battery with which a phone lasts eight hours with the screen on, in percent.
pub const BATTERY_PERCENT_MIN: u8 = 80;

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Proven.
    Good,
    /// Missing.
    Missing,
    /// The phone does not tell; the person looks.
    Look,
}

/// Returns every check with its answer, in the order in which things are put right.
#[must_use]
pub fn checks(facts: &Facts) -> Vec<(Check, Answer)> {
    let good = |kept: bool| if kept { Answer::Good } else { Answer::Missing };
    let battery = match facts.battery {
        Some((percent, charging)) => good(charging || percent >= BATTERY_PERCENT_MIN),
        None => Answer::Look,
    };
    vec![
        (Check::Shell, good(facts.shell)),
        (Check::Lasting, good(facts.lasting)),
        (Check::Sent, good(facts.unsent == 0 && facts.heard_today)),
        (Check::SecondPhone, good(facts.other_phones > 0)),
        // Without it the phone locks all the same; a person decides whether six words are quick enough.
        (
            Check::Lock,
            if facts.quick_lock {
                Answer::Good
            } else {
                Answer::Look
            },
        ),
        (Check::Battery, battery),
        (Check::Emergency, good(facts.emergency)),
        (Check::Deadlines, good(facts.warnings == 0)),
    ]
}

/// Whether nothing is missing.
#[must_use]
pub fn is_green(checks: &[(Check, Answer)]) -> bool {
    checks.iter().all(|(_, answer)| *answer != Answer::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Facts = Facts {
        shell: true,
        lasting: true,
        unsent: 0,
        heard_today: true,
        other_phones: 1,
        quick_lock: true,
        battery: Some((80, false)),
        emergency: true,
        warnings: 0,
    };

    #[test]
    fn green_is_said_only_when_nothing_is_missing() {
        assert!(is_green(&checks(&GOOD)));
        let spoiled: [(Check, Facts); 7] = [
            (
                Check::Shell,
                Facts {
                    shell: false,
                    ..GOOD
                },
            ),
            (
                Check::Lasting,
                Facts {
                    lasting: false,
                    ..GOOD
                },
            ),
            (Check::Sent, Facts { unsent: 1, ..GOOD }),
            (
                Check::SecondPhone,
                Facts {
                    other_phones: 0,
                    ..GOOD
                },
            ),
            (
                Check::Battery,
                Facts {
                    battery: Some((79, false)),
                    ..GOOD
                },
            ),
            (
                Check::Emergency,
                Facts {
                    emergency: false,
                    ..GOOD
                },
            ),
            (
                Check::Deadlines,
                Facts {
                    warnings: 1,
                    ..GOOD
                },
            ),
        ];
        for (check, facts) in spoiled {
            let missing: Vec<_> = checks(&facts)
                .into_iter()
                .filter(|(_, answer)| *answer == Answer::Missing)
                .map(|(check, _)| check)
                .collect();
            assert_eq!(missing, [check]);
        }
    }

    #[test]
    fn a_phone_without_a_quick_lock_is_pointed_out_and_not_held_up() {
        let found = checks(&Facts {
            quick_lock: false,
            ..GOOD
        });
        assert!(is_green(&found));
        assert!(found.contains(&(Check::Lock, Answer::Look)));
    }

    #[test]
    fn a_phone_that_hides_its_battery_is_not_called_empty() {
        let facts = Facts {
            battery: None,
            ..GOOD
        };
        assert!(is_green(&checks(&facts)));
        assert!(checks(&facts).contains(&(Check::Battery, Answer::Look)));
        assert!(
            is_green(&checks(&Facts {
                battery: Some((5, true)),
                ..GOOD
            })),
            "it hangs on a cable"
        );
    }
}
