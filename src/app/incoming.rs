//! Files that come in: read, and planned on a picture of the workspace, in
//! slices, so that the page answers meanwhile and the person may call it off.

use chrono::NaiveDate;
use leptos::task::spawn_local;

use super::crm::Crm;
use super::rescue::open_dump;
use super::slices::{Stopped, Turn};
use super::transfer::{Arrived, ChosenFile, Document, ImportPlan, Intake, MergePlan, OpenError, Opened, ReplacePlan};
use crate::domain::record::Collection;
use crate::domain::workspace::Workspace;
use crate::interchange::json;
use crate::interchange::merge::{plan_merge_in_slices, plan_replace_in_slices};
use crate::interchange::rest::Rest;

/// How many records are read between two looks at the clock.
const LOT: usize = 50;

/// An exported workspace, or what the rescue screen saved of one, and what
/// both ways to take it in would do.
pub struct Planned {
    /// The file.
    pub arrived: Arrived,
    /// The workspace that it holds.
    pub incoming: Workspace,
    /// What uniting it with what is here would do.
    pub merge: MergePlan,
    /// What putting it in the place of what is here would do.
    pub replace: ReplacePlan,
    /// What [`Crm::stamp`] was when that was planned.
    pub stamp: u64,
}

/// Reads and plans an exported workspace, then goes on with it, unless it is
/// called off. `passphrase`: for a copy that is locked; without the right one,
/// the file is given back.
pub fn open_json(
    crm: Crm,
    file: ChosenFile,
    passphrase: Option<String>,
    turn: Turn,
    then: impl FnOnce(Result<Planned, (OpenError, ChosenFile)>) + 'static,
) {
    let work = async move |turn: &Turn| match read_json(&file, passphrase.as_deref(), turn).await? {
        Ok(arrived) => plan_json(crm, arrived, turn).await.map(Ok),
        Err(error) => Ok(Err((error, file))),
    };
    finish(turn, work, then);
}

/// Does what takes long, then goes on with what came of it, unless it is called off.
fn finish<T: 'static>(
    turn: Turn,
    work: impl AsyncFnOnce(&Turn) -> Result<T, Stopped> + 'static,
    then: impl FnOnce(T) + 'static,
) {
    spawn_local(async move {
        let done = work(&turn).await;
        // Not all work rests, and only a rest looks whether it is called off.
        let wanted = turn.is_wanted();
        drop(turn);
        if let (Ok(done), true) = (done, wanted) {
            then(done);
        }
    });
}

async fn read_json(
    file: &ChosenFile,
    passphrase: Option<&str>,
    turn: &Turn,
) -> Result<Result<Arrived, OpenError>, Stopped> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else { return Ok(Err(OpenError::NotText)) };
    let reading = turn.part(0, 50);
    let mut reader = json::Reader::new(text);
    while reader.step(LOT) {
        let (done, of) = reader.progress();
        reading.rest(done, of).await?;
    }
    Ok(match reader.finish() {
        Ok(Opened::Document(document)) => Ok(Arrived { document, rescued: None }),
        Ok(Opened::RawDump) => open_dump(text, passphrase).await.map(|opened| {
            let all = Collection::ALL.iter().flat_map(|collection| opened.workspace.records(*collection));
            let document = Document { records: all.cloned().collect(), ..Document::default() };
            Arrived { document, rescued: Some(opened.report) }
        }),
        Err(error) => Err(OpenError::Document(error)),
    })
}

async fn plan_json(crm: Crm, arrived: Arrived, turn: &Turn) -> Result<Planned, Stopped> {
    let records = &arrived.document.records;
    let (mut incoming, building) = (Workspace::default(), turn.part(50, 70));
    for (done, record) in records.iter().enumerate() {
        incoming.set(record.reference(), Some(record.clone()));
        building.rest(done, records.len()).await?;
    }
    loop {
        let (workspace, stamp) = (crm.peek(Workspace::clone), crm.stamp());
        let merge = plan_merge_in_slices(&workspace, &arrived.document, &turn.part(70, 85)).await?;
        let replace = plan_replace_in_slices(&workspace, &incoming, &turn.part(85, 100)).await?;
        if crm.stamp() == stamp {
            return Ok(Planned { arrived, incoming, merge, replace, stamp });
        }
    }
}

/// Reads files of other programs and proposes what they are, then goes on
/// with that, unless it is called off.
pub fn open_csv(crm: Crm, files: Vec<ChosenFile>, turn: Turn, then: impl FnOnce(Intake, PlannedCsv) + 'static) {
    let work = async move |turn: &Turn| {
        let named = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
        let intake = Intake::read_in_slices(named, &turn.part(0, 20)).await?;
        drop(files);
        let planned = planned_csv(crm, &intake, turn).await?;
        Ok((intake, planned))
    };
    finish(turn, work, |(intake, planned)| then(intake, planned));
}

/// What importing files of other programs would do, and what that rests on.
pub type PlannedCsv = (ImportPlan, Footing);

/// What a plan rests on besides the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footing {
    /// What [`Crm::stamp`] was.
    stamp: u64,
    /// The day, which stands in records that are planned.
    today: NaiveDate,
}

impl Footing {
    /// What a plan made now would rest on.
    pub fn now(crm: Crm) -> Self {
        Self { stamp: crm.stamp(), today: crm.env().today }
    }
}

/// Plans anew what importing the files would do, then goes on with it, unless
/// it is called off.
pub fn plan_csv(crm: Crm, intake: Intake, turn: Turn, then: impl FnOnce(PlannedCsv) + 'static) {
    finish(turn, async move |turn: &Turn| planned_csv(crm, &intake, turn).await, then);
}

async fn planned_csv(crm: Crm, intake: &Intake, turn: &Turn) -> Result<PlannedCsv, Stopped> {
    loop {
        let (workspace, footing, env) = (crm.peek(Workspace::clone), Footing::now(crm), crm.env());
        let plan = intake.plan_in_slices(&workspace, &env, &turn.part(20, 100)).await?;
        if Footing::now(crm) == footing {
            return Ok((plan, footing));
        }
    }
}
