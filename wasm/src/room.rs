//! Memory in large pieces. The standard library's allocator asks the host for 64 KiB at a time, and each time the host makes a
//! new `ArrayBuffer` of all of it: of a page with many objects that alone is a millisecond and more, and a large text takes two
//! thousand.

use std::hint::black_box;

use counterpoise::limits::INPUT_BYTES;

/// Bytes that an input takes while it is worked on, for each byte of its text: as much as is worth asking for at once.
const EACH: usize = 8;

/// Asks the host at once for what an input of so many bytes takes; what is not needed the allocator keeps for the next.
pub(crate) fn make(bytes: usize) {
    if bytes <= INPUT_BYTES {
        let mut room: Vec<u8> = Vec::new();
        // Where there is so much no longer, what is needed is still asked for piece by piece.
        let _ = room.try_reserve_exact(bytes * EACH);
        drop(black_box(room));
    }
}
