//! Building blocks that know nothing of CRM.
//!
//! Each file is one block and owns the CSS file `style/40-<name>.css`. Text comes in as
//! `impl Into<Signal<String>>` (a literal, a `String`, a signal or a closure), events go
//! out through `Callback`. Nothing here asks the store or knows a route.
//!
//! | for | use |
//! |---|---|
//! | pressing | [`button`]: `Button`, `IconButton`, `LinkButton`; [`menu`]: `Menu` of `MenuItem` |
//! | typing | [`text_field`]: `TextField` (with `TextKind`), `TextArea`; [`labelled_list`]: `LabelledList` |
//! | choosing | [`select_field`]: `SelectField`, `CheckboxField`; [`choice_set`]: `ChoiceSet`; [`combobox`]: `Combobox`; [`switch3`]: `Switch3` |
//! | a field of one's own | [`field`]: `Field`, `FieldGroup` around any control, with `FieldIds` |
//! | asking | [`dialog`]: `Dialog`, open for as long as it is in the page; [`typed_word`]: `TypedWord` before what cannot be undone |
//! | finding anything | [`palette`]: `Palette` of `Found` lines |
//! | many records | [`grid`]: `DataGrid` of `Column`s; [`board`]: `Board` of `BoardColumn`s; [`agenda`]: `Agenda` of `AgendaItem`s |
//! | editing in place | [`inline_edit`]: `InlineEdit` |
//! | one record | [`fields_list`]: `FieldsList` of `FieldRow`s; [`timeline`]: `Timeline` |
//! | the page | [`page_header`]: `PageHeader`; [`section`]: `Section`; [`tabs`]: `Tabs`; [`empty_state`]: `EmptyState`; [`empty_page`]: `EmptyPage` |
//! | telling | [`notice`]: `NoticeStack`; [`banner`]: `Banner`; [`badge`]: `Badge` with `Tone`; [`stat`]: `Stat`; [`meter`]: `Meter` |
//! | drawing | [`icon`]: `icon(Icon::…)` |
//!
//! Helpers: [`focus`] moves the focus when what had it is gone, [`format`] writes money, numbers and days, [`fresh_id`] makes element ids, [`popup`] places what opens beside a button and moves through it,
//! [`window`] is the arithmetic of the grid.

pub mod agenda;
pub mod badge;
pub mod banner;
pub mod board;
pub mod button;
pub mod choice_set;
pub mod combobox;
pub mod deck;
pub mod dialog;
pub mod empty_page;
pub mod empty_state;
pub mod field;
pub mod fields_list;
pub mod focus;
pub mod format;
pub mod fresh_id;
pub mod grid;
pub mod icon;
pub mod inline_edit;
pub mod labelled_list;
pub mod menu;
pub mod meter;
pub mod notice;
pub mod page_header;
pub mod palette;
pub mod paper;
pub mod popover;
pub mod popup;
pub mod radio_list;
pub mod section;
pub mod select_field;
pub mod stat;
pub mod switch3;
pub mod tabs;
pub mod text_field;
pub mod timeline;
pub mod typed_word;
pub mod window;
