//! Formats of participation as tables: what is done in which order, how long it takes, what is written down. One screen runs
//! them all.
//!
//! Talks are counted, never written down word for word; every format ends with the answer to those who took part.

use super::number;
use crate::records::BETEILIGUNG;
use crate::text::{Text, text};
use sha2::{Digest as _, Sha256};

/// What a step writes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    /// Nothing: a step to be done.
    Nothing,
    /// Lines of a note of the participation, with a table in front if there are several.
    Lines {
        /// Key of the field.
        field: &'static str,
        /// How many tables may be told apart; 0 for none.
        tables: u8,
    },
    /// A number of the participation.
    Count {
        /// Key of the field.
        field: &'static str,
    },
    /// Dots.
    Votes,
    /// Idea cards.
    Cards,
    /// Minutes.
    Minutes,
    /// A draw that everybody can check.
    Draw,
    /// The answer to those who took part.
    Answer,
}

/// A step of a format.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// What it is called.
    pub title: Text,
    /// What is done.
    pub hint: Text,
    /// Usual length in minutes; 0 if it is no part of the meeting.
    pub minutes: u16,
    /// What is written down.
    pub capture: Capture,
    /// Put in front of each line that is written down, for example the round.
    pub mark: Option<Text>,
}

/// A format.
#[derive(Debug)]
pub struct Format {
    /// Key in `beteiligung.format`.
    pub key: &'static str,
    /// The steps, in order.
    pub steps: &'static [Step],
}

const fn step(title: Text, hint: Text, minutes: u16, capture: Capture) -> Step {
    Step {
        title,
        hint,
        minutes,
        capture,
        mark: None,
    }
}

const fn marked(mark: Text, step: Step) -> Step {
    Step {
        mark: Some(mark),
        ..step
    }
}

const fn lines(field: &'static str) -> Capture {
    Capture::Lines { field, tables: 0 }
}

const ANSWER: Step = step(
    text("Was wurde daraus?", "What became of it?"),
    text(
        "Sagen, wer bis wann antwortet. Die App erinnert daran.",
        "Say who answers by when. The app reminds of it.",
    ),
    0,
    Capture::Answer,
);
const RESULT: Step = step(
    text("Ergebnis festhalten", "Write down the result"),
    text(
        "Drei Sätze, die alle unterschreiben würden.",
        "Three sentences everybody would sign.",
    ),
    15,
    lines("ergebnis"),
);
const TABLES: Capture = Capture::Lines {
    field: "runden",
    tables: 8,
};

/// Every format with a guided flow.
pub static FORMATS: &[Format] = &[
    Format {
        key: "punktabfrage",
        steps: &[
            step(
                text("Frage und Antworten", "Question and answers"),
                text(
                    "Eine Frage, zwei bis acht Antworten, Punkte je Person.",
                    "One question, two to eight answers, dots per person.",
                ),
                0,
                Capture::Votes,
            ),
            step(
                text("Pinnwand eintippen", "Type in the board"),
                text(
                    "Am Ende die Zahlen der Papierwand eintippen.",
                    "At the end type in the numbers of the paper board.",
                ),
                5,
                Capture::Votes,
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "ideenkarten",
        steps: &[
            step(
                text("Karten sammeln", "Collect cards"),
                text(
                    "Eine Idee je Karte, ohne Namen. Postkarten gehen auch: „Was fehlt dir hier?“",
                    "One idea per card, without names. Postcards work too: “What do you miss here?”",
                ),
                0,
                Capture::Cards,
            ),
            step(
                text("Themen bündeln", "Group the topics"),
                text(
                    "Ähnliche Karten zusammenlegen, je Haufen eine Zeile.",
                    "Put similar cards together, one line per heap.",
                ),
                20,
                lines("themen"),
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "world_cafe",
        steps: &[
            step(
                text("Ankommen", "Arrive"),
                text(
                    "Tische mit vier bis fünf Plätzen, Papierdecke, Stifte. Gastgeber*in je Tisch.",
                    "Tables for four or five, paper cloth, pens. One host per table.",
                ),
                15,
                Capture::Nothing,
            ),
            marked(
                text("Runde 1", "Round 1"),
                step(
                    text("Runde 1", "Round 1"),
                    text(
                        "Die erste Frage. Am Ende wechseln alle den Tisch, nur Gastgeber*innen bleiben.",
                        "The first question. At the end everyone changes tables, only hosts stay.",
                    ),
                    20,
                    TABLES,
                ),
            ),
            marked(
                text("Runde 2", "Round 2"),
                step(
                    text("Runde 2", "Round 2"),
                    text(
                        "Gastgeber*in fasst zusammen, dann weiter.",
                        "The host sums up, then go on.",
                    ),
                    20,
                    TABLES,
                ),
            ),
            marked(
                text("Runde 3", "Round 3"),
                step(
                    text("Runde 3", "Round 3"),
                    text("Was bleibt, was fehlt?", "What stays, what is missing?"),
                    20,
                    TABLES,
                ),
            ),
            step(
                text("Ernte", "Harvest"),
                text(
                    "Jeder Tisch sagt drei Erkenntnisse.",
                    "Each table tells three insights.",
                ),
                20,
                lines("themen"),
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "zukunftswerkstatt",
        steps: &[
            step(
                text("Kritik", "Critique"),
                text(
                    "Was stört? Stichworte, keine Diskussion.",
                    "What is wrong? Keywords, no discussion.",
                ),
                45,
                lines("kritik"),
            ),
            step(
                text("Utopie", "Utopia"),
                text(
                    "Alles ist möglich: Wie sähe es aus?",
                    "Everything is possible: what would it look like?",
                ),
                60,
                lines("utopie"),
            ),
            step(
                text("Realisierung", "Realisation"),
                text(
                    "Was davon geht, mit wem, bis wann?",
                    "What of it works, with whom, by when?",
                ),
                60,
                lines("realisierung"),
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "dorfgespraech",
        steps: &[
            step(
                text("Initiativkreis und Analyse", "Initiators and analysis"),
                text(
                    "Schlüsselpersonen einzeln sprechen, auch informelle. Wer unterstützt, wer fehlt?",
                    "Talk to key people one by one, informal ones too. Who supports, who is missing?",
                ),
                0,
                lines("initiativkreis"),
            ),
            step(
                text(
                    "Abend 1: Was verbindet uns?",
                    "Evening 1: what do we share?",
                ),
                text(
                    "Geschichten, gemeinsame Orte, Stolz.",
                    "Stories, shared places, pride.",
                ),
                120,
                lines("abend_1"),
            ),
            step(
                text(
                    "Abend 2: Meine Werte, deine Werte",
                    "Evening 2: my values, your values",
                ),
                text(
                    "Zuhören ist die Arbeit. Kein Streit entscheiden.",
                    "Listening is the work. Decide no dispute.",
                ),
                120,
                lines("abend_2"),
            ),
            step(
                text(
                    "Abend 3: Frische Ideen, neue Wege",
                    "Evening 3: fresh ideas, new ways",
                ),
                text(
                    "Ideen sammeln, Gruppen finden.",
                    "Collect ideas, form groups.",
                ),
                120,
                lines("abend_3"),
            ),
            step(
                text("Arbeitsgruppen", "Working groups"),
                text("Welche Gruppe trifft sich wann?", "Which group meets when?"),
                0,
                lines("arbeitsgruppen"),
            ),
            ANSWER,
        ],
    },
    Format {
        key: "runder_tisch",
        steps: &[
            step(
                text("Tagesordnung und Protokoll", "Agenda and minutes"),
                text(
                    "Punkte, Beschlüsse, Aufgaben mitschreiben.",
                    "Write points, resolutions and tasks.",
                ),
                120,
                Capture::Minutes,
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "kuechentisch",
        steps: &[
            step(
                text("Gespräche zählen", "Count the talks"),
                text(
                    "Kein Name, kein Wortlaut ohne Einwilligung.",
                    "No name, no verbatim without consent.",
                ),
                0,
                Capture::Count {
                    field: "gespraechszahl",
                },
            ),
            step(
                text("Themen", "Topics"),
                text(
                    "Worum ging es? Ein Stichwort je Zeile.",
                    "What was it about? One keyword per line.",
                ),
                15,
                lines("themen"),
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "zuhoeren",
        steps: &[
            step(
                text("Gespräche zählen", "Count the talks"),
                text(
                    "Am Gartenzaun, auf der Bank. Kein Name, kein Wortlaut ohne Einwilligung.",
                    "Over the fence, on the bench. No name, no verbatim without consent.",
                ),
                0,
                Capture::Count {
                    field: "gespraechszahl",
                },
            ),
            step(
                text("Themen", "Topics"),
                text(
                    "Worum ging es? Ein Stichwort je Zeile.",
                    "What was it about? One keyword per line.",
                ),
                15,
                lines("themen"),
            ),
            ANSWER,
        ],
    },
    Format {
        key: "buergerrat",
        steps: &[
            step(
                text("Losen", "Draw"),
                text(
                    "Nummern statt Namen: die Liste bleibt bei der Meldebehörde.",
                    "Numbers instead of names: the list stays with the registry.",
                ),
                0,
                Capture::Draw,
            ),
            step(
                text("Einladungen", "Invitations"),
                text(
                    "Wie viele Briefe gingen hinaus?",
                    "How many letters were sent?",
                ),
                0,
                Capture::Count {
                    field: "einladungen",
                },
            ),
            step(
                text("Zusagen", "Acceptances"),
                text("Wie viele haben zugesagt?", "How many accepted?"),
                0,
                Capture::Count { field: "zusagen" },
            ),
            step(
                text("Sitzungen", "Sessions"),
                text(
                    "Themen und Zwischenergebnisse, ohne Namen.",
                    "Topics and interim results, without names.",
                ),
                240,
                lines("themen"),
            ),
            step(
                text("Gutachten", "Report"),
                text(
                    "Die Empfehlungen im Wortlaut.",
                    "The recommendations word for word.",
                ),
                0,
                lines("gutachten"),
            ),
            ANSWER,
        ],
    },
    Format {
        key: "buergerhaushalt",
        steps: &[
            step(
                text("Vorschläge sammeln", "Collect proposals"),
                text(
                    "Je Zeile: Vorschlag; Kosten in Euro.",
                    "Per line: proposal; costs in euros.",
                ),
                0,
                lines("vorschlaege"),
            ),
            step(
                text("Abstimmen", "Vote"),
                text("Punkte auf die Vorschläge.", "Dots on the proposals."),
                0,
                Capture::Votes,
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "umfrage",
        steps: &[
            step(
                text("Kurze Umfrage", "Short survey"),
                text(
                    "Höchstens drei Fragen, eine nach der anderen.",
                    "Three questions at most, one after the other.",
                ),
                0,
                Capture::Votes,
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "buergerspaziergang",
        steps: &[
            step(
                text("Gespräche zählen", "Count the talks"),
                text(
                    "Unterwegs zählen, an jedem Halt eine Zeile.",
                    "Count on the way, one line at each stop.",
                ),
                0,
                Capture::Count {
                    field: "gespraechszahl",
                },
            ),
            step(
                text("Halte", "Stops"),
                text("Ort: was wurde gesagt?", "Place: what was said?"),
                90,
                lines("themen"),
            ),
            RESULT,
            ANSWER,
        ],
    },
    Format {
        key: "open_space",
        steps: &[
            step(
                text("Marktplatz", "Market place"),
                text(
                    "Wer ein Thema hat, stellt es vor.",
                    "Whoever has a topic presents it.",
                ),
                30,
                lines("themen"),
            ),
            step(
                text("Gruppen", "Groups"),
                text(
                    "Gesetz der zwei Füße: gehen, wo man nützt.",
                    "Law of two feet: go where you are of use.",
                ),
                90,
                lines("arbeitsgruppen"),
            ),
            RESULT,
            ANSWER,
        ],
    },
];

/// Returns the flow of a format; formats without an own one take notes and give an answer.
#[must_use]
pub fn flow(key: &str) -> &'static [Step] {
    FORMATS
        .iter()
        .find(|format| format.key == key)
        .map_or(PLAIN, |format| format.steps)
}

const PLAIN: &[Step] = &[
    step(
        text("Themen", "Topics"),
        text(
            "Worum ging es? Ein Stichwort je Zeile.",
            "What was it about? One keyword per line.",
        ),
        60,
        lines("themen"),
    ),
    RESULT,
    ANSWER,
];

/// Returns a line as it is written down: round, table, words.
#[must_use]
pub fn written(mark: Option<&str>, table: Option<(&str, u8)>, line: &str) -> String {
    let mut head: Vec<String> = mark.map(str::to_owned).into_iter().collect();
    head.extend(table.map(|(word, number)| format!("{word} {number}")));
    if head.is_empty() {
        line.trim().to_owned()
    } else {
        format!("{}: {}", head.join(" · "), line.trim())
    }
}

/// Greatest number of lots.
pub const LOTS_MAX: u32 = 100_000;

/// Draws `take` different numbers of 1 to `pool`, in the order drawn.
///
/// Whoever knows the words of the draw (said aloud, for example by a child from the audience) can repeat it: the numbers
/// follow from SHA-256 of the words.
#[must_use]
pub fn draw(words: &str, pool: u32, take: u32) -> Vec<u32> {
    let pool = pool.min(LOTS_MAX);
    let mut lots: Vec<u32> = (1..=pool).collect();
    let mut drawn = Vec::new();
    for round in 0..take.min(pool) {
        let mut hash = Sha256::new();
        hash.update(words.trim().as_bytes());
        hash.update(round.to_be_bytes());
        let digest = hash.finalize();
        let mut number = [0; 8];
        for (to, from) in number.iter_mut().zip(digest.iter()) {
            *to = *from;
        }
        // The rest of 2^64 by at most 100,000 lots prefers nobody noticeably.
        let left = u64::try_from(lots.len()).unwrap_or(1).max(1);
        let at = usize::try_from(u64::from_be_bytes(number) % left).unwrap_or(0);
        drawn.push(lots.remove(at));
    }
    drawn
}

/// Whether every field a flow writes exists; for the test and for nothing else.
#[must_use]
pub fn writes(step: &Step) -> Option<u16> {
    match step.capture {
        Capture::Lines { field, .. } | Capture::Count { field } => {
            Some(number(&BETEILIGUNG, field))
        }
        Capture::Draw => Some(number(&BETEILIGUNG, "losverfahren")),
        Capture::Nothing | Capture::Votes | Capture::Cards | Capture::Minutes | Capture::Answer => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{FieldKind, Visible};
    use std::collections::BTreeSet;

    fn formats() -> Vec<&'static str> {
        let kind = BETEILIGUNG.field_by_key("format").unwrap().kind;
        let FieldKind::Choice { choices } = kind else {
            panic!("the format is a choice")
        };
        choices.iter().map(|choice| choice.key).collect()
    }

    #[test]
    fn every_flow_is_of_a_format_that_exists_and_ends_with_the_answer() {
        let formats = formats();
        for format in FORMATS {
            assert!(formats.contains(&format.key), "{}", format.key);
        }
        for key in formats {
            assert_eq!(flow(key).last().unwrap().capture, Capture::Answer, "{key}");
        }
    }

    #[test]
    fn what_a_flow_writes_is_a_field_that_is_asked_for_in_its_format() {
        for format in FORMATS {
            for step in format.steps {
                let Some(id) = writes(step) else { continue };
                let field = BETEILIGUNG
                    .field(id)
                    .unwrap_or_else(|| panic!("{}: {:?}", format.key, step.capture));
                if let Visible::When { field: on, is } = field.visible {
                    assert!(
                        on == "format" && is.contains(&format.key),
                        "{}: {}",
                        format.key,
                        field.key
                    );
                }
                let fits = match step.capture {
                    Capture::Count { .. } => matches!(field.kind, FieldKind::Number { .. }),
                    _ => matches!(field.kind, FieldKind::LongText { .. }),
                };
                assert!(fits, "{}: {}", format.key, field.key);
            }
        }
    }

    #[test]
    fn a_line_says_where_it_was_said() {
        assert_eq!(
            written(Some("Runde 1"), Some(("Tisch", 3)), " Bus "),
            "Runde 1 · Tisch 3: Bus"
        );
        assert_eq!(written(None, None, "Bus"), "Bus");
    }

    #[test]
    fn a_draw_takes_everybody_once_and_can_be_repeated() {
        let all = draw("Apfelbaum", 50, 50);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 50);
        assert_eq!(
            draw("Apfelbaum ", 50, 50),
            all,
            "a space at the end is no other draw"
        );
        assert_ne!(draw("Birnbaum", 50, 50), all);
        assert_eq!(draw("Apfelbaum", 3, 10).len(), 3, "nobody is drawn twice");
        assert!(draw("Apfelbaum", 0, 5).is_empty());
    }
}
