//! Words of the screens of an event: plan, Live, dots, minutes, debrief. The rules are those of [`super::words`].

use super::words::{Word, texts};
use super::{Text, text};

texts! {
    /// Heading and key of the counting screen.
    LIVE = "Live", "Live";
    /// Key and heading: dot voting.
    DOTS = "Punkte", "Dots";
    /// Key: minutes of a meeting.
    MINUTES = "Protokoll", "Minutes";
    /// Key and heading: after the event.
    DEBRIEF = "Nachbereitung", "Debrief";
    /// Read aloud: the ways to an event's tools.
    TOOLS = "Werkzeuge der Veranstaltung", "Tools of the event";
    /// Heading of the tasks of an event.
    CHECKLIST = "Checkliste", "Checklist";
    /// Button: makes the event and its tasks.
    CREATE_WITH_LIST = "Anlegen, mit Checkliste", "Create, with checklist";
    /// Error: the new event has no title.
    NEEDS_NAME = "Ein Titel fehlt. Ein Wort genügt.", "A title is missing. One word is enough.";
    /// Error: the new event has no day and time.
    NEEDS_BEGIN = "Tag und Uhrzeit fehlen.", "Day and time are missing.";
    /// Warning: an event that is planned lies in the past.
    PLAN_PAST = "Der Termin liegt in der Vergangenheit. Nachtragen geht; sonst den Beginn ändern.", "The event lies in the past. Adding it later is fine; otherwise change the beginning.";
    /// Warning of the plan.
    FUNDING_UNCHECKED = "Zur Veröffentlichung freigegeben, aber Förderhinweis und Logo sind nicht geprüft.", "Cleared for publication, but funding notice and logo are not checked.";
    /// Warning of the plan.
    NO_END = "Das Ende fehlt. Ohne Ende weiß das Telefon nicht, wann Schluss ist.", "The end is missing. Without it the phone does not know when it is over.";
    /// Warning of the plan.
    NO_EMERGENCY_CONTACT = "Kein Notfallkontakt. Funktion und Nummer eintragen.", "No emergency contact. Enter function and number.";
    /// Read aloud: warnings of the plan.
    TO_PUT_RIGHT = "Noch zu klären", "Still to be settled";
    /// Heading: the numbers of the event.
    EVENING_REPORT = "Abendbericht", "Evening report";
    /// Label below the number of visitors.
    GUESTS = "Gäste", "Guests";
    /// Before a line of the evening report.
    WENT_WELL = "Lief", "Went well";
    /// Before a line of the evening report.
    WENT_BADLY = "Lief nicht", "Did not go well";
    /// Before a line of the evening report.
    NEXT_TIME = "Nächstes Mal", "Next time";
    /// Before a line of the evening report.
    RESULT = "Ergebnis", "Result";
    /// Button: hands the evening report to another app.
    SHARE_REPORT = "Bericht teilen", "Share report";
    /// After the share sheet took a text.
    SHARED = "Weitergegeben.", "Passed on.";
    /// Card that names no topic, in a list of topics with their numbers.
    NO_TOPIC = "ohne Thema", "no topic";
    /// Heading: events of the last four weeks with their figures.
    EVENTS_LATELY = "Veranstaltungen der letzten vier Wochen", "Events of the last four weeks";
    /// Counting: these keys add to the total.
    ADDS_TO_TOTAL = "Zählt zur Summe", "Adds to the total";
    /// Counting: these keys do not add to the total.
    ADDS_NOTHING = "Merkmal, zählt nicht zur Summe", "Mark, does not add to the total";
    /// Button of an event without a question: leads to the form.
    FIRST_QUESTION = "Erste Frage stellen", "Ask the first question";
    /// Button: makes next year's event from this one.
    COPY_EVENT = "Für nächstes Jahr kopieren", "Copy for next year";
    /// After copying an event.
    COPIED_EVENT = "Kopie angelegt. Genehmigungen sind wieder offen.", "Copy made. Permits are open again.";
    /// Button: saves events as a calendar file.
    TO_CALENDAR = "Für den Kalender (ICS)", "For the calendar (ICS)";
    /// Heading: files for other calendars.
    CALENDAR_FILES = "Kalender", "Calendar";
    /// Below that heading.
    TO_CALENDAR_TEXT = "Eine Datei für den Kalender auf Telefon oder Rechner. Ein zweites Mal geladen, ändert sie die Termine, statt sie zu verdoppeln, und nimmt Abgesagtes heraus.", "A file for the calendar on phone or computer. Loaded again, it changes the events instead of doubling them, and takes out what was called off.";
    /// Button: file of events that are cleared for publication.
    PUBLIC_CALENDAR = "Zum Abonnieren, nur Freigegebenes", "To subscribe to, cleared events only";
    /// Below that button.
    PUBLIC_CALENDAR_TEXT = "Diese Datei auf die Seite des Ortes legen, immer unter demselben Namen: dann können alle sie abonnieren. Die App hat dafür keine eigene Adresse, denn der Server kann die Termine nicht lesen.", "Put this file on the town’s web page, always under the same name: then everybody can subscribe to it. The app has no address of its own for that, because the server cannot read the events.";
    /// Continues the name of the town as the name of that calendar.
    PUBLIC_CALENDAR_NAME = "öffentlich", "public";
    /// After pressing one of them when there is nothing to write.
    NOTHING_FOR_CALENDAR = "Hier ist kein Termin mit Tag für diese Datei.", "There is no event with a day for this file.";
    /// Filter of the list of events: month view.
    MONTH = "Monat", "Month";
    /// Above the questions of the debrief.
    DEBRIEF_TEXT = "Eine Minute, Stichworte genügen. Was leer bleibt, fehlt niemandem.", "One minute, keywords will do. Nobody misses what stays empty.";
    /// Button of the month view.
    MONTH_BEFORE = "Davor", "Before";
    /// Button of the month view.
    MONTH_AFTER = "Danach", "After";
    /// Button: the page of an event.
    TO_PLAN = "Zum Plan", "To the plan";
    /// Key and heading: the check the evening before.
    READY_CHECK = "Alles bereit?", "Everything ready?";
    /// The check found nothing missing.
    ALL_READY = "Alles bereit", "Everything is ready";
    /// The check found something missing.
    NOT_READY = "Noch nicht bereit", "Not ready yet";
    /// Line of the ready check.
    SHELL_GOOD = "App liegt auf diesem Gerät", "The app is on this device";
    /// Line of the ready check.
    SHELL_MISSING = "App liegt noch nicht ganz auf diesem Gerät", "The app is not wholly on this device yet";
    /// Remedy of the ready check.
    SHELL_REMEDY = "Mit Netz öffnen und kurz warten.", "Open it with a network and wait a moment.";
    /// Line of the ready check.
    LASTING_GOOD = "Speicher bleibt erhalten", "Storage is kept";
    /// Line of the ready check.
    LASTING_MISSING = "Speicher noch nicht dauerhaft", "Storage is not kept for sure";
    /// Remedy of the ready check.
    LASTING_REMEDY = "Zum Startbildschirm hinzufügen, dann räumt der Browser nichts weg.", "Add to the home screen, then the browser clears nothing away.";
    /// Line of the ready check.
    SENT_GOOD = "Abgeglichen, Stand heute", "Synced, as of today";
    /// Line of the ready check.
    SENT_MISSING = "Heute noch nicht ganz abgeglichen", "Not wholly synced today";
    /// Remedy of the ready check.
    SENT_REMEDY = "Einmal mit Netz auf „Jetzt senden“ drücken.", "With a network, press “Send now” once.";
    /// Line of the ready check.
    SECOND_GOOD = "Ein zweites Telefon ist dabei", "A second phone is in";
    /// Line of the ready check.
    SECOND_MISSING = "Noch kein zweites Telefon", "No second phone yet";
    /// Remedy of the ready check.
    SECOND_REMEDY = "Jemanden einladen. Fällt ein Telefon aus, zählt das andere weiter.", "Invite somebody. If one phone fails, the other goes on counting.";
    /// Line of the ready check.
    LOCK_GOOD = "Der Bildschirm sperrt und öffnet schnell", "The screen locks and opens quickly";
    /// Line of the ready check.
    LOCK_MISSING = "Jede Sperre braucht die sechs Wörter", "Every lock takes the six words";
    /// Remedy of the ready check.
    LOCK_REMEDY = "Jeder neue Start der App fragt nach den sechs Wörtern: den Zettel mitnehmen, getrennt vom Telefon. In den Einstellungen unter Sperren: Finger oder Gesicht erspart das Tippen, eine Zahl öffnet den gesperrten Bildschirm.", "Every new start of the app asks for the six words: take the slip along, apart from the phone. In the settings under Locks: finger or face saves the typing, a number opens the locked screen.";
    /// Line of the ready check.
    BATTERY_GOOD = "Akku reicht", "Battery will do";
    /// Line of the ready check.
    BATTERY_LOOK = "Akku ansehen", "Look at the battery";
    /// Remedy of the ready check.
    BATTERY_REMEDY = "Über 80 Prozent laden, Kabel oder Powerbank einpacken.", "Charge above 80 percent, pack a cable or power bank.";
    /// Line of the ready check.
    CONTACT_GOOD = "Notfallkontakt steht fest", "Emergency contact is set";
    /// Line of the ready check.
    CONTACT_MISSING = "Notfallkontakt fehlt", "Emergency contact is missing";
    /// Remedy of the ready check.
    CONTACT_REMEDY = "In der Veranstaltung unter Sicherheit eintragen.", "Enter it in the event under safety.";
    /// Line of the ready check.
    DEADLINES_GOOD = "Fristen und Genehmigungen sind geklärt", "Deadlines and permits are settled";
    /// Line of the ready check.
    DEADLINES_MISSING = "Fristen oder Genehmigungen sind offen", "Deadlines or permits are open";
    /// Remedy of the ready check.
    DEADLINES_REMEDY = "Auf der Seite der Veranstaltung steht, welche.", "The page of the event says which.";
    /// Button of the ready check.
    TO_SYNC_PAGE = "Zum Abgleich", "To sync";
    /// Button of the ready check.
    INVITE_PHONE = "Telefon einladen", "Invite a phone";
    /// Button of the ready check.
    TO_EVENT = "Veranstaltung ändern", "Change the event";
    /// Note of the ready check.
    LOCK_AT_STALL = "Am Stand: „Sperren“ in Live. Dann ist alles zu, nur das Zählen geht weiter; so lässt sich das Telefon übergeben.", "At the stall: “Lock” in Live. Then everything is closed and only counting goes on; so the phone can be handed over.";
    /// Key in Live: locks the phone, counting goes on.
    HAND_OVER = "Sperren", "Lock";
    /// Notice in Live.
    REPORT_CLOSED = "Der Bericht ist abgeschlossen.", "The report is closed.";
    /// Label: number of people nobody counted one by one.
    ESTIMATE = "Geschätzt dazu", "Estimated, to be added";
    /// Help of that input.
    ESTIMATE_HINT = "Steht im Bericht als Schätzung, nicht als Zählung.", "Stands in the report as an estimate, not as a count.";
    /// What can be corrected: the estimates.
    ESTIMATED = "Schätzung", "Estimate";
    /// Button: writes the counter-entry.
    CORRECT_ENTER = "Korrektur eintragen", "Enter the correction";
    /// Button: adds the estimate.
    ESTIMATE_ADD = "Schätzung dazuzählen", "Add the estimate";
    /// Heading of the counting screen of a locked phone.
    LOCKED_SHORT = "Gesperrt", "Locked";
    /// Below that heading.
    COUNTING_GOES_ON = "Zählen geht weiter", "Counting goes on";
    /// Beside the number of a locked phone.
    ON_THIS_PHONE = "auf diesem Gerät", "on this device";
    /// Beside the number: it is on the disk.
    STORED = "gespeichert", "saved";
    /// Notice on the locked phone.
    NOTHING_ELSE_HERE = "Sonst steht hier nichts:", "Nothing else is shown here:";
    /// Continues that notice.
    NOTHING_ELSE_HERE_TEXT = "kein Ort, kein Name, keine Gesamtzahl. Korrekturen nach dem Entsperren.", "no place, no name, no total. Corrections after unlocking.";
    /// Button on the locked phone.
    LAST_ONE_BACK = "Letztes +1 zurück", "Take the last +1 back";
    /// Button: hands the phone to the public.
    LET_VOTE = "Kleben lassen", "Let people vote";
    /// Below that button.
    LET_VOTE_TEXT = "Zeigt nur die Frage. Zurück geht es mit dem Schloss oben; dann ist das Telefon gesperrt.", "Shows the question only. The lock above leads back; the phone is locked then.";
    /// Button: no more dots are taken.
    CLOSE_VOTE = "Abfrage schließen", "Close the vote";
    /// Button: dots are taken again.
    OPEN_VOTE = "Wieder öffnen", "Open again";
    /// Button and heading: result poster.
    POSTER = "Plakat", "Poster";
    /// Note above the poster.
    POSTER_TEXT = "Hoch, A3 oder A4. Druckt sich ohne Kopf und Fuß der Seite.", "Upright, A3 or A4. Prints without head and foot of the page.";
    /// Summary of the recount log.
    RECOUNTS = "Nachzählungen", "Recounts";
    /// Heading: a board is counted again.
    RECOUNT = "Nachzählen", "Count again";
    /// Label: answers of a new vote.
    ANSWERS = "Antworten", "Answers";
    /// Help of that input.
    ANSWERS_HINT = "Zwei bis acht, eine je Zeile.", "Two to eight, one per line.";
    /// Tick: people see the result after voting.
    SHOW_RUNNING = "Zwischenstand nach dem Kleben zeigen", "Show the running result after voting";
    /// Below that tick.
    SHOW_RUNNING_TEXT = "Wer den Stand sieht, klebt anders. Verborgen ist ehrlicher.", "Who sees the result votes differently. Hidden is more honest.";
    /// Error: a vote without question.
    NEEDS_QUESTION = "Die Frage fehlt.", "The question is missing.";
    /// Error: a board without a name.
    NEEDS_PLACE = "Wo stand die Pinnwand? Ein Wort genügt.", "Where was the board? One word is enough.";
    /// Error: a recount without reason.
    NEEDS_REASON = "Warum nachgezählt? Ein paar Worte.", "Why counted again? A few words.";
    /// Label: where the board was.
    WHERE = "Wo stand sie?", "Where was it?";
    /// Note on the board page.
    PHOTO_OF_BOARD = "Ein Foto hilft beim Nachzählen. Es wird versiegelt und liegt beim Standort.", "A photo helps with a recount. It is sealed and kept with the station.";
    /// A closed vote.
    VOTE_CLOSED = "Diese Abfrage ist geschlossen.", "This vote is closed.";
    /// Continues that.
    VOTE_CLOSED_TEXT = "Danke fürs Mitmachen. Das Ergebnis wird ausgehängt.", "Thank you for taking part. The result will be put up.";
    /// Button of the ballot.
    DONE_NEXT_PERSON = "Fertig, nächste Person", "Done, next person";
    /// Button after the running result.
    NEXT_PERSON = "Nächste Person", "Next person";
    /// Button of the ballot when questions follow.
    NEXT_QUESTION = "Weiter zur nächsten Frage", "On to the next question";
    /// Note on the ballot.
    NO_NAMES_SHOWN = "Ohne Namen. Der Zwischenstand kommt nach dem Kleben.", "Without names. The running result comes after voting.";
    /// Note on the ballot.
    NO_NAMES_HIDDEN = "Ohne Namen. Das Ergebnis wird ausgehängt.", "Without names. The result will be put up.";
    /// Read aloud: leaves the ballot.
    LEAVE_BALLOT = "Abfrage verlassen und sperren", "Leave the vote and lock";
    /// Read aloud: changes the language of ballot and poster.
    OTHER_LANGUAGE = "Sprache wechseln", "Change language";
    /// Read aloud: steps of the minutes.
    STATE_OF_MINUTES = "Stand des Protokolls", "State of the minutes";
    /// Below the organisations present.
    NO_PERSONS = "Personen werden nicht erfasst", "Persons are not recorded";
    /// Heading: open tasks of earlier meetings.
    LEFT_OVER = "Offen vom letzten Mal", "Open from last time";
    /// Key on the page with all details of an event: the page where it is run.
    EVENT_PAGE = "Zur Veranstaltung", "To the event";
    /// Key of released minutes and of an event, and the name of the page it leads to: everything that is written down.
    OPEN_RECORD = "Alle Angaben", "All details";
    /// Key of the minutes: main point.
    LINE = "Punkt", "Point";
    /// Key of the minutes.
    DECISION = "Beschluss", "Decision";
    /// Key of the minutes.
    TASK = "Aufgabe", "Task";
    /// Label: one main point.
    LINE_LABEL = "Kernpunkt in einer Zeile", "Main point in one line";
    /// Help of that input.
    LINE_HINT = "Was gilt, nicht wer es gesagt hat.", "What holds, not who said it.";
    /// Label: wording of a decision.
    DECISION_LABEL = "Beschluss im Wortlaut", "Decision, word for word";
    /// Help of that input.
    DECISION_HINT = "Ein Satz, wie er gelten soll.", "One sentence, as it shall hold.";
    /// Label: a task in one line.
    TASK_LABEL = "Aufgabe in einer Zeile", "Task in one line";
    /// Help of that input.
    TASK_HINT = "Zum Beispiel: Bauhof: Bänke bis Fr", "For example: Works yard: benches by Fri";
    /// Read aloud before what was understood of a line.
    UNDERSTOOD = "Erkannt:", "Understood:";
    /// Button.
    ADD_LINE = "Zeile dazu", "Add line";
    /// Button.
    ADD_DECISION = "Beschluss festhalten", "Record decision";
    /// Button.
    ADD_TASK = "Aufgabe anlegen", "Create task";
    /// Button: next point of the agenda.
    ADD_POINT = "Auf die Tagesordnung", "Onto the agenda";
    /// Time of a point that has not begun.
    POINT_OPEN = "offen", "open";
    /// Button: begins a point.
    BEGIN_POINT = "Beginnen", "Begin";
    /// Button: ends a point.
    END_POINT = "Abschließen", "Finish";
    /// Button: the meeting is over.
    TO_DRAFT = "Mitschrift beenden", "Finish writing";
    /// Button: the chair releases the minutes.
    RELEASE = "Freigeben", "Release";
    /// Above that button.
    RELEASE_TEXT = "Die Sitzungsleitung prüft und gibt frei. Danach ist das Protokoll gesperrt.", "The chair checks and releases. After that the minutes are locked.";
    /// Button: minutes were sent.
    MARK_SENT = "Als versandt merken", "Mark as sent";
    /// Button: minutes are corrected.
    BACK_TO_DRAFT = "Zurück in den Entwurf", "Back to the draft";
    /// Notice: the minutes have two versions of something.
    DECIDE_FIRST = "Zwei Fassungen stehen nebeneinander. Erst entscheiden, dann freigeben.", "Two versions stand side by side. Decide first, then release.";
    /// Heading: tasks by organisation.
    HAND_OUT = "Aufgaben austeilen", "Hand out tasks";
    /// Below that heading.
    HAND_OUT_TEXT = "Jede Organisation bekommt nur ihre Aufgaben.", "Each organisation gets only its own tasks.";
    /// Button: share sheet.
    SHARE = "Teilen", "Share";
    /// After copying a text.
    COPIED = "Kopiert. In der Nachricht einfügen.", "Copied. Paste it into the message.";
    /// Heading of the debrief.
    MISSING_FOR_REPORT = "Fehlt noch für den Bericht", "Still missing for the report";
    /// Row below that heading.
    NOTHING_COUNTED = "Besucher*innen zählen oder schätzen", "Count or estimate visitors";
    /// Help when there were disturbances.
    TROUBLE_TO_INCIDENT = "Was genau war, gehört in einen Vorfall, nicht hierher.", "What exactly happened belongs in an incident, not here.";
    /// Heading: whom to thank.
    THANKS = "Danke an", "Thanks to";
    /// Button.
    SHARE_THANKS = "Dank teilen", "Share thanks";
    /// Heading: answers that are owed to citizens.
    WHAT_BECAME = "Was wurde daraus?", "What became of it?";
    /// Heading on the poster.
    WHAT_WILL_BECOME = "Was wird daraus?", "What will become of it?";
    /// On the poster, when no day is set.
    ANSWER_FOLLOWS = "Die Antwort wird an dieser Stelle ausgehängt.", "The answer will be put up in this place.";
    /// Button: public text of the result.
    SHARE_RESULT = "Text fürs Amtsblatt teilen", "Share text for the gazette";
    /// Heading and button: begins a format of participation at an event.
    BEGIN_FLOW = "Beteiligungsformat beginnen", "Begin a format of participation";
    /// Button of a flow.
    NEXT_STEP = "Nächster Schritt", "Next step";
    /// Label: which table of a World Café.
    TABLE = "Tisch", "Table";
    /// Note of a step that needs an event.
    NEEDS_EVENT = "Dafür braucht die Beteiligung eine Veranstaltung.", "For this the participation needs an event.";
    /// Button: makes a vote out of the proposals of a citizens' budget.
    VOTE_ON_PROPOSALS = "Abfrage aus den Vorschlägen machen", "Make a vote of the proposals";
    /// Button: draws lots.
    DRAW = "Ziehen", "Draw";
    /// Label: words said aloud.
    DRAW_WORDS = "Wörter der Ziehung", "Words of the draw";
    /// Help of that input.
    DRAW_WORDS_HINT = "Laut aus dem Publikum gesagt. Mit denselben Wörtern kommt dieselbe Ziehung heraus.", "Said aloud from the audience. The same words give the same draw.";
    /// Label: how many lots.
    DRAW_POOL = "Lose im Topf", "Lots in the pot";
    /// Label: how many are drawn.
    DRAW_TAKE = "Plätze", "Seats";
    /// Error: a draw without words.
    NEEDS_WORDS = "Die Wörter der Ziehung fehlen.", "The words of the draw are missing.";
    /// Label above the keys that set a day.
    ANSWER_WITHIN = "Antwort an alle in", "Answer to everyone in";
    /// Button: the public has its answer.
    EVERYONE_KNOWS = "Alle haben eine Antwort", "Everyone has an answer";
    /// Heading and key: idea cards are looked at before anybody outside sees them.
    CHECK_CARDS = "Karten prüfen", "Check cards";
    /// Below that heading.
    CHECK_CARDS_TEXT = "Nur was angenommen ist, steht auf Plakat und in Texten. Hass und Namen bleiben hier.", "Only what is accepted stands on posters and in texts. Hate and names stay here.";
    /// Button: the card may be shown.
    CARD_ACCEPT = "Annehmen", "Accept";
    /// Button: the card is put together with others like it.
    CARD_LAY = "Thema", "Topic";
    /// Button: the card is not shown.
    CARD_HOLD_BACK = "Zurückhalten", "Hold back";
    /// Button: the card is looked at once more.
    CARD_ANEW = "Noch einmal prüfen", "Check again";
    /// Filter: nobody has looked at these cards.
    CARDS_NEW = "Neu", "New";
    /// Filter: these cards may be shown.
    CARDS_SHOWN = "Angenommen", "Accepted";
    /// Filter: these cards are not shown.
    CARDS_HELD = "Zurückgehalten", "Held back";
    /// Label: which topic a card is laid to.
    CARD_TOPIC = "Thema", "Topic";
    /// Label: why a card is held back.
    CARD_REASON = "Grund", "Reason";
    /// Error: no topic is given.
    NEEDS_TOPIC = "Welches Thema? Ein Wort genügt.", "Which topic? One word is enough.";
    /// Error: a card is held back without a reason.
    NEEDS_CARD_REASON = "Warum? Ein paar Worte.", "Why? A few words.";
    /// Button: lays the card to the topic.
    CARD_LAY_THERE = "Dazulegen", "Lay it there";
    /// Empty list of new cards.
    NO_NEW_CARDS = "Alle Karten sind angesehen", "Every card has been looked at";
    /// Continues that.
    NO_NEW_CARDS_TEXT = "Neue stehen hier, sobald jemand eine schreibt.", "New ones stand here as soon as somebody writes one.";
    /// Empty list of accepted or held back cards.
    NO_SUCH_CARDS = "Hier liegt keine Karte", "No card lies here";
    /// Continues that.
    NO_SUCH_CARDS_TEXT = "Was entschieden ist, steht hier und lässt sich zurücknehmen.", "What was decided stands here and can be taken back.";
    /// Heading: topics of accepted cards with their numbers.
    TOPICS = "Themen", "Topics";
    /// Below a card whose words look like a name or a number.
    CARD_NAMED = "Sieht nach einem Namen oder einer Nummer aus. Erst zurückhalten, dann in Ruhe ändern.", "Looks like a name or a number. Hold it back first, change it in peace.";
    /// Button: leads to the photo of a card.
    SEE_PHOTO = "Foto ansehen", "See the photo";
    /// Bar after accepting a card.
    CARD_ACCEPTED = "Karte angenommen", "Card accepted";
    /// Bar after holding a card back.
    CARD_HELD = "Karte zurückgehalten", "Card held back";
    /// Bar after a card is new again.
    CARD_IS_NEW = "Karte ist wieder neu", "The card is new again";
    /// Heading and key: what two towns have together, an event or an alliance.
    JOINT = "Mit einer anderen Stadt zusammen", "Together with another town";
    /// Label: the other town.
    JOINT_TOWN = "Welche Stadt?", "Which town?";
    /// Error: no town was chosen.
    NEEDS_TOWN = "Die andere Stadt fehlt.", "The other town is missing.";
    /// Heading: fields that are copied.
    JOINT_GOES = "Das geht mit", "This goes along";
    /// Heading: what is not copied.
    JOINT_STAYS = "Das bleibt in der eigenen Stadt", "This stays in the own town";
    /// After a field that is not copied.
    JOINT_HELD_BACK = "sieht nach einem Namen aus; ändern, dann geht es mit", "looks like a name; change it, then it goes along";
    /// Key: moves the event or alliance to the network.
    JOINT_DO = "Ins Netzwerk geben", "Give to the network";
    /// After that.
    JOINT_DONE = "Jetzt gemeinsam. Die alte Fassung liegt im Papierkorb.", "Now together. The former version lies in the bin.";
    /// Notice: the network may only be read.
    JOINT_READ_ONLY = "Im Netzwerk darf dieses Gerät nur lesen. Die Gemeindekümmernden können das anlegen.", "This device may only read in the network. The caretakers can do this.";
    /// Notice on a joint event or alliance.
    JOINT_READERS = "Was hier geschrieben wird, lesen alle im Netzwerk.", "What is written here is read by everyone in the network.";
    /// Key beside what still refers to the former, unshared record.
    JOINT_FETCH = "Hierher holen", "Fetch it here";
    /// Title of the first entry of a list of towns, when a town has no name here.
    JOINT_OTHERS = "anderen Städten", "other towns";
    /// Heading: what becomes of an event or alliance of two towns when they part.
    JOINT_PART = "Wieder trennen", "Part again";
    /// On a device that may only read in the network.
    JOINT_PART_READ_ONLY = "Dieses Gerät darf im Netzwerk nur lesen. Die Gemeindekümmernden können das dort ändern.", "This device may only read in the network. The caretakers can change it there.";
    /// Key: the numbers of the event stand in the report from now on.
    CLOSE_REPORT = "Bericht abschließen", "Close the report";
    /// Below that key.
    CLOSE_REPORT_TEXT = "Die Zahl steht dann fest. Was später gezählt wird oder ankommt, ist Nachtrag.", "The number is fixed then. What is counted or arrives later is an addendum.";
    /// After closing the report.
    REPORT_IS_CLOSED = "Bericht abgeschlossen", "Report closed";
    /// Label of the discreet note.
    SENTENCE = "Was ist passiert?", "What happened?";
    /// Key in Live and on the band: a note only the inner circle can read. Short, and says nothing over the shoulder.
    IN_CONFIDENCE = "Diskret", "Discreet";
    /// Heading of that note.
    NOTE_IN_CONFIDENCE = "Diskret notieren", "Discreet note";
    /// Help of that input.
    SENTENCE_HINT = "Ein Satz. Keine Namen, keine Kennzeichen. Nur der innere Kreis kann das lesen.", "One sentence. No names, no number plates. Only the inner circle can read it.";
    /// Error: an empty note.
    NEEDS_SENTENCE = "Ein Satz fehlt.", "A sentence is missing.";
    /// Error: the note is too long.
    ONE_SENTENCE = "Höchstens 200 Zeichen. Der Rest kommt später in Ruhe dazu.", "200 characters at most. The rest is added later, in peace.";
    /// Notice: this device is in no inner circle.
    NO_CIRCLE = "Hier ist kein innerer Kreis.", "There is no inner circle here.";
    /// Continues that.
    NO_CIRCLE_TEXT = "Die Person mit der Leitung vor Ort ansprechen und nichts Vertrauliches in andere Felder schreiben.", "Speak to the person in charge, and write nothing confidential into other fields.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_is_filled_in_in_both_languages_and_has_a_note() {
        for word in WORDS {
            assert!(!word.note.trim().is_empty(), "{} has no note", word.name);
            for filled in [word.text.de, word.text.en] {
                assert!(
                    !filled.is_empty() && filled.trim() == filled,
                    "{}",
                    word.name
                );
                assert!(
                    !filled.contains("...") && !filled.contains('{'),
                    "{}",
                    word.name
                );
            }
        }
        let names: BTreeSet<_> = WORDS.iter().map(|word| word.name).collect();
        assert_eq!(names.len(), WORDS.len());
    }
}
