//! What a program without the standard library brings along itself.

use core::{arch::wasm32, panic::PanicInfo};

use rlsf::SmallGlobalTlsf;

#[global_allocator]
static ALLOCATOR: SmallGlobalTlsf = SmallGlobalTlsf::new();

/// No argument leads here. A trap, which JavaScript sees as a `RuntimeError`, is all there is to say without a console.
#[panic_handler]
fn trap(_: &PanicInfo<'_>) -> ! {
    wasm32::unreachable()
}
