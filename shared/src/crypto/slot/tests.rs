use super::*;
use crate::crypto::SeededEntropy;

/// Too little work for a device, enough for a test. Not readable through [`PassphraseSlot::decode`].
const QUICK: Work = Work {
    memory_kib: 64,
    passes: 1,
    lanes: 1,
};

fn words(seed: u64) -> Passphrase {
    Passphrase::make(&mut SeededEntropy::new(seed))
}

fn quick_slot(seed: u64) -> (PassphraseSlot, LocalKey) {
    let mut rng = SeededEntropy::new(seed);
    let local = LocalKey::make(&mut rng);
    (
        PassphraseSlot::make(QUICK, &words(seed), &local, &mut rng).unwrap(),
        local,
    )
}

#[test]
fn a_real_slot_opens_with_its_words_only_and_reads_back() {
    let mut rng = SeededEntropy::new(1);
    let local = LocalKey::make(&mut rng);
    let slot = make_slot(&words(1), &local, &mut rng).unwrap();
    assert_eq!(
        slot.work,
        Work {
            memory_kib: 65_536,
            passes: 3,
            lanes: 1
        }
    );
    let bytes = slot.encode();
    assert_eq!(bytes.len(), PassphraseSlot::BYTES);
    let read = PassphraseSlot::decode(&bytes).unwrap();
    assert_eq!(read, slot);
    assert_eq!(
        open_slot(&read, &words(1)).unwrap().as_bytes(),
        local.as_bytes()
    );
    assert_eq!(
        open_slot(&read, &words(2)).unwrap_err(),
        CryptoError::WrongPassphrase
    );
}

#[test]
fn a_changed_slot_does_not_open() {
    let (slot, local) = quick_slot(2);
    assert_eq!(slot.open(&words(2)).unwrap().as_bytes(), local.as_bytes());
    let wrong = |slot: PassphraseSlot| {
        assert_eq!(
            slot.open(&words(2)).unwrap_err(),
            CryptoError::WrongPassphrase
        );
    };
    for bit in 0..SALT_BYTES * 8 {
        let mut changed = slot.clone();
        changed.salt[bit / 8] ^= 1 << (bit % 8);
        wrong(changed);
    }
    for bit in 0..SEALED_BYTES * 8 {
        let mut changed = slot.clone();
        changed.sealed[bit / 8] ^= 1 << (bit % 8);
        wrong(changed);
    }
    wrong(PassphraseSlot {
        work: Work { passes: 2, ..QUICK },
        ..slot
    });
}

#[test]
fn a29_a_slot_with_less_work_than_safe_or_more_than_possible_is_refused() {
    let (mut slot, _) = quick_slot(3);
    let refused = [
        QUICK,
        Work {
            memory_kib: MEMORY_KIB_MIN - 1,
            passes: 3,
            lanes: 1,
        },
        Work {
            memory_kib: MEMORY_KIB,
            passes: 1,
            lanes: 1,
        },
        Work {
            memory_kib: MEMORY_KIB_MAX + 1,
            passes: 3,
            lanes: 1,
        },
        Work {
            memory_kib: MEMORY_KIB,
            passes: PASSES_MAX + 1,
            lanes: 1,
        },
        Work {
            memory_kib: MEMORY_KIB,
            passes: 3,
            lanes: 2,
        },
        Work {
            memory_kib: 0,
            passes: 0,
            lanes: 0,
        },
    ];
    for work in refused {
        slot.work = work;
        assert_eq!(PassphraseSlot::decode(&slot.encode()), Err(work.refused()));
        assert_eq!(open_slot(&slot, &words(3)).unwrap_err(), work.refused());
    }
    slot.work = Work {
        memory_kib: MEMORY_KIB_MIN,
        passes: PASSES_MIN,
        lanes: 1,
    };
    assert_eq!(PassphraseSlot::decode(&slot.encode()), Ok(slot));
}

#[test]
fn a_slot_of_the_wrong_length_or_version_is_named() {
    let (mut slot, _) = quick_slot(4);
    slot.work = Work {
        memory_kib: MEMORY_KIB,
        passes: 3,
        lanes: 1,
    };
    let bytes = slot.encode();
    let length = |found| {
        Err(CryptoError::Length {
            expected: PassphraseSlot::BYTES,
            found,
        })
    };
    for found in 0..bytes.len() {
        assert_eq!(PassphraseSlot::decode(&bytes[..found]), length(found));
    }
    assert_eq!(
        PassphraseSlot::decode(&[bytes.as_slice(), &[0]].concat()),
        length(bytes.len() + 1)
    );
    let newer = [&[2], &bytes[1..]].concat();
    assert_eq!(
        PassphraseSlot::decode(&newer),
        Err(CryptoError::SlotVersion { found: 2 })
    );
}
