//! Where one is, as far as keys care, and where a key counts.

use crate::app::route::Route;
use crate::domain::record::Collection;
use crate::ui::words::vocabulary::spoken;

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A list of records.
    List(Collection),
    /// The page of a record.
    Record(Collection),
    /// The board of opportunities.
    Board,
    /// Anywhere else.
    Other,
}

impl Spot {
    /// The spot of an address.
    pub fn of(route: &Route) -> Self {
        match route {
            Route::List(collection, _) | Route::New(collection, _) => Self::List(*collection),
            Route::Record(record) => Self::Record(record.collection),
            Route::Board(_) => Self::Board,
            _ => Self::Other,
        }
    }

    /// The records that a new one joins here: those of the list, or the deals of the board.
    fn listed(self) -> Option<Collection> {
        match self {
            Self::List(collection) => Some(collection),
            Self::Board => Some(Collection::Opportunity),
            Self::Record(_) | Self::Other => None,
        }
    }
}

/// Where the keys of an action count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On every page.
    Everywhere,
    /// On lists and on the board.
    Lists,
    /// On every page but lists and the board.
    OffLists,
    /// Where records of this type are listed.
    ListOf(Collection),
    /// Where no other type of records is listed than this.
    NotListOfOthers(Collection),
    /// On the page of a record.
    Records,
    /// On no page as such: what has the focus hears them.
    Nowhere,
}

impl Place {
    /// Whether a spot belongs to it.
    pub fn holds(self, spot: Spot) -> bool {
        let listed = spot.listed();
        match self {
            Self::Everywhere => true,
            Self::Nowhere => false,
            Self::Lists => listed.is_some(),
            Self::OffLists => listed.is_none(),
            Self::ListOf(collection) => listed == Some(collection),
            Self::NotListOfOthers(collection) => listed.is_none_or(|listed| listed == collection),
            Self::Records => matches!(spot, Spot::Record(_)),
        }
    }

    /// What the help adds to the words of an action.
    pub fn words(self) -> &'static str {
        match self {
            Self::Everywhere | Self::NotListOfOthers(_) | Self::Records | Self::Nowhere => "",
            Self::Lists => spoken("on lists and the board"),
            Self::OffLists => spoken("on other pages"),
            Self::ListOf(_) => spoken("where they are listed"),
        }
    }
}
