//! Forms, driven by the field table: whatever field a record type gets, it
//! can be typed here.
//!
//! | for | use |
//! |---|---|
//! | a new record, or many fields of one | [`record_dialog::RecordDialog`] |
//! | one field on a record's page | [`inline_field::InlineField`] |
//! | what was done and what is to be done | [`log_activity::LogActivity`], [`log_activity::ActivityComposer`], [`complete_activity::CompleteActivity`] |
//! | moving, winning and losing deals | [`deal_mover::DealMover`] with [`deal_mover::DealMoverDialogs`] |
//! | Prospect or Customer by hand | [`lifecycle_dialog::LifecycleDialog`] |
//! | a form of one's own | [`input::FieldInput`] for each field |

pub mod complete_activity;
pub mod deal_mover;
pub mod inline_field;
pub mod input;
pub mod lifecycle_dialog;
pub mod log_activity;
pub mod reason_dialog;
pub mod record_dialog;
