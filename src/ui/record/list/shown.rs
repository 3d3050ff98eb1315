//! Which view a list shows: one that it has from the start, or a saved one,
//! with what the address says otherwise.

use crate::app::crm::Crm;
use crate::app::route::Query;
use crate::domain::id::Id;
use crate::domain::order::InOrder;
use crate::domain::record::Collection;
use crate::domain::saved_view::SavedView;
use crate::domain::text::fold;
use crate::ui::words::views::{BuiltIn, built_in, views};

/// The keys of an address that a view has a say in.
pub(super) const KEYS: [&str; 4] = ["filter", "sort", "columns", "group"];

/// The view that is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Chosen {
    BuiltIn(BuiltIn),
    Saved(SavedView),
}

impl Chosen {
    /// The view that an address asks for; without one, the one that the list opens with.
    pub(super) fn of(crm: Crm, collection: Collection, query: &Query) -> Self {
        let saved = saved_views(crm, collection);
        let asked = query.get("view");
        let found = saved.into_iter().find(|view| match asked {
            Some(name) => view.id.to_string() == name,
            None => view.opens_first,
        });
        found.map_or_else(|| Self::BuiltIn(built_in(collection, asked)), Self::Saved)
    }

    /// The saved view, if it is one.
    pub(super) fn saved(&self) -> Option<&SavedView> {
        match self {
            Self::Saved(view) => Some(view),
            Self::BuiltIn(_) => None,
        }
    }

    /// The part of the filter that the filter field does not show.
    pub(super) fn hidden_filter(&self) -> &'static str {
        match self {
            Self::Saved(_) => "",
            Self::BuiltIn(view) => view.filter,
        }
    }

    /// What the view itself has for a key of the address.
    pub(super) fn own(&self, key: &str) -> &str {
        match (self, key) {
            (Self::Saved(view), "filter") => &view.filter,
            (Self::Saved(view), "sort") => &view.sort,
            (Self::Saved(view), "columns") => &view.columns,
            (Self::Saved(view), "group") => &view.group,
            (Self::BuiltIn(view), "sort") => view.sort,
            _ => "",
        }
    }

    /// What holds for a key: what the address says, else the view.
    pub(super) fn holds<'a>(&'a self, query: &'a Query, key: &str) -> &'a str {
        query.get(key).unwrap_or_else(|| self.own(key))
    }

    /// The query that says something of a key, no more than is needed.
    pub(super) fn say(&self, query: Query, key: &str, value: &str) -> Query {
        if self.own(key) == value { query.with(key, "") } else { query.set(key, value) }
    }

    /// True when the address says otherwise than the saved view.
    pub(super) fn is_changed(&self, query: &Query) -> bool {
        self.saved().is_some() && KEYS.iter().any(|key| self.holds(query, key) != self.own(key))
    }
}

/// The saved views of a list, in the order of their names.
pub(super) fn saved_views(crm: Crm, collection: Collection) -> Vec<SavedView> {
    let mut found: Vec<SavedView> = crm.read(&[Collection::SavedView], |workspace| {
        workspace.all::<SavedView>().filter(|view| view.list.collection() == collection).cloned().collect()
    });
    found.order_by_cached_key(|view| fold(&view.name));
    found
}

/// The name that leads to a built-in view: none for the one that the list opens
/// with, unless a saved one does.
pub(super) fn name_of(collection: Collection, view: &BuiltIn, another_opens: bool) -> &'static str {
    let usual = views(collection).first().is_some_and(|first| first.name == view.name);
    if usual && !another_opens { "" } else { view.name }
}

/// A saved view by its id.
pub(super) fn address_of(id: Id<SavedView>) -> Query {
    Query::default().with("view", &id.to_string())
}
