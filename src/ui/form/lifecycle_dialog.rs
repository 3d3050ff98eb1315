//! Saying by hand that an account is a prospect or a customer, and why.

use leptos::prelude::*;

use super::reason_dialog::ReasonDialog;
use crate::app::crm::use_crm;
use crate::domain::account::{Account, Lifecycle};
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::record::RecordRef;
use crate::ui::show::record_title;
use crate::ui::words::vocabulary::{said, spoken};

/// The dialog that turns a prospect into a customer or back.
#[component]
pub fn LifecycleDialog(
    /// Which account.
    account: Id<Account>,
    /// Called with true when it was changed, false on Cancel.
    on_close: Callback<bool>,
) -> impl IntoView {
    let crm = use_crm();
    let (name, present) = crm.peek(|workspace| {
        let present = workspace.get(account).map(|account| account.lifecycle).unwrap_or_default();
        (record_title(workspace, RecordRef::of(account)), present)
    });
    let (next, title, label, submit_label) = match present {
        Lifecycle::Prospect => (
            Lifecycle::Customer,
            said!("Make “{}” a customer", name),
            spoken("What shows that it has bought?"),
            spoken("Make it a customer"),
        ),
        Lifecycle::Customer => (
            Lifecycle::Prospect,
            said!("Make “{}” {} again", name, spoken("a prospect")),
            spoken("Why is it not a customer after all?"),
            spoken("Make it a prospect"),
        ),
    };
    let changed = StoredValue::new(false);
    let submit = Callback::new(move |reason: String| {
        let command = Command::SetLifecycle { account, lifecycle: next, reason };
        crm.execute(&command).map(|_| changed.set_value(true))
    });
    view! {
        <ReasonDialog
            title
            label
            submit_label
            on_submit=submit
            on_close=Callback::new(move |()| on_close.run(changed.get_value()))
        />
    }
    .into_any()
}
