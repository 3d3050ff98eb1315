//! The sentence across the page that says a newer version is there.

use leptos::prelude::*;

use super::components::banner::Banner;
use super::components::button::Button;
use crate::app::crm::use_crm;
use crate::app::offline::Newer;
use crate::app::saver::SaveStatus;
use crate::ui::words::vocabulary::spoken;

/// Offers the newer version. A form that is open covers it, so that nothing
/// typed is lost; while something is being kept the button waits.
#[component]
pub fn VersionBanner() -> impl IntoView {
    let crm = use_crm();
    let newer = crm.offline.newer();
    let later = RwSignal::new(false);
    let busy = Memo::new(move |_| crm.saver.status().get() == SaveStatus::Saving);
    let switch = Callback::new(move |()| crm.offline.switch());
    let put_off = Callback::new(move |()| later.set(true));
    let text = move |newer| match newer {
        Newer::Waits => spoken("A new version of Relata is ready."),
        Newer::InOtherTabs => spoken("Another tab switched to a new version of Relata; this one still shows the old."),
    };
    let banner = move |newer| {
        view! {
            <div class="save-banner">
                <Banner text=text(newer)>
                    <Button label=spoken("Switch now") small=true disabled=busy on_press=switch />
                    <Button label=spoken("Later") small=true on_press=put_off />
                </Banner>
            </div>
        }
    };
    view! { {move || newer.get().filter(|_| !later.get()).map(banner)} }.into_any()
}
