//! Files chosen for import, with what the person may change before anything
//! is planned: what the rows are, what the columns and words become, and what
//! happens to records that are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::rest::{AtOnce, Rest, at_once};
use super::fill::Policy;
use super::header::{self, Preset, Rows};
use super::mapping::Column;
use super::table::Table;
use super::words::{Becomes, WordKey};
use crate::domain::record::Collection;

/// Files to import together. Change what is public, then plan again.
#[derive(Clone, Debug)]
pub struct Intake {
    /// The files, in the order in which they were chosen.
    pub files: Vec<IntakeFile>,
    /// What happens to records that are there already.
    pub policy: Policy,
    /// What words become, where the proposal does not fit.
    pub words: BTreeMap<WordKey, Becomes>,
    /// Whether an account is made for a name that no account has.
    pub make_accounts: bool,
}

/// A file chosen for import.
#[derive(Clone, Debug)]
pub struct IntakeFile {
    /// Its header and rows.
    pub table: Arc<Table>,
    /// Who wrote it.
    pub preset: Preset,
    /// What its rows are.
    pub rows: Rows,
    /// What becomes of each column, in the order of the header.
    pub columns: Vec<Column>,
}

impl Intake {
    /// Reads files, given by name and bytes, and proposes what they are.
    pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        at_once(Self::read_in_slices(files, &AtOnce))
    }

    /// The same, with rests between the rows.
    pub async fn read_in_slices<'f, R: Rest>(
        files: impl IntoIterator<Item = (&'f str, &'f [u8])>,
        rest: &R,
    ) -> Result<Self, R::Stopped> {
        let mut read = Vec::new();
        for (name, bytes) in files {
            read.push(IntakeFile::new(Table::read_in_slices(name, bytes, rest).await?));
        }
        Ok(Self { files: read, policy: Policy::default(), words: BTreeMap::new(), make_accounts: true })
    }
}

impl IntakeFile {
    fn new(table: Table) -> Self {
        let preset = header::preset(&table.header);
        let rows = header::rows(&table, preset);
        let mut file = Self { table: Arc::new(table), preset, rows, columns: Vec::new() };
        file.propose_columns();
        file
    }

    /// The collection of the rows, where there is one.
    pub fn collection(&self) -> Option<Collection> {
        match self.rows {
            Rows::Of(collection) => Some(collection),
            Rows::Other(_) | Rows::Unknown => None,
        }
    }

    /// Takes the rows for records of another collection, and proposes the
    /// columns anew.
    pub fn set_collection(&mut self, collection: Collection) {
        self.rows = Rows::Of(collection);
        self.propose_columns();
    }

    fn propose_columns(&mut self) {
        self.columns = header::columns(&self.table, self.preset, self.collection());
    }
}
