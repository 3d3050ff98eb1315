//! Which columns a list shows, and in which order.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::List;
use crate::domain::record::Collection;
use crate::ui::components::button::Button;
use crate::ui::components::choice_set::ChoiceSet;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::grid::Column;
use crate::ui::components::icon::Icon;
use crate::ui::components::select_field::Choice;
use crate::ui::record::columns;
use crate::ui::words::vocabulary::spoken;

/// The columns that an address or a view names; the usual ones where it names
/// none. The name of the record is always there: it leads to its page.
pub(super) fn columns_of(collection: Collection, named: &str) -> Vec<Column> {
    let mut seen = BTreeSet::from([columns::TITLE]);
    let keys = named.split(',').filter(|key| seen.insert(*key));
    let mut found: Vec<Column> = keys.filter_map(|key| columns::column(collection, key)).collect();
    if found.is_empty() {
        return columns::columns(collection);
    }
    found.splice(0..0, columns::column(collection, columns::TITLE));
    found
}

impl List {
    /// Says in the address which columns are shown; nothing where they are the usual ones.
    pub(super) fn show_columns(self, keys: &[String]) {
        let usual = columns::columns(self.collection).into_iter().map(|column| column.key);
        let text = if usual.eq(keys.iter().cloned()) { String::new() } else { keys.join(",") };
        self.say("columns", &text);
    }

    /// The button, and its dialog while it is open.
    pub(super) fn columns_button(self) -> AnyView {
        let open = RwSignal::new(false);
        let press = Callback::new(move |()| open.set(true));
        view! {
            <Button label=spoken("Columns") icon=Icon::Columns on_press=press />
            {move || open.get().then(|| self.columns_dialog(open))}
        }
        .into_any()
    }

    /// Asks which columns; those that are shown keep their order, new ones follow.
    fn columns_dialog(self, open: RwSignal<bool>) -> AnyView {
        let collection = self.collection;
        let now: Vec<String> =
            self.columns.with_untracked(|shown| shown.iter().map(|column| column.key.clone()).collect());
        let chosen = RwSignal::new(now.iter().cloned().collect::<BTreeSet<String>>());
        let all = columns::keys(collection).into_iter().filter(|key| *key != columns::TITLE);
        let all: Vec<Column> = all.filter_map(|key| columns::column(collection, key)).collect();
        let options: Vec<Choice> =
            all.iter().map(|column| Choice::new(column.key.clone(), column.label.clone())).collect();
        let save = Callback::new(move |()| {
            let chosen = chosen.get_untracked();
            let kept = now.iter().filter(|key| *key == columns::TITLE || chosen.contains(*key));
            let new = all.iter().map(|column| &column.key).filter(|key| chosen.contains(*key) && !now.contains(*key));
            self.show_columns(&kept.chain(new).cloned().collect::<Vec<_>>());
            open.set(false);
        });
        let close = Callback::new(move |()| open.set(false));
        view! {
            <Dialog title=spoken("Columns") submit_label=spoken("Show") on_submit=save on_close=close wide=true intro=spoken("Move and widen a column by its heading.")>
                <ChoiceSet label=spoken("Shown besides the name") value=chosen options />
            </Dialog>
        }
        .into_any()
    }
}
