//! Proposals of a citizens' budget: one per line, costs behind a semicolon. People stick dots on them; what stands on top and
//! fits the money is what the decision talks about.

use super::dots::ANSWERS_MAX;
use crate::text::Locale;
use crate::value::input;

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What.
    pub what: String,
    /// What it costs, in cents, if it was said.
    pub cents: Option<i64>,
}

/// Reads a line: `Bänke am Markt; 2.000`.
#[must_use]
pub fn read(line: &str) -> Option<Proposal> {
    let (what, costs) = line.rsplit_once(';').unwrap_or((line, ""));
    let costs = costs
        .trim()
        .trim_end_matches(['€'])
        .trim_end_matches("Euro")
        .trim_end_matches("EUR")
        .trim();
    let what = what.trim();
    (!what.is_empty()).then(|| Proposal {
        what: what.to_owned(),
        cents: input::money(costs, Locale::De).ok(),
    })
}

/// Returns the proposals of a note, and the answers of a vote on them: as many as a vote has room for.
#[must_use]
pub fn as_answers(lines: &[String]) -> Vec<String> {
    lines
        .iter()
        .filter_map(|line| read(line))
        .map(|proposal| proposal.what)
        .take(ANSWERS_MAX)
        .collect()
}

/// Returns what all proposals cost together, and how many did not say.
#[must_use]
pub fn sum(lines: &[String]) -> (i64, usize) {
    let mut all = (0i64, 0usize);
    for proposal in lines.iter().filter_map(|line| read(line)) {
        match proposal.cents {
            Some(cents) => all.0 = all.0.saturating_add(cents),
            None => all.1 += 1,
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(all: &[&str]) -> Vec<String> {
        all.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn a_proposal_is_words_and_costs() {
        let of = |line: &str| read(line).map(|it| (it.what, it.cents));
        assert_eq!(
            of("Bänke am Markt; 2.000 €"),
            Some(("Bänke am Markt".to_owned(), Some(200_000)))
        );
        assert_eq!(of("Schatten"), Some(("Schatten".to_owned(), None)));
        assert_eq!(
            of("Fest; Musik; 350,50 Euro"),
            Some(("Fest; Musik".to_owned(), Some(35_050)))
        );
        assert_eq!(of("Fest; viel"), Some(("Fest".to_owned(), None)));
        assert_eq!(of(" ; 20"), None);
    }

    #[test]
    fn a_vote_takes_as_many_as_it_has_room_for() {
        let all: Vec<String> = (0..12)
            .map(|number| format!("Nummer {number}; 10"))
            .collect();
        let answers = as_answers(&all);
        assert_eq!(answers.len(), ANSWERS_MAX);
        assert_eq!(answers[0], "Nummer 0");
    }

    #[test]
    fn costs_add_up_and_what_is_not_said_is_counted() {
        assert_eq!(sum(&lines(&["a; 10", "b; 2,50", "c"])), (1_250, 1));
    }
}
