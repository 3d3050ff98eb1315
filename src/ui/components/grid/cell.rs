//! What stands in a cell: data, so that a row that scrolls in only changes the words of one
//! that scrolled out.

use leptos::prelude::*;

use crate::ui::components::badge::Tone;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The words.
    pub text: String,
    /// How they are drawn.
    pub look: Look,
}

/// How the words of a cell are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As they are.
    #[default]
    Plain,
    /// In a pill.
    Badge(Tone),
    /// In the colour of what went wrong.
    Late,
    /// Each of these in a pill.
    Chips(Vec<String>),
}

impl Cell {
    /// Words as they are.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), look: Look::Plain }
    }

    pub(super) fn view(self) -> AnyView {
        match self.look {
            Look::Plain => self.text.into_any(),
            Look::Badge(_) | Look::Chips(_) if self.text.is_empty() => self.text.into_any(),
            Look::Badge(tone) => pill(self.text, tone),
            Look::Late => view! { <span class="bad">{self.text}</span> }.into_any(),
            Look::Chips(words) => words.into_iter().map(|word| pill(word, Tone::Neutral)).collect_view().into_any(),
        }
    }
}

/// A [`Badge`](crate::ui::components::badge::Badge) without signals: what it says never changes.
fn pill(words: String, tone: Tone) -> AnyView {
    view! { <span class=format!("badge {}", tone.class())>{words}</span> }.into_any()
}
