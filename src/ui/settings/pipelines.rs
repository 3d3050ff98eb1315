//! Pipelines, and the stages of each.

use leptos::prelude::*;
use serde_json::Value;
use uuid::Uuid;

use super::option_list::OptionList;
use crate::app::crm::{Crm, use_crm};
use crate::domain::id::Id;
use crate::domain::pipeline::StageKind;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::workspace::Workspace;
use crate::ui::components::banner::Banner;
use crate::ui::words::counts::joined;
use crate::ui::words::vocabulary::{said, spoken};

/// The list of pipelines, then one list of stages for each.
#[component]
pub(super) fn Pipelines() -> impl IntoView {
    let crm = use_crm();
    let pipelines = Memo::new(move |_| {
        crm.read(&[Collection::Pipeline], |workspace| {
            let pipelines = workspace.options(Collection::Pipeline).into_iter();
            pipelines.map(crate::domain::record::Record::uuid).collect::<Vec<_>>()
        })
    });
    view! {
        <OptionList collection=Collection::Pipeline title=spoken("Pipelines") />
        <For each=move || pipelines.get() key=|id| *id let:id>
            {stages_of(crm, id)}
        </For>
    }
    .into_any()
}

fn stages_of(crm: Crm, pipeline: Uuid) -> AnyView {
    let reference = RecordRef { collection: Collection::Pipeline, id: pipeline };
    let title = Signal::derive(move || {
        let name = crm.read(&[Collection::Pipeline], |workspace| workspace.title(reference));
        said!("Stages of {}", name.unwrap_or_default())
    });
    let alike = ("pipeline", Value::from(pipeline.to_string()));
    let lacks = Memo::new(move |_| crm.read(&[Collection::Stage], |workspace| lacking(workspace, pipeline)));
    view! {
        <div class="stack stack--tight">
            <OptionList collection=Collection::Stage title alike />
            {move || lacks.get().map(|text| view! { <Banner text /> })}
        </div>
    }
    .into_any()
}

/// What a pipeline lacks for deals to begin and end in it.
fn lacking(workspace: &Workspace, pipeline: Uuid) -> Option<String> {
    let stages = workspace.stages(Id::new(pipeline));
    let kinds = [(StageKind::Open, spoken("Open")), (StageKind::Won, spoken("Won")), (StageKind::Lost, spoken("Lost"))];
    let missing: Vec<String> = kinds
        .into_iter()
        .filter(|(kind, _)| !stages.iter().any(|stage| stage.kind == *kind))
        .map(|(_, word)| word.to_owned())
        .collect();
    let named = joined(&missing, "and");
    let need = spoken("Deals need a stage of kind");
    (!missing.is_empty()).then(|| said!("{} {} here, to begin and to end.", need, named))
}
