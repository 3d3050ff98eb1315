//! The heading of a group among the rows: its name, how many it has, its sums.

use leptos::prelude::*;

use super::body::Slot;
use super::{Grid, Group, Row};
use crate::ui::components::format;
use crate::ui::components::icon::{Icon, icon};
use crate::ui::words::vocabulary::said;

impl Grid {
    /// One cell as wide as all columns; the sums stand below their columns' headings.
    pub(super) fn group_view(self, slot: Slot) -> AnyView {
        let first = self.first_column();
        let group = Memo::new(move |_| match slot.row.get() {
            Some(Row::Group(place)) => self.rows.with(|rows| rows.group(place).cloned()).unwrap_or_default(),
            _ => Group::default(),
        });
        let check = self.selected.map(|_| self.check_of_group(slot, group));
        view! {
            {check}
            <div
                class="grid-cell grid-group"
                role="gridcell"
                aria-colindex=(first + 1).to_string()
                aria-colspan=move || self.columns.with(Vec::len).to_string()
                aria-expanded=move || (!group.with(|group| group.collapsed)).to_string()
                tabindex=move || if slot.stop.get().is_some_and(|column| column >= first) { "0" } else { "-1" }
            >
                <span class="grid-group-name">
                    {icon(Icon::ChevronDown)} <span>{move || group.with(|group| group.label.clone())}</span>
                    <span class="grid-group-count">
                        {move || format::quantity(group.with(|group| group.count))}
                    </span>
                </span>
                {move || self.sums(&group.get())}
            </div>
        }
        .into_any()
    }

    fn sums(self, group: &Group) -> AnyView {
        let columns = self.columns.get();
        let shown = columns.into_iter().enumerate().filter_map(|(nth, column)| {
            let (_, text) = group.sums.iter().find(|(key, _)| *key == column.key)?;
            let label = format!("{}: ", column.label);
            Some(view! {
                <span class="grid-group-sum" class:num=column.numeric style:grid-column=(nth + 1).to_string()>
                    <span class="visually-hidden">{label}</span>
                    {text.clone()}
                </span>
            })
        });
        shown.collect_view().into_any()
    }

    fn check_of_group(self, slot: Slot, group: Memo<Group>) -> AnyView {
        let all = Memo::new(move |_| {
            let (Some(index), Some(selected)) = (slot.index.get(), self.selected) else { return false };
            let own = self.rows.with(|rows| super::selection::own_records(rows, index));
            !own.is_empty() && selected.with(|selected| own.iter().all(|id| selected.contains(id)))
        });
        view! {
            <div class="grid-cell grid-check" role="gridcell" aria-colindex="1" tabindex=move || slot.tab_index(0)>
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || said!("Select all of {}", group.with(|group| group.label.clone()))
                    prop:checked=move || all.get()
                    prop:disabled=move || group.with(|group| group.collapsed)
                />
            </div>
        }
        .into_any()
    }
}
