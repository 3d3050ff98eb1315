//! Forms, driven by the field table: whatever field a record type gets, it
//! can be typed here.
//!
//! | for | use |
//! |---|---|
//! | a new record, or many fields of one | [`record_dialog::RecordDialog`] |
//! | one field on a record's page | [`inline_field::InlineField`] |
//! | fields where they stand | [`in_place::InPlace`] |
//! | what was done and what is to be done | [`log_activity::LogActivity`], [`complete_activity::CompleteActivity`] |
//! | moving, winning and losing deals | [`deal_mover::DealMover`] with [`deal_mover::DealMoverDialogs`] |
//! | asking for a reason | [`reason_dialog::ReasonDialog`], [`close_dialog::CloseDealDialog`], [`correction_dialog::CorrectionDialog`] |
//! | choosing what to merge a record with | [`merge_with::MergeWithDialog`] |
//! | answering a hand-over | [`hand_over::Answerer`] with [`hand_over::AnswererDialog`] |
//! | Prospect or Customer by hand | [`lifecycle_dialog::LifecycleDialog`] |
//! | the fields of a new record, on a page | [`record_form::RecordForm`] |
//! | where reminders appear | [`reminder::ReminderNote`] |
//! | a form of one's own | [`input::FieldInput`] for each field |

mod activity_form;
mod addresses;
mod amount;
mod chosen;
pub mod close_dialog;
pub mod complete_activity;
mod controls;
pub mod correction_dialog;
pub mod deal_mover;
pub mod duplicate_hint;
pub mod hand_over;
pub mod in_place;
mod initial;
pub mod inline_field;
pub mod input;
pub mod layout;
pub mod lifecycle_dialog;
mod link;
pub mod log_activity;
pub mod merge_with;
pub mod options;
pub mod reason_dialog;
pub mod record_dialog;
pub mod record_form;
pub mod reminder;
mod roles;
mod shown;
mod typed;
