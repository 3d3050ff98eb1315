//! Saying by hand that an account is a prospect or a customer, and why.

use leptos::prelude::*;

use crate::domain::account::Account;
use crate::domain::id::Id;

/// The dialog that turns a prospect into a customer or back.
#[component]
pub fn LifecycleDialog(
    /// Which account.
    account: Id<Account>,
    /// Called with true when it was changed, false on Cancel.
    on_close: Callback<bool>,
) -> impl IntoView {
    drop((account, on_close));
}
