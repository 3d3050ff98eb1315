//! `#/search?q=…`: everything that was found, by type, and what matched.

use leptos::prelude::*;

use super::components::button::LinkButton;
use super::components::empty_state::EmptyState;
use super::components::icon::Icon;
use super::components::page_header::PageHeader;
use super::components::section::Section;
use super::words::concepts::{new_title, plural};
use super::words::counts::count;
use super::words::fields::field_label;
use crate::app::crm::{Crm, use_crm};
use crate::app::route::{Query, Route};
use crate::domain::record::Collection;
use crate::domain::search::{Hit, search_in};
use crate::ui::words::vocabulary::{said, spoken};

/// How many records of one type are listed.
const MOST: usize = 50;

/// What was found of one type.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    collection: Collection,
    hits: Vec<Hit>,
    /// True when there are more than are listed.
    more: bool,
}

/// The results of a search.
#[component]
pub fn SearchPage() -> impl IntoView {
    let crm = use_crm();
    let query = Memo::new(move |_| match crm.router.route().get() {
        Route::Search(text) => text,
        _ => String::new(),
    });
    let groups = Memo::new(move |_| query.with(|query| found(crm, query)));
    let title = Signal::derive(move || match query.get().trim() {
        "" => spoken("Search").to_owned(),
        text => said!("Results for “{}”", text),
    });
    let summary = move || {
        let total: usize = groups.with(|groups| groups.iter().map(|group| group.hits.len()).sum());
        let more = groups.with(|groups| groups.iter().any(|group| group.more));
        format!("{}{}", count(total, "record", "records"), if more { spoken(", and more") } else { "" })
    };
    view! {
        <div class="page">
            <PageHeader title />
            <p class="toolbar-count" role="status">
                {summary}
            </p>
            {move || if groups.with(Vec::is_empty) { nothing(query.get().trim()) } else { results(groups.get()) }}
        </div>
    }
    .into_any()
}

fn found(crm: Crm, query: &str) -> Vec<Group> {
    crm.read(&Collection::MAIN, |workspace| {
        let groups = Collection::MAIN.into_iter().map(|collection| {
            let mut hits = search_in(workspace, &[collection], query, MOST + 1);
            let more = hits.len() > MOST;
            hits.truncate(MOST);
            Group { collection, hits, more }
        });
        groups.filter(|group| !group.hits.is_empty()).collect()
    })
}

fn results(groups: Vec<Group>) -> AnyView {
    groups
        .into_iter()
        .map(|group| {
            let shown = group.hits.len();
            let figure = if group.more { said!("first {}", shown) } else { shown.to_string() };
            view! {
                <Section title=plural(group.collection) count=Signal::stored(Some(figure))>
                    <ul class="related">{group.hits.into_iter().map(hit_row).collect_view()}</ul>
                </Section>
            }
        })
        .collect_view()
        .into_any()
}

fn hit_row(hit: Hit) -> AnyView {
    let matched = (!hit.text.is_empty()).then(|| {
        view! {
            <span class="search-match">
                {field_label(hit.record.collection, hit.field)} ": " <span class="search-text">{hit.text}</span>
            </span>
        }
    });
    view! {
        <li class="related-item">
            <a href=Route::Record(hit.record).href()>{hit.title}</a>
            {matched}
        </li>
    }
    .into_any()
}

fn nothing(query: &str) -> AnyView {
    if query.is_empty() {
        return view! {
            <EmptyState
                icon=Icon::Search
                title=spoken("What are you looking for?")
                text=spoken("Type in the field above: a name, a company, an e-mail address, a phone number or an account number.")
            />
        }
        .into_any();
    }
    let new_lead = Route::New(Collection::Lead, Query::default().with("company", query)).href();
    view! {
        <EmptyState
            icon=Icon::Search
            title=said!("Nothing found for “{}”", query)
            text=spoken("Every word must be found in one record: in its name, company, e-mail address, phone or number. What is in the Trash is left out.")
        >
            <LinkButton href=new_lead label=new_title(Collection::Lead) icon=Icon::Plus />
            <LinkButton href=Route::Trash.href() label=spoken("Look in the Trash") />
        </EmptyState>
    }
    .into_any()
}
