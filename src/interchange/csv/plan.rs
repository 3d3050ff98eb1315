//! The plan of an import: everything that would happen, before it does.
//!
//! - P1 Files are taken in the order accounts, contacts, leads, deals,
//!   activities, whatever the order in which they were chosen.
//! - P2 Every filled cell of a row that is taken in ends in a field, in
//!   `external_ids` or in `custom`, or repeats one that does; it is counted.
//! - P3 A row that is left out is listed with the reason.
//! - P4 The same files again change nothing.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::super::rest::{AtOnce, Rest, at_once};
use super::batch::Batch;
use super::candidate::Candidate;
use super::cell::Styles;
use super::fill::Policy;
use super::header::Preset;
use super::intake::{Intake, IntakeFile};
use super::matching::Matcher;
use super::report::{FilePlan, ImportPlan, ProblemKind, SkipReason, Skipped};
use super::row::Sheet;
use super::words::Words;
use super::{deals, finish, resolve};
use crate::domain::env::Env;
use crate::domain::field::is_blank;
use crate::domain::order::InOrder;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::workspace::Workspace;

/// A row that is taken in.
struct Taken {
    reference: RecordRef,
    present: Option<Record>,
    candidate: Candidate,
}

impl Intake {
    /// Plans the import of the files into a workspace.
    pub fn plan(&self, workspace: &Workspace, env: &Env) -> ImportPlan {
        at_once(self.plan_in_slices(workspace, env, &AtOnce))
    }

    /// The same, with rests between the rows.
    pub async fn plan_in_slices<R: Rest>(
        &self,
        workspace: &Workspace,
        env: &Env,
        rest: &R,
    ) -> Result<ImportPlan, R::Stopped> {
        let mut run = Run {
            intake: self,
            batch: Batch::new(workspace, env),
            words: Words::new(&self.words),
            files: self.files.iter().map(FilePlan::of).collect(),
        };
        let rows: usize = self.files.iter().map(|file| file.table.rows.len()).sum();
        let mut steps = Steps { rest, done: 0, of: workspace.everything().count() + ROUNDS * rows };
        for record in Collection::MAIN.iter().flat_map(|collection| workspace.records(*collection)) {
            run.batch.learn(record);
            steps.step().await?;
        }
        let mut sheets: Vec<(usize, &IntakeFile, Collection)> = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            match file.collection() {
                Some(collection) => sheets.push((index, file, collection)),
                None => run.refuse(index, file),
            }
        }
        sheets.order_by_key(|(_, _, collection)| *collection);
        let mut taken: Vec<Taken> = Vec::new();
        for (index, file, collection) in sheets {
            run.take(index, file, collection, &mut taken, &mut steps).await?;
        }
        run.finish(taken, &mut steps).await
    }
}

/// How often a plan goes over all rows.
const ROUNDS: usize = 4;

/// The steps of a plan, a row each.
struct Steps<'a, R> {
    rest: &'a R,
    done: usize,
    of: usize,
}

impl<R: Rest> Steps<'_, R> {
    async fn step(&mut self) -> Result<(), R::Stopped> {
        self.done += 1;
        self.rest.rest(self.done.min(self.of), self.of).await
    }
}

/// A plan in the making.
struct Run<'a> {
    intake: &'a Intake,
    batch: Batch<'a>,
    words: Words<'a>,
    files: Vec<FilePlan>,
}

impl Run<'_> {
    /// Lists every row of a file for which there is no place.
    fn refuse(&mut self, index: usize, file: &IntakeFile) {
        for at in 0..file.table.rows.len() {
            self.skip(index, file, at, SkipReason::NoPlace);
        }
    }

    fn skip(&mut self, index: usize, file: &IntakeFile, at: usize, reason: SkipReason) {
        if let (Some(plan), Some(row)) = (self.files.get_mut(index), file.table.rows.get(at)) {
            let cells = (0..file.table.header.len()).map(|column| row.cell(column).to_owned()).collect();
            plan.skipped.push(Skipped { line: row.line, reason, cells });
        }
    }

    /// Reads the rows of a file and says which record each is.
    async fn take<R: Rest>(
        &mut self,
        index: usize,
        file: &IntakeFile,
        collection: Collection,
        taken: &mut Vec<Taken>,
        steps: &mut Steps<'_, R>,
    ) -> Result<(), R::Stopped> {
        let workspace = self.batch.workspace;
        let (styles, ambiguous) = Styles::of_columns(file, collection);
        let currency = workspace.settings().currency;
        let sheet = Sheet {
            file: index,
            table: &file.table,
            preset: file.preset,
            collection,
            columns: &file.columns,
            styles,
            workspace,
            currency,
        };
        if let Some(plan) = self.files.get_mut(index) {
            plan.ambiguous_dates = ambiguous;
        }
        let system = file.preset.system_or_csv();
        let mut matcher = Matcher::new(workspace, collection, system);
        for record in workspace.records(collection) {
            matcher.learn(record);
            steps.step().await?;
        }
        let mut seen: BTreeMap<String, u64> = BTreeMap::new();
        for (at, row) in sheet.table.rows.iter().enumerate() {
            let candidate = if file.preset == Preset::Relata { sheet.read_exact(row) } else { sheet.read(row) };
            let found = match refusal(file.preset, collection, &candidate, &mut seen) {
                Some(reason) => Err(reason),
                None if self.intake.policy == Policy::CreateAnew => Ok(None),
                None => match matcher.find(&self.batch, &candidate) {
                    Some(_) if self.intake.policy == Policy::Skip => Err(SkipReason::IsThere),
                    found => Ok(found),
                },
            };
            match found {
                Ok(found) => taken.push(self.take_row(collection, system, found, candidate)),
                Err(reason) => self.skip(index, file, at, reason),
            }
            steps.step().await?;
        }
        Ok(())
    }

    fn take_row(&mut self, collection: Collection, system: &str, found: Option<Uuid>, mut row: Candidate) -> Taken {
        let fresh = row.exact_id.filter(|_| self.intake.policy != Policy::CreateAnew);
        let id = found.or(fresh).unwrap_or_else(|| self.batch.env.mint());
        let reference = RecordRef { collection, id };
        let present = found.and_then(|_| self.batch.workspace.find(reference)).cloned();
        if let Some(external) = row.external_id.clone() {
            self.batch.know(collection, system, &external, id);
            row.fields.insert("external_ids", json!({ system: external }));
        }
        let text = |key: &str| row.fields.get(key).and_then(Value::as_str).unwrap_or_default();
        match collection {
            Collection::Account => self.batch.name(collection, text("name"), id),
            Collection::Contact => {
                let name = format!("{} {}", text("first_name"), text("last_name"));
                self.batch.name(collection, &name, id);
            }
            _ => {}
        }
        if let (Collection::Account, None) = (collection, &present) {
            // Links and companies of leads ask for its name before it is made.
            let mut account = collection.blank();
            account.set_uuid(id);
            if account.set("name", Value::from(text("name"))).is_ok() {
                self.batch.put(account);
            }
        }
        Taken { reference, present, candidate: row }
    }

    async fn finish<R: Rest>(
        mut self,
        mut taken: Vec<Taken>,
        steps: &mut Steps<'_, R>,
    ) -> Result<ImportPlan, R::Stopped> {
        for row in &mut taken {
            self.resolve(row);
            steps.step().await?;
        }
        for row in &mut taken {
            self.put(row);
            steps.step().await?;
        }
        let mut rows: Vec<(RecordRef, &mut Candidate)> =
            taken.iter_mut().map(|row| (row.reference, &mut row.candidate)).collect();
        resolve::break_circles(&mut self.batch, &mut rows);
        let mut new_customers = Vec::new();
        for (reference, candidate) in rows {
            match reference.collection {
                Collection::Lead => finish::note_origins(&mut self.batch, reference, candidate),
                Collection::Opportunity if candidate.exact_id.is_none() => {
                    new_customers.extend(finish::follow_win(&mut self.batch, reference));
                }
                _ => {}
            }
            steps.step().await?;
        }
        Ok(self.report(taken, new_customers))
    }

    /// Understands the words and links of a row.
    fn resolve(&mut self, row: &mut Taken) {
        let file = self.intake.files.get(row.candidate.file);
        let preset = file.map_or(Preset::Plain, |file| file.preset);
        if preset == Preset::Relata {
            return;
        }
        let collection = row.reference.collection;
        resolve::words(&mut self.batch, &mut self.words, collection, &mut row.candidate);
        let make_accounts = self.intake.make_accounts;
        resolve::links(&mut self.batch, collection, preset.system_or_csv(), make_accounts, &mut row.candidate);
        if collection == Collection::Opportunity {
            deals::complete(&self.batch, &mut row.candidate);
        }
    }

    fn put(&mut self, row: &mut Taken) {
        let mut custom = std::mem::take(&mut row.candidate.custom);
        if row.reference.collection.field("custom").is_none() {
            for (header, text) in std::mem::take(&mut custom) {
                row.candidate.cells.in_custom -= 1;
                row.candidate.cells.ignored += 1;
                row.candidate.tell(&header, text.as_str().unwrap_or_default(), ProblemKind::LeftOut);
            }
        }
        if !custom.is_empty() {
            let present = row.candidate.fields.entry("custom").or_insert_with(|| json!({}));
            if let Some(map) = present.as_object_mut() {
                map.extend(custom);
            }
            row.candidate.headers.entry("custom").or_insert_with(|| ("custom".to_owned(), String::new()));
        }
        let record = match &row.present {
            None => finish::create(&mut self.batch, row.reference.collection, row.reference.id, &row.candidate),
            Some(present) => {
                let record = finish::fill(&self.batch, present, &mut row.candidate, self.intake.policy);
                let changes = record != *present;
                if let Some(plan) = self.files.get_mut(row.candidate.file) {
                    plan.rows_changing += usize::from(changes);
                }
                record
            }
        };
        self.batch.put(record);
    }

    fn report(mut self, taken: Vec<Taken>, new_customers: Vec<RecordRef>) -> ImportPlan {
        let mut problems = Vec::new();
        for row in taken {
            if let Some(plan) = self.files.get_mut(row.candidate.file) {
                plan.cells.add(row.candidate.cells);
                match row.present {
                    None => plan.rows_new += 1,
                    Some(_) => plan.rows_matched += 1,
                }
            }
            problems.extend(row.candidate.problems);
        }
        let words = self.words.mappings();
        let changes = self.batch.draft.finish();
        ImportPlan {
            files: self.files,
            problems,
            words,
            made: self.batch.made,
            new_customers,
            records: changes.iter().filter_map(|change| change.after.clone()).collect(),
        }
    }
}

/// Why a row is left out, if it is.
fn refusal(
    preset: Preset,
    collection: Collection,
    candidate: &Candidate,
    seen: &mut BTreeMap<String, u64>,
) -> Option<SkipReason> {
    if candidate.too_large {
        return Some(SkipReason::TooLarge);
    }
    if preset == Preset::Relata && candidate.exact_id.is_none_or(|id| id.is_nil()) {
        return Some(SkipReason::NoId);
    }
    let has = |keys: &[&str]| keys.iter().any(|key| candidate.fields.get(*key).is_some_and(|value| !is_blank(value)));
    let named = match collection {
        Collection::Contact => has(&["first_name", "last_name", "emails"]),
        Collection::Lead => has(&["first_name", "last_name", "company"]),
        Collection::Activity => has(&["subject", "body"]),
        Collection::Settings => true,
        _ => has(&["name"]),
    };
    if !named {
        return Some(SkipReason::NoName);
    }
    let id = candidate.exact_id.map(|id| id.to_string()).or_else(|| candidate.external_id.clone())?;
    let id = super::batch::id_key(preset.system_or_csv(), &id).to_owned();
    seen.insert(id, candidate.line).map(|line| SkipReason::SameId { line })
}
