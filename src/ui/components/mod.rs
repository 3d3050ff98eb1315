//! Building blocks that know nothing of CRM.

pub mod button;
pub mod choice_set;
pub mod combobox;
pub mod dialog;
pub mod field;
pub mod fresh_id;
pub mod grid;
pub mod icon;
pub mod labelled_list;
pub mod menu;
pub mod popup;
pub mod select_field;
pub mod text_field;
pub mod window;
