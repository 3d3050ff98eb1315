//! Paper: a long list or board as a plain table with all its lines, on the page only while
//! the browser prints, and whatever else only paper has room for. Otherwise what is not in
//! view is not on the page.

use leptos::{html, mount::mount_to, prelude::*};

use super::format;
use crate::platform::dom;
use crate::ui::words::vocabulary::said;

/// The most lines that go on paper: some thirty sheets.
const MOST: usize = 1_000;

/// What is printed.
pub struct Sheet {
    /// The headings of the columns, and whether figures stand below; on every sheet again.
    pub headings: Vec<(String, bool)>,
    /// Its lines in order.
    pub lines: Box<dyn Iterator<Item = Line>>,
    /// How many lines there are.
    pub count: usize,
}

/// One line.
pub struct Line {
    /// Heads the lines below it.
    pub heading: bool,
    /// What stands in each column.
    pub cells: Vec<String>,
}

/// The place of the table. `draw` is asked when the browser begins to print.
pub fn on_paper(draw: impl Fn() -> Sheet + 'static) -> AnyView {
    while_printed(move || table(draw()))
}

/// The place of what is on the page only while the browser prints. `draw` is asked when it
/// begins to.
///
/// It is drawn at once, not by an effect: Firefox runs those only when it has printed.
pub fn while_printed(draw: impl Fn() -> AnyView + 'static) -> AnyView {
    let place = NodeRef::<html::Div>::new();
    let drawn = StoredValue::new_local(None);
    let begin = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(place) = place.get_untracked() {
            let view = untrack(&draw);
            drawn.set_value(Some(mount_to(place.into(), move || view)));
        }
    });
    let end = window_event_listener_untyped("afterprint", move |_| drawn.set_value(None));
    on_cleanup(move || {
        begin.remove();
        end.remove();
    });
    view! { <div class="paper" node_ref=place></div> }.into_any()
}

/// Opens the browser's dialog for printing, once what is being closed is gone.
pub fn print() {
    dom::after_render(dom::print);
}

fn table(sheet: Sheet) -> AnyView {
    let Sheet { headings, lines, count } = sheet;
    let numeric: Vec<bool> = headings.iter().map(|(_, numeric)| *numeric).collect();
    let cut = (count > MOST).then(|| {
        let (shown, all) = (format::quantity(MOST), format::quantity(count));
        view! { <p>{said!("The first {} of {}. Filter the list to print others.", shown, all)}</p> }
    });
    let headings =
        headings.into_iter().map(|(label, numeric)| view! { <th scope="col" class:num=numeric>{label}</th> });
    let headings = headings.collect_view();
    let line = move |line: Line| {
        let numeric = numeric.clone().into_iter().chain(std::iter::repeat(false));
        let cells =
            line.cells.into_iter().zip(numeric).map(|(text, numeric)| view! { <td class:num=numeric>{text}</td> });
        view! { <tr class:paper-heading=line.heading>{cells.collect_view()}</tr> }
    };
    view! {
        {cut}
        <table>
            <thead>
                <tr>{headings}</tr>
            </thead>
            <tbody>{lines.take(MOST).map(line).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
