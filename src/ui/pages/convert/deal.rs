//! Pipeline and stage of a new opportunity: the stages follow the pipeline.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::app::crm::Crm;
use crate::domain::id::Id;
use crate::domain::pipeline::{Pipeline, StageKind};
use crate::domain::record::Collection;
use crate::ui::components::select_field::{Choice, SelectField};
use crate::ui::words::vocabulary::spoken;

/// Where a new opportunity begins. A copy is a handle to the same choice.
#[derive(Clone, Copy)]
pub struct Deal {
    crm: Crm,
    pipeline: RwSignal<String>,
    stage: RwSignal<String>,
}

impl Deal {
    /// The first open stage of the first pipeline.
    pub fn of(crm: Crm) -> Self {
        let first = crm.peek(|workspace| workspace.options(Collection::Pipeline).first().map(|first| first.uuid()));
        let deal = Self { crm, pipeline: RwSignal::new(String::new()), stage: RwSignal::new(String::new()) };
        if let Some(first) = first {
            deal.pipeline.set(first.to_string());
            deal.begin(&first.to_string());
        }
        deal
    }

    /// Puts the stage to the first open one of a pipeline.
    fn begin(self, pipeline: &str) {
        let first = untrack(|| open_stages(self.crm, pipeline)).into_iter().next();
        self.stage.set(first.map(|stage| stage.value).unwrap_or_default());
    }

    /// Puts the choice among the fields of a new opportunity.
    pub fn add_to(self, fields: &mut Map<String, Value>) {
        for (key, value) in [("pipeline", self.pipeline.get()), ("stage", self.stage.get())] {
            if !value.is_empty() {
                fields.insert(key.to_owned(), Value::String(value));
            }
        }
    }

    /// The two drop-down lists; that of pipelines where there are several.
    pub fn view(self, error: Signal<Option<String>>) -> AnyView {
        let crm = self.crm;
        let pipelines = Memo::new(move |_| {
            crm.read(&[Collection::Pipeline], |workspace| {
                let options = workspace.options(Collection::Pipeline).into_iter();
                options.map(|record| Choice::new(record.uuid().to_string(), record.title())).collect::<Vec<_>>()
            })
        });
        let stages = Memo::new(move |_| open_stages(crm, &self.pipeline.get()));
        let choose = Callback::new(move |pipeline: String| self.begin(&pipeline));
        view! {
            <Show when=move || pipelines.with(|pipelines| pipelines.len() > 1)>
                <SelectField label=spoken("Pipeline") value=self.pipeline options=pipelines on_choose=choose />
            </Show>
            <SelectField label=spoken("Stage") value=self.stage options=stages error />
        }
        .into_any()
    }
}

/// The stages of a pipeline in which a deal can begin.
fn open_stages(crm: Crm, pipeline: &str) -> Vec<Choice> {
    let Some(pipeline) = pipeline.parse().ok().map(Id::<Pipeline>::new) else { return Vec::new() };
    crm.read(&[Collection::Stage, Collection::Pipeline], |workspace| {
        let stages = workspace.stages(pipeline).into_iter().filter(|stage| stage.kind == StageKind::Open);
        stages.map(|stage| Choice::new(stage.id.to_string(), stage.name.clone())).collect()
    })
}
