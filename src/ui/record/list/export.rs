//! What a list shows, as a file: the same records in the same order, with the
//! same columns.

use leptos::prelude::*;

use super::List;
use crate::app::notices::Message;
use crate::app::transfer;
use crate::domain::record::RecordRef;
use crate::domain::workspace::Workspace;
use crate::interchange::csv::shown;
use crate::ui::components::button::Button;
use crate::ui::components::icon::Icon;
use crate::ui::data::export::trouble;
use crate::ui::record::columns;
use crate::ui::words::vocabulary::in_own_words;
use crate::ui::words::vocabulary::{said, spoken};

impl List {
    /// Exports the selected records, or all that are shown.
    pub(super) fn export_button(self) -> AnyView {
        let label = Signal::derive(move || match self.chosen().len() {
            0 => spoken("Export shown").to_owned(),
            some => said!("Export {}", some),
        });
        let export = Callback::new(move |()| self.export());
        view! { <Button label icon=Icon::Export on_press=export /> }.into_any()
    }

    fn export(self) {
        let columns = self.columns.get_untracked();
        let mut ids = untrack(|| self.chosen());
        if ids.is_empty() {
            ids = self.rows.with_untracked(|rows| rows.records().collect());
        }
        let label = |key: &String| columns::column(self.collection, key).map(|column| column.label).unwrap_or_default();
        let read = |workspace: &Workspace| {
            let header = columns.iter().map(|column| label(&column.key)).collect();
            let records =
                ids.iter().filter_map(|id| workspace.find(RecordRef { collection: self.collection, id: *id }));
            let row =
                |record| columns.iter().map(|column| columns::cell(workspace, record, &column.key).text).collect();
            shown(header, records.map(row))
        };
        // Whatever words the screen has, those of files stay.
        let text = self.crm.peek(|workspace| in_own_words(|| read(workspace)));
        let name = format!("relata-{}-{}.csv", self.collection.plural(), self.crm.env().today);
        let message = match transfer::save_text(&name, "text/csv", &text) {
            Ok(()) => Message::Plain(said!("{} is in your downloads", name)),
            Err(error) => Message::Trouble(trouble(&error)),
        };
        self.crm.notices.push(message, false);
    }
}
