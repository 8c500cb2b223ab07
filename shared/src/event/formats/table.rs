//! Every format step by step, as a table.

use super::{Capture, Format, Step};
use crate::text::{Text, text};

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
                Capture::Tally {
                    field: "gespraeche",
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
                Capture::Tally {
                    field: "gespraeche",
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
                Capture::Tally {
                    field: "gespraeche",
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

pub(super) const PLAIN: &[Step] = &[
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
