//! `#/duplicates`: looking for records that are there twice, and what to do
//! about each; `#/duplicates/merge?of=accounts&ids=…` makes one of them.

mod choices;
mod group;
mod merge;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::app::finder::{Finder, use_finder};
use crate::app::route::{Query, Route};
use crate::domain::duplicates::{BLOCK, Findings, Group, Pair};
use crate::domain::record::Collection;
use crate::ui::components::button::{Button, Variant};
use crate::ui::components::deck;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::icon::Icon;
use crate::ui::components::meter::WorkMeter;
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::tabs::{Tab, Tabs};
use crate::ui::words::concepts::plural;
use crate::ui::words::counts::{count, grouped};
use crate::ui::words::vocabulary::{said, spoken};

pub use merge::MergePage;

/// How many groups are drawn at first, and how many more at each press.
const DRAWN: usize = 50;
/// The name of the tab for leads that are contacts or customers already.
const KNOWN: &str = "known";
/// The tabs, by the name in addresses; the first needs none.
const TABS: [&str; 4] = ["accounts", "contacts", "leads", KNOWN];

/// What the page shows. A copy is a handle to the same.
#[derive(Clone, Copy)]
struct Desk {
    crm: Crm,
    finder: Finder,
    tab: Memo<&'static str>,
    /// What was found and is still so.
    open: Memo<Arc<Findings>>,
    drawn: RwSignal<usize>,
}

/// The page on which duplicates are looked for.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let (crm, finder) = (use_crm(), use_finder());
    let desk = Desk {
        crm,
        finder,
        tab: Memo::new(move |before: Option<&&'static str>| match crm.router.route().get() {
            Route::Duplicates(query) => tab_of(&query),
            _ => before.copied().unwrap_or(TABS[0]),
        }),
        open: Memo::new(move |_| Arc::new(still_open(crm, finder))),
        drawn: RwSignal::new(DRAWN),
    };
    let running = move || finder.progress().get().is_some();
    let label = Signal::derive(move || {
        if finder.findings().get().is_some() { spoken("Look again") } else { spoken("Look for duplicates") }.to_owned()
    });
    view! {
        <div class="page">
            <PageHeader
                title=spoken("Duplicates")
                concept=Some(spoken("Who is here twice counts twice. Relata looks and says why it thinks so; you decide, and can undo it").to_owned())
            >
                <Button
                    label
                    icon=Icon::Search
                    variant=Variant::Primary
                    disabled=Signal::derive(running)
                    on_press=Callback::new(move |()| finder.start(crm))
                />
            </PageHeader>
            <WorkMeter
                label=spoken("Looking for duplicates")
                percent=finder.progress()
                on_cancel=Callback::new(move |()| finder.cancel())
            />
            {move || if finder.findings().get().is_some() { desk.found() } else { desk.nothing_yet() }}
        </div>
    }
    .into_any()
}

fn tab_of(query: &Query) -> &'static str {
    TABS.into_iter().find(|tab| query.get("type") == Some(tab)).unwrap_or(TABS[0])
}

/// What the last search found, without what has been merged, told apart or
/// deleted since.
fn still_open(crm: Crm, finder: Finder) -> Findings {
    let found = finder.findings().get();
    let scanned = crate::domain::duplicates::SCANNED;
    found.map(|found| crm.read(&scanned, |workspace| found.still_open(workspace))).unwrap_or_default()
}

impl Desk {
    fn nothing_yet(self) -> AnyView {
        (self.finder.progress().get().is_none())
            .then(|| {
                view! {
                    <EmptyState
                        icon=Icon::Search
                        title=spoken("Nobody has looked yet")
                        text=spoken("Leads, contacts and accounts are compared by e-mail address, phone number, web domain and name, also where a name is mistyped.")
                    />
                }
            })
            .into_any()
    }

    fn found(self) -> AnyView {
        let tabs = Signal::derive(move || self.tabs());
        view! {
            <p class="duplicates-sum" role="status">{move || self.sum()}</p>
            <Tabs label=spoken("Types") tabs />
            {move || if self.tab.get() == KNOWN { self.known() } else { self.groups() }}
        }
        .into_any()
    }

    /// What was looked at, and what not in full (D5).
    fn sum(self) -> String {
        let found = self.open.get();
        let left = found.groups.len() + found.known.len();
        let sum = said!("{} looked at, {} left to decide.", count(found.records, "record", "records"), grouped(left));
        if found.crowded == 0 {
            return sum;
        }
        said!(
            "{} {} stand on more than {} records each: of those, each was compared with the next few by name only.",
            sum,
            count(found.crowded, "address, number or name", "addresses, numbers or names"),
            BLOCK
        )
    }

    fn tabs(self) -> Vec<Tab> {
        let (found, current) = (self.open.get(), self.tab.get());
        let of = |name: &str| found.groups.iter().filter(|group| group.is_of(collection_of(name))).count();
        let tab = |name: &'static str| Tab {
            href: Route::Duplicates(Query::default().with("type", if name == TABS[0] { "" } else { name })).href(),
            label: if name == KNOWN {
                spoken("Known already").to_owned()
            } else {
                plural(collection_of(name)).to_owned()
            },
            count: Some(grouped(if name == KNOWN { found.known.len() } else { of(name) })),
            current: name == current,
        };
        TABS.into_iter().map(tab).collect()
    }

    fn groups(self) -> AnyView {
        let collection = collection_of(self.tab.get());
        let groups = Memo::new(move |_| {
            let found = self.open.get();
            found
                .groups
                .iter()
                .filter(|group| group.is_of(collection))
                .take(self.drawn.get())
                .cloned()
                .collect::<Vec<Group>>()
        });
        let all = move || self.open.with(|found| found.groups.iter().filter(|group| group.is_of(collection)).count());
        let intro = said!(
            "{} that are probably one, the likeliest first. The arrow keys go from group to group.",
            plural(collection)
        );
        view! {
            <Show when=move || { all() > 0 } fallback=move || nothing_left()>
                <p class="muted">{intro.clone()}</p>
                <ol class="deck" on:keydown=deck::walk>
                    <For each=move || groups.get() key=|group| (group.records.clone(), group.pairs.len()) let:found>
                        {group::card(self.crm, &found)}
                    </For>
                </ol>
                <Show when=move || { all() > self.drawn.get() }>
                    <Button
                        label=Signal::derive(move || said!("Show more of {}", grouped(all())))
                        on_press=Callback::new(move |()| self.drawn.update(|drawn| *drawn += DRAWN))
                    />
                </Show>
            </Show>
        }
        .into_any()
    }

    fn known(self) -> AnyView {
        let known =
            Memo::new(move |_| self.open.get().known.iter().take(self.drawn.get()).cloned().collect::<Vec<Pair>>());
        view! {
            <Show when=move || !known.with(Vec::is_empty) fallback=move || nothing_left()>
                <p class="muted">
                    {spoken("Leads of people and companies that you know already: convert them, and they join what is there.")}
                </p>
                <ol class="deck" on:keydown=deck::walk>
                    <For each=move || known.get() key=|pair| (pair.one, pair.other) let:pair>
                        {group::known(self.crm, &pair)}
                    </For>
                </ol>
            </Show>
        }
        .into_any()
    }
}

fn nothing_left() -> AnyView {
    view! { <EmptyState icon=Icon::CheckCircle title=spoken("Nothing left here") text=spoken("No two of these look like one.") /> }
        .into_any()
}

/// The collection of a tab.
fn collection_of(tab: &str) -> Collection {
    Collection::from_plural(tab).unwrap_or(Collection::Lead)
}
