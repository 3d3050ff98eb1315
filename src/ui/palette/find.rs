//! What the palette offers: at first what the page can do and what was open
//! lately; once something is typed, the actions and records that fit it.

use leptos::prelude::*;

use super::fuzzy::{Fit, fit};
use crate::app::crm::{Crm, use_crm};
use crate::app::keyboard;
use crate::app::preferences::SingleKeys;
use crate::app::route::Route;
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::search::Hit;
use crate::ui::actions::desk::Desk;
use crate::ui::actions::keys::{is_plain, shown};
use crate::ui::actions::place::Spot;
use crate::ui::actions::{ACTIONS, Act, Action, Here};
use crate::ui::components::icon::Icon;
use crate::ui::components::palette::{Found, Palette};
use crate::ui::record::favourite::favourites;
use crate::ui::record::list::icon_of;
use crate::ui::show::record_title;
use crate::ui::words::concepts::{plural, singular};
use crate::ui::words::query::WORDING;
use crate::ui::words::vocabulary::{said, spoken};

/// The element's id.
pub const PALETTE_ID: &str = "palette";

/// The headings of the groups that are not a record type.
const ON_THIS_PAGE: &str = "On this page";
const FAVOURITES: &str = "Favourites";
const RECENT: &str = "Recent";
const ACTIONS_GROUP: &str = "Actions";
const GO_TO: &str = "Go to";
const SEARCH: &str = "Search";

/// How many of each are offered.
const MOST_RECENT: usize = 6;
const MOST_ACTIONS: usize = 6;
const MOST_RECORDS: usize = 24;
/// How much of what is typed counts.
const MOST_LETTERS: usize = 200;

/// The palette; the desk opens and closes it, and carries out what is chosen.
pub fn palette(desk: Desk) -> AnyView {
    let crm = use_crm();
    for collection in Collection::MAIN {
        crm.warm_list(collection, WORDING);
    }
    let find = Callback::new(move |typed: String| {
        let typed: String = typed.trim().chars().take(MOST_LETTERS).collect();
        if typed.is_empty() { at_first(crm, desk) } else { fitting(crm, desk, &typed) }
    });
    let on_choose = Callback::new(move |id: String| match action_of(&id) {
        Some(action) => desk.run(action.act),
        None => crm.router.go(&Route::parse(&id)),
    });
    let on_close = Callback::new(move |()| {
        desk.typed.set_value(String::new());
        desk.over.set(None);
    });
    view! {
        <Palette
            id=PALETTE_ID
            label=spoken("Command palette")
            field_label=spoken("Search")
            placeholder=spoken("Search records and actions…")
            initial=desk.typed.get_value()
            find
            on_choose
            on_close
        />
    }
    .into_any()
}

/// Before anything is typed.
fn at_first(crm: Crm, desk: Desk) -> Vec<Found> {
    let keys = Keys::of(crm, desk);
    let group = |action: &Action| match action.act {
        Act::Here(_) | Act::Filter => ON_THIS_PAGE,
        Act::New(_) if action.place.holds(keys.spot) => ON_THIS_PAGE,
        Act::Go(_) => GO_TO,
        _ => ACTIONS_GROUP,
    };
    let of = |wanted| {
        let actions = offered(desk).filter(move |action| group(action) == wanted);
        actions.map(move |action| action_line(action, wanted, Vec::new(), keys))
    };
    of(ON_THIS_PAGE).chain(starred(crm)).chain(recent(crm)).chain(of(ACTIONS_GROUP)).chain(of(GO_TO)).collect()
}

/// The favourites, but for the one that is open.
fn starred(crm: Crm) -> Vec<Found> {
    let now = crm.router.route().get_untracked();
    let others = untrack(|| favourites(crm)).into_iter().filter(|(record, _)| Route::Record(*record) != now);
    others.map(|(record, title)| record_line(record, spoken(FAVOURITES), title)).collect()
}

/// The records that were open lately, but for the one that is.
fn recent(crm: Crm) -> Vec<Found> {
    let now = crm.router.route().get_untracked();
    let seen = crm.preferences.with_untracked(|device| device.recent.clone());
    crm.peek(|workspace| {
        let there = seen.into_iter().filter(|record| Route::Record(*record) != now);
        let live = there.filter(|record| workspace.find(*record).is_some_and(Record::is_live));
        live.take(MOST_RECENT)
            .map(|record| record_line(record, spoken(RECENT), record_title(workspace, record)))
            .collect()
    })
}

/// What fits, in groups, the group with the best line first.
fn fitting(crm: Crm, desk: Desk, typed: &str) -> Vec<Found> {
    let keys = Keys::of(crm, desk);
    let mut groups: Vec<(i32, Vec<Found>)> = Vec::new();
    let mut add = |mut lines: Vec<(i32, Found)>, most: usize| {
        lines.order_by_key(|(score, _)| std::cmp::Reverse(*score));
        lines.truncate(most);
        if let Some((best, _)) = lines.first() {
            groups.push((*best, lines.into_iter().map(|(_, line)| line).collect()));
        }
    };
    let actions = offered(desk).filter_map(|action| {
        let fit = fit_action(typed, action)?;
        Some((fit.score, action_line(action, ACTIONS_GROUP, fit.marks, keys)))
    });
    add(actions.collect(), MOST_ACTIONS);
    let hits = crm.search(typed, MOST_RECORDS, WORDING);
    for collection in Collection::MAIN {
        let of = hits.iter().filter(|hit| hit.record.collection == collection);
        add(of.map(|hit| hit_line(typed, hit)).collect(), MOST_RECORDS);
    }
    groups.order_by_key(|(best, _)| std::cmp::Reverse(*best));
    let mut found: Vec<Found> = groups.into_iter().flat_map(|(_, lines)| lines).collect();
    found.push(Found {
        id: Route::Search(typed.to_owned()).href(),
        group: spoken(SEARCH),
        icon: Icon::Search,
        label: said!("All results for “{}”", typed),
        marks: Vec::new(),
        detail: String::new(),
        keys: String::new(),
    });
    found
}

/// The actions that can be done now; the palette does not offer itself.
fn offered(desk: Desk) -> impl Iterator<Item = &'static Action> {
    desk.possible().filter(|action| action.act != Act::Palette)
}

/// How typed text fits an action by its words, or less well by others for it.
fn fit_action(typed: &str, action: &Action) -> Option<Fit> {
    let words = spoken(action.words);
    let by_words = fit(typed, words);
    by_words.or_else(|| {
        let all = fit(typed, &format!("{words} {}", action.also))?;
        let marks = all.marks.into_iter().filter(|mark| mark.end <= words.len()).collect();
        Some(Fit { score: all.score / 2, marks })
    })
}

fn hit_line(typed: &str, hit: &Hit) -> (i32, Found) {
    let fit = fit(typed, &hit.title).unwrap_or_default();
    let mut line = record_line(hit.record, plural(hit.record.collection), hit.title.clone());
    line.marks = fit.marks;
    if !hit.text.is_empty() {
        line.detail.clone_from(&hit.text);
    }
    (fit.score, line)
}

fn record_line(record: RecordRef, group: &'static str, label: String) -> Found {
    Found {
        id: Route::Record(record).href(),
        group,
        icon: icon_of(record.collection),
        label,
        marks: Vec::new(),
        detail: if group == spoken(RECENT) { singular(record.collection).to_owned() } else { String::new() },
        keys: String::new(),
    }
}

/// Which keys count here and now, and how this device writes them.
#[derive(Clone, Copy)]
struct Keys {
    spot: Spot,
    mac: bool,
    plain: bool,
}

impl Keys {
    fn of(crm: Crm, desk: Desk) -> Self {
        let plain = crm.preferences.with_untracked(|device| device.single_keys == SingleKeys::On);
        Self { spot: desk.spot(), mac: keyboard::is_mac(), plain }
    }

    fn of_action(self, action: &Action) -> String {
        let counts = |written: &&&str| action.place.holds(self.spot) && (self.plain || !is_plain(written));
        action.keys.iter().find(counts).map(|written| shown(written, self.mac)).unwrap_or_default()
    }
}

fn action_line(action: &Action, group: &'static str, marks: Vec<std::ops::Range<usize>>, keys: Keys) -> Found {
    Found {
        id: action.words.to_owned(),
        group: spoken(group),
        icon: action_icon(action.act),
        label: spoken(action.words).to_owned(),
        marks,
        detail: String::new(),
        keys: keys.of_action(action),
    }
}

/// The action of a line; addresses are told from words by their `#`.
fn action_of(id: &str) -> Option<&'static Action> {
    ACTIONS.iter().find(|action| action.words == id)
}

fn action_icon(act: Act) -> Icon {
    match act {
        Act::Go(address) => match Route::parse(address) {
            Route::Home => Icon::Home,
            Route::List(collection, _) => icon_of(collection),
            Route::Board(_) => Icon::Board,
            Route::Calendar(_) => Icon::Calendar,
            Route::Trash => Icon::Trash,
            Route::Help(_) => Icon::Help,
            Route::Which => Icon::Search,
            Route::Paste(_) => Icon::Note,
            Route::Card => Icon::Pencil,
            Route::Settings(_) => Icon::Settings,
            _ => Icon::Import,
        },
        Act::New(_) => Icon::Plus,
        Act::Palette | Act::Focused => Icon::Search,
        Act::Help => Icon::Help,
        Act::Tour => Icon::Flag,
        Act::Print => Icon::Note,
        Act::Lock => Icon::Close,
        Act::Filter => Icon::Filter,
        Act::Undo => Icon::Undo,
        Act::Redo => Icon::Redo,
        Act::Here(here) => match here {
            Here::Edit => Icon::Pencil,
            Here::Favourite => Icon::Star,
            Here::Previous => Icon::ArrowUp,
            Here::Next => Icon::ArrowDown,
            Here::Convert => Icon::ArrowRight,
            Here::Delete => Icon::Trash,
            Here::LogCall => Icon::Phone,
            Here::LogMeeting => Icon::Calendar,
            Here::LogEmail => Icon::Mail,
            Here::LogNote => Icon::Note,
            Here::LogTask => Icon::CheckCircle,
        },
    }
}
