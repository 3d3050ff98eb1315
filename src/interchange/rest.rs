//! Long work in slices: whoever waits for it may draw and answer meanwhile,
//! and call it off.

use std::convert::Infallible;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What long work asks for between its steps, each of which takes a
/// millisecond at most.
#[allow(async_fn_in_trait)]
pub trait Rest {
    /// Why work ends before it is done.
    type Stopped;

    /// Returns at once while the present slice is short, later where it has
    /// become long; hears how much of the work is done.
    async fn rest(&self, done: usize, of: usize) -> Result<(), Self::Stopped>;
}

/// Never rests: for tests, and for work that nobody waits beside.
pub struct AtOnce;

impl Rest for AtOnce {
    type Stopped = Infallible;

    async fn rest(&self, _: usize, _: usize) -> Result<(), Infallible> {
        Ok(())
    }
}

/// What work comes to that rests [`AtOnce`].
pub fn at_once<T>(work: impl Future<Output = Result<T, Infallible>>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(Ok(value)) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}
