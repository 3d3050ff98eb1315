//! What Leptos does not give of the document: modal dialogs, popovers, focus, scrolling, theme.
//!
//! Every call is harmless when its element is gone: the page may change between an event and
//! what answers it, and there is nothing anyone could do about it. That is why failures are
//! dropped here and nowhere else.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Document, FocusOptions, HtmlDialogElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition, console,
    window,
};

pub use web_sys::{Element, EventTarget, HtmlElement};

/// Where an element is in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Box2d {
    /// Distance of the left edge from the window's left edge.
    pub left: f64,
    /// Distance of the top edge from the window's top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The element with this id, if the page has it.
#[must_use]
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// What the page's head says in place of an HTTP header.
#[must_use]
pub fn meta(header: &str) -> Option<String> {
    let meta = document()?.query_selector(&format!("meta[http-equiv={header}]")).ok()??;
    meta.get_attribute("content")
}

/// The first element inside `root` that matches `selector`.
#[must_use]
pub fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// All elements inside `root` that match `selector`, in document order.
#[must_use]
pub fn find_all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(nodes) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length()).filter_map(|index| nodes.get(index)?.dyn_into().ok()).collect()
}

/// Moves the focus to `element`.
pub fn focus(element: &HtmlElement) {
    element.focus().ok();
}

/// Moves the focus to `element` without scrolling to it.
pub fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok();
}

/// Moves the focus to `element` and, where it is an input, selects what stands in it.
pub fn focus_and_select(element: &HtmlElement) {
    focus(element);
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Ticks a checkbox, or not.
pub fn set_checked(element: &HtmlElement, checked: bool) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_checked(checked);
    }
}

/// Sends all that a pointer does to `element` until it is released.
pub fn capture_pointer(element: &Element, pointer: i32) {
    element.set_pointer_capture(pointer).ok();
}

/// Puts the children of `parent` that match into the order of `key`. The one that holds the
/// focus is not moved, as it would lose it; the others are moved around it.
pub fn sort_children(parent: &Element, selector: &str, key: impl Fn(&HtmlElement) -> usize) {
    let mut children: Vec<(usize, HtmlElement)> =
        find_all(parent, selector).into_iter().map(|child| (key(&child), child)).collect();
    if children.is_sorted_by_key(|(key, _)| *key) {
        return;
    }
    children.sort_by_key(|(key, _)| *key);
    let still = children.iter().position(|(_, child)| has_focus_within(child));
    let (before, after) = children.split_at(still.unwrap_or_default());
    let resting = after.first().filter(|_| still.is_some()).map(|(_, child)| child.clone());
    for (_, child) in before {
        parent.insert_before(child, resting.as_ref().map(JsCast::unchecked_ref)).ok();
    }
    let mut last = resting;
    for (_, child) in after.iter().skip(usize::from(still.is_some())) {
        match &last {
            Some(last) => last.after_with_node_1(child).ok(),
            None => parent.prepend_with_node_1(child).ok(),
        };
        last = Some(child.clone());
    }
}

/// Moves the focus to the element with this id; false if there is none.
pub fn focus_id(id: &str) -> bool {
    by_id(id).is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus to the first element of the page that matches; false if there is none.
pub fn focus_selector(selector: &str) -> bool {
    document().and_then(|page| find(&page.document_element()?, selector)).is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus to the field after this one in its form.
pub fn focus_next_field(from: Option<EventTarget>) {
    let Some(form) = closest(from, "form") else { return };
    let fields = find_all(&form, "input, select, textarea");
    let here = active_element();
    let next = fields.iter().skip_while(|field| Some(*field) != here.as_ref()).nth(1);
    if let Some(next) = next {
        focus(next);
    }
}

/// Moves the focus to the first field with `aria-invalid=true` inside `root`; false if all are well.
pub fn focus_first_invalid(root: &Element) -> bool {
    find(root, "[aria-invalid='true']").is_some_and(|field| field.focus().is_ok())
}

/// Does `then` after the page has caught up with the present change.
pub fn after_render(then: impl FnOnce() + 'static) {
    let then = Closure::once_into_js(then);
    if let Some(window) = window() {
        window.set_timeout_with_callback(then.unchecked_ref()).ok();
    }
}

/// Opens the browser's dialog for printing.
pub fn print() {
    if let Some(window) = window() {
        window.print().ok();
    }
}

/// The element that has the focus, unless nothing has it.
#[must_use]
pub fn active_element() -> Option<HtmlElement> {
    let element = document()?.active_element()?;
    if element.tag_name().eq_ignore_ascii_case("body") {
        return None;
    }
    element.dyn_into().ok()
}

/// Gives the focus back to `opener` once the page has settled, unless something else took it.
pub fn restore_focus(opener: HtmlElement) {
    after_render(move || {
        if active_element().is_none() && opener.is_connected() {
            focus(&opener);
        }
    });
}

/// Whether the focus is inside `root`.
#[must_use]
pub fn has_focus_within(root: &Element) -> bool {
    document().and_then(|page| page.active_element()).is_some_and(|element| root.contains(Some(&element)))
}

/// Opens a dialog as modal: the rest of the page is inert until it closes.
pub fn show_modal(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        dialog.show_modal().ok();
    }
}

/// True when an event comes from this dialog, which is still in the page. A
/// browser tells of `close` a moment after: by then the page may have taken the
/// dialog away and opened another, which must not be closed in its place. And
/// the `cancel` of a file field within is not the dialog's.
#[must_use]
pub fn is_of_shown_dialog(event: &web_sys::Event) -> bool {
    event.target() == event.current_target()
        && event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|node| node.is_connected())
}

/// Closes a dialog.
pub fn close_dialog(dialog: &HtmlDialogElement) {
    dialog.close();
}

/// Shows a popover; nothing happens if it is shown already.
pub fn show_popover(element: &HtmlElement) {
    element.show_popover().ok();
}

/// Hides a popover; nothing happens if it is hidden already.
pub fn hide_popover(element: &HtmlElement) {
    element.hide_popover().ok();
}

/// Whether a popover is shown.
#[must_use]
pub fn popover_is_open(element: &Element) -> bool {
    element.matches(":popover-open").unwrap_or(false)
}

/// Where `element` is in the window.
#[must_use]
pub fn box_of(element: &Element) -> Box2d {
    let rect = element.get_bounding_client_rect();
    Box2d { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
}

/// Width and height of the window in CSS pixels.
#[must_use]
pub fn window_size() -> (f64, f64) {
    let read = |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    window().map_or((0.0, 0.0), |window| (read(window.inner_width()), read(window.inner_height())))
}

/// The topmost element at a point of the window.
#[must_use]
pub fn element_at(x: i32, y: i32) -> Option<Element> {
    // CSS pixels fit a float exactly.
    #[allow(clippy::cast_precision_loss)]
    document()?.element_from_point(x as f32, y as f32)
}

/// The event's target or its nearest ancestor that matches.
#[must_use]
pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<HtmlElement> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()??.dyn_into().ok()
}

/// Scrolls what `element` holds so far down, in CSS pixels.
pub fn scroll_to(element: &Element, top: f64) {
    // No list is longer than a whole number can say; browsers stop far below that.
    #[allow(clippy::cast_possible_truncation)]
    element.set_scroll_top(top as i32);
}

/// Scrolls as little as needed to show `element`.
pub fn scroll_into_view(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Names the page in the title bar and in the history.
pub fn set_title(title: &str) {
    if let Some(page) = document() {
        page.set_title(title);
    }
}

/// Sets `data-<name>` on `<html>` (theme, density), or removes it.
pub fn set_root_data(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|page| page.document_element()) else {
        return;
    };
    let attribute = format!("data-{name}");
    match value {
        Some(value) => root.set_attribute(&attribute, value).ok(),
        None => root.remove_attribute(&attribute).ok(),
    };
}

/// Says in which language the page is, as a BCP 47 tag.
pub fn set_language(tag: &str) {
    if let Some(Err(error)) =
        document().and_then(|page| page.document_element()).map(|root| root.set_attribute("lang", tag))
    {
        log("the language of the page is not told", &error);
    }
}

/// Whether lines are written from right to left.
#[must_use]
pub fn is_mirrored() -> bool {
    document().and_then(|page| page.query_selector("html:dir(rtl)").ok().flatten()).is_some()
}

/// The key that was pressed, as where lines are written from left to right: mirrored, the
/// arrow to the left leads on, and counts as the one to the right.
#[must_use]
pub fn key_along_lines(event: &web_sys::KeyboardEvent) -> String {
    match event.key().as_str() {
        "ArrowLeft" if is_mirrored() => "ArrowRight".to_owned(),
        "ArrowRight" if is_mirrored() => "ArrowLeft".to_owned(),
        key => key.to_owned(),
    }
}

/// Whether this is a Mac, an iPhone or an iPad, where ⌘ stands for Ctrl.
#[must_use]
pub fn is_mac() -> bool {
    let platform = window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    ["Mac", "iPhone", "iPad"].iter().any(|name| platform.starts_with(name))
}

/// Shows on the static page how far opening has come.
pub fn show_opening(done: usize, of: usize) {
    let Some(bar) = by_id("opening") else { return };
    let set = [("value", done), ("max", of)].iter().try_for_each(|(name, n)| bar.set_attribute(name, &n.to_string()));
    if let Err(error) = set.and_then(|()| bar.remove_attribute("hidden")) {
        log("the progress of opening could not be shown", &error);
    }
}

/// What was pressed on the static page that is shown while the program loads, beside
/// its links: the button's value.
#[must_use]
pub fn wanted_of_shell() -> Option<String> {
    by_id("shell")?.get_attribute("data-wanted")
}

/// Takes that page away. Who had gone to one of its links or buttons by keyboard is
/// on the same one of the app then.
pub fn remove_shell() {
    let Some(shell) = by_id("shell") else { return };
    // Spaces between tags are the only difference.
    let said = |it: &HtmlElement| it.text_content().map(|text| text.split_whitespace().collect::<String>());
    let focused = active_element().filter(|focused| shell.contains(Some(focused))).and_then(|it| said(&it));
    shell.remove();
    let (Some(text), Some(page)) = (focused, by_id("main")) else { return };
    if let Some(same) = find_all(&page, "a, button").iter().find(|it| said(it).as_ref() == Some(&text)) {
        focus(same);
    }
}

/// Calls back with every input of a kind, wherever in the page, for as long as it lives.
pub fn on_input_of_page(event: &str, heard: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(heard).into_js_value();
    // While it goes down: who answers it may stop it from coming up again.
    let listens =
        window().map(|window| window.add_event_listener_with_callback_and_bool(event, heard.unchecked_ref(), true));
    if let Some(Err(error)) = listens {
        log("input is not noticed", &error);
    }
}

/// Writes to the console what nobody else can be told.
pub fn log(what: &str, error: &wasm_bindgen::JsValue) {
    console::warn_2(&what.into(), error);
}

fn document() -> Option<Document> {
    window()?.document()
}

/// True while a modal dialog is open.
#[must_use]
pub fn dialog_is_open() -> bool {
    document().and_then(|page| page.query_selector("dialog[open]").ok()?).is_some()
}
