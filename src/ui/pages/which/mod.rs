//! `#/which`: two or three answers say what a person or company is, and one
//! form files it as that. The table of answers is `domain/which.rs`.

mod form;

use leptos::prelude::*;

use crate::app::crm::{Crm, use_crm};
use crate::domain::option::Relationship;
use crate::domain::record::{Collection, Record};
use crate::domain::which::{Answers, Question, Standing, Talk, Verdict, asked, verdict};
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::radio_list::{RadioList, RadioOption};
use crate::ui::components::section::Section;
use crate::ui::words::vocabulary::spoken;
use crate::ui::words::which as words;

/// Every question, in order.
const QUESTIONS: [Question; 4] = [Question::Standing, Question::Checked, Question::Talk, Question::Relationship];

/// The questions, and the form once they are answered.
#[component]
pub fn WhichPage() -> impl IntoView {
    let which = Which::new(use_crm());
    let concept = spoken("Two or three answers, and somebody is filed as what they are");
    view! {
        <div class="page which">
            <PageHeader title=spoken("Which is it?") concept=Signal::stored(Some(concept.to_owned())) />
            <Section title=spoken("Questions")>
                <div class="which-questions">
                    {QUESTIONS.into_iter().map(|question| which.when_asked(question)).collect_view()}
                </div>
            </Section>
            {move || which.verdict.get().map(|verdict| form::view(which, verdict))}
        </div>
    }
    .into_any()
}

/// What was answered so far. Each signal holds the place of the answer among
/// those offered, as text; the relationship holds its id.
#[derive(Clone, Copy)]
struct Which {
    crm: Crm,
    standing: RwSignal<String>,
    checked: RwSignal<String>,
    talk: RwSignal<String>,
    relationship: RwSignal<String>,
    answers: Memo<Answers>,
    verdict: Memo<Option<Verdict>>,
    typed: form::Typed,
}

impl Which {
    fn new(crm: Crm) -> Self {
        let [standing, checked, talk, relationship] = std::array::from_fn(|_| RwSignal::new(String::new()));
        let answers = Memo::new(move |_| {
            let standing = chosen(&words::STANDINGS, standing);
            Answers { standing, checked: chosen(&words::CHECKED, checked), talk: chosen(talks(standing), talk) }
        });
        let verdict = Memo::new(move |_| {
            let found = verdict(answers.get());
            found.filter(|verdict| *verdict != Verdict::NotABuyer || relationship.with(|chosen| !chosen.is_empty()))
        });
        Self { crm, standing, checked, talk, relationship, answers, verdict, typed: form::Typed::new() }
    }

    /// A question, once the answers before it make it one. It stays as it is
    /// while others come and go, and so does the focus.
    fn when_asked(self, question: Question) -> AnyView {
        let is_asked = Memo::new(move |_| asked(self.answers.get()).contains(&question));
        view! { <Show when=move || is_asked.get()>{self.question(question)}</Show> }.into_any()
    }

    fn question(self, question: Question) -> AnyView {
        let Self { crm, standing, checked, talk, relationship, answers, typed, .. } = self;
        // What was refused was filed as something else.
        let forgive = Callback::new(move |()| typed.forgive());
        // The further answers mean something else after another first one.
        let begin_again = Callback::new(move |()| {
            typed.forgive();
            for later in [checked, talk, relationship] {
                later.set(String::new());
            }
        });
        let legend = words::question(question).to_owned();
        match question {
            Question::Standing => {
                let options = Signal::stored(options(&words::STANDINGS));
                view! { <RadioList legend value=standing options on_choose=begin_again /> }.into_any()
            }
            Question::Checked => {
                let options = Signal::stored(options(&words::CHECKED));
                view! { <RadioList legend value=checked options on_choose=forgive /> }.into_any()
            }
            Question::Talk => {
                let options = Signal::derive(move || options(talks(answers.get().standing)));
                view! { <RadioList legend value=talk options on_choose=forgive /> }.into_any()
            }
            Question::Relationship => {
                let options = Signal::derive(move || relationships(crm));
                view! { <RadioList legend value=relationship options on_choose=forgive /> }.into_any()
            }
        }
    }
}

fn talks(standing: Option<Standing>) -> &'static [words::Answer<Talk>] {
    if standing == Some(Standing::HasBought) { &words::MORE_TALKS } else { &words::TALKS }
}

fn chosen<T: Copy>(answers: &[words::Answer<T>], place: RwSignal<String>) -> Option<T> {
    let place: usize = place.with(|place| place.parse().ok())?;
    answers.get(place).map(|(answer, ..)| *answer)
}

fn options<T>(answers: &[words::Answer<T>]) -> Vec<RadioOption> {
    let option = |(place, (_, label, means)): (usize, &words::Answer<T>)| RadioOption {
        value: place.to_string(),
        label: spoken(label).to_owned(),
        means: spoken(means).to_owned(),
    };
    answers.iter().enumerate().map(option).collect()
}

/// What an account can be besides a buyer: the list in the settings.
fn relationships(crm: Crm) -> Vec<RadioOption> {
    let buyer = Relationship::BUYER.uuid();
    crm.read(&[Collection::Relationship], |workspace| {
        let others = workspace.options(Collection::Relationship).into_iter().filter(|record| record.uuid() != buyer);
        let option = |record: &Record| RadioOption {
            value: record.uuid().to_string(),
            label: record.title(),
            means: String::new(),
        };
        others.map(option).collect()
    })
}
