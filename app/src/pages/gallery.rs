//! Every widget in its states. Finishing a widget means seeing it here. Debug builds only; words are not translated.

use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, Call, CallList, CheckRow, ChoiceInput, ChoicesInput, Conflict,
    CounterInput, DateBlock, DateInput, Empty, Entry, Figure, FigureRow, GapLine, IconLine,
    LongTextInput, Notice, PageHead, PhaseTrack, Pin, Progress, Qr, Readers, ReadyItem, ReadyList,
    RoundTable, Row, RowList, SaxonyMap, SearchBox, Seat, Section, Segmented, Share, SharePart,
    SharePatterns, Side, Snackbar, Step, StepLine, Tag, TallyBand, TallyPlus, TallyTotal,
    TextInput, Tone, WindowList, Wiring, word_diff,
};

/// Draws the gallery.
#[component]
pub fn Gallery() -> impl IntoView {
    view! {
        <div class="public">
            <main class="public__inner" id="inhalt">
                <div class="stack stack--wide">
                    <PageHead title="Musterblatt" text=Signal::stored("Jedes Bauteil in jedem Zustand".to_owned()) />
                    <div class="columns columns--2">
                        {keys()} {words_with_signs()} {fields()} {notices()} {lists()} {counting()} {rest()} {versions()} {standing()} {map()}
                    </div>
                </div>
            </main>
        </div>
    }
}

fn nothing() -> Callback<()> {
    Callback::new(|()| {})
}

fn keys() -> impl IntoView {
    view! {
        <Section id="g-knoepfe" title="Knöpfe">
            <div class="cluster">
                <Button label="Freigeben".to_owned() icon="check" look=ButtonLook::Primary press=nothing() />
                <Button label="Später".to_owned() press=nothing() />
                <Button label="Mehr zeigen".to_owned() look=ButtonLook::Quiet press=nothing() />
                <Button label="In den Papierkorb".to_owned() icon="trash" look=ButtonLook::Danger press=nothing() />
                <Button label="Wird gesendet".to_owned() icon="sync" look=ButtonLook::Primary busy=Signal::stored(true) />
                <Button label="Senden, braucht Netz".to_owned() disabled=Signal::stored(true) />
            </div>
            <Button label="Jetzt senden".to_owned() icon="sync" look=ButtonLook::Primary size=ButtonSize::Large press=nothing() />
        </Section>
    }
}

fn words_with_signs() -> impl IntoView {
    view! {
        <Section id="g-woerter" title="Wörter mit Zeichen">
            <div class="cluster">
                <Tag label="Entwurf" icon="draft" tone=Tone::Plain />
                <Tag label="Noch nicht gesendet" icon="outbox" />
                <Tag label="Gesendet" icon="done" tone=Tone::Ok />
                <Tag label="bis morgen" icon="clock" tone=Tone::Warn />
                <Tag label="2 Tage überfällig" icon="warning" tone=Tone::Danger />
            </div>
            <IconLine icon="lock" text="Hier darf dieses Gerät nur lesen." />
        </Section>
    }
}

fn fields() -> impl IntoView {
    let entries = |keys: &[&str]| {
        keys.iter()
            .map(|key| Entry {
                key: (*key).to_owned(),
                label: (*key).to_owned(),
                group: None,
            })
            .collect::<Vec<_>>()
    };
    let wrong = Wiring {
        error: Signal::stored(Some(
            "Den 31. Februar gibt es nicht. Die Eingabe ist gesichert.".to_owned(),
        )),
        ..Wiring::plain("g-beginn", "Beginn")
    };
    let optional = Wiring {
        hint: Some("Zum Beispiel: Markt, Feuerwehrhaus.".to_owned()),
        optional: Some("freiwillig".to_owned()),
        ..Wiring::plain("g-ort", "Ort")
    };
    let locked = Wiring {
        locked: true,
        ..Wiring::plain("g-gesperrt", "Kosten")
    };
    view! {
        <Section id="g-felder" title="Felder">
            <TextInput wiring=Wiring::plain("g-titel", "Titel") value=RwSignal::new("Dorfgespräch".to_owned()) />
            <TextInput wiring=wrong value=RwSignal::new("31.02.2026".to_owned()) />
            <TextInput wiring=optional value=RwSignal::new(String::new()) />
            <TextInput wiring=locked value=RwSignal::new("Protokoll ist freigegeben".to_owned()) />
            <LongTextInput wiring=Wiring::plain("g-text", "Karte") value=RwSignal::new("x".repeat(250)) chars_max=280 />
            <DateInput wiring=Wiring::plain("g-tag", "Tag") value=RwSignal::new("2026-09-12".to_owned()) />
            <ChoiceInput wiring=Wiring::plain("g-wahl", "Auswahl") value=RwSignal::new("a".to_owned()) entries=entries(&["a", "b"]) none="keine Angabe" />
            <ChoiceInput wiring=Wiring::plain("g-liste", "Lange Auswahl") value=RwSignal::new("c".to_owned()) entries=entries(&["a", "b", "c", "d", "e", "f"]) none="keine Angabe" />
            <ChoicesInput wiring=Wiring::plain("g-mehrere", "Höchstens zwei") value=RwSignal::new(vec!["a".to_owned(), "b".to_owned()]) entries=entries(&["a", "b", "c"]) count_max=2 />
            <CounterInput wiring=Wiring::plain("g-zahl", "Helfende") total=4 so_far="bisher, alle Telefone:" value=RwSignal::new(String::new()) step_labels=("eins weniger".to_owned(), "eins mehr".to_owned()) />
            <SearchBox label="Suchen" placeholder="Titel, Ort, Thema" value=RwSignal::new(String::new()) />
            <Segmented label="Filter" options=vec![("a".to_owned(), "Kommende".to_owned()), ("b".to_owned(), "Vergangene".to_owned())] chosen=Signal::stored("a".to_owned()) choose=Callback::new(|_| {}) />
        </Section>
    }
}

fn notices() -> impl IntoView {
    view! {
        <Section id="g-hinweise" title="Hinweise">
            <Notice tone=Tone::Ok icon="done" title="Alles auf dem Server." text="326 von 326 bestätigt.".to_owned() />
            <Notice icon="offline" title="Kein Netz." text="Weiterarbeiten geht. Gesendet wird von selbst.".to_owned() />
            <Notice tone=Tone::Warn icon="conflict" title="Zwei Fassungen." text="Beide sind gesichert.".to_owned() />
            <Notice tone=Tone::Danger icon="stop" title="Speicher voll." text="Nichts ist verloren, Neues passt nicht mehr.".to_owned()>
                <Button label="Abgeschlossenes auslagern".to_owned() press=nothing() />
            </Notice>
            <Empty title="Noch keine Veranstaltung" text="Die erste entsteht in 20 Sekunden.">
                <Button label="Veranstaltung anlegen".to_owned() icon="plus" look=ButtonLook::Primary press=nothing() />
            </Empty>
            <Progress id="g-fortschritt" label="Musterau wird geladen" figures="260 von 418".to_owned() value=260 max=418 />
            <Snackbar text="Aufgabe im Papierkorb, 30 Tage".to_owned() undo_label="Rückgängig" undo=Some(nothing()) />
        </Section>
    }
}

fn lists() -> impl IntoView {
    let toggle = Callback::new(|_| {});
    view! {
        <Section id="g-listen" title="Listen" link=Some(("#".to_owned(), "Alle 7".to_owned()))>
            <RowList>
                <CheckRow id="g-auf-1" title="Schlüssel zurückgeben" meta="Turnhalle" done=false toggle=toggle />
                <CheckRow id="g-auf-2" title="Stromkabel" meta="heute" done=true toggle=toggle />
                <Row title="Runder Tisch" meta="Dienstag, 18:00" href="#" lead=Some(view! { <DateBlock month="Sep" day="15" /> }.into_any()) />
                <Row title="Ohne Ziel" meta="nur zum Lesen" icon="chat" />
            </RowList>
            <CallList><Call number="110" name="Polizei" when="immer, wenn jemand in Gefahr ist" urgent=true /></CallList>
            <ReadyList>
                <ReadyItem text="11:48 · 26 Einträge gesendet" />
                <ReadyItem text="Speicher noch nicht dauerhaft" note="Zum Startbildschirm hinzufügen" icon="warning" open=true />
            </ReadyList>
            <FigureRow><Figure number="613" label="Teilnehmende, gezählt" /><Figure number="8" label="Veranstaltungen" /></FigureRow>
        </Section>
    }
}

fn counting() -> impl IntoView {
    let part = |label: &str, value| SharePart {
        label: label.to_owned(),
        value,
    };
    let parts = vec![
        part("Dieses Gerät", 62),
        part("Eingang Nord", 88),
        part("Kirchgasse", 41),
        part("Bühne", 22),
    ];
    view! {
        <Section id="g-zaehlen" title="Zählen">
            <SharePatterns />
            <div class="tally">
                <TallyTotal total=213 label="Gesamt" caption=Signal::stored(("alle Telefone".to_owned(), "zuletzt gehört 15:31".to_owned())) />
                <Share label="Anteile der Telefone" parts=Signal::stored(parts) />
                <div class="tally__bands">
                    <TallyBand name="0–13" count=14 spoken="bisher, plus eins" press=nothing() />
                    <TallyBand name="14–17" count=9 spoken="bisher, plus eins" press=nothing() />
                </div>
                <TallyPlus caption="ohne Altersgruppe · 6".to_owned() press=nothing() />
            </div>
        </Section>
    }
}

fn rest() -> impl IntoView {
    let seat = |label: &str, count| Seat {
        label: label.to_owned(),
        count,
    };
    view! {
        <Section id="g-rest" title="Tisch, Code, Leser">
            <RoundTable seats=vec![seat("Verwaltung", 2), seat("Schule", 3), seat("Medien", 0)] caption="Organisationen" missing="fehlt" />
            <GapLine text="1 Stuhl leer" />
            <Qr text="https://ort.example/#j1.0123456789ABCDEFGHJKMNPQRS" label="QR-Code" />
            <Readers
                title="Wer kann das lesen?"
                yes_label="1 Person mit 2 Geräten"
                yes=vec![("Jana".to_owned(), "Gemeindekümmernde, 2 Geräte".to_owned())]
                no_label="Nicht lesbar für"
                no=vec!["Betrieb des Servers".to_owned()]
            />
        </Section>
    }
}

fn versions() -> impl IntoView {
    let (mine, other) = (
        "10 Uhr am Marktbrunnen, Kabel mitbringen",
        "9:30 Uhr am Rathaus, Kabel mitbringen",
    );
    let side = |text: &str, against: &str, own: bool| Side {
        heading: if own {
            "Meine Fassung"
        } else {
            "Andere Fassung"
        }
        .to_owned(),
        when: "Jana · heute 11:52".to_owned(),
        mine: own,
        pieces: word_diff(text, against),
        take: "Nehmen".to_owned(),
        press: nothing(),
    };
    view! {
        <Section id="g-fassungen" title="Zwei Fassungen">
            <Conflict label="Fassung wählen" sides=vec![side(mine, other, true), side(other, mine, false)] fold_words=|text, locale| shared::text::sentences::unchanged(text, locale) locale=shared::text::Locale::De>
                <p class="conflict__before">"Vorher: 10 Uhr am Marktbrunnen"</p>
            </Conflict>
        </Section>
    }
}

fn standing() -> impl IntoView {
    let steps = [
        "Erstkontakt",
        "Auftrag",
        "Analyse",
        "Strategie",
        "Umsetzung",
    ];
    let places = ["behind", "behind", "here", "ahead", "ahead"];
    let steps = steps
        .into_iter()
        .zip(places)
        .map(|(label, place)| Step {
            label: label.to_owned(),
            place,
        })
        .collect();
    let row = Callback::new(|place: usize| {
        view! { <Row title=format!("Zeile {}", place + 1) meta="eine von zweihundert" /> }
            .into_any()
    });
    view! {
        <Section id="g-stand" title="Stand und lange Liste">
            <StepLine label="Stand" steps=steps now="Analyse · 3 von 5" />
            <p><PhaseTrack done=3 of=9 label="Analyse" /></p>
            <WindowList id="g-lange-liste" count=200 row=row />
        </Section>
    }
}

fn map() -> impl IntoView {
    let pins = ["14522", "14625", "14730", "14523"]
        .into_iter()
        .zip([Pin::Here, Pin::Match(1), Pin::Match(2), Pin::Other])
        .filter_map(|(key, pin)| Some((shared::kommunen::map::district(key)?.middle, pin)))
        .collect();
    view! {
        <Section id="g-karte" title="Karte">
            <SaxonyMap title="Karte von Sachsen" here=Some("14522".to_owned()) pins=pins />
        </Section>
    }
}
