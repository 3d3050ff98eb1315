//! Everything one can do by name or by key, in **one table**: the command
//! palette offers it, the keyboard listens for it, and the dialog Keyboard
//! shortcuts lists it. To add an action, add a line to [`ACTIONS`].
//!
//! An action is plain data: what it does is an [`Act`], not a function, so that
//! the table is tested without a browser. What only the page that is shown can
//! do ([`Act::Here`]) is offered by that page while it is shown:
//!
//! ```ignore
//! use crate::ui::actions::{Here, desk::use_desk};
//! use_desk().offer(Here::Edit, editable, Callback::new(move |()| open_the_form()));
//! ```
//!
//! | file | what |
//! |---|---|
//! | [`table`] | the actions: words, keys, place |
//! | [`place`] | where one is, and where a key counts |
//! | [`keys`] | how keys are written, matched and shown |
//! | `desk` | what carries an action out, and what pages offer |
//! | `listen` | the keyboard |
//! | `help` | the dialog Keyboard shortcuts |

#[cfg(feature = "ui")]
pub mod desk;
#[cfg(feature = "ui")]
pub mod help;
pub mod keys;
#[cfg(feature = "ui")]
pub mod listen;
pub mod place;
pub mod table;

pub use table::ACTIONS;

use crate::domain::record::Collection;
use place::Place;

/// Something one can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does.
    pub act: Act,
    /// What it is called, as on its button.
    pub words: &'static str,
    /// Other words that people may look for it by.
    pub also: &'static str,
    /// The keys that do it, each as [`keys`] writes them; the first is shown beside the words.
    pub keys: &'static [&'static str],
    /// Where those keys count.
    pub place: Place,
    /// Its part of the help.
    pub part: Part,
}

/// What an action does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Goes to an address, written as after the `#`.
    Go(&'static str),
    /// Opens the form for a new record.
    New(Collection),
    /// Opens the command palette.
    Palette,
    /// Lists the shortcuts.
    Help,
    /// Shows around.
    Tour,
    /// Opens the browser's dialog for printing.
    Print,
    /// Locks all tabs, where there is a passphrase lock.
    Lock,
    /// Takes the latest change back.
    Undo,
    /// Does the latest undone change again.
    Redo,
    /// Goes to the field that filters a list.
    Filter,
    /// What the page that is shown offers.
    Here(Here),
    /// What a list or a card with the focus answers to by itself; for the help only.
    Focused,
}

/// What a page may offer while it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Here {
    Edit,
    Convert,
    Delete,
    LogCall,
    LogMeeting,
    LogEmail,
    LogNote,
    LogTask,
    Favourite,
    Previous,
    Next,
}

/// The parts of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Part {
    Anywhere,
    GoTo,
    New,
    Here,
    List,
    Board,
}

impl Part {
    /// Every part with its heading.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Here, "On a record"),
        (Self::Anywhere, "Anywhere"),
        (Self::New, "New records"),
        (Self::GoTo, "Go to"),
        (Self::List, "In a list"),
        (Self::Board, "On a card of the board"),
    ];
}
