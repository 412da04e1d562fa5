//! The clock that requests are timed with: one that does not jump, or with PB_CLOCK=cpu the processor time of the process.

use std::sync::OnceLock;
use std::time::Instant;

#[repr(C)]
struct Timespec {
    seconds: i64,
    nanoseconds: i64,
}

extern "C" {
    fn clock_gettime(clock: i32, now: *mut Timespec) -> i32;
}

const CLOCK_PROCESS_CPUTIME_ID: i32 = 2;

fn cpu() -> bool {
    static CPU: OnceLock<bool> = OnceLock::new();
    *CPU.get_or_init(|| std::env::var("PB_CLOCK").is_ok_and(|clock| clock == "cpu"))
}

/// Nanoseconds since some moment.
pub fn now() -> u64 {
    if cpu() {
        let mut now = Timespec { seconds: 0, nanoseconds: 0 };
        // SAFETY: the pointer is to a live struct of the platform's layout (64-bit Linux).
        unsafe { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &mut now) };
        return now.seconds as u64 * 1_000_000_000 + now.nanoseconds as u64;
    }
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as u64
}
