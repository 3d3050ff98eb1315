//! What is told about a file before it is imported: cell by cell and row by
//! row, so that nothing is dropped in silence.

use super::decode::Encoding;
use super::header::{Preset, Rows};
use super::intake::IntakeFile;
use super::mapping::Column;
use super::table::Note;
use super::words::ValueMapping;
use crate::domain::record::{Record, RecordRef};
use crate::domain::validate;

/// Where the filled cells of the rows that are taken in end up. Every filled
/// cell is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// In a field, as a link or as a date of the record.
    pub in_fields: usize,
    /// In `external_ids`.
    pub in_external_ids: usize,
    /// In `custom` under its header.
    pub in_custom: usize,
    /// They repeat what other cells of the row say, such as a whole address.
    pub repeated: usize,
    /// They say that there is nothing, such as `0/0/00`.
    pub empty: usize,
    /// In columns that the person told to leave out.
    pub ignored: usize,
}

impl Cells {
    /// How many there are.
    pub fn total(&self) -> usize {
        self.in_fields + self.in_external_ids + self.in_custom + self.repeated + self.empty + self.ignored
    }

    pub(super) fn add(&mut self, other: Self) {
        self.in_fields += other.in_fields;
        self.in_external_ids += other.in_external_ids;
        self.in_custom += other.in_custom;
        self.repeated += other.repeated;
        self.empty += other.empty;
        self.ignored += other.ignored;
    }
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// The files, in the order in which they were chosen.
    pub files: Vec<FilePlan>,
    /// What should be known about single cells.
    pub problems: Vec<RowProblem>,
    /// What words become.
    pub words: Vec<ValueMapping>,
    /// Accounts and options that would be made because rows name them, with their names.
    pub made: Vec<(RecordRef, String)>,
    /// Accounts that won deals of the files make customers.
    pub new_customers: Vec<RecordRef>,
    pub(super) records: Vec<Record>,
}

impl ImportPlan {
    /// The records to import, for [`Command::Import`](crate::domain::command::Command::Import).
    pub fn records(&self) -> &[Record] {
        &self.records
    }
}

/// One file of an import.
#[derive(Clone, Debug)]
pub struct FilePlan {
    /// The file's name.
    pub name: String,
    /// Who wrote it.
    pub preset: Preset,
    /// What its rows are.
    pub rows: Rows,
    /// How its bytes were read.
    pub encoding: Encoding,
    /// What separates its cells.
    pub separator: char,
    /// What becomes of each column.
    pub columns: Vec<Column>,
    /// What is odd about the file as a whole.
    pub notes: Vec<Note>,
    /// Columns of dates of which no cell shows whether day or month comes
    /// first; the month was taken.
    pub ambiguous_dates: Vec<String>,
    /// Rows that become new records.
    pub rows_new: usize,
    /// Rows that stand for records which are there already.
    pub rows_matched: usize,
    /// Of those matched, how many change something.
    pub rows_changing: usize,
    /// Rows that are left out.
    pub skipped: Vec<Skipped>,
    /// Where the cells of the rows that are not left out go.
    pub cells: Cells,
}

/// A row that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The line on which it begins.
    pub line: u64,
    /// Why.
    pub reason: SkipReason,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// Nothing in it says what the record is called.
    NoName,
    /// Another row of the files has the same id.
    SameId {
        /// The line of the other.
        line: u64,
    },
    /// A cell is larger than a field can be.
    TooLarge,
    /// Its id is not one that an export of ours has.
    NoId,
    /// It stands for a record which is there, and such rows are to be passed over.
    IsThere,
    /// What the rows are is not known, or there is no place for it yet.
    NoPlace,
}

/// Something about one cell that the person should know.
#[derive(Clone, Debug, PartialEq)]
pub struct RowProblem {
    /// Which file, by its place in the import.
    pub file: usize,
    /// The line on which the row begins.
    pub line: u64,
    /// The column's header.
    pub column: String,
    /// The cell as it stands.
    pub value: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a cell, or to be known about it.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// The field cannot take it; it is kept in `custom`.
    Unfit(validate::Problem),
    /// It was rounded; what stood there is kept in `custom`.
    Rounded,
    /// No file and no record here has this id; it is kept in `custom`.
    PointsNowhere,
    /// Several records have this name; it is kept in `custom`.
    SeveralOfThatName,
    /// No record has this name; it is kept in `custom`.
    NoneOfThatName,
    /// Another value is there already, and stays.
    KeptMine,
    /// Records of this collection have no place for it.
    LeftOut,
}

impl FilePlan {
    /// A file of which nothing is planned yet.
    pub(super) fn of(file: &IntakeFile) -> Self {
        Self {
            name: file.table.name.clone(),
            preset: file.preset,
            rows: file.rows,
            encoding: file.table.encoding,
            separator: file.table.separator,
            columns: file.columns.clone(),
            notes: file.table.notes.clone(),
            ambiguous_dates: Vec::new(),
            rows_new: 0,
            rows_matched: 0,
            rows_changing: 0,
            skipped: Vec::new(),
            cells: Cells::default(),
        }
    }

    /// The rows left out, as CSV with the reason in front, for download. `word`
    /// says the reason. Cells that a spreadsheet would compute are guarded as in
    /// every file of ours.
    pub fn skipped_csv(&self, word: impl Fn(SkipReason) -> String) -> String {
        let header = ["Line".to_owned(), "Reason".to_owned()].into_iter();
        let header = header.chain(self.columns.iter().map(|column| super::write::guard(&column.header)));
        let rows = self.skipped.iter().map(|row| {
            let front = [row.line.to_string(), word(row.reason)].into_iter();
            front.chain(row.cells.iter().map(|cell| super::write::guard(cell))).collect::<Vec<_>>()
        });
        super::write::text(std::iter::once(header.collect()).chain(rows))
    }
}
