//! Cards in columns, moved by dragging or by each card's menu.

use super::{
    badge::Tone,
    fresh_id::fresh_id,
    icon::{Icon, icon},
    menu::{Menu, MenuItem},
};
use crate::platform::dom;
use crate::platform::dom::Element;
use leptos::{ev, html, prelude::*};

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardColumn {
    /// Names the column to `on_move`.
    pub id: String,
    /// The heading.
    pub title: String,
    /// How many cards there are in all; shown after the heading.
    pub count: usize,
    /// Sums and the like, one per line.
    pub summary: Vec<String>,
    /// Colours the heading.
    pub tone: Tone,
    /// Top to bottom.
    pub cards: Vec<BoardCard>,
    /// Below the cards: words and the address they lead to.
    pub foot: Option<(String, String)>,
}

/// One card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardCard {
    /// Names the card to `on_move`.
    pub id: String,
    /// The first line, a link.
    pub title: String,
    /// Where the title leads.
    pub href: String,
    /// Further lines.
    pub lines: Vec<String>,
    /// Words in pills below.
    pub badges: Vec<(String, Tone)>,
}

/// Columns of cards. Dragging starts after a few pixels with the mouse or a pen, and at
/// the grip by touch, so that a finger on the card scrolls. Escape cancels.
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
    /// Called with the ids of a card and of the column it goes to. Without it the
    /// cards stay where they are.
    #[prop(optional)]
    on_move: Option<Callback<(String, String)>>,
    /// Cards drawn per column before “Show more”.
    #[prop(default = 50)]
    limit: usize,
) -> impl IntoView {
    let drag = Drag {
        card: RwSignal::new(None),
        shift: RwSignal::new((0.0, 0.0)),
        over: RwSignal::new(None),
        from: StoredValue::new((0, 0)),
        dropped: StoredValue::new(false),
        board: NodeRef::new(),
        on_move,
        followed: StoredValue::new(None),
    };
    Effect::new(move |_| {
        columns.track();
        drag.follow();
    });
    let cancel = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && drag.is_dragging() {
            event.prevent_default();
            drag.stop();
        }
    });
    on_cleanup(move || cancel.remove());
    let targets = Memo::new(move |_| {
        columns
            .with(|columns| columns.iter().map(|column| (column.id.clone(), column.title.clone())).collect::<Vec<_>>())
    });
    view! {
        <div
            class="board"
            class:board--still=on_move.is_none()
            class:board--dragging=move || drag.is_dragging()
            role="group"
            aria-label=label
            node_ref=drag.board
        >
            {move || {
                columns
                    .get()
                    .into_iter()
                    .map(|column| column_view(column, drag, targets, limit))
                    .collect_view()
            }}
        </div>
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
struct Held {
    card: String,
    column: String,
    /// False while the pointer is down but has not moved far enough.
    moving: bool,
}

#[derive(Clone, Copy)]
struct Drag {
    card: RwSignal<Option<Held>>,
    shift: RwSignal<(f64, f64)>,
    over: RwSignal<Option<String>>,
    from: StoredValue<(i32, i32)>,
    /// A drag has just ended: the click that follows is not a press on the link.
    dropped: StoredValue<bool>,
    board: NodeRef<html::Div>,
    on_move: Option<Callback<(String, String)>>,
    /// The card that is moved by its menu and where to: the focus goes along.
    followed: StoredValue<Option<(String, String)>>,
}

const THRESHOLD: i32 = 5;
const EDGE: f64 = 48.0;

impl Drag {
    fn is_dragging(self) -> bool {
        self.card.with(|held| held.as_ref().is_some_and(|held| held.moving))
    }

    fn holds(self, card: &str) -> bool {
        self.card.with(|held| held.as_ref().is_some_and(|held| held.moving && held.card == card))
    }

    fn start(self, event: &ev::PointerEvent, card: String, column: String) {
        let on_grip = dom::closest(event.target(), ".board-grip").is_some();
        let on_button = dom::closest(event.target(), "button").is_some();
        if self.on_move.is_none() || event.button() != 0 || on_button || (event.pointer_type() == "touch" && !on_grip) {
            return;
        }
        self.dropped.set_value(false);
        self.from.set_value((event.client_x(), event.client_y()));
        self.card.set(Some(Held { card, column, moving: false }));
    }

    fn moved(self, event: &ev::PointerEvent) {
        let Some(held) = self.card.get_untracked() else {
            return;
        };
        let (from_x, from_y) = self.from.get_value();
        let (x, y) = (event.client_x(), event.client_y());
        if !held.moving {
            if (x - from_x).abs().max((y - from_y).abs()) < THRESHOLD {
                return;
            }
            if let Some(card) = dom::closest(event.target(), ".board-card") {
                card.set_pointer_capture(event.pointer_id()).ok();
            }
            self.card.set(Some(Held { moving: true, ..held }));
        }
        event.prevent_default();
        self.shift.set((f64::from(x - from_x), f64::from(y - from_y)));
        self.scroll_near_edge(x);
        let over = dom::element_at(x, y).and_then(|at| column_of(&at));
        if self.over.with_untracked(|now| *now != over) {
            self.over.set(over);
        }
    }

    /// Columns beyond the edge come into view while a card is held there.
    fn scroll_near_edge(self, x: i32) {
        let Some(board) = self.board.get_untracked() else {
            return;
        };
        let at = dom::box_of(&board);
        let step = if f64::from(x) < at.left + EDGE {
            -16
        } else if f64::from(x) > at.left + at.width - EDGE {
            16
        } else {
            return;
        };
        board.set_scroll_left(board.scroll_left() + step);
    }

    fn drop_here(self) {
        let held = self.card.get_untracked().filter(|held| held.moving);
        let over = self.over.get_untracked();
        self.stop();
        if let Some(held) = held {
            self.dropped.set_value(true);
            if let (Some(on_move), Some(column)) = (self.on_move, over.filter(|column| *column != held.column)) {
                on_move.run((held.card, column));
            }
        }
    }

    fn stop(self) {
        if self.card.with_untracked(Option::is_some) {
            self.card.set(None);
            self.over.set(None);
            self.shift.set((0.0, 0.0));
        }
    }

    /// After a move by the menu: the focus to the card's menu, once the card is
    /// in its column.
    fn follow(self) {
        let Some((card, column)) = self.followed.get_value() else { return };
        dom::after_render(move || {
            let Some(board) = self.board.try_get_untracked().flatten() else { return };
            let arrived = |at: &Element| {
                at.get_attribute("data-card").as_ref() == Some(&card) && column_of(at).as_ref() == Some(&column)
            };
            let cards = dom::find_all(&board, "[data-card]");
            if let Some(button) = cards.iter().find(|at| arrived(at)).and_then(|at| dom::find(at, "button")) {
                self.followed.set_value(None);
                dom::focus(&button);
            }
        });
    }
}

fn column_of(element: &dom::Element) -> Option<String> {
    element.closest("[data-column]").ok()??.get_attribute("data-column")
}

fn column_view(column: BoardColumn, drag: Drag, targets: Memo<Vec<(String, String)>>, limit: usize) -> AnyView {
    let BoardColumn { id, title, count, summary, tone, cards, foot } = column;
    let heading = fresh_id("column");
    let (labelled_by, list_labelled_by) = (heading.clone(), heading.clone());
    let shown = RwSignal::new(limit);
    let total = cards.len();
    let own = id.clone();
    let data_column = id.clone();
    let is_over = move || drag.over.with(|over| over.as_deref() == Some(own.as_str()));
    let cards = StoredValue::new(cards);
    view! {
        <section
            class=format!("board-column {}", tone.class())
            class:board-column--over=is_over
            data-column=data_column
            aria-labelledby=labelled_by
        >
            <header class="board-head">
                <h2 id=heading>{title} " " <span class="board-count">{count.to_string()}</span></h2>
                {summary
                    .into_iter()
                    .map(|line| view! { <p class="board-sum num">{line}</p> })
                    .collect_view()}
            </header>
            <ul class="board-cards" role="list" aria-labelledby=list_labelled_by>
                {move || {
                    cards
                        .get_value()
                        .into_iter()
                        .take(shown.get())
                        .map(|card| card_view(card, id.clone(), drag, targets))
                        .collect_view()
                }}
            </ul>
            {move || {
                (total > shown.get())
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--ghost btn--small board-more"
                                on:click=move |_| shown.update(|shown| *shown += limit)
                            >
                                {format!("Show more ({})", total - shown.get())}
                            </button>
                        }
                    })
            }}
            {foot
                .map(|(words, href)| {
                    view! {
                        <a class="board-foot" href=href>
                            {words}
                        </a>
                    }
                })}
        </section>
    }
    .into_any()
}

fn card_view(card: BoardCard, column: String, drag: Drag, targets: Memo<Vec<(String, String)>>) -> AnyView {
    let BoardCard { id, title, href, lines, badges } = card;
    let menu = drag.on_move.map(|on_move| {
        let items = move_items(id.clone(), column.clone(), drag, on_move, targets);
        let label = format!("Move {title} to…");
        view! { <Menu label items icon=Icon::More icon_only=true variant=super::button::Variant::Ghost small=true align_end=true /> }
    });
    let grip = drag.on_move.map(|_| view! { <span class="board-grip" aria-hidden="true">{icon(Icon::Grip)}</span> });
    let held = StoredValue::new(id.clone());
    let data_card = id.clone();
    let is_held = move || held.with_value(|id| drag.holds(id));
    let transform = move || {
        is_held().then(|| {
            let (x, y) = drag.shift.get();
            format!("translate({x}px, {y}px)")
        })
    };
    view! {
        <li
            class="board-card"
            class:board-card--held=is_held
            role="listitem"
            data-card=data_card
            style:transform=transform
            on:pointerdown=move |event| drag.start(&event, id.clone(), column.clone())
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |_| drag.drop_here()
            on:pointercancel=move |_| drag.stop()
        >
            <div class="board-card-top">
                {grip}
                <a
                    class="board-title"
                    href=href
                    draggable="false"
                    on:click=move |event| {
                        if drag.dropped.get_value() {
                            drag.dropped.set_value(false);
                            event.prevent_default();
                        }
                    }
                >
                    {title}
                </a>
                {menu}
            </div>
            {lines
                .into_iter()
                .map(|line| view! { <p class="board-line">{line}</p> })
                .collect_view()}
            {(!badges.is_empty())
                .then(|| {
                    view! {
                        <p class="board-badges">
                            {badges
                                .into_iter()
                                .map(|(word, tone)| {
                                    view! { <span class=format!("badge {}", tone.class())>{word}</span> }
                                })
                                .collect_view()}
                        </p>
                    }
                })}
        </li>
    }
    .into_any()
}

/// The keyboard's way: one menu entry per other column.
fn move_items(
    card: String,
    column: String,
    drag: Drag,
    on_move: Callback<(String, String)>,
    targets: Memo<Vec<(String, String)>>,
) -> Signal<Vec<MenuItem>> {
    Signal::derive(move || {
        targets
            .get()
            .into_iter()
            .filter(|(id, _)| *id != column)
            .map(|(id, title)| {
                let card = card.clone();
                let act = Callback::new(move |()| {
                    drag.followed.set_value(Some((card.clone(), id.clone())));
                    on_move.run((card.clone(), id.clone()));
                });
                MenuItem::new(format!("Move to {title}"), act).icon(Icon::ArrowRight)
            })
            .collect()
    })
}
