//! The rules of the house, as tests that read the source tree: which layer may
//! name which, what may be written nowhere, and what every file has. README
//! "Architecture" says why; a failure here names the file, the line and the rule.
#![cfg(not(target_arch = "wasm32"))]
// A test may stop at the first thing that is not as it should be.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod styles;
mod tree;

use tree::{File, Lines, breaches, css_files, refuse, rust_files, source};

#[test]
fn leptos_is_named_only_above_the_line() {
    // The platform borrows its timers and window listeners; below it nothing knows of a browser.
    let below = source().filter(|file| !file.is_in(&["src/app/", "src/ui/", "src/platform/", "src/main.rs"]));
    refuse(breaches(below, |code| code.has_word_starting("leptos")));
}

#[test]
fn browser_crates_are_named_only_by_the_platform() {
    let others = source().filter(|file| !file.is_in(&["src/platform/", "src/main.rs"]));
    let crates = ["web_sys", "js_sys", "wasm_bindgen", "gloo_"];
    refuse(breaches(others, |code| {
        // `leptos::web_sys` in ui is judged by the next rule.
        let code = code.replace("leptos::web_sys", "");
        crates.iter().any(|name| code.has_word_starting(name))
    }));
}

#[test]
fn of_the_browser_ui_names_only_the_types_of_events() {
    let files = source().filter(|file| !file.is_in(&["src/platform/", "src/main.rs"]));
    refuse(breaches(files, |code| code.split("leptos::web_sys").skip(1).any(|rest| !names_only_events(rest))));
}

#[test]
fn the_clock_and_new_ids_come_from_the_platform() {
    let calls = ["Utc::now", "Local::now", "Uuid::now_v7", "Uuid::new_v4", "SystemTime::now", "Instant::now"];
    let others = source().filter(|file| !file.is_in(&["src/platform/"]));
    refuse(breaches(others, |code| calls.iter().any(|call| code.contains(call))));
}

#[test]
fn the_domain_names_no_other_layer() {
    refuse_paths("src/domain/", &["store", "interchange", "app", "ui", "platform"]);
}

#[test]
fn packing_knows_no_record() {
    let mut found = Vec::new();
    // Its tests pack records of every type.
    for file in source().filter(|file| file.is_in(&["src/packing/"]) && !file.path.ends_with("tests.rs")) {
        let bad = file.crate_paths().into_iter().filter(|path| !path.starts_with("packing"));
        found.extend(bad.map(|path| format!("{}: crate::{path}", file.path)));
    }
    refuse(found);
}

#[test]
fn interchange_names_only_the_domain() {
    refuse_paths("src/interchange/", &["store", "app", "ui", "platform"]);
}

#[test]
fn the_store_names_nothing_above_it() {
    refuse_paths("src/store/", &["app", "ui", "platform"]);
}

#[test]
fn the_platform_names_neither_app_nor_ui() {
    refuse_paths("src/platform/", &["app", "ui"]);
}

#[test]
fn ui_does_not_name_the_store() {
    refuse_paths("src/ui/", &["store"]);
}

#[test]
fn of_the_platform_ui_components_name_dom_and_intl_and_other_ui_names_nothing() {
    let mut found = Vec::new();
    for file in source().filter(|file| file.is_in(&["src/ui/"])) {
        let may = file.is_in(&["src/ui/components/"]);
        for path in file.crate_paths().iter().filter(|path| path.starts_with("platform")) {
            let part = path.split("::").nth(1).unwrap_or("");
            if !(may && ["dom", "intl"].contains(&part)) {
                found.push(format!("{}: crate::{path}", file.path));
            }
        }
    }
    refuse(found);
}

#[test]
fn no_element_has_an_inline_style() {
    // The Content-Security-Policy forbids it; `style:name=` and classes are the way.
    refuse(breaches(source(), |code| {
        code.match_indices("style=").any(|(at, _)| {
            let before = code[..at].chars().next_back();
            let after = code[at + "style=".len()..].chars().next();
            before.is_none_or(char::is_whitespace) && after != Some('=')
        })
    }));
}

#[test]
fn no_result_is_thrown_away_with_let_underscore() {
    refuse(breaches(rust_files().into_iter(), |code| code.contains("let _ =") || code.contains("let _:")));
}

#[test]
fn things_are_put_in_order_by_the_one_routine() {
    // Each stable sort of the standard library weighs four kilobytes in the page; see `domain::order`.
    let others = source().filter(|file| !file.is_in(&["src/domain/order.rs", "src/platform/"]));
    let sorts = [".sort_by(", ".sort_by_key(", ".sort_by_cached_key("];
    refuse(breaches(others, |code| sorts.iter().any(|sort| code.contains(sort))));
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    let silent = rust_files().into_iter().filter(|file| !file.text.trim_start().starts_with("//!"));
    refuse(silent.map(|file| format!("{}: does not open with a //! comment", file.path)).collect());
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let files = rust_files().into_iter().chain(css_files());
    let long = files.filter(|file| file.text.lines().count() > 500);
    refuse(long.map(|file| format!("{}: {} lines", file.path, file.text.lines().count())).collect());
}

#[test]
fn colours_are_written_only_in_the_token_files() {
    let others = css_files().into_iter().filter(|file| !file.is_token_file());
    refuse(breaches(others, tree::css::has_colour));
}

#[test]
fn stacking_levels_are_written_only_in_the_token_files() {
    let others = css_files().into_iter().filter(|file| !file.is_token_file());
    refuse(breaches(others, tree::css::has_stacking_number));
}

/// Whether what follows `leptos::web_sys` names one event type, or a group of them.
fn names_only_events(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("::") else {
        return false;
    };
    let names = match rest.strip_prefix('{') {
        Some(group) => group.split('}').next().unwrap_or(""),
        None => rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(""),
    };
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).all(|name| name.ends_with("Event"))
}

/// Refuses every `crate::<layer>` below a folder.
fn refuse_paths(folder: &str, layers: &[&str]) {
    let mut found = Vec::new();
    for file in source().filter(|file: &File| file.is_in(&[folder])) {
        let paths = file.crate_paths();
        let bad = paths.iter().filter(|path| layers.contains(&path.split("::").next().unwrap_or("")));
        found.extend(bad.map(|path| format!("{}: crate::{path}", file.path)));
    }
    refuse(found);
}

/// The rules are only as good as the reading: each is shown something planted.
mod the_reading {
    use super::*;

    #[test]
    fn comments_and_strings_are_not_code() {
        let file = File::of(
            "x.rs",
            "a(); // leptos\n/* leptos /* nested */ leptos */ b(\"leptos \\\" leptos\", '\"', r#\"leptos\"#); let x: &'a str;",
        );
        assert!(!file.code.contains("leptos"), "{}", file.code);
        assert!(file.code.contains("b(") && file.code.contains("&'a str"), "{}", file.code);
    }

    #[test]
    fn lines_keep_their_numbers() {
        let file = File::of("x.rs", "/* one\ntwo */\nlet _ = \"a\nb\";\nlet _ = 1;");
        let found = breaches([file].into_iter(), |code| code.contains("let _ ="));
        assert_eq!(found, ["x.rs:3: let _ = \"a", "x.rs:5: let _ = 1;"]);
    }

    #[test]
    fn grouped_imports_are_spread_out() {
        let file = File::of(
            "x.rs",
            "use crate::{domain::id, store::{vault, session::Session}}; crate::ui::x(); pub(crate) fn f() {}",
        );
        assert_eq!(file.crate_paths(), ["domain::id", "store::vault", "store::session", "ui::x"]);
    }

    #[test]
    fn a_word_is_found_only_at_its_start() {
        assert!("use leptos_meta::X".has_word_starting("leptos"));
        assert!(!"use my_leptos::X".has_word_starting("leptos"));
    }

    #[test]
    fn event_types_alone_are_events() {
        assert!(names_only_events("::KeyboardEvent, x"));
        assert!(names_only_events("::{DragEvent, SubmitEvent};"));
        assert!(!names_only_events("::{DragEvent, Window};"));
        assert!(!names_only_events("::window()"));
    }

    #[test]
    fn colours_are_told_from_ids_and_tokens() {
        use tree::css::has_colour;
        for colour in ["color: #fff;", "a { fill: oklch(50% 0 0) }", "border: 1px solid red;", "--x: rgb(0 0 0);"] {
            assert!(has_colour(colour), "{colour}");
        }
        for plain in [
            "#add { margin: 0 }",
            "a:hover { color: var(--red); }",
            "color: Canvas;",
            "color: transparent;",
            ".red { margin: 0 }",
        ] {
            assert!(!has_colour(plain), "{plain}");
        }
    }

    #[test]
    fn stacking_numbers_are_told_from_names() {
        use tree::css::has_stacking_number;
        assert!(has_stacking_number("z-index: -1;"));
        assert!(!has_stacking_number("z-index: var(--z-menu);"));
    }
}
