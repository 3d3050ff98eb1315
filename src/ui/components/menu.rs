//! A button that opens a list of actions.

use super::{
    button::Variant,
    fresh_id::fresh_id,
    icon::{Icon, icon},
    popup,
};
use crate::platform::dom::{self, HtmlElement};
use leptos::{ev, html, prelude::*};

/// One action of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// What it does.
    pub label: String,
    /// Drawn before the text.
    pub icon: Option<Icon>,
    /// The key that does the same, or a word of detail, at the end of the line.
    pub hint: Option<String>,
    /// Destroys something.
    pub danger: bool,
    /// Ticked or not, for items that switch something; `None` for plain actions.
    pub checked: Option<bool>,
    /// Called when chosen, after the menu has closed.
    pub on_choose: Callback<()>,
}

impl MenuItem {
    /// A plain action.
    #[must_use]
    pub fn new(label: impl Into<String>, on_choose: Callback<()>) -> Self {
        Self { label: label.into(), icon: None, hint: None, danger: false, checked: None, on_choose }
    }

    /// With an icon.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With a key or detail at the end of the line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Marked as destroying something.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Ticked or not.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }
}

/// A menu button. The items are asked for each time the menu opens or they change.
///
/// Arrow keys, Home, End and letters move; Enter chooses; Escape, Tab and a press
/// outside close.
#[component]
pub fn Menu(
    /// Text of the button, or its accessible name when `icon_only`.
    #[prop(into)]
    label: Signal<String>,
    /// The actions.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Drawn before the text.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Shows the icon without text or arrow.
    #[prop(optional)]
    icon_only: bool,
    /// How much it asks for attention.
    #[prop(optional)]
    variant: Variant,
    /// Smaller, for rows and cards.
    #[prop(optional)]
    small: bool,
    /// Lines up the right edges of button and menu.
    #[prop(optional)]
    align_end: bool,
    /// `-1` where something else opens the menu by key, and Tab is to pass the button by.
    #[prop(optional)]
    tab_index: Option<&'static str>,
) -> impl IntoView {
    let popup = MenuPopup::new(align_end);
    let list_id = fresh_id("menu");
    let button = NodeRef::<html::Button>::new();
    let press = move |last: bool| {
        if let Some(button) = button.get_untracked() {
            popup.show_at(&button, last);
        }
    };

    view! {
        <div class="menu">
            <button
                type="button"
                class=variant.class()
                class:btn--small=small
                class:btn--icon=icon_only
                node_ref=button
                tabindex=tab_index
                aria-haspopup="menu"
                aria-expanded=move || popup.is_open().to_string()
                aria-controls=list_id.clone()
                aria-label=icon_only.then_some(label)
                title=icon_only.then_some(label)
                on:pointerdown=move |_| popup.press_begins()
                on:click=move |_| if popup.press_opens() { press(false) }
                on:keydown=move |event| {
                    let key = event.key();
                    if key == "ArrowDown" || key == "ArrowUp" {
                        event.prevent_default();
                        press(key == "ArrowUp");
                    }
                }
            >
                {icon.map(super::icon::icon)}
                {(!icon_only)
                    .then(|| {
                        view! {
                            <span>{label}</span>
                            {super::icon::icon(Icon::ChevronDown)}
                        }
                    })}
            </button>
            <MenuList popup items label id=list_id />
        </div>
    }
    .into_any()
}

/// The list of a menu, in the top layer.
#[component]
pub fn MenuList(
    /// Opens and closes it.
    popup: MenuPopup,
    /// The actions.
    items: Signal<Vec<MenuItem>>,
    /// The accessible name.
    label: Signal<String>,
    /// The element's id.
    id: String,
) -> impl IntoView {
    let choose = Callback::new(move |on_choose: Callback<()>| {
        popup.shut();
        popup.back_to_button();
        on_choose.run(());
    });

    view! {
        <div
            class="menu-list popup"
            role="menu"
            id=id
            popover="auto"
            aria-label=label
            node_ref=popup.list
            on:keydown=move |event| popup.key(&event)
            on:toggle=move |_| popup.toggled()
        >
            {move || popup.open.get().then(|| items.get().into_iter().map(|item| item_view(item, choose)).collect_view())}
        </div>
    }
    .into_any()
}

/// Opens and closes a [`MenuList`], which may have several buttons, one at a time.
#[derive(Clone, Copy)]
pub struct MenuPopup {
    /// The button that opened it.
    button: StoredValue<Option<HtmlElement>, LocalStorage>,
    list: NodeRef<html::Div>,
    open: RwSignal<bool>,
    /// Open when the press began: the browser closes the menu before the click arrives.
    was_open: StoredValue<bool>,
    align_end: bool,
}

impl MenuPopup {
    /// Closed. With `align_end` the right edges of button and menu line up.
    pub fn new(align_end: bool) -> Self {
        let (open, was_open) = (RwSignal::new(false), StoredValue::new(false));
        Self { button: StoredValue::new_local(None), list: NodeRef::new(), open, was_open, align_end }
    }

    /// Whether it is open.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Opens below its button, with the focus on the first or the last action.
    pub fn show_at(self, button: &HtmlElement, last: bool) {
        self.button.set_value(Some(button.clone()));
        self.open.set(true);
        let button = button.clone();
        dom::after_render(move || {
            let Some(menu) = self.list.try_get_untracked().flatten() else { return };
            popup::open_beside(&menu, &button, self.align_end, false);
            let items = dom::find_all(&menu, ITEM);
            if let Some(item) = if last { items.last() } else { items.first() } {
                dom::focus(item);
            }
        });
    }

    /// For the button: the pointer goes down on it.
    pub fn press_begins(self) {
        self.was_open.set_value(self.open.get_untracked());
    }

    /// For the button: whether this press opens; where the menu is open, it closes.
    pub fn press_opens(self) -> bool {
        let open = self.was_open.get_value() || self.open.get_untracked();
        if open {
            self.was_open.set_value(false);
            self.shut();
        }
        !open
    }

    fn shut(self) {
        if let Some(menu) = self.list.get_untracked() {
            dom::hide_popover(&menu);
        }
    }

    /// The browser opened or closed the popover.
    fn toggled(self) {
        if let Some(menu) = self.list.try_get_untracked().flatten() {
            self.open.set(dom::popover_is_open(&menu));
        }
    }

    fn back_to_button(self) {
        if let Some(button) = self.button.try_get_value().flatten() {
            dom::focus(&button);
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let key = event.key();
        if key == "Escape" || key == "Tab" {
            self.shut();
            self.back_to_button();
            if key == "Tab" {
                return;
            }
        } else if !self.list.get_untracked().is_some_and(|menu| move_within(&menu, &key)) {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

const ITEM: &str = ".menu-item";

fn item_view(item: MenuItem, choose: Callback<Callback<()>>) -> AnyView {
    let on_choose = item.on_choose;
    let role = if item.checked.is_some() { "menuitemcheckbox" } else { "menuitem" };
    let drawing = match item.checked {
        Some(true) => Some(Icon::Check),
        _ => item.icon,
    };
    view! {
        <button
            type="button"
            class="menu-item"
            class:menu-item--danger=item.danger
            role=role
            tabindex="-1"
            aria-checked=item.checked.map(|checked| checked.to_string())
            on:click=move |_| choose.run(on_choose)
        >
            <span class="menu-icon">{drawing.map(icon)}</span>
            <span class="menu-text">{item.label}</span>
            {item.hint.map(|hint| view! { <span class="menu-hint">{hint}</span> })}
        </button>
    }
    .into_any()
}

/// Moves the focus inside the menu; false if the key means nothing here.
fn move_within(menu: &HtmlElement, key: &str) -> bool {
    let items = dom::find_all(menu, ITEM);
    let Some(last) = items.len().checked_sub(1) else {
        return false;
    };
    let at = items.iter().position(|item| dom::has_focus_within(item));
    let next = match key {
        "ArrowDown" => at.map_or(0, |at| if at == last { 0 } else { at + 1 }),
        "ArrowUp" => at.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
        "Home" => 0,
        "End" => last,
        _ => match letter_target(&items, at, key) {
            Some(next) => next,
            None => return false,
        },
    };
    if let Some(item) = items.get(next) {
        dom::focus(item);
    }
    true
}

/// The next item that begins with the typed letter.
fn letter_target(items: &[HtmlElement], at: Option<usize>, key: &str) -> Option<usize> {
    if key.chars().count() != 1 || key == " " {
        return None;
    }
    let typed = key.to_lowercase();
    let start = at.map_or(0, |at| at + 1);
    (start..items.len()).chain(0..start).find(|index| {
        items
            .get(*index)
            .and_then(|item| item.text_content())
            .is_some_and(|text| text.trim().to_lowercase().starts_with(&typed))
    })
}
