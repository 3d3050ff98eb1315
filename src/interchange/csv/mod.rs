//! CSV in and out.
//!
//! Out: [`write`] gives a collection as CSV. In: [`Intake::read`] takes several
//! files at once and proposes what they are; the person may change that; then
//! [`Intake::plan`] says everything that would happen, and
//! [`ImportPlan::records`] are for `Command::Import`. Nothing here changes the
//! workspace.
//!
//! The way of a file: bytes to text ([`decode`]), text to a table ([`table`]),
//! header to columns ([`header`], [`names`]), cells to values ([`row`],
//! [`cell`]), words and links ([`words`], [`resolve`]), rows to records
//! ([`matching`], [`finish`], [`deals`], [`fill`]).

mod addresses;
mod batch;
mod candidate;
mod cell;
mod dates;
mod deals;
mod decode;
mod dialect;
mod fill;
mod finish;
mod header;
mod intake;
mod known;
mod mapping;
mod matching;
mod meanings;
mod names;
mod own;
mod plan;
mod report;
mod resolve;
mod row;
mod table;
mod values;
mod words;
mod write;

pub use decode::Encoding;
pub use fill::Policy;
pub use header::{Preset, Rows};
pub use intake::{Intake, IntakeFile};
pub use mapping::{Column, Conversion, Part, Target, choices};
pub use report::{Cells, FilePlan, ImportPlan, ProblemKind, RowProblem, SkipReason, Skipped};
pub use table::{Note, Row, Table};
pub use words::{Becomes, ValueMapping, WordKey};
pub use write::{shown, write};
