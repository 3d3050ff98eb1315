//! The grid on paper.

use leptos::prelude::*;

use super::{Cells, Column, Grid, Row};
use crate::ui::components::format;
use crate::ui::components::paper::{Line, Sheet};

impl Grid {
    /// All its rows, without the columns of buttons.
    pub(super) fn sheet(self) -> Sheet {
        let columns: Vec<(usize, Column)> =
            self.columns.get().into_iter().enumerate().filter(|(_, column)| column.cells != Cells::Drawn).collect();
        let headings = columns.iter().map(|(_, column)| (column.label.clone(), column.numeric)).collect();
        let rows = self.rows.get();
        let count = rows.len();
        let line = move |index| match rows.get(index)? {
            Row::Record(id) => {
                let cells = self.cells.run(id);
                let text =
                    |(nth, _): &(usize, Column)| cells.get(*nth).map(|cell| cell.text.clone()).unwrap_or_default();
                Some(Line { heading: false, cells: columns.iter().map(text).collect() })
            }
            Row::Group(place) => {
                let group = rows.group(place)?;
                let text = |(nth, column): &(usize, Column)| {
                    if *nth == 0 {
                        return format!("{} ({})", group.label, format::quantity(group.count));
                    }
                    let sum = group.sums.iter().find(|(key, _)| *key == column.key);
                    sum.map(|(_, text)| text.clone()).unwrap_or_default()
                };
                Some(Line { heading: true, cells: columns.iter().map(text).collect() })
            }
        };
        Sheet { headings, lines: Box::new((0..count).filter_map(line)), count }
    }
}
