//! The icons: one small stroke drawing each, on a 16-unit square, in the colour of the text.

use leptos::prelude::*;

/// Which drawing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Icon {
    Home,
    Lead,
    Building,
    Person,
    Deal,
    CheckCircle,
    Check,
    Phone,
    Mail,
    Calendar,
    Note,
    Settings,
    Import,
    Export,
    Search,
    Plus,
    Undo,
    Redo,
    Trash,
    Pencil,
    Close,
    ChevronDown,
    ChevronRight,
    More,
    ArrowRight,
    ArrowUp,
    ArrowDown,
    Warning,
    Info,
    Star,
    Sun,
    Moon,
    Menu,
    Board,
    List,
    Filter,
    Columns,
    Download,
    Upload,
    Link,
    Clock,
    Flag,
    Box,
    Case,
    Campaign,
    Chart,
    Grip,
    Help,
    Merge,
    Bookmark,
}

impl Icon {
    /// The drawing as one SVG path: outlines only, so that one stroke style fits all.
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M2.5 7.2 8 2.5l5.5 4.7M4 6.5v7h8v-7M6.7 13.5V9.8h2.6v3.7",
            Self::Lead => {
                "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c.3-2.6 2-4 4.5-4s4.2 1.4 4.5 4M12.5 5v5M10 7.5h5"
            }
            Self::Building => "M3 13.5v-11h6.5v11M9.5 6H13v7.5M1.5 13.5h13M5.2 5h2M5.2 7.7h2M5.2 10.4h2",
            Self::Person => {
                "M8 7.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.7 14c.4-2.8 2.4-4.3 5.3-4.3s4.9 1.5 5.3 4.3"
            }
            Self::Deal => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 10.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M8 8h.01",
            Self::CheckCircle => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M5.4 8.2l1.8 1.8 3.5-3.8",
            Self::Check => "M3 8.5 6.3 12 13 4.5",
            Self::Phone => {
                "M3.2 2.5h2.4l1.2 3-1.6 1.2a8 8 0 0 0 4.1 4.1l1.2-1.6 3 1.2v2.4c0 .6-.5 1-1 1A10.3 10.3 0 0 1 2.2 3.5c0-.5.4-1 1-1Z"
            }
            Self::Mail => "M2 3.5h12v9H2zM2.3 4l5.7 4.6L13.7 4",
            Self::Calendar => "M2.5 3.5h11v10h-11zM2.5 6.7h11M5.5 2v2.6M10.5 2v2.6",
            Self::Note => "M3 2.5h10v7.5L9.5 13.5H3zM9.5 13.5V10H13M5.5 5.5h5M5.5 8h3",
            Self::Settings => {
                "M2 4.5h6.5M11.5 4.5H14M10 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3M2 11.5h2.5M7.5 11.5H14M6 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3"
            }
            Self::Import => "M8 2v7.5M5 6.7 8 9.7l3-3M2.5 10.5v3h11v-3",
            Self::Export => "M8 10V2.3M5 5.2l3-3 3 3M2.5 10.5v3h11v-3",
            Self::Search => "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M10.3 10.3 14 14",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Undo => "M5.5 3 2.5 6l3 3M2.5 6H10a3.7 3.7 0 0 1 0 7.5H6",
            Self::Redo => "m10.5 3 3 3-3 3M13.5 6H6a3.7 3.7 0 0 0 0 7.5h4",
            Self::Trash => "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4",
            Self::Pencil => "m2.5 13.5.7-3.2 7.6-7.6 2.5 2.5-7.6 7.6zM9.3 4.2l2.5 2.5",
            Self::Close => "m4 4 8 8M12 4l-8 8",
            Self::ChevronDown => "m4 6.2 4 4 4-4",
            Self::ChevronRight => "m6.2 4 4 4-4 4",
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::ArrowRight => "M2.5 8h11M9.5 4l4 4-4 4",
            Self::ArrowUp => "M8 13V3.5M4.5 7 8 3.5 11.5 7",
            Self::ArrowDown => "M8 3v9.5M4.5 9 8 12.5 11.5 9",
            Self::Warning => "M8 2.3 14.3 13.5H1.7zM8 6.5v3.2M8 11.6h.01",
            Self::Info => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 7.5V11M8 5.2h.01",
            Self::Star => "m8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z",
            Self::Sun => {
                "M8 10.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9"
            }
            Self::Moon => "M13.3 9.6A5.8 5.8 0 0 1 6.4 2.7a5.7 5.7 0 1 0 6.9 6.9Z",
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Board => "M2.5 2.5h3v11h-3zM6.5 2.5h3v7h-3zM10.5 2.5h3v9h-3z",
            Self::List => "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
            Self::Filter => "M2.5 4h11M4.5 8h7M6.5 12h3",
            Self::Columns => "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
            Self::Download => "M8 2.5v8M4.7 7.3 8 10.6l3.3-3.3M3 13.5h10",
            Self::Upload => "M8 10.5v-8M4.7 5.7 8 2.4l3.3 3.3M3 13.5h10",
            Self::Link => {
                "M6.7 9.3 9.3 6.7M7.3 4.7l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.7 11.3l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5"
            }
            Self::Clock => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 4.7V8l2.3 1.5",
            Self::Flag => "M3.5 14V2.5M3.5 3h8.5l-1.7 3L12 9H3.5",
            Self::Box => "m8 1.8 5.5 3v6.4L8 14.2l-5.5-3V4.8zM2.5 4.8 8 7.9l5.5-3.1M8 7.9v6.3",
            Self::Case => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 10.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6M3.8 3.8l2.5 2.5M9.7 9.7l2.5 2.5M12.2 3.8 9.7 6.3M6.3 9.7l-2.5 2.5"
            }
            Self::Campaign => "M2.5 6.5v3h2.7l5.8 3v-9l-5.8 3zM5.2 9.5l.8 4M13.2 6.3a2.5 2.5 0 0 1 0 3.4",
            Self::Chart => "M2.5 13.5h11M4.3 11V8M8 11V3.5M11.7 11V6",
            Self::Grip => "M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01",
            Self::Help => {
                "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M6.3 6.3a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.2h.01"
            }
            Self::Merge => "M4 2.5v3l4 3.5v4.5M12 2.5v3L8 9",
            Self::Bookmark => "M4 2.5h8v11l-4-3-4 3z",
        }
    }
}

/// Draws an icon. It says nothing to a screen reader: the text or label beside it does.
#[must_use]
pub fn icon(icon: Icon) -> AnyView {
    let dots = matches!(icon, Icon::More | Icon::Grip);
    view! {
        <svg class="icon" class:icon--dots=dots viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
    .into_any()
}
