//! What is typed about an activity, and which of it each kind asks for.

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::chosen::{Chosen, LINKABLE};
use crate::app::crm::Crm;
use crate::domain::activity::{ActivityKind, Direction, Outcome, Remind};
use crate::domain::command::Command;
use crate::domain::record::{Collection, RecordRef};
use crate::domain::validate::Problem;
use crate::domain::workflow::Rejection;
use crate::packing::read_value;
use crate::ui::components::format;
use crate::ui::components::select_field::Choice;
use crate::ui::words::choices;
use crate::ui::words::sentences;

/// The kinds that are logged by hand, in order.
pub(super) const KINDS: [ActivityKind; 5] =
    [ActivityKind::Call, ActivityKind::Meeting, ActivityKind::Email, ActivityKind::Note, ActivityKind::Task];

/// What can come of an activity of a kind; empty where nothing is asked.
pub(super) const fn outcomes(kind: ActivityKind) -> &'static [Outcome] {
    match kind {
        ActivityKind::Call => &[Outcome::None, Outcome::Reached, Outcome::NoAnswer, Outcome::LeftMessage],
        ActivityKind::Meeting => &[Outcome::Held, Outcome::NotHeld],
        ActivityKind::Email => &[Outcome::None, Outcome::Replied],
        ActivityKind::Task | ActivityKind::Note | ActivityKind::Research | ActivityKind::Signup => &[],
    }
}

/// The outcomes of a kind as choices.
pub(super) fn outcome_choices(kind: ActivityKind) -> Vec<Choice> {
    let choice = |outcome: &Outcome| Choice::new(choices::stored(*outcome), choices::outcome(*outcome));
    outcomes(kind).iter().map(choice).collect()
}

/// Reads an outcome out of a choice.
pub(super) fn outcome_of(value: &str) -> Outcome {
    read_value(&json!(value)).unwrap_or_default()
}

/// An activity while it is typed. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub(super) struct ActivityForm {
    crm: Crm,
    /// What sort of thing, as it is stored.
    pub(super) kind: RwSignal<String>,
    pub(super) subject: RwSignal<String>,
    pub(super) body: RwSignal<String>,
    pub(super) direction: RwSignal<String>,
    pub(super) outcome: RwSignal<String>,
    /// When it took place or will, as an input holds it.
    pub(super) at: RwSignal<String>,
    /// By when a task is to be done, as an input holds it.
    pub(super) due: RwSignal<String>,
    /// When it is announced, as it is stored.
    pub(super) remind: RwSignal<String>,
    pub(super) links: Chosen,
    pub(super) subject_error: RwSignal<Option<String>>,
    pub(super) when_error: RwSignal<Option<String>>,
    pub(super) refused: RwSignal<Option<String>>,
}

impl ActivityForm {
    /// An activity of a kind, about these records, taking place now.
    pub(super) fn new(crm: Crm, kind: ActivityKind, links: &[RecordRef]) -> Self {
        let about = Chosen::new(LINKABLE);
        about.load(&json!(links));
        let form = Self {
            crm,
            kind: RwSignal::new(choices::stored(kind)),
            subject: RwSignal::new(String::new()),
            body: RwSignal::new(String::new()),
            direction: RwSignal::new(choices::stored(Direction::Outbound)),
            outcome: RwSignal::new(String::new()),
            at: RwSignal::new(format::to_input(format::now())),
            due: RwSignal::new(format::today().to_string()),
            remind: RwSignal::new(choices::stored(Remind::Never)),
            links: about,
            subject_error: RwSignal::new(None),
            when_error: RwSignal::new(None),
            refused: RwSignal::new(None),
        };
        form.choose_first_outcome();
        form
    }

    /// What sort of thing it is. Tracks the choice.
    pub(super) fn kind(self) -> ActivityKind {
        read_value(&json!(self.kind.get())).unwrap_or_default()
    }

    /// After a change of kind: the outcomes are others.
    pub(super) fn choose_first_outcome(self) {
        let first = outcomes(untrack(|| self.kind())).first().copied().unwrap_or_default();
        self.outcome.set(choices::stored(first));
    }

    /// Sets the day a task is due to so many days from today.
    pub(super) fn due_in(self, days: i64) {
        self.due.set(format::days_after(format::today(), days).to_string());
    }

    /// Saves it. `None` where something is wrong, which the form shows then.
    pub(super) fn save(self) -> Option<RecordRef> {
        self.subject_error.set(None);
        self.when_error.set(None);
        self.refused.set(None);
        let fields =
            untrack(|| self.fields()).map_err(|problem| self.when_error.set(Some(self.words(&problem)))).ok()?;
        match self.crm.execute(&Command::Create { collection: Collection::Activity, fields }) {
            Ok(executed) => executed.focus,
            Err(rejection) => {
                self.show(&rejection);
                None
            }
        }
    }

    fn words(self, problem: &Problem) -> String {
        self.crm.peek(|workspace| sentences::problem(workspace, Some(Collection::Activity), problem))
    }

    fn show(self, rejection: &Rejection) {
        match rejection {
            Rejection::Invalid(errors) => {
                self.subject_error.set(errors.first().map(|error| self.words(&error.problem)));
            }
            other => self.refused.set(Some(self.crm.peek(|workspace| sentences::rejection(workspace, other)))),
        }
    }

    /// The fields as they are stored. What took place is done; what has a time
    /// ahead is planned for its day.
    fn fields(self) -> Result<Map<String, Value>, Problem> {
        let kind = self.kind();
        let mut fields = Map::new();
        let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        put("kind", json!(kind));
        put("subject", json!(self.subject_or_kind(kind)));
        put("body", json!(self.body.get()));
        put("links", self.links.value());
        if let Some(owner) = self.crm.env().actor {
            put("owner", json!(owner));
        }
        match kind {
            ActivityKind::Task => {
                put("due", self.due_day()?.map_or(Value::Null, |day| json!(day)));
                put("remind", json!(self.remind.get()));
            }
            kind => {
                let at = format::from_input(&self.at.get()).ok_or(Problem::NotADay)?;
                let planned = at > format::now();
                put("at", json!(at));
                if planned {
                    put("due", json!(format::local_day(at)));
                    put("remind", json!(self.remind.get()));
                } else {
                    put("done_at", json!(at));
                    put("outcome", json!(self.outcome.get()));
                }
                if has_direction(kind) {
                    put("direction", json!(self.direction.get()));
                }
            }
        }
        Ok(fields)
    }

    /// A call, a meeting or an e-mail needs no subject: that it took place says enough.
    fn subject_or_kind(self, kind: ActivityKind) -> String {
        let (subject, body) = (self.subject.get(), self.body.get());
        let silent = subject.trim().is_empty() && body.trim().is_empty();
        if silent && !outcomes(kind).is_empty() { choices::activity_kind(kind).to_owned() } else { subject }
    }

    /// True while the time that is typed is ahead. Tracks it.
    pub(super) fn is_planned(self) -> bool {
        self.at.with(|at| format::from_input(at)).is_some_and(|at| at > format::now())
    }

    fn due_day(self) -> Result<Option<NaiveDate>, Problem> {
        let typed = self.due.get();
        if typed.trim().is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| Problem::NotADay) }
    }
}

/// True for kinds in which one turns to the other.
pub(super) const fn has_direction(kind: ActivityKind) -> bool {
    matches!(kind, ActivityKind::Call | ActivityKind::Email)
}
