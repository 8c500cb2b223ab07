use super::*;
use crate::crypto::SeededEntropy;

#[test]
fn the_list_is_sorted_plain_and_told_apart_by_four_letters() {
    let words: Vec<&str> = every_word().collect();
    assert_eq!(words.len(), WORD_COUNT);
    for word in &words {
        assert!((4..=9).contains(&word.len()), "{word}");
        assert!(
            word.bytes().all(|letter| letter.is_ascii_lowercase()),
            "{word}"
        );
    }
    for pair in words.windows(2) {
        assert!(pair[0] < pair[1], "{pair:?}");
        assert_ne!(pair[0].get(..4), pair[1].get(..4), "{pair:?}");
    }
}

#[test]
fn what_is_shown_can_be_typed_back() {
    for seed in 0..50 {
        let words = Passphrase::make(&mut SeededEntropy::new(seed));
        assert_eq!(Passphrase::parse(&words.to_text()), Ok(words.clone()));
        let short: Vec<String> = words
            .words()
            .map(|word| word.chars().take(4).collect::<String>().to_uppercase())
            .into();
        assert_eq!(
            Passphrase::parse(&format!("  {}\n", short.join(" - "))),
            Ok(words)
        );
    }
}

#[test]
fn every_word_is_chosen_sooner_or_later() {
    let mut rng = SeededEntropy::new(1);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..8000 {
        seen.extend(Passphrase::make(&mut rng).words());
    }
    assert_eq!(seen.len(), WORD_COUNT);
}

#[test]
fn a_slip_behind_the_fourth_letter_does_no_harm_and_umlauts_are_written_out() {
    let right = Passphrase::parse("abend apfel biene zebra garten wolke").unwrap();
    assert_eq!(
        Passphrase::parse("Abends, Äpfel"),
        Err(PassphraseError::UnknownWord { position: 2 })
    );
    assert_eq!(
        Passphrase::parse("ABENDE apfelx bienen zebrra gart wolken"),
        Ok(right)
    );
    assert_eq!(normalise("Bäume ÜBER Größe"), "baeume ueber groesse");
}

#[test]
fn an_error_names_the_word_by_its_place() {
    let typed = "abend apfel qqqq zebra garten wolke";
    assert_eq!(
        Passphrase::parse(typed),
        Err(PassphraseError::UnknownWord { position: 3 })
    );
    let typed = "abend apf biene zebra garten wolke";
    assert_eq!(
        Passphrase::parse(typed),
        Err(PassphraseError::UnknownWord { position: 2 })
    );
    let count = |found| {
        Err(PassphraseError::WordCount {
            expected: PASSPHRASE_WORDS,
            found,
        })
    };
    assert_eq!(Passphrase::parse(""), count(0));
    assert_eq!(Passphrase::parse("abend apfel"), count(2));
    assert_eq!(Passphrase::parse(&"abend ".repeat(7)), count(7));
}

#[test]
fn a_prefix_is_completed_when_only_one_word_fits() {
    assert_eq!(complete("abend"), Some("abend"));
    assert_eq!(complete("XYL"), Some("xylophon"));
    assert_eq!(complete("ab"), None);
    assert_eq!(complete(""), None);
    assert_eq!(complete("qqq"), None);
    assert!(every_word().all(|word| complete(word.get(..4).unwrap()) == Some(word)));
}

#[test]
fn a_passphrase_is_never_printed() {
    let words = Passphrase::make(&mut SeededEntropy::new(3));
    let printed = format!("{words:?}");
    assert!(words.words().iter().all(|word| !printed.contains(word)));
}
