//! What is said of files of other programs: who wrote them, what becomes of
//! their columns, rows and cells, and why some are left out.

use crate::app::transfer::{
    Cells, Conversion, FilePlan, ImportPlan, Note, Part, Preset, ProblemKind, RowProblem, Rows, SkipReason, Target,
};
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;
use crate::ui::words::concepts::{in_sentence, plural, quoted, singular};
use crate::ui::words::counts::{count, count_of, grouped, joined};
use crate::ui::words::fields::field_label;
use crate::ui::words::sentences;
use crate::ui::words::vocabulary::{in_language, said, spoken};

/// Who wrote a file and how it was read.
pub(super) fn recognised(file: &FilePlan) -> String {
    if matches!((file.preset, file.rows), (Preset::Plain, Rows::Unknown)) {
        return spoken("Not recognised: no heading in it says what its rows are.").to_owned();
    }
    let rows = match file.rows {
        Rows::Of(collection) => format!(", {}", in_sentence(plural(collection))),
        Rows::Other(name) => said!(", {}: there is no place for these yet", name),
        Rows::Unknown => String::new(),
    };
    let separator = match file.separator {
        ',' => spoken("commas").to_owned(),
        ';' => spoken("semicolons").to_owned(),
        '\t' => spoken("tabs").to_owned(),
        other => quoted(other.encode_utf8(&mut [0; 4])),
    };
    said!("{}{}. Read as {} with {}.", preset(file.preset), rows, file.encoding.name(), separator)
}

fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Relata => spoken("A CSV that Relata exported"),
        Preset::Salesforce => spoken("Recognised as Salesforce data"),
        Preset::SalesforceReport => spoken("Recognised as a Salesforce report"),
        Preset::HubSpot => spoken("Recognised as HubSpot"),
        Preset::Zoho => spoken("Recognised as Zoho"),
        Preset::Pipedrive => spoken("Recognised as Pipedrive"),
        Preset::Outlook => spoken("Recognised as Outlook"),
        Preset::Google => in_language("Recognised as Google Contacts"),
        Preset::LinkedIn => spoken("Recognised as LinkedIn connections"),
        Preset::AtomicCrm => spoken("Recognised as Atomic CRM"),
        Preset::Plain => spoken("Recognised by its headings"),
    }
}

/// What happens to the rows of a file, and where its cells end up.
pub(super) fn counts(file: &FilePlan) -> String {
    let mut parts = vec![said!("{} new", grouped(file.rows_new))];
    if file.rows_matched > 0 {
        parts.push(said!("{} matched, {} of them changed", grouped(file.rows_matched), grouped(file.rows_changing)));
    }
    if !file.skipped.is_empty() {
        parts.push(said!("{} left out", grouped(file.skipped.len())));
    }
    let rows = parts.join(", ");
    match cells(&file.cells) {
        cells if cells.is_empty() => said!("Rows: {}.", rows),
        cells => said!("Rows: {}. Cells: {}.", rows, cells),
    }
}

fn cells(cells: &Cells) -> String {
    let parts = [
        (cells.in_fields, spoken("in fields")),
        (cells.in_external_ids, spoken("as ids")),
        (cells.in_custom, spoken("in custom fields")),
        (cells.repeated, spoken("repeating others")),
        (cells.empty, spoken("saying nothing")),
        (cells.ignored, spoken("left out as you wish")),
    ];
    let said = parts.into_iter().filter(|(number, _)| *number > 0);
    joined(&said.map(|(number, what)| format!("{} {what}", grouped(number))).collect::<Vec<_>>(), "and")
}

/// Columns whose dates can be read in two ways.
pub(super) fn ambiguous(file: &FilePlan) -> String {
    match file.ambiguous_dates.as_slice() {
        [] => String::new(),
        columns => said!(
            "In {} no date shows whether the day or the month comes first: the month was taken.",
            joined(columns, "and")
        ),
    }
}

/// What is odd about a file as a whole.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::Unreadable { count: number } => {
            said!("{} could not be read and stand as �", count(*number, "character", "characters"))
        }
        Note::ZeroBytes { count: number, line } => {
            said!("{} taken out, the first on line {}", count(*number, "zero byte", "zero bytes"), line)
        }
        Note::UnclosedQuote { line, rest } => {
            let characters = count(rest.chars().count(), "character", "characters");
            said!("The quote on line {} never closes: the {} after it are not read", line, characters)
        }
        Note::Preamble { lines } => said!("{} above the headings passed over", count(lines.len(), "line", "lines")),
        Note::Footer { lines } => {
            said!("{} below the data passed over, such as totals", count(lines.len(), "line", "lines"))
        }
        Note::ShortRows { count: number, line } => {
            said!("{} shorter than the headings, the first on line {}", count(*number, "row is", "rows are"), line)
        }
        Note::LongRows { count: number, line } => said!(
            "{} longer than the headings, the first on line {}; what is over has columns of its own",
            count(*number, "row is", "rows are"),
            line
        ),
    }
}

/// Why a row is left out.
pub(super) fn skip_reason(reason: SkipReason) -> String {
    match reason {
        SkipReason::NoName => spoken("nothing in it says what the record is called").to_owned(),
        SkipReason::SameId { line } => said!("it has the same id as line {}", line),
        SkipReason::TooLarge => spoken("a cell is larger than a field can be").to_owned(),
        SkipReason::NoId => spoken("it has no id of ours").to_owned(),
        SkipReason::IsThere => spoken("its record is here already").to_owned(),
        SkipReason::NoPlace => spoken("there is no place for such rows").to_owned(),
    }
}

/// What happens to a cell that could not simply be taken.
pub(super) fn problem(workspace: &Workspace, problem: &RowProblem) -> String {
    match &problem.kind {
        ProblemKind::Unfit(why) => {
            said!("{}; kept as a custom field", sentences::problem(workspace, None, why))
        }
        ProblemKind::Rounded => spoken("Rounded; the exact value is kept as a custom field").to_owned(),
        ProblemKind::PointsNowhere => spoken("No record has this id; kept as a custom field").to_owned(),
        ProblemKind::SeveralOfThatName => spoken("Several records have this name; kept as a custom field").to_owned(),
        ProblemKind::NoneOfThatName => spoken("No record has this name; kept as a custom field").to_owned(),
        ProblemKind::KeptMine => spoken("Another value is here already and stays").to_owned(),
        ProblemKind::LeftOut => spoken("Records of this type have no place for it: left out").to_owned(),
    }
}

/// What else comes with the rows: records that they name, and new customers.
pub(super) fn besides(plan: &ImportPlan) -> Option<String> {
    let mut sentences = Vec::new();
    let made = Collection::ALL.iter().filter_map(|collection| {
        let number = plan.made.iter().filter(|(record, _)| record.collection == *collection).count();
        (number > 0).then(|| count_of(number, *collection))
    });
    let made: Vec<String> = made.collect();
    if !made.is_empty() {
        sentences.push(said!("Made as well, because rows name them: {}.", joined(&made, "and")));
    }
    if !plan.new_customers.is_empty() {
        let accounts = count(plan.new_customers.len(), "account becomes a customer", "accounts become customers");
        sentences.push(said!("{} by deals they have closed.", accounts));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What becomes of a column.
pub(super) fn target(collection: Collection, target: Target) -> String {
    let label = |key: &str| field_label(collection, key).to_owned();
    match target {
        Target::Field(key) => label(key),
        Target::Listed(key, kind) => format!("{}: {kind}", label(key)),
        Target::Address(kind, Part::Whole) => said!("Whole {} address", kind),
        Target::Address(kind, part) => said!("{} ({} address)", address_part(part), kind),
        Target::FullName => spoken("First and last name").to_owned(),
        Target::LinkById(key) => said!("{}, by its id there", label(key)),
        Target::LinkByName(key) => said!("{}, by name", label(key)),
        Target::ExternalId => said!("Id of the {} there", in_sentence(singular(collection))),
        Target::Currency => spoken("Currency of the amounts").to_owned(),
        Target::CloseDate => spoken("Day of closing, expected or past").to_owned(),
        Target::Closed => spoken("Whether it is closed").to_owned(),
        Target::Won => spoken("Whether it is won").to_owned(),
        Target::Outcome => spoken("Open, won or lost").to_owned(),
        Target::Converted(part) => said!("Conversion: {}", conversion_part(part)),
        Target::CreatedAt => spoken("Created").to_owned(),
        Target::UpdatedAt => spoken("Last changed").to_owned(),
        Target::Deleted => spoken("Whether it was deleted").to_owned(),
        Target::Exact => spoken("Read exactly as exported").to_owned(),
        Target::Custom => spoken("Custom field").to_owned(),
        Target::Ignored => spoken("Nothing: leave it out").to_owned(),
    }
}

fn address_part(part: Part) -> &'static str {
    match part {
        Part::Street => spoken("Street"),
        Part::City => spoken("City"),
        Part::State => spoken("State"),
        Part::PostalCode => spoken("Postal code"),
        Part::Country => spoken("Country"),
        Part::Whole => spoken("All of it"),
    }
}

fn conversion_part(part: Conversion) -> &'static str {
    match part {
        Conversion::Flag => spoken("whether"),
        Conversion::Date => spoken("when"),
        Conversion::Account => spoken("to which account"),
        Conversion::Contact => spoken("to which contact"),
        Conversion::Opportunity => spoken("to which opportunity"),
    }
}
