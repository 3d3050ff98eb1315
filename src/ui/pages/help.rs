//! `#/help`: the words of CRM side by side, here and elsewhere.
//! `#/help?term=lead` arrives at one of them.

use leptos::prelude::*;

use crate::app::route::{Route, SettingsSection, Term};
use crate::ui::components::page_header::PageHeader;
use crate::ui::components::section::Section;
use crate::ui::words::terms::{ELSEWHERE, Explained, explained};
use crate::ui::words::vocabulary::{in_language, spoken};

/// The page of words.
#[component]
pub fn HelpPage() -> impl IntoView {
    let concept = spoken("The words of CRM side by side: what each means here, and what other systems call it");
    let filled = Route::parse("/leads/new?last_name=Doe&company=Acme").href();
    let shown = filled.clone();
    view! {
        <div class="page">
            <PageHeader title=spoken("Help") concept=Signal::stored(Some(concept.to_owned())) />
            <p>
                {spoken("Not sure what somebody is? ")} <a href=Route::Which.href()>{spoken("Which is it?")}</a>
                {spoken(" asks two or three questions and files them as the right thing.")}
            </p>
            <p>
                {spoken("Quicker still: ")}
                <a href=Route::Paste(String::new()).href()>{spoken("Paste a signature or card")}</a>
                {spoken(" reads who somebody is from an e-mail or a vCard, ")}
                <a href=Route::Card.href()>{spoken("Enter a card")}</a>
                {spoken(" is made for a thumb, and a link such as ")} <a href=filled><code>{shown}</code></a>
                {spoken(" fills in a form by the names of its fields and leaves saving to you.")}
            </p>
            <p>
                <a href=Route::Home.href()>{spoken("Home")}</a>
                {spoken(" shows what your role works on: new leads in sales development, deals as an account executive, the team as a manager, customers in support. Who you are is chosen under ")}
                <a href=Route::Settings(SettingsSection::Profiles).href()>{spoken("Profiles")}</a>
                {spoken(". When Home is first opened on a day, one line says what the day asks for.")}
            </p>
            <div class="help-terms">{Term::ALL.into_iter().map(card).collect_view()}</div>
            <Section title=spoken("The same words elsewhere")>
                <table class="table help-elsewhere">
                    <thead>
                        <tr>
                            <th scope="col">"Relata"</th>
                            {ELSEWHERE.map(|name| view! { <th scope="col">{in_language(name)}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{Term::ALL.into_iter().map(row).collect_view()}</tbody>
                </table>
            </Section>
        </div>
    }
    .into_any()
}

fn card((term, name): (Term, &'static str)) -> AnyView {
    let Explained { word, is, unlike, .. } = explained(term);
    view! {
        <Section title=spoken(word) anchor=name>
            <p>{spoken(is)}</p>
            <p class="muted">{spoken(unlike)}</p>
        </Section>
    }
    .into_any()
}

fn row((term, _): (Term, &'static str)) -> AnyView {
    let Explained { word, elsewhere, .. } = explained(term);
    let cell = |(name, text): (&'static str, &'static str)| view! { <td data-label=in_language(name)>{in_language(text)}</td> };
    view! {
        <tr>
            <th scope="row">{in_language(word)}</th>
            {ELSEWHERE.into_iter().zip(elsewhere).map(cell).collect_view()}
        </tr>
    }
    .into_any()
}
