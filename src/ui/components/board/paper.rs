//! The board on paper: its columns below each other, with all their cards.

use leptos::prelude::*;

use super::{BoardCard, BoardColumn, State};
use crate::ui::components::format;
use crate::ui::components::paper::{Line, Sheet};

impl State {
    pub(super) fn sheet(self) -> Sheet {
        let columns = self.columns.get();
        let count = columns.iter().map(|column| column.cards.len() + 1).sum();
        let lines = columns.into_iter().flat_map(move |column| {
            let BoardColumn { title, summary, cards, .. } = column;
            let length = cards.len();
            let mut head = vec![format!("{title} ({})", format::quantity(cards.len()))];
            head.extend(summary);
            let card = move |at| Some(self.card.run(*cards.get(at)?)?.on_paper());
            let places = 0..length;
            std::iter::once(Line { heading: true, cells: head }).chain(places.filter_map(card))
        });
        Sheet { headings: Vec::new(), lines: Box::new(lines), count }
    }
}

impl BoardCard {
    fn on_paper(self) -> Line {
        let [second, third] = self.lines;
        let badges: Vec<String> = self.badges.into_iter().map(|(word, _)| word).collect();
        let last = if badges.is_empty() { self.last } else { badges.join(", ") };
        Line { heading: false, cells: vec![self.title, second, third, last] }
    }
}
