//! The hash of the page as a signal, and the way to go elsewhere.

use leptos::prelude::*;

use crate::platform::location;

use super::route::Route;

/// Where one is. A copy is a handle to the same address.
#[derive(Clone, Copy)]
pub struct Router {
    route: RwSignal<Route>,
}

impl Router {
    /// Follows the hash of the page for as long as the page lives.
    pub fn follow() -> Self {
        let route = RwSignal::new(Route::parse(&location::hash()));
        location::on_hash_change(move |hash| route.set(Route::parse(&hash)));
        Self { route }
    }

    /// The present address.
    pub fn route(self) -> Signal<Route> {
        self.route.into()
    }

    /// Goes to an address; Back returns here.
    pub fn go(self, route: &Route) {
        location::set_hash(&route.href());
    }

    /// Puts an address in place of the present one, for filters that are typed.
    pub fn replace(self, route: Route) {
        location::replace_hash(&route.href());
        self.route.set(route);
    }
}
