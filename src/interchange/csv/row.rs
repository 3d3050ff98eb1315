//! A row on its way to becoming a record: its cells read by what their columns
//! become. Words and links wait until all rows of all files are known.

use super::addresses;
use super::candidate::{Candidate, Link, LinkTo};
use super::cell::{self, Styles};
use super::header::Preset;
use super::mapping::{Column, Conversion, Part, Target};
use super::table::{Row, Table};
use crate::domain::field::Address;
use crate::domain::money::Currency;
use crate::domain::record::Collection;
use crate::domain::validate::{self, Problem};
use crate::domain::workspace::Workspace;

/// A file whose rows are records.
pub(super) struct Sheet<'a> {
    pub file: usize,
    pub table: &'a Table,
    pub preset: Preset,
    pub collection: Collection,
    pub columns: &'a [Column],
    pub styles: Vec<Styles>,
    pub workspace: &'a Workspace,
    pub currency: Currency,
}

/// Cells that are understood only once the others of the row are.
#[derive(Default)]
pub(super) struct Waiting<'a> {
    pub full_name: Option<(&'a str, &'a str)>,
    pub whole_addresses: Vec<(&'a str, &'static str, &'a str)>,
    pub addresses: Vec<Address>,
}

impl Sheet<'_> {
    /// Reads a row.
    pub(super) fn read(&self, row: &Row) -> Candidate {
        let mut candidate = Candidate { file: self.file, line: row.line, ..Candidate::default() };
        let currency = self.currency_of(row);
        let mut waiting = Waiting::default();
        for (index, column) in self.columns.iter().enumerate() {
            let text = row.cell(index).trim();
            if text.is_empty() {
                continue;
            }
            if text.len() > validate::LONG * 4 {
                candidate.too_large = true;
            }
            let styles = self.styles.get(index).copied().unwrap_or_default();
            match column.target {
                Target::FullName => waiting.full_name = Some((&column.header, text)),
                Target::Address(kind, Part::Whole) => waiting.whole_addresses.push((&column.header, kind, text)),
                Target::Address(kind, part) => {
                    let put = addresses::put(&mut waiting.addresses, kind, part, text);
                    candidate.count(put, &column.header, text);
                }
                target => self.read_cell(&mut candidate, column, target, text, styles, currency),
            }
        }
        candidate.finish(waiting);
        candidate
    }

    fn currency_of(&self, row: &Row) -> Currency {
        let mut columns = self.columns.iter().enumerate().filter(|(_, column)| column.target == Target::Currency);
        columns.find_map(|(index, _)| Currency::parse(row.cell(index))).unwrap_or(self.currency)
    }

    fn read_cell(
        &self,
        candidate: &mut Candidate,
        column: &Column,
        target: Target,
        text: &str,
        styles: Styles,
        currency: Currency,
    ) {
        let header = column.header.as_str();
        let link = |to, by_id| Link { header: header.to_owned(), to, by_id, text: text.to_owned() };
        match target {
            Target::Field(key) => match self.collection.field(key) {
                Some(field) => {
                    let read = cell::read(self.workspace, field, text, styles, currency);
                    candidate.take(header, text, field, read);
                }
                None => candidate.keep(header, text),
            },
            Target::Listed(key, kind) => candidate.take_listed(header, text, key, kind),
            Target::LinkById(key) => candidate.links.push(link(LinkTo::Field(key), true)),
            Target::LinkByName(key) => candidate.links.push(link(LinkTo::Field(key), false)),
            Target::Converted(part) => match part {
                Conversion::Flag => candidate.converted = candidate.take_flag(header, text).unwrap_or(false),
                Conversion::Date => {
                    candidate.converted_at = candidate.take_instant(header, text, styles);
                }
                Conversion::Account => candidate.links.push(link(LinkTo::Converted(Collection::Account), true)),
                Conversion::Contact => candidate.links.push(link(LinkTo::Converted(Collection::Contact), true)),
                Conversion::Opportunity => candidate.links.push(link(LinkTo::Converted(Collection::Opportunity), true)),
            },
            Target::ExternalId if candidate.external_id.is_some() => candidate.keep(header, text),
            Target::ExternalId => {
                let id = if self.preset == Preset::Zoho { text.trim_start_matches("zcrm_") } else { text };
                candidate.external_id = Some(id.to_owned());
                candidate.cells.in_external_ids += 1;
            }
            Target::Currency => match Currency::parse(text) {
                Some(_) => candidate.cells.in_fields += 1,
                None => candidate.unfit(header, text, Problem::NotACurrency),
            },
            Target::CloseDate => candidate.close_date = candidate.take_day(header, text, styles),
            Target::Closed => candidate.closed = candidate.take_flag(header, text).or(candidate.closed),
            Target::Won => candidate.won = candidate.take_flag(header, text).or(candidate.won),
            Target::Outcome => candidate.take_outcome(header, text),
            Target::CreatedAt => candidate.created_at = candidate.take_instant(header, text, styles),
            Target::UpdatedAt => candidate.updated_at = candidate.take_instant(header, text, styles),
            Target::Deleted => candidate.deleted = candidate.take_flag(header, text).unwrap_or(false),
            Target::Ignored => candidate.cells.ignored += 1,
            Target::Custom | Target::Exact | Target::FullName | Target::Address(..) => candidate.keep(header, text),
        }
    }
}
