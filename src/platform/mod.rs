//! The only files that know a browser exists, each small enough to read whole.

pub mod clock;
pub mod device;
pub mod dom;
pub mod file;
pub mod idle;
pub mod ids;
pub mod indexed_db;
pub mod intl;
pub mod leaving;
pub mod local_storage;
pub mod location;
pub mod minute;
pub mod notification;
pub mod panic_screen;
pub mod passphrase;
pub mod patience;
pub mod persist;
pub mod recorder;
pub mod speaker;
pub mod tab_memory;
pub mod tabs;
pub mod turns;
pub mod worker;
