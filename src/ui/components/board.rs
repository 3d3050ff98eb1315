//! Cards in columns, moved by dragging, by each card's menu, and by keys. Of
//! columns of any length only the cards in view are drawn.

mod column;
mod drag;
mod keys;
mod paper;

use std::sync::Arc;

use super::{
    badge::Tone,
    icon::Icon,
    menu::{MenuItem, MenuList, MenuPopup},
    paper::on_paper,
};
use crate::platform::dom;
use crate::ui::words::vocabulary::said;
use drag::Drag;
use leptos::{ev, html, prelude::*};
use uuid::Uuid;

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardColumn {
    /// Names the column to `on_move`.
    pub id: Uuid,
    /// The heading.
    pub title: String,
    /// Sums and the like, one per line.
    pub summary: Vec<String>,
    /// Colours the heading.
    pub tone: Tone,
    /// The cards, top to bottom.
    pub cards: Arc<[Uuid]>,
    /// Below the cards: words and the address they lead to.
    pub foot: Option<(String, String)>,
    /// Drawn as a narrow strip without its cards.
    pub folded: bool,
}

/// One card. Cards are of one height: each line is one line.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardCard {
    /// The first line, a link.
    pub title: String,
    /// Where the title leads.
    pub href: String,
    /// Two lines.
    pub lines: [String; 2],
    /// Words in pills on the last line.
    pub badges: Vec<(String, Tone)>,
    /// The last line where there are no pills.
    pub last: String,
}

/// Columns of cards. Dragging starts after a few pixels with the mouse or a pen, and at
/// the grip by touch, so that a finger on the card scrolls. Escape cancels.
///
/// Keys, with the focus on a card: arrows go to other cards, Home and End to the first and
/// the last; with Shift or Ctrl, left and right move the card.
///
/// The board itself moves nothing: `on_move` gets the ids of card and column, and the
/// page answers with new `columns` (or not). Announcing the move is the page's matter.
#[component]
pub fn Board(
    /// The accessible name.
    #[prop(into)]
    label: String,
    /// Left to right.
    #[prop(into)]
    columns: Signal<Vec<BoardColumn>>,
    /// What stands on a card; asked for the cards in view, again when what it read changes.
    card: Callback<Uuid, Option<BoardCard>>,
    /// Called with the ids of a card and of the column it goes to. Without it the
    /// cards stay where they are.
    #[prop(optional)]
    on_move: Option<Callback<(Uuid, Uuid)>>,
    /// Called with the id of a column that is to be folded, or unfolded.
    #[prop(optional)]
    on_fold: Option<Callback<Uuid>>,
) -> impl IntoView {
    let board = NodeRef::new();
    let state = State {
        columns,
        card,
        on_move,
        on_fold,
        board,
        ruler: NodeRef::new(),
        sizes: RwSignal::new(Sizes::default()),
        drag: Drag::new(board),
        focused: RwSignal::new(None),
        menu: MenuPopup::new(true),
        menu_of: RwSignal::new(None),
        followed: StoredValue::new(None),
    };
    state.keep_measured();
    Effect::new(move |_| {
        columns.track();
        state.follow();
    });
    let cancel = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && state.drag.is_moving() {
            event.prevent_default();
            state.drag.stop();
        }
    });
    on_cleanup(move || {
        cancel.remove();
        state.drag.stop();
    });
    let ids = Memo::new(move |_| columns.with(|columns| columns.iter().map(|column| column.id).collect::<Vec<_>>()));
    view! {
        <div
            class="board"
            class:board--still=on_move.is_none()
            class:board--dragging=move || state.drag.is_moving()
            role="group"
            aria-label=label
            node_ref=board
            on:pointerdown=move |event| if on_move.is_some() { state.drag.begin(&event) }
            on:pointermove=move |event| state.drag.moved(&event)
            on:pointerup=move |_| {
                if let (Some(on_move), Some(dropped)) = (on_move, state.drag.end()) {
                    on_move.run(dropped);
                }
            }
            on:pointercancel=move |_| state.drag.stop()
            // The end of a drag is no press on a link.
            on:click=move |event| if state.drag.swallows_click() { event.prevent_default() }
            on:keydown=move |event| state.key(&event)
            on:focusin=move |event| state.focused.set(keys::card_at(event.target()).map(|(card, _)| card))
        >
            <div class="board-ruler" aria-hidden="true" node_ref=state.ruler></div>
            <For each=move || ids.get() key=|id| *id let:id>
                {column::column_view(state, id)}
            </For>
            {move || state.drag.held().map(|held| column::ghost(state, &held))}
        </div>
        {on_move.map(|on_move| state.menu(on_move))}
        {on_paper(move || state.sheet())}
    }
    .into_any()
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sizes {
    /// From the top of a card to the top of the next.
    card: f64,
    /// The height of the board, more than what a column shows.
    viewport: f64,
}

#[derive(Clone, Copy)]
struct State {
    columns: Signal<Vec<BoardColumn>>,
    card: Callback<Uuid, Option<BoardCard>>,
    on_move: Option<Callback<(Uuid, Uuid)>>,
    on_fold: Option<Callback<Uuid>>,
    board: NodeRef<html::Div>,
    ruler: NodeRef<html::Div>,
    sizes: RwSignal<Sizes>,
    drag: Drag,
    /// The card that had the focus last: it stays drawn, so that scrolling does not lose the focus.
    focused: RwSignal<Option<Uuid>>,
    menu: MenuPopup,
    /// The card and its column that the menu is for.
    menu_of: RwSignal<Option<(Uuid, Uuid)>>,
    /// The card that is moved by key or menu, and where to: the focus goes along.
    followed: StoredValue<Option<(Uuid, Uuid)>>,
}

impl State {
    /// Measures once shown and whenever the window changes.
    fn keep_measured(self) {
        Effect::new(move |_| {
            if self.board.get().is_some() && self.ruler.get().is_some() {
                dom::after_render(move || self.measure());
            }
        });
        let resized = window_event_listener(ev::resize, move |_| self.measure());
        on_cleanup(move || resized.remove());
    }

    fn measure(self) {
        if let (Some(board), Some(ruler)) =
            (self.board.try_get_untracked().flatten(), self.ruler.try_get_untracked().flatten())
        {
            let sizes = Sizes { card: dom::box_of(&ruler).height, viewport: f64::from(board.client_height()) };
            if self.sizes.get_untracked() != sizes {
                self.sizes.set(sizes);
            }
        }
    }

    /// One menu for all cards: an entry for each other column.
    fn menu(self, on_move: Callback<(Uuid, Uuid)>) -> AnyView {
        let label = Signal::derive(move || {
            let card = self.menu_of.get().and_then(|(card, _)| self.card.run(card));
            move_label(&card.map(|card| card.title).unwrap_or_default())
        });
        let items = Signal::derive(move || {
            let Some((card, from)) = self.menu_of.get() else { return Vec::new() };
            let item = |column: &BoardColumn| {
                let to = column.id;
                let act = Callback::new(move |()| self.carry(on_move, card, to));
                MenuItem::new(said!("Move to {}", column.title), act).icon(Icon::ArrowRight)
            };
            self.columns.with(|columns| columns.iter().filter(|column| column.id != from).map(item).collect())
        });
        view! { <MenuList popup=self.menu items label id=MENU_ID.to_owned() /> }.into_any()
    }

    /// Moves a card by key or menu; the focus is to go along.
    fn carry(self, on_move: Callback<(Uuid, Uuid)>, card: Uuid, column: Uuid) {
        self.followed.set_value(Some((card, column)));
        on_move.run((card, column));
    }

    /// The focus to the card that was moved, once it is in its column.
    fn follow(self) {
        let Some((card, column)) = self.followed.get_value() else { return };
        dom::after_render(move || {
            let place = self.columns.try_with_untracked(|columns| {
                let column = columns.iter().find(|found| found.id == column)?;
                column.cards.iter().position(|found| *found == card)
            });
            if let Some(at) = place.flatten() {
                self.followed.set_value(None);
                self.go_to(column, at);
            }
        });
    }
}

const MENU_ID: &str = "board-menu";

fn move_label(title: &str) -> String {
    said!("Move {} to…", title)
}
