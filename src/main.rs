//! The page: mounts the app.

fn main() {
    leptos::mount::mount_to_body(|| leptos::view! { <h1>"Relata"</h1> });
}
