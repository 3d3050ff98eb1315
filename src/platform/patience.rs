//! Patience with a browser that does not answer: it ends.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use js_sys::Promise;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::turns::another_writes;
use crate::store::vault::Patience;

/// What work comes to; `None` where it takes too long. It is dropped then.
pub async fn in_time<T>(work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut end) = (pin!(work), pin!(end_of_patience()));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => end.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Second by second: a computer that has slept wakes with its timers run out
/// and its answers still to come.
async fn end_of_patience() {
    let mut patience = Patience::default();
    loop {
        half_a_second().await;
        let busy = Rc::new(Cell::new(false));
        let heard = Rc::clone(&busy);
        // Not awaited: it may be what does not answer.
        spawn_local(async move { heard.set(another_writes().await) });
        half_a_second().await;
        if !patience.lasts(busy.get()) {
            return;
        }
    }
}

/// Waits for half a second.
pub async fn half_a_second() {
    let half = Promise::new(&mut |resolve, _| {
        let window = web_sys::window();
        // Without a timer the wait has no end, which is no worse than not waiting.
        window.map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 500).ok());
    });
    // It cannot be rejected.
    JsFuture::from(half).await.ok();
}
