//! What is chosen and typed on the convert screen, and the command it makes.

use leptos::prelude::*;

use crate::app::crm::{Crm, Executed};
use crate::app::route::Route;
use crate::domain::command::{Command, ConvertLead, Flip, Target};
use crate::domain::id::Id;
use crate::domain::lead::Lead;
use crate::domain::option::Criterion;
use crate::domain::record::{Collection, Record, RecordRef};
use crate::domain::validate::FieldError;
use crate::domain::workflow::Rejection;
use crate::domain::workflow::convert_lead::{Preview, PreviewField, preview, suggest};
use crate::domain::workspace::Workspace;
use crate::ui::components::field::focus_first_invalid;
use crate::ui::words::sentences;

use super::deal::Deal;
use super::part::{CHOSEN, Choice, Part};

/// The id of the element that holds all fields.
pub const SCREEN_ID: &str = "convert";

/// The state of the screen. A copy is a handle to the same one.
#[derive(Clone, Copy)]
pub struct Form {
    /// The workspace.
    pub crm: Crm,
    /// The lead.
    pub lead: Id<Lead>,
    /// What becomes of the account.
    pub account: Part,
    /// What becomes of the contact.
    pub contact: Part,
    /// What becomes of the opportunity.
    pub opportunity: Part,
    /// Pipeline and stage of a new opportunity.
    pub deal: Deal,
    /// Fields turned against the default.
    pub flips: RwSignal<Vec<Flip>>,
    /// The person's role at the account.
    pub role: RwSignal<String>,
    /// The items of the checklist that are ticked.
    pub met: RwSignal<Vec<Id<Criterion>>>,
    /// Why the lead is converted although the checklist is not met.
    pub override_reason: RwSignal<String>,
    /// The profile that takes over; empty for nobody.
    pub receiver: RwSignal<String>,
    /// What the receiver should know.
    pub note: RwSignal<String>,
    /// What stood in the way of the last attempt.
    pub rejection: RwSignal<Option<Rejection>>,
    /// Set from the attempt on, so that the screen does not change on the way out.
    pub leaving: StoredValue<bool>,
    plan: Memo<Plan>,
    /// Whose the fields are, for the handlers of events, which are nobody's.
    owner: StoredValue<Option<Owner>>,
}

/// What would happen, and what would happen if every field were flipped.
#[derive(Clone, Default, PartialEq)]
struct Plan {
    now: Preview,
    flipped: Preview,
}

impl Form {
    /// The screen as it opens: the strongest matches, else new records.
    pub fn of(crm: Crm, lead: Id<Lead>, leaving: StoredValue<bool>) -> Self {
        let start = crm.peek(|workspace| workspace.get(lead).map(|lead| suggest(workspace, lead)));
        let start = start.unwrap_or_else(|| nothing_chosen(lead));
        let title = |reference: RecordRef| crm.peek(|workspace| workspace.title(reference)).unwrap_or_default();
        let account = Part::of(Collection::Account, &start.account, title);
        let contact = Part::of(Collection::Contact, &start.contact, title);
        let opportunity = Part::of(Collection::Opportunity, &start.opportunity, title);
        let mut form = Self {
            crm,
            lead,
            account,
            contact,
            opportunity,
            deal: Deal::of(crm),
            flips: RwSignal::new(Vec::new()),
            role: RwSignal::new(String::new()),
            met: RwSignal::new(start.criteria_met),
            override_reason: RwSignal::new(String::new()),
            receiver: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            rejection: RwSignal::new(None),
            leaving,
            plan: Memo::new(|_| Plan::default()),
            owner: StoredValue::new(Owner::current()),
        };
        form.plan = Memo::new(move |_| form.make_plan());
        form.fill();
        form
    }

    /// The three parts in the order of the screen.
    pub fn parts(self) -> [Part; 3] {
        [self.account, self.contact, self.opportunity]
    }

    /// The command as the screen stands. Tracks everything typed.
    pub fn input(self) -> ConvertLead {
        let mut opportunity = self.opportunity.target();
        if let Target::New(fields) = &mut opportunity {
            self.deal.add_to(fields);
        }
        let receiver = self.receiver.with(|id| id.parse().ok()).map(Id::new);
        ConvertLead {
            lead: self.lead,
            account: self.account.target(),
            contact: self.contact.target(),
            opportunity,
            flips: self.flips.get(),
            role: self.role.get(),
            criteria_met: self.met.get(),
            override_reason: self.override_reason.get(),
            hand_over: receiver.map(|to| (to, self.note.get())),
        }
    }

    fn make_plan(self) -> Plan {
        let (input, today) = (self.input(), self.crm.today());
        self.crm.read_all(|workspace| {
            let now = preview(workspace, &input, today);
            let keys = |collection, fields: &[PreviewField]| {
                fields.iter().map(move |field| Flip { collection, field: field.key.to_owned() }).collect::<Vec<_>>()
            };
            let mut flips = keys(Collection::Account, &now.account);
            flips.extend(keys(Collection::Contact, &now.contact));
            flips.extend(keys(Collection::Opportunity, &now.opportunity));
            flips.retain(|flip| !input.flips.contains(flip));
            let flipped = preview(workspace, &ConvertLead { flips, ..input.clone() }, today);
            Plan { now, flipped }
        })
    }

    /// What would happen. Tracks everything typed.
    pub fn preview(self) -> Preview {
        self.plan.with(|plan| plan.now.clone())
    }

    /// The fields of a part as they would be, each with what it would be if flipped.
    pub fn fields(self, part: Part) -> Vec<(PreviewField, PreviewField)> {
        self.plan.with(|plan| {
            let now = fields_of(&plan.now, part.collection).iter().cloned();
            now.zip(fields_of(&plan.flipped, part.collection).iter().cloned()).collect()
        })
    }

    /// Turns a field: the lead's value instead of the present one, or the
    /// other way round.
    pub fn flip(self, collection: Collection, key: &str) {
        let flip = Flip { collection, field: key.to_owned() };
        self.flips.update(|flips| {
            if flips.contains(&flip) {
                flips.retain(|known| *known != flip);
            } else {
                flips.push(flip);
            }
        });
    }

    /// Shows in every field nobody has typed in what the lead gives as things
    /// stand now. To be called after a change.
    pub fn fill(self) {
        let fill = || {
            let plan = self.make_plan();
            for part in self.parts() {
                part.fill(fields_of(&plan.now, part.collection));
            }
        };
        // A field that leaves the page while it has the focus still tells of its change.
        if let Some(owner) = self.owner.try_get_value().flatten() {
            owner.with(|| untrack(fill));
        }
    }

    /// Converts, and goes to what the lead became; else says what stands in the way.
    pub fn submit(self) {
        let errors = untrack(|| self.problems());
        if !errors.is_empty() {
            return self.refuse(Rejection::Invalid(errors));
        }
        let input = untrack(|| self.input());
        self.leaving.set_value(true);
        match self.crm.execute(&Command::ConvertLead(Box::new(input))) {
            Ok(Executed { focus, .. }) => {
                let next = focus.unwrap_or(RecordRef::of(self.lead));
                self.crm.router.go(&Route::Record(next));
            }
            Err(rejection) => {
                self.leaving.set_value(false);
                self.refuse(rejection);
            }
        }
    }

    fn refuse(self, rejection: Rejection) {
        self.rejection.set(Some(rejection));
        focus_first_invalid(SCREEN_ID);
    }

    /// What can be seen to be wrong without asking the domain.
    fn problems(self) -> Vec<FieldError> {
        self.parts().into_iter().flat_map(Part::problems).collect()
    }

    /// What is wrong with a field of a part, in words.
    pub fn error(self, part: Part, key: &'static str) -> Signal<Option<String>> {
        let field = part.field_name(key);
        Signal::derive(move || {
            self.rejection.with(|rejection| {
                let Some(Rejection::Invalid(errors)) = rejection else { return None };
                let error = errors.iter().find(|error| error.field == field)?;
                Some(self.crm.peek(|workspace| sentences::problem(workspace, Some(part.collection), &error.problem)))
            })
        })
    }

    /// True for the name of a field that stands on the screen.
    pub fn shows(self, field: &str) -> bool {
        let shown = |part: Part| match part.choice() {
            Choice::Existing => field == part.field_name(CHOSEN),
            Choice::New => part.inputs.with_value(|inputs| inputs.iter().any(|it| field == part.field_name(it.key()))),
            Choice::None => false,
        };
        field == self.opportunity.field_name("stage") || self.parts().into_iter().any(shown)
    }

    /// The lead as it is.
    pub fn with_lead<T>(self, read: impl FnOnce(&Workspace, &Lead) -> T) -> Option<T> {
        self.crm.peek(|workspace| workspace.get(self.lead).map(|lead| read(workspace, lead)))
    }

    /// True when the existing contact belongs to the existing account already.
    pub fn is_together(self) -> bool {
        let Some(Record::Contact(contact)) = self.chosen(self.contact) else { return false };
        self.chosen(self.account).is_some_and(|account| contact.is_at(Id::new(account.uuid())))
    }

    /// The record a part has chosen, in the Trash or not.
    pub fn chosen(self, part: Part) -> Option<Record> {
        let reference = part.chosen_ref().filter(|_| part.choice() == Choice::Existing)?;
        self.crm.read(&[part.collection], |workspace| workspace.find(reference).cloned())
    }
}

/// The fields of a preview that belong to a collection.
fn fields_of(preview: &Preview, collection: Collection) -> &[PreviewField] {
    match collection {
        Collection::Account => &preview.account,
        Collection::Contact => &preview.contact,
        Collection::Opportunity => &preview.opportunity,
        _ => &[],
    }
}

/// For a lead that is not there; the screen is not shown then.
fn nothing_chosen(lead: Id<Lead>) -> ConvertLead {
    ConvertLead {
        lead,
        account: Target::None,
        contact: Target::None,
        opportunity: Target::None,
        flips: Vec::new(),
        role: String::new(),
        criteria_met: Vec::new(),
        override_reason: String::new(),
        hand_over: None,
    }
}
