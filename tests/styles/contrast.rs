//! What is read stands out by 4.5 : 1 from whatever it is written on, and what
//! is operated or tells something by its colour by 3 : 1, in light and in dark.
//! The tables below name what the design puts on what; two tests see to it that
//! no colour of text and no ground is missing from them.

use std::collections::BTreeSet;

use super::palette::{Luminance, Theme, colours, in_theme};
use super::{declarations, variables};
use crate::tree::{css_files, refuse};

const READ: f64 = 4.5;
const SEEN: f64 = 3.0;

/// Grounds of every page, of what lies over it and of what is pointed at.
const GROUNDS: &[&str] =
    &["canvas", "surface", "surface-sunken", "surface-raised", "surface-hover", "surface-press", "accent-wash"];

/// Text, and what it is written on besides `GROUNDS`.
const TEXT: &[(&str, &[&str])] = &[
    // Banners, the next step that is overdue, found words, a step of the path that is pointed at.
    ("text", &["good-wash", "warn-wash", "bad-wash", "line-strong"]),
    ("text-muted", &["good-wash", "warn-wash", "bad-wash"]),
    ("text-faint", &[]),
    ("accent-text", &["good-wash", "warn-wash", "bad-wash"]),
    ("good", &["good-wash"]),
    ("warn", &["warn-wash"]),
    ("bad", &["bad-wash"]),
];

/// Text on a ground of its own, which carries no other.
const TEXT_ON_ITS_GROUND: &[(&str, &str)] =
    &[("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-bad", "bad"), ("on-bad", "bad-hover")];

/// Edges of controls, rings, marks and the bars of figures, and what they lie on.
const PARTS: &[(&str, &[&str])] = &[
    // Fields, checks, chips, the chosen side of a switch.
    ("line-control", GROUNDS),
    (
        "focus",
        &[
            "canvas",
            "surface",
            "surface-sunken",
            "surface-raised",
            "surface-hover",
            "surface-press",
            "accent-wash",
            "good-wash",
            "warn-wash",
            "bad-wash",
        ],
    ),
    // A step of the path lights up from within: there the ring takes the colour of its text.
    ("on-accent", &["accent"]),
    // The chosen card, the tab shown, a meter on its track.
    ("accent", GROUNDS),
    ("good", &["surface", "surface-press", "good-wash"]),
    ("warn", &["surface", "surface-press"]),
    ("bad", &["surface", "surface-press"]),
    // Shares of a bar, and their swatches in the table below it.
    ("chart-1", &["surface", "surface-press", "surface-hover"]),
    ("chart-2", &["surface", "surface-press", "surface-hover"]),
    ("chart-3", &["surface", "surface-press", "surface-hover"]),
    ("chart-4", &["surface", "surface-press", "surface-hover"]),
    ("chart-5", &["surface", "surface-press", "surface-hover"]),
];

/// Knobs that a component sets to one of the colours above.
const KNOBS: &[&str] = &["tone", "tone-wash", "btn-bg", "btn-hover", "btn-text", "series"];

/// Painted, and nothing is ever written on it: the veil behind a dialog, hairlines.
const BARE: &[&str] = &["backdrop", "line"];

#[test]
fn text_stands_out_from_every_ground_it_is_written_on() {
    let grounds = TEXT.iter().flat_map(|(text, more)| GROUNDS.iter().chain(*more).map(move |ground| (*text, *ground)));
    refuse(too_faint(grounds.chain(TEXT_ON_ITS_GROUND.iter().copied()), READ));
}

#[test]
fn controls_rings_and_figures_stand_out_from_what_they_lie_on() {
    refuse(too_faint(
        PARTS.iter().flat_map(|(part, grounds)| grounds.iter().map(move |ground| (*part, *ground))),
        SEEN,
    ));
}

#[test]
fn every_colour_of_text_is_in_the_table() {
    let known: BTreeSet<&str> =
        TEXT.iter().map(|(text, _)| *text).chain(TEXT_ON_ITS_GROUND.iter().map(|(text, _)| *text)).collect();
    refuse(strangers(&["color"], |name| known.contains(name) || KNOBS.contains(&name)));
}

#[test]
fn every_ground_is_in_the_table() {
    let more = TEXT.iter().flat_map(|(_, more)| more.iter()).chain(PARTS.iter().map(|(part, _)| part));
    let known: BTreeSet<&str> = GROUNDS.iter().chain(more).copied().collect();
    refuse(strangers(&["background", "background-color"], |name| {
        known.contains(name) || KNOBS.contains(&name) || BARE.contains(&name)
    }));
}

#[test]
fn contrast_is_reckoned_as_wcag_does() {
    let (black, white) = (Luminance::of_oklch(0.0, 0.0, 0.0), Luminance::of_oklch(1.0, 0.0, 0.0));
    assert!((black.contrast(white) - 21.0).abs() < 0.001);
    // #767676 on white, the well-known grey that just passes; #0000ff on white.
    assert!((Luminance::of_oklch(0.565_9, 0.0, 0.0).contrast(white) - 4.54).abs() < 0.02);
    assert!((Luminance::of_oklch(0.452, 0.313, 264.05).contrast(white) - 8.59).abs() < 0.05);
}

/// The pairs whose contrast is below `least`, in either theme.
fn too_faint<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>, least: f64) -> Vec<String> {
    let sheet = css_files().into_iter().find(|file| file.path.ends_with("20-tokens.css")).unwrap();
    let colours = colours(&sheet.code);
    let mut found = Vec::new();
    for (front, back) in pairs {
        for theme in [Theme::Light, Theme::Dark] {
            let [front_colour, back_colour] = [front, back].map(|name| {
                in_theme(*colours.get(name).unwrap_or_else(|| panic!("--{name} is not a light-dark() pair")), theme)
            });
            let ratio = front_colour.contrast(back_colour);
            if ratio < least {
                found.push(format!("--{front} on --{back}, {theme:?}: {ratio:.2} : 1, not {least} : 1"));
            }
        }
    }
    found
}

/// Colours that one of the properties takes, and no table knows.
fn strangers(properties: &[&str], known: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in css_files() {
        for (property, value) in declarations(&file.code).filter(|(property, _)| properties.contains(property)) {
            let bad = variables(value).filter(|name| !known(name));
            found.extend(bad.map(|name| format!("{}: {property}: var(--{name})", file.path)));
        }
    }
    found
}
